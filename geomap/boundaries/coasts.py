"""The nearest coast to a point at sea, by the outlines of admin-1 units."""

from collections.abc import Callable
from math import cos, radians
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.globe import KM_A_DEGREE
from geomap.models import LonLat

_REACHES = (0.5, 2.0, 8.0, 30.0)  # degrees, a little further each time
_AT_MOST = 20  # outlines are read one by one: the nearest boxes are enough


class Coast(NamedTuple):
    """A coast: the state and the admin-1 unit whose it is, and how far, good to 2 km."""

    country: str
    unit: str
    km: float


def nearest_coast(
    point: LonLat,
    tree: shapely.STRtree,
    outline: Callable[[int], tuple[str, str, BaseGeometry]],
) -> Coast | None:
    """Return the coast nearest to a point; None where none lies within 30 degrees.

    Args:
        point: where.
        tree: the boxes of all units.
        outline: the country, the name and the polygon of a unit by its number in the tree.
    """
    for reach in _REACHES:
        scale = np.array([max(cos(radians(point.lat)), 0.05), 1.0])
        wide = reach / scale[0]
        frame = shapely.box(
            point.lon - wide, point.lat - reach, point.lon + wide, point.lat + reach
        )
        near = tree.query(frame)
        by_box = shapely.distance(tree.geometries[near], shapely.Point(*point))
        found = [_coast(point, outline(i), scale) for i in near[np.argsort(by_box)][:_AT_MOST]]
        nearest = min(found, key=lambda coast: coast.km, default=None)
        if nearest and nearest.km <= reach * KM_A_DEGREE:
            return nearest
    return None


def _coast(
    point: LonLat,
    unit: tuple[str, str, BaseGeometry],
    scale: np.ndarray[Any, np.dtype[np.float64]],
) -> Coast:
    country, name, outline = unit
    scaled = shapely.transform(outline, lambda xy: xy * scale)
    here = shapely.Point(*(np.array(point) * scale))
    return Coast(country, name, float(shapely.distance(scaled, here)) * KM_A_DEGREE)
