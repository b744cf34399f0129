"""Slims the fitted network: each layer keeps those of its inner units that the answers hang on.

MiniLM's layers are wide for what a tagger needs of them. A unit counts by what the loss would
change without it, to the first order: its value times the loss's slope there (Molchanov et al.,
"Pruning Convolutional Neural Networks for Resource Efficient Inference", ICLR 2017).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from math import ceil
from random import Random
from typing import Any

import torch

from geomap.training.encoder import Encoder
from geomap.training.fitting import Fitting, Settings, batch_loss
from geomap.training.pieces import Batch, cut_batches, to_batch

_WEIGHED = 60  # batches on which the units are weighed
_KEPT = 3 / 4  # share of the inner units
_EPOCHS_AFTER = 0.75  # share of the epochs before
_RATE_AFTER, _NEW_RATE_AFTER = 0.5, 0.25  # shares of the rates before


def slimmed(run: Fitting) -> Encoder:
    """Return the run's encoder with only the weightier three quarters of each layer's inner units.

    It tags somewhat worse until it is fitted on, with `settings_after`.
    """
    inner = round(run.encoder.sizes.inner * _KEPT)
    chosen = [weights.topk(inner).indices.sort().values for weights in _weights(run)]
    slim = Encoder(run.encoder.sizes._replace(inner=inner))
    slim.load_state_dict(_cut(run.encoder.state_dict(), chosen))
    slim.freeze_words()
    return slim


def settings_after(settings: Settings) -> Settings:
    """Return how a slimmed network is fitted on: more shortly, and with smaller steps."""
    return settings._replace(
        epochs=ceil(settings.epochs * _EPOCHS_AFTER),
        rate=settings.rate * _RATE_AFTER,
        new_rate=settings.new_rate * _NEW_RATE_AFTER,
    )


def _cut(state: dict[str, Any], chosen: Iterable[torch.Tensor]) -> dict[str, Any]:
    """Return the weights of a network whose layers have only the ``chosen`` units."""
    cut = dict(state)
    for i, units in enumerate(chosen):
        for name, axis in (("widen.weight", 0), ("widen.bias", 0), ("narrow.weight", 1)):
            whole = f"layers.{i}.{name}"
            cut[whole] = state[whole].index_select(axis, units)
    return cut


def _weights(run: Fitting) -> list[torch.Tensor]:
    """Return how much each layer's inner units weigh in the loss of an epoch's first batches."""
    run.encoder.eval()
    totals = [torch.zeros(run.encoder.sizes.inner) for _ in run.encoder.layers]
    with _inner_values(run.encoder) as values:
        for batch in islice(_batches(run), _WEIGHED):
            values.clear()
            batch_loss(run.encoder, batch).backward()
            for total, value in zip(totals, values, strict=True):
                total.add_((value.grad * value.detach()).float().abs().sum((0, 1)))
    run.encoder.zero_grad()
    return totals


def _batches(run: Fitting) -> Iterator[Batch]:
    random = Random(run.settings.seed)
    sentences = run.material.epoch(random)
    for batch in cut_batches(sentences, run.settings.batch_pieces, random):
        yield to_batch(run.tokenizer, batch)


@contextmanager
def _inner_values(encoder: Encoder) -> Iterator[list[Any]]:
    """Give a list that is filled with the layers' inner values at each run, slopes kept."""
    values: list[Any] = []

    def keep(_module: Any, inputs: tuple[torch.Tensor, ...]) -> None:
        inputs[0].retain_grad()
        values.append(inputs[0])

    hooks = [layer.narrow.register_forward_pre_hook(keep) for layer in encoder.layers]
    try:
        yield values
    finally:
        for hook in hooks:
            hook.remove()
