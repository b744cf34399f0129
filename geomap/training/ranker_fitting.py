"""Fits the ranker's weights: conditional likelihood of the right candidates, drawn to a prior.

The rows of a name are its candidates' feature values, with the answer "the gazetteer lacks it" as
the last: all features 0, and a column of its own. Several rows of a name may be right.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Loss = Callable[[Vector], tuple[float, Vector]]

_KEPT = 10  # steps from which the curvature is estimated
_STEPS = 300
_FLAT = 1e-5  # the largest slope at which the bottom is reached
_TINY = 1e-12


class Examples(NamedTuple):
    """Names with their candidates: rows of features, and for each name its first row and weight."""

    rows: NDArray[np.float32]  # (rows, features + 1)
    right: NDArray[np.bool_]  # (rows,)
    starts: NDArray[np.int64]  # (names,)
    weights: Vector  # (names,)

    def answers(self, vector: Vector) -> NDArray[np.bool_]:
        """Return for each name whether the row with the highest score is right."""
        scores = self.rows @ vector
        ends = [*self.starts[1:], len(scores)]
        return np.array(
            [
                self.right[start + int(scores[start:end].argmax())]
                for start, end in zip(self.starts, ends, strict=True)
            ],
            dtype=bool,
        )


def join(parts: Sequence[Examples], shares: Sequence[float]) -> Examples:
    """Return all examples in one, the weights of each part adding up to its share."""
    offsets = np.cumsum([0, *(len(part.rows) for part in parts)])
    return Examples(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([p.starts + offset for p, offset in zip(parts, offsets, strict=False)]),
        np.concatenate(
            [p.weights * share / p.weights.sum() for p, share in zip(parts, shares, strict=True)]
        ),
    )


def fit(examples: Examples, prior: Vector, pull: float) -> Vector:
    """Return the weights that make the right rows likeliest, ``pull`` binding them to ``prior``."""
    return minimise(likelihood(examples, prior, pull), prior)


def likelihood(examples: Examples, prior: Vector, pull: float) -> Loss:
    """Return the negative log-likelihood, with the pull, as a function that gives its slope too."""
    rows, right, starts, weights = examples
    sizes = np.diff([*starts, len(rows)])
    name = np.repeat(np.arange(len(starts)), sizes)

    def loss(vector: Vector) -> tuple[float, Vector]:
        scores = (rows @ vector.astype(np.float32)).astype(np.float64)
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[name])
        good = np.where(right, raised, 0.0)
        of_all = np.add.reduceat(raised, starts)
        of_good = np.add.reduceat(good, starts) + _TINY
        away = vector - prior
        value = float(weights @ (np.log(of_all) - np.log(of_good)) + pull * away @ away)
        residual = (raised / of_all[name] - good / of_good[name]) * weights[name]
        return value, residual.astype(np.float32) @ rows + 2 * pull * away

    return loss


def minimise(loss: Loss, start: Vector) -> Vector:
    """Return where a smooth function is least, by L-BFGS with a backtracking line search."""
    at, (value, slope) = start.copy(), loss(start)
    history: list[tuple[Vector, Vector]] = []
    for _ in range(_STEPS):
        if np.abs(slope).max() < _FLAT:
            break
        direction = -_uncurved(slope, history)
        size = 1.0 if history else min(1.0, 1.0 / float(np.abs(slope).sum()))
        while True:
            there = at + size * direction
            value_there, slope_there = loss(there)
            if value_there <= value + 1e-4 * size * float(slope @ direction):
                break
            size /= 2
            if size < _TINY:  # no way down is left within the precision of the numbers
                return at
        step, change = there - at, slope_there - slope
        if step @ change > _TINY:
            history = [*history[1 - _KEPT :], (step, change)]
        at, value, slope = there, value_there, slope_there
    return at


def _uncurved(slope: Vector, history: Sequence[tuple[Vector, Vector]]) -> Vector:
    """Return the slope times the inverse of the curvature that the last steps showed."""
    result = slope.copy()
    shares: list[float] = []
    for step, change in reversed(history):
        share = float(step @ result / (step @ change))
        shares.append(share)
        result -= share * change
    if history:
        step, change = history[-1]
        result *= float(step @ change / (change @ change))
    for (step, change), share in zip(history, reversed(shares), strict=True):
        result += (share - float(change @ result / (step @ change))) * step
    return result
