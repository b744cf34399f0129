"""What the tagger reads of events: whether one took place at a toponym, and of which type."""

from bisect import bisect_right
from collections.abc import Sequence
from math import log

import numpy as np

from geomap.models import IncidentType, Link, Scene, Span
from geomap.recognition.links import Links
from geomap.recognition.tagger import Floats, Tags
from geomap.recognition.words import Word

Tagged = tuple[Sequence[Word], Tags]
_TRIGGER = 0.25  # least probability of a word that is taken for a trigger of the scene's type
_ORIGIN = "origin"
_LINKED = log(0.2 / 0.8)  # least log-odds of a word that is linked with a place
_LEAST = 1e-9  # keeps a division by nothing away


class Scenes:
    """Reads the scene at a span off the tagger's probabilities for its sentence."""

    def __init__(self, labels: dict[str, list[str]], links: Links) -> None:
        self._types = [IncidentType(label) for label in labels["events"][1:]]
        self._columns = [labels["scenes"].index(kind) for kind in self._types]
        self._links = links
        self._origin = labels["scenes"].index(_ORIGIN)

    def at(self, text: str, tagged: Sequence[Tagged], start: int, end: int) -> Scene | None:
        """Return the scene at ``text[start:end]``; None where no sentence that was read holds it.

        ``tagged`` has the document's sentences in order, each with its words' tags.
        """
        number = bisect_right(tagged, start, key=lambda pair: pair[0][0].start) - 1
        words, tags = tagged[number] if number >= 0 else ((), None)
        inside = [i for i, word in enumerate(words) if word.start < end and word.end > start]
        if tags is None or not inside:
            return None
        told = tags.scenes[inside].mean(0)
        kinds = told[self._columns]
        best, happened = int(kinds.argmax()), float(kinds.sum())
        trigger = self._trigger(tags.events[:, best + 1], tags.events[:, 0], inside)
        return Scene(
            happened=_share(happened),
            came_from=_share(float(told[self._origin])),
            type=self._types[best],
            shares=self._shares(kinds / max(happened, _LEAST)),
            trigger=_span(text, words, trigger) if trigger else None,
            links=self._linked(words, tags.links, range(inside[0], inside[-1] + 1)),
        )

    def _linked(self, words: Sequence[Word], vectors: Floats, place: range) -> tuple[Link, ...]:
        """Return the words that may tell of an event at a place, with their shares."""
        sums = self._links.sums(vectors, place)
        linked = np.flatnonzero(sums >= _LINKED).tolist()
        shares = (1 / (1 + np.exp(-sums[linked]))).tolist()
        return tuple(
            (words[i].start, round(share, 4))
            for i, share in zip(linked, shares, strict=True)
            if i not in place
        )

    def _shares(self, kinds: Floats) -> tuple[float, ...]:
        """Return the shares of all types, in their order; of what the model lacks, nothing."""
        by_type = dict(zip(self._types, kinds.round(4).tolist(), strict=True))
        return tuple(by_type.get(kind, 0.0) for kind in IncidentType)

    def _trigger(self, of_type: Floats, of_none: Floats, place: Sequence[int]) -> range | None:
        """Return the run of words that tells of the type most surely, the place's own left out."""
        scores = of_type.copy()
        scores[list(place)] = 0
        best = int(scores.argmax())
        if scores[best] < _TRIGGER:
            return None
        likely = np.flatnonzero((of_none >= 0.5) | (scores < _TRIGGER)).tolist()
        before = max((i for i in likely if i < best), default=-1)
        after = min((i for i in likely if i > best), default=len(scores))
        return range(before + 1, after)


def _span(text: str, words: Sequence[Word], run: range) -> Span:
    start, end = words[run.start].start, words[run.stop - 1].end
    return Span(start=start, end=end, text=text[start:end])


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)
