"""How far a confidence can be believed: of the answers that are 90% sure, are 90% right?"""

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)  # finer where most answers are


class Bin(NamedTuple):
    """The answers whose confidence lies from ``low`` up to, but not including, ``high``."""

    low: float
    high: float
    n: int
    confidence: float  # the mean
    right: float  # the share of right answers


class Reliability(NamedTuple):
    """The bins that hold answers, and the expected calibration error.

    The latter is the mean difference between confidence and share, by the answers of each bin.
    """

    bins: tuple[Bin, ...]
    error: float


def reliability(answers: Iterable[tuple[float, bool]]) -> Reliability | None:
    """Return how confidences compare to how often the answers are right; None without answers.

    Args:
        answers: the confidence of each answer, from 0 to 1, and whether it is right.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in EDGES[1:]]
    for answer in answers:
        bins[_number(answer[0])].append(answer)
    filled = [_bin(i, held) for i, held in enumerate(bins) if held]
    if not filled:
        return None
    total = sum(b.n for b in filled)
    error = sum(b.n * abs(b.confidence - b.right) for b in filled) / total
    return Reliability(tuple(filled), error)


def _number(confidence: float) -> int:
    return max(0, sum(confidence >= low for low in EDGES[:-1]) - 1)


def _bin(number: int, held: Sequence[tuple[float, bool]]) -> Bin:
    confidences, right = zip(*held, strict=True)
    return Bin(EDGES[number], EDGES[number + 1], len(held), fmean(confidences), fmean(right))
