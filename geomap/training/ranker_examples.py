"""Names as the resolver sees them, with what people say they mean: what the ranker learns from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from geomap.models import Mention
from geomap.resolution import Resolver
from geomap.resolution.features import FEATURES
from geomap.resolution.resolver import Scored
from geomap.training.ranker_fitting import Examples
from geomap.training.ranker_gold import Judged, Meaning, right

_MOST_COUNTED = 3  # a name that a text repeats counts as the root of its mentions, of so many


class Read(NamedTuple):
    """A judged document with the mentions that the recogniser found in it."""

    judged: Judged
    mentions: tuple[Mention, ...]


class Example(NamedTuple):
    """A name: its candidates' feature values, which are right, and how many mentions it has."""

    values: Sequence[Sequence[float]]
    right: Sequence[bool]
    mentions: int


def make_examples(resolver: Resolver, reads: Iterable[Read]) -> Examples:
    """Return the names of the documents whose meaning is known, in the context of each other."""
    return stack(
        example
        for read in reads
        if read.judged.meanings
        for scored in resolver.rank(read.judged.document, read.mentions)
        if (example := label(scored, read.judged.meanings))
    )


def label(scored: Scored, meanings: Sequence[Meaning]) -> Example | None:
    """Return a group of mentions with its right candidates; None if nobody says what it means."""
    places = [match.place for match in scored.group.matches]
    verdicts = [
        verdict
        for mention in scored.group.mentions
        if (meaning := _meaning(mention, meanings))
        and (verdict := right(meaning, places)) is not None
    ]
    if not places or not verdicts:
        return None
    # The group has one answer; mentions that the gold tells apart follow the first.
    return Example(scored.values, next(filter(any, verdicts), verdicts[0]), len(verdicts))


def _meaning(mention: Mention, meanings: Iterable[Meaning]) -> Meaning | None:
    return next((m for m in meanings if m.start < mention.end and mention.start < m.end), None)


def stack(examples: Iterable[Example]) -> Examples:
    """Return examples as arrays, each with a last row that stands for a place not on record."""
    found = list(examples)
    sizes = [len(example.values) + 1 for example in found]
    return Examples(
        np.array([row for example in found for row in _rows(example)], dtype=np.float32),
        np.array([r for e in found for r in (*e.right, not any(e.right))], dtype=bool),
        np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64),
        np.array([min(e.mentions, _MOST_COUNTED) ** 0.5 for e in found], dtype=np.float64),
    )


def _rows(example: Example) -> Iterator[list[float]]:
    yield from ([*values, 0.0] for values in example.values)
    yield [0.0] * len(FEATURES) + [1.0]
