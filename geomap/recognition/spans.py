"""From the tagger's probabilities to spans that follow the project's span convention.

The convention (`data/corpus/README.md`): the name alone, without "the", without type words unless
they are written as part of the name, without the possessive; split at commas and slashes.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomap.models import Kind, Role
from geomap.recognition.tagger import Floats, Tags
from geomap.recognition.words import Word

_SEPARATORS = {",", ";", "/", "(", ")", "|", ":"}
_TRIMMED = {"the", "The", "THE", "'", "’", "s", "-", "–", "—", ".", '"', "“", "”", "of", "and"}
THRESHOLD = 0.5


class TaggedSpan(NamedTuple):
    """A span that the tagger takes for a toponym."""

    start: int
    end: int
    role: Role
    kind: Kind
    probability: float  # that it is a toponym
    person: float  # that it belongs to the name of a person
    other_name: float  # that it belongs to the name of an organisation, product, law ...


class Decoder:
    """Reads spans off the tagger's probabilities, given the meaning of its columns."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        places, names = labels["places"], labels["names"]
        self._roles = [Role(label[2:]) for label in places if label.startswith("B-")]
        self._begin = [places.index(f"B-{role}") for role in self._roles]
        self._inside = [places.index(f"I-{role}") for role in self._roles]
        self._kinds = [Kind(label) for label in labels["kinds"]]
        self._person = [names.index("B-person"), names.index("I-person")]

    def __call__(self, words: Sequence[Word], tags: Tags) -> Iterator[TaggedSpan]:
        """Yield the toponyms of one sentence, in order."""
        places = tags.places
        is_place = 1 - places[:, 0]
        begins = places[:, self._begin].sum(1) >= places[:, self._inside].sum(1)
        for run in _runs(words, is_place, begins):
            kept = _trim(words, run)
            if kept:
                yield self._span(words, kept, tags)

    def person_names(self, words: Sequence[Word], tags: Tags) -> Iterator[Sequence[Word]]:
        """Yield the words of each person's name in one sentence, in order."""
        is_person = tags.names[:, self._person].sum(1)
        begins = tags.names[:, self._person[0]] > tags.names[:, self._person[1]]
        for run in _runs(words, is_person, begins):
            yield words[run.start : run.stop]

    def _span(self, words: Sequence[Word], run: range, tags: Tags) -> TaggedSpan:
        rows = slice(run.start, run.stop)
        places, names = tags.places[rows], tags.names[rows]
        roles = (places[:, self._begin] + places[:, self._inside]).sum(0)
        person = float(names[:, self._person].sum(1).mean())
        return TaggedSpan(
            words[run.start].start,
            words[run.stop - 1].end,
            self._roles[int(roles.argmax())],
            self._kinds[int(tags.kinds[rows].sum(0).argmax())],
            float(np.mean(1 - places[:, 0])),
            person,
            max(0.0, float(1 - names[:, 0].mean()) - person),
        )


def _runs(words: Sequence[Word], is_place: Floats, begins: NDArray[np.bool_]) -> Iterator[range]:
    """Yield the runs of words that belong to one name."""
    likely = (is_place >= THRESHOLD).tolist()
    if not any(likely):
        return
    start: int | None = None
    for i, word in enumerate(words):
        inside = likely[i] and word.text not in _SEPARATORS
        if start is not None and (not inside or (begins[i] and not _glued(words, i))):
            yield range(start, i)
            start = None
        if inside and start is None:
            start = i
    if start is not None:
        yield range(start, len(words))


def _glued(words: Sequence[Word], i: int) -> bool:
    """Return whether a word hangs on the one before: by a hyphen, an apostrophe or a full stop."""
    marks = {"-", "'", "’", "."}
    touching = words[i].start == words[i - 1].end
    return touching and (words[i].text in marks or words[i - 1].text in marks)


def _trim(words: Sequence[Word], run: range) -> range | None:
    start, stop = run.start, run.stop
    while start < stop and (words[start].text in _TRIMMED):
        start += 1
    while stop > start and words[stop - 1].text in _TRIMMED and not _abbreviated(words, stop):
        stop -= 1
    return range(start, stop) if stop > start else None


def _abbreviated(words: Sequence[Word], stop: int) -> bool:
    """Return whether a run ends in an abbreviation's full stop, as "U.S." does."""
    return words[stop - 1].text == "." and stop > 3 and words[stop - 3].text == "."
