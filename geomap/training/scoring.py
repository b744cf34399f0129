"""How right a tagger is on labelled sentences; what runs the network is the caller's choice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomap.errors import ModelError
from geomap.training.corpus import Sentence
from geomap.training.labels import HEADS, read_spans
from geomap.training.pieces import INPUTS, Batch, cut_batches, to_batch, to_pieces

Run = Callable[[Batch], NDArray[np.float32]]
"""Returns the logits (sentences, pieces, labels of all heads) of a batch."""
Labels = Mapping[str, Sequence[int]]
_PIECES_A_BATCH = 4000


class Scores(NamedTuple):
    """Shares from 0 to 1, each a mean over all held-out words or spans."""

    spans: float  # F1 of toponyms, bounds right
    roles: float  # F1 of toponyms, bounds and role right
    names: float  # F1 of other names, bounds and sort right
    kinds: float  # accuracy over the words of toponyms
    events: float  # F1 over the trigger words, type right
    moods: float  # accuracy over the trigger words
    scenes: float  # F1 over the words of places where something happened, type right

    def __str__(self) -> str:
        """Return the scores as one line."""
        return ", ".join(f"{name} {score:.3f}" for name, score in self._asdict().items())


def measure(run: Run, tokenizer: Any, sentences: Sequence[Sentence]) -> Scores:
    """Return the scores of a network on labelled sentences."""
    batches = cut_batches(sentences, _PIECES_A_BATCH)
    truth = [sentence.labels for batch in batches for sentence in batch]
    told = [labels for batch in batches for labels in predict(run, tokenizer, batch)]
    return score(truth, told)


def onnx_run(path: Path) -> Run:
    """Return a written model as a function of batches.

    Raises:
        ModelError: if the file is missing or is no model.
    """
    import onnxruntime

    try:
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises types of its own, without a common base
        raise ModelError(f"{path} cannot be opened ({error})") from error

    def run(batch: Batch) -> Any:
        return session.run(None, dict(zip(INPUTS, batch[:3], strict=True)))[0]

    return run


def predict(run: Run, tokenizer: Any, sentences: Sequence[Sentence]) -> list[Labels]:
    """Return the likeliest label of every word under every head; O where a word was cut off."""
    logits = run(to_batch(tokenizer, sentences))
    ends = np.cumsum([len(labels) for labels in HEADS.values()]).tolist()
    told = [part.argmax(-1) for part in np.split(logits[..., : ends[-1]], ends[:-1], axis=-1)]
    predicted: list[Labels] = []
    for row, sentence in enumerate(sentences):
        first = to_pieces(tokenizer, sentence.words).first()
        at = [first.get(i) for i in range(len(sentence.words))]
        predicted.append(
            {
                head: [0 if i is None else int(numbers[row, i]) for i in at]
                for head, numbers in zip(HEADS, told, strict=True)
            }
        )
    return predicted


def score(truth: Sequence[Labels], told: Sequence[Labels]) -> Scores:
    """Return the scores of predicted labels against the true ones."""
    return Scores(
        _f1(_places(truth, roles=False), _places(told, roles=False)),
        _f1(_places(truth), _places(told)),
        _f1(_spans(truth, "names"), _spans(told, "names")),
        _accuracy(truth, told, "kinds"),
        _f1(_triggers(truth), _triggers(told)),
        _accuracy(truth, told, "moods"),
        _f1(*_scenes(truth, told)),
    )


def _spans(rows: Iterable[Labels], head: str) -> set[tuple[int, int, int, str]]:
    return {(i, *span) for i, row in enumerate(rows) for span in read_spans(head, row[head])}


def _places(rows: Iterable[Labels], *, roles: bool = True) -> set[tuple[int, int, int, str]]:
    spans = _spans(rows, "places")
    return spans if roles else {(i, start, end, "") for i, start, end, _role in spans}


def _triggers(rows: Iterable[Labels]) -> set[tuple[int, int, int]]:
    return {
        (i, word, event)
        for i, row in enumerate(rows)
        for word, event in enumerate(row["events"])
        if event > 0
    }


def _scenes(
    truth: Sequence[Labels], told: Sequence[Labels]
) -> tuple[set[tuple[int, int, int]], set[tuple[int, int, int]]]:
    """Return the words at which something happened, in truth and as told, where truth is known."""
    known = [
        (i, word, t, p)
        for i, (true, predicted) in enumerate(zip(truth, told, strict=True))
        for word, (t, p) in enumerate(zip(true["scenes"], predicted["scenes"], strict=True))
        if t >= 0
    ]
    return {(i, w, t) for i, w, t, _ in known if t}, {(i, w, p) for i, w, _, p in known if p}


def _f1(truth: set[Any], told: set[Any]) -> float:
    return 2 * len(truth & told) / max(1, len(truth) + len(told))


def _accuracy(truth: Iterable[Labels], told: Iterable[Labels], head: str) -> float:
    pairs = [
        (t, p)
        for true, predicted in zip(truth, told, strict=True)
        for t, p in zip(true[head], predicted[head], strict=True)
        if t >= 0
    ]
    return sum(t == p for t, p in pairs) / max(1, len(pairs))
