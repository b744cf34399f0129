"""Fits the network to labelled sentences. A checkpoint after every epoch lets a run go on.

An epoch's sentences, batches and dropped units follow from the seed and the epoch's number alone,
so that a run that was stopped ends as if it had not been (on the same machine and version of
torch; others round otherwise).
"""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import torch
from torch.nn import functional

from geomap.errors import ModelError
from geomap.gazetteer.progress import Progress
from geomap.training.encoder import Encoder
from geomap.training.labels import HEADS, POSSIBLE, UNKNOWN
from geomap.training.material import Material
from geomap.training.pieces import Batch, cut_batches, to_batch
from geomap.training.scoring import Run

_WARM_UP = 0.06  # share of the run in which the rates rise; they fall to nothing over the rest
_LEAST_RATE = 1e-3  # share of the rates
_DECAY = 0.01
_LONGEST_GRADIENT = 1.0
_WEIGHTS = {"places": 1.0, "names": 0.5, "kinds": 0.25, "events": 0.6, "moods": 0.25, "scenes": 0.8}
_IMPOSSIBLE = -1e4
_TOLD = 0.3  # share of the labels in the loss where a teacher's answers are learnt as well
_SOFTENED = 2.0  # temperature at which the two are compared


class Settings(NamedTuple):
    """What a run may be told. The shipped model's are the defaults."""

    epochs: int = 8
    seed: int = 7
    batch_pieces: int = 1400
    rate: float = 2.5e-4  # of the parts that were learnt before
    new_rate: float = 1.5e-3


class Fitting(NamedTuple):
    """A run: what is fitted, how, and the file that it goes on from.

    A teacher's answers are learnt beside the labels: they also say what else a word might have
    been, and they know the heads that a sentence of others has no labels for.
    """

    encoder: Encoder
    tokenizer: Any
    material: Material
    settings: Settings
    checkpoint: Path
    teacher: Encoder | None = None


def fit(run: Fitting, *, progress: Progress, after_epoch: Callable[[int, float], None]) -> None:
    """Fit the encoder in place, from the checkpoint on if there is one.

    Args:
        run: what to fit.
        progress: told the epoch's name, the batches done and their number.
        after_epoch: told the epoch's number, from 1, and its mean loss.

    Raises:
        ModelError: if the checkpoint is of a run with other settings or other material.
    """
    optimiser = _optimiser(run)
    for epoch in range(_resume(run, optimiser), run.settings.epochs):
        loss = _fit_epoch(run, optimiser, epoch, progress)
        _save(run, optimiser, epoch + 1)
        after_epoch(epoch + 1, loss)


def torch_run(encoder: Encoder) -> Run:
    """Return the encoder as a function of batches, for measuring."""

    def run(batch: Batch) -> Any:
        encoder.eval()
        with torch.inference_mode():
            return encoder(*(torch.from_numpy(array) for array in batch[:3])).numpy()

    return run


def _optimiser(run: Fitting) -> Any:
    rates = run.settings.rate, run.settings.new_rate
    groups = [
        {"params": parameters, "lr": rate, "full_rate": rate}
        for parameters, rate in zip(run.encoder.parts(), rates, strict=True)
    ]
    return torch.optim.AdamW(groups, weight_decay=_DECAY)


def _fit_epoch(run: Fitting, optimiser: Any, epoch: int, progress: Progress) -> float:
    """Fit one epoch's batches; return their mean loss."""
    random = Random(f"{run.settings.seed} {epoch}")
    torch.manual_seed(random.getrandbits(32))
    batches = cut_batches(run.material.epoch(random), run.settings.batch_pieces, random)
    run.encoder.train()
    total = 0.0
    for i, batch in enumerate(batches):
        _set_rates(optimiser, (epoch + i / len(batches)) / run.settings.epochs)
        total += _step(run, optimiser, to_batch(run.tokenizer, batch))
        progress(f"epoch {epoch + 1} of {run.settings.epochs}", i + 1, len(batches))
    return total / max(1, len(batches))


def _set_rates(optimiser: Any, done: float) -> None:
    """Set the learning rates for the share of the run that is done."""
    share = min(1.0, done / _WARM_UP) * (1 - done) + _LEAST_RATE
    for group in optimiser.param_groups:
        group["lr"] = group["full_rate"] * share


