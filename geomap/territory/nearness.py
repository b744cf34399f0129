"""How far it is from a place to the ground of others."""

from collections.abc import Iterable
from math import cos, hypot, radians
from typing import NamedTuple

import numpy as np
import shapely

from geomap.globe import KM_A_DEGREE
from geomap.models import LonLat
from geomap.territory.ground import Ground


class Nearness(NamedTuple):
    """A line and the distance to it in km; lines of the ledger are approximate, see their area."""

    km: float
    line: str


def distance_km(ground: Ground, point: LonLat) -> float:
    """Return the distance from a point to an area that is drawn, 0 within it.

    Degrees are scaled at the point, which is good to a few per cent within 100 km. Infinite where
    the area is known by its codes only.
    """
    scale = np.array([cos(radians(point.lat)), 1.0])
    if ground.polygon is not None:
        scaled = shapely.transform(ground.polygon, lambda xy: xy * scale)
        here = shapely.Point(*(np.array(point) * scale))
        return float(shapely.distance(scaled, here)) * KM_A_DEGREE
    return min(
        (max(0.0, _km(point, centre, scale[0]) - radius) for centre, radius in ground.circles),
        default=float("inf"),
    )


def _km(one: LonLat, other: LonLat, across: float) -> float:
    return hypot((one.lon - other.lon) * across, one.lat - other.lat) * KM_A_DEGREE


def sorted_within(lines: Iterable[Nearness], km: float) -> tuple[Nearness, ...]:
    """Return the lines within a distance, the nearest first."""
    return tuple(sorted(line for line in lines if line.km <= km))
