"""Fits the choice of types: ``python -m geomap.training.types -o data/models/types.json``.

It learns from the held-out annotated reports: on those that the tagger was trained on, the tagger
is surer than it will be of any new text.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from zlib import crc32

import numpy as np
import typer

from geomap.incidents.choosing import CLUES, TYPES, Floats, Weights, weighed
from geomap.incidents.discourse import read_events
from geomap.incidents.lexicon import packaged_lexicon
from geomap.incidents.tellings import Event
from geomap.incidents.tokens import read_sentences
from geomap.models import Document
from geomap.pipeline import Geoparser
from geomap.resources import packaged, write_beside
from geomap.training.commands import Corpus, run_command
from geomap.training.corpus import Mark, read_held_out
from geomap.training.ranker_fitting import Examples, Vector, fit

_FOLDS = 8
_PULL = 0.5  # how strongly the weights are bound to those of the lists alone
_BY_HAND = {"named": 2.0, "effect": 2.0, "in_it": 0.0, "beside": 0.0, "topic": 0.0}

Output = Annotated[Path, typer.Option("-o", "--output", help="The file of weights.")]


class Example(NamedTuple):
    """A trigger at a place where the annotation has events: the clues, and their types."""

    report: str
    values: Floats  # (types, clues)
    right: frozenset[str]


def main() -> None:
    """Run the command."""
    run_command(train)


def train(output: Output, corpus: Corpus = None) -> None:
    """Fit the weights, and tell how often the type is right, by the lists and on unseen texts."""
    examples = list(read_examples(corpus or packaged("data", "corpus")))
    write_beside(output, _written(fit_weights(examples), len(examples)))
    listed = _share_right(
        examples, Weights(np.array([1.0, 1.0, 0.0, 0.0, 0.0]), np.zeros(len(TYPES)))
    )
    print(f"{len(examples)} triggers: {listed:.3f} right by the lists, {_held_out(examples):.3f}"
          f" on reports that were not fitted on")  # fmt: skip


def read_examples(corpus: Path) -> Iterator[Example]:
    """Yield the triggers that geomap finds at annotated places of the held-out reports."""
    geoparser = Geoparser.open()
    for document, marks in read_held_out(corpus):
        yield from _examples(geoparser, document, marks)


def _examples(geoparser: Geoparser, document: Document, marks: Sequence[Mark]) -> Iterator[Example]:
    resolutions = geoparser.resolve(document, geoparser.recognise(document))
    sentences = read_sentences(document.text, resolutions)
    told = read_events(document.text, sentences, packaged_lexicon())
    events = [mark for mark in marks if mark.tag == "e"]
    nearby = _types_beside(told, _types_at(document.text, marks))
    for (start, end), values in weighed(told, resolutions):
        within = {m.attributes["type"] for m in events if m.start < end and m.end > start}
        if right := frozenset(within or nearby.get((start, end), set())):
            yield Example(document.id, values, right)


def _types_beside(
    told: Sequence[Event], types: Mapping[str, set[str]]
) -> dict[tuple[int, int], set[str]]:
    """Return, for words that only tell what came of an event, the types of those at their places.

    The annotation marks the words that name an event, not "killed" and "damaged" beside them.
    """
    beside: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for event in told:
        if event.use is not None and event.trigger.strength == "effect":
            place = event.use.text.casefold()
            near = (types[name] for name in types if name in place or place in name)
            beside[event.trigger.start, event.trigger.end].update(*near)
    return beside


def _types_at(text: str, marks: Sequence[Mark]) -> Mapping[str, set[str]]:
    """Return the types of the events that the annotation has at each name."""
    events = {m.attributes["id"]: m.attributes["type"] for m in marks if m.tag == "e"}
    types: defaultdict[str, set[str]] = defaultdict(set)
    for mark in marks:
        for number in mark.attributes.get("at", "").split() if mark.tag == "p" else ():
            types[text[mark.start : mark.end].casefold()].add(events[number])
    return types


def fit_weights(examples: Sequence[Example]) -> Weights:
    """Return the weights under which the annotated types are likeliest."""
    each = [np.hstack([example.values, np.eye(len(TYPES))]) for example in examples]
    right = [[kind.value in example.right for kind in TYPES] for example in examples]
    prior = np.array([*(_BY_HAND[clue] for clue in CLUES), *np.zeros(len(TYPES))])
    rows = Examples(
        np.concatenate(each).astype(np.float32),
        np.concatenate(right),
        np.arange(len(examples)) * len(TYPES),
        np.ones(len(examples)),
    )
    return _to_weights(fit(rows, prior, _PULL))


def _to_weights(vector: Vector) -> Weights:
    rounded = vector.round(3)
    return Weights(rounded[: len(CLUES)], rounded[len(CLUES) :])


def _held_out(examples: Sequence[Example]) -> float:
    """Return how often the type is right in reports that were left out of the fit."""
    right = 0.0
    for number in range(_FOLDS):
        inside = [e for e in examples if crc32(e.report.encode()) % _FOLDS == number]
        others = [e for e in examples if crc32(e.report.encode()) % _FOLDS != number]
        right += _share_right(inside, fit_weights(others)) * len(inside) if inside else 0
    return right / len(examples)


def _share_right(examples: Sequence[Example], weights: Weights) -> float:
    return sum(weights.best(e.values).value in e.right for e in examples) / len(examples)


def _written(weights: Weights, count: int) -> bytes:
    content: dict[str, Any] = {
        "fitted_on": f"held-out reports ({count} triggers)",
        "clues": dict(zip(CLUES, weights.clues.tolist(), strict=True)),
        "types": dict(zip(map(str, TYPES), weights.types.tolist(), strict=True)),
    }
    return (json.dumps(content, indent=1) + "\n").encode()


if __name__ == "__main__":
    main()
