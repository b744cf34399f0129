"""The weights of the features, as `data/models/ranker.json` holds them, and what follows."""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import exp
from operator import mul
from pathlib import Path
from typing import NamedTuple

from geomap.errors import ModelError
from geomap.gazetteer import Match
from geomap.models import Candidate, Feature
from geomap.resolution.context import Context
from geomap.resolution.features import FEATURES, LONE, TOLD, Function, Query
from geomap.resources import packaged

_NAMES = tuple(feature.__name__ for feature in FEATURES)


class Ranker(NamedTuple):
    """A weight for each feature, and the certainty from which an answer is given.

    ``absent`` is the score of the answer that the gazetteer lacks the place that is meant: a lone
    candidate must be better than that.
    """

    weights: Mapping[str, float]
    threshold: float
    absent: float

    def values(
        self, query: Query, match: Match, context: Context, before: Sequence[float] = ()
    ) -> list[float]:
        """Return the features' values, in the order of `FEATURES`.

        ``before`` has the values in another context, of which those that are the same in any are
        taken.
        """
        lone = before[: len(LONE)] or [feature(query, match, context) for feature in LONE]
        return [*lone, *[feature(query, match, context) for feature in TOLD]]

    def score(self, values: Sequence[float]) -> float:
        """Return the weighted sum of the features' values."""
        weights = map(self.weights.__getitem__, _NAMES)
        return float(sum(map(mul, weights, values)))


def read_ranker(path: Path | None = None) -> Ranker:
    """Return the ranker stored at ``path``, by default the packaged one.

    Raises:
        ModelError: if the file lacks a weight or holds one that no feature has.
    """
    path = path or packaged("data", "models", "ranker.json")
    stored = json.loads(path.read_text(encoding="utf-8"))
    odd = {f.__name__ for f in FEATURES} ^ set(stored["weights"])
    if odd:
        raise ModelError(f"{path} does not fit this version's features: {', '.join(sorted(odd))}")
    return Ranker(stored["weights"], stored["threshold"], stored["absent"])


def shares(scores: Sequence[float], absent: float) -> list[float]:
    """Return the scores as shares of certainty; what they lack to 1 is that of ``absent``."""
    highest = max(absent, *scores) if scores else absent
    raised = [exp(score - highest) for score in scores]
    total = sum(raised) + exp(absent - highest)
    return [value / total for value in raised]


def to_candidate(match: Match, values: Sequence[float], ranker: Ranker, score: float) -> Candidate:
    """Return the candidate with the features that counted, in words, the weightiest first."""
    features = [
        _feature(function, round(value, 4), weight)
        for function, value in zip(FEATURES, values, strict=True)
        if value and (weight := ranker.weights[function.__name__])
    ]
    features.sort(key=lambda f: (-abs(f.value * f.weight), f.name))
    return Candidate(
        place=match.place,
        matched_name=match.name,
        match=match.match,
        score=round(score, 4),
        features=tuple(features),
    )


@lru_cache(maxsize=1 << 12)  # most values are 0 or 1, and records are never changed
def _feature(function: Function, value: float, weight: float) -> Feature:
    return Feature(name=function.__name__, value=value, weight=weight, words=words(function))


@cache
def words(function: Function) -> str:
    """Return a feature's reason in words: the first line of its docstring."""
    return (function.__doc__ or function.__name__).strip().splitlines()[0].rstrip(".")
