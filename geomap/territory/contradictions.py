"""Layers that give one ground to different holders on one day, and neither is a part of the other.

A small layer that lies in a large one is an exception to it, and speaks first. Where two lines
cross, nobody could tell which of them is right.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import shapely

from geomap.territory.ground import Ground, Grounds
from geomap.territory.ledger import FOREVER, Control, Ledger

LAYER = "layer:"  # what the keys of the users' own areas begin with
_NEARLY_ALL = 0.98
_A_SLIVER = 0.01  # of the smaller one: two drawings of one line never agree to the metre


class Contradiction(NamedTuple):
    """Two rows of two layers that cannot both be right."""

    one: Control
    other: Control
    share: float  # of the smaller area

    def __str__(self) -> str:
        first = max(self.one.since, self.other.since)
        return (
            f"layers {_name(self.one)!r} and {_name(self.other)!r} share {self.share:.0%} of the"
            f" smaller one's ground and from {first} give it to {'/'.join(self.one.holder)} and to"
            f" {'/'.join(self.other.holder)}"
        )


def contradictions(ledger: Ledger, grounds: Grounds) -> Iterator[Contradiction]:
    """Yield the rows of the users' layers that contradict each other."""
    layers = [g for g in grounds.all if g.area.area.startswith(LAYER) and g.polygon is not None]
    for one, other in combinations(layers, 2):
        rows = [
            (r, s)
            for r in ledger.control.get(one.area.area, ())
            for s in ledger.control.get(other.area.area, ())
            if r.holder != s.holder and _meet(r, s)
        ]
        share = _crossing(one, other) if rows else 0.0
        if share > _A_SLIVER:
            yield from (Contradiction(r, s, share) for r, s in rows)


def _meet(one: Control, other: Control) -> bool:
    """Tell whether two rows have a day in common."""
    return one.since <= (other.until or FOREVER) and other.since <= (one.until or FOREVER)


def _crossing(one: Ground, other: Ground) -> float:
    """Return how much of the smaller area two areas share; 0 where it is a part of the larger."""
    common = float(shapely.intersection(one.polygon, other.polygon).area)
    small, large = sorted((shapely.area(one.polygon), shapely.area(other.polygon)))
    share = common / small
    is_part = share >= _NEARLY_ALL and small < _NEARLY_ALL * large
    return 0.0 if is_part else share


def _name(row: Control) -> str:
    return row.area.removeprefix(LAYER)