def _step(run: Fitting, optimiser: Any, batch: Batch) -> float:
    loss = batch_loss(run.encoder, batch, run.teacher)
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.encoder.parameters(), _LONGEST_GRADIENT)
    optimiser.step()
    return float(loss.detach())


def batch_loss(encoder: Encoder, batch: Batch, teacher: Encoder | None = None) -> torch.Tensor:
    """Return the loss of the encoder's answers to a batch, a teacher's answers counted if given."""
    inputs = [torch.from_numpy(array) for array in batch[:3]]
    labels = {head: torch.from_numpy(array) for head, array in batch.labels.items()}
    with torch.autocast("cpu", torch.bfloat16):  # twice as fast where processors know the format
        logits = encoder(*inputs).float()
        if teacher is None:
            return loss_of(logits, labels)
        with torch.no_grad():
            taught = teacher(*inputs).float()
    read = inputs[2] > 0
    return _TOLD * loss_of(logits, labels) + (1 - _TOLD) * distance(logits[read], taught[read])


def distance(logits: torch.Tensor, taught: torch.Tensor) -> torch.Tensor:
    """Return how far answers (pieces, labels of all heads) are from a teacher's.

    That is the weighted sum of the heads' mean Kullback-Leibler divergences, as in Hinton et al.,
    "Distilling the Knowledge in a Neural Network", 2015, both sides softened alike.
    """
    sizes = [len(names) for names in HEADS.values()]
    loss = logits.new_zeros(())
    for head, ours, theirs in zip(
        HEADS, logits.split(sizes, -1), taught.split(sizes, -1), strict=True
    ):
        soft, target = (ours / _SOFTENED).log_softmax(-1), (theirs / _SOFTENED).log_softmax(-1)
        apart = functional.kl_div(soft, target, reduction="batchmean", log_target=True)
        loss = loss + _WEIGHTS[head] * _SOFTENED**2 * apart
    return loss


def loss_of(logits: torch.Tensor, labels: dict[str, torch.Tensor]) -> torch.Tensor:
    """Return the weighted sum of the heads' losses; a head without known labels adds nothing."""
    parts = logits.split([len(names) for names in HEADS.values()], dim=-1)
    loss = logits.new_zeros(())
    for head, part in zip(HEADS, parts, strict=True):
        known = labels[head] != UNKNOWN
        if known.any():
            loss = loss + _WEIGHTS[head] * head_loss(head, part[known], labels[head][known])
    return loss


def head_loss(head: str, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Return the mean of -log p(any label that is possible): cross entropy where it is only one."""
    if head not in POSSIBLE:
        return functional.cross_entropy(logits, labels)
    possible = _possible_labels(head).to(logits)[labels]  # the open labels count from the end
    return -(logits.log_softmax(-1) + possible).logsumexp(-1).mean()


def _possible_labels(head: str) -> torch.Tensor:
    """Return a row for each label and then each open one: 0 where possible, else very low."""
    labels, open_ones = HEADS[head], POSSIBLE[head]
    rows = [{label} for label in labels] + [set(open_ones[code]) for code in sorted(open_ones)]
    return torch.tensor([[0.0 if p in row else _IMPOSSIBLE for p in labels] for row in rows])


def _described(run: Fitting) -> dict[str, float]:
    taught = {"taught": 1.0} if run.teacher else {}
    return {**run.settings._asdict(), **run.material.counts(), **taught}


def _resume(run: Fitting, optimiser: Any) -> int:
    """Load the checkpoint, if there is one; return the number of epochs that are done."""
    if not run.checkpoint.exists():
        return 0
    stored = torch.load(run.checkpoint, weights_only=True)
    if stored["described"] != _described(run):
        raise ModelError(
            f"{run.checkpoint} is of a run with other settings or other data"
            f" ({stored['described']}, now {_described(run)}); remove it or choose another folder"
        )
    run.encoder.load_state_dict(stored["encoder"])
    optimiser.load_state_dict(stored["optimiser"])
    return int(stored["epochs"])


def _save(run: Fitting, optimiser: Any, epochs: int) -> None:
    stored = {
        "described": _described(run),
        "encoder": run.encoder.state_dict(),
        "optimiser": optimiser.state_dict(),
        "epochs": epochs,
    }
    beside = run.checkpoint.with_suffix(".part")
    torch.save(stored, beside)
    beside.replace(run.checkpoint)
