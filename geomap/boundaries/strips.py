"""Strips along borders that no treaty has drawn on the ground: 3 km on each side of the line.

The file holds a piece for each square degree, so that a question reads one piece. A piece is
known by the two countries, in the order of the alphabet: "AM|AZ".
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from math import ceil, cos, floor, radians
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries.packed import PackedLines
from geomap.boundaries.shapes import read_unit
from geomap.globe import KM_A_DEGREE
from geomap.models import LonLat

STRIP_KM = 3.0
_SAME_LINE = 0.004  # degrees: two states' drawings of one border differ by less
_DETAIL = 0.003
Cell = tuple[int, int]


class Strips:
    """The strips, found by the square degree."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: dict[int, tuple[str, BaseGeometry]] = {}

    @cached_property
    def _lines(self) -> PackedLines:
        return PackedLines(self._path)

    @cached_property
    def _by_cell(self) -> dict[Cell, list[int]]:
        found: defaultdict[Cell, list[int]] = defaultdict(list)
        for i, (west, south, east, north) in enumerate(self._lines.boxes.tolist()):
            found[floor((west + east) / 2), floor((south + north) / 2)].append(i)
        return dict(found)

    @property
    def cells(self) -> frozenset[Cell]:
        """The square degrees that a strip reaches, by their south-west corners."""
        return frozenset(self._by_cell)

    def at(self, point: LonLat) -> tuple[str, ...]:
        """Return the borders in whose strip a point lies."""
        pieces = self._by_cell.get((floor(point.lon), floor(point.lat)))
        if not pieces:
            return ()
        read = map(self._piece, pieces)
        return tuple(pair for pair, strip in read if shapely.intersects_xy(strip, *point))

    def _piece(self, i: int) -> tuple[str, BaseGeometry]:
        if i not in self._read:
            properties, strip = read_unit(self._lines[i])
            shapely.prepare(strip)
            self._read[i] = properties["id"], strip
        return self._read[i]


def make_strips(
    pair: str, one: BaseGeometry | None, other: BaseGeometry | None, land: BaseGeometry
) -> Iterator[dict[str, Any]]:
    """Yield the pieces of the strip along the common border of two countries, on land.

    Raises:
        ValueError: if they have none.
    """
    if one is None or other is None:
        raise ValueError(f"{pair}: a country without a polygon")
    line = _common(one, other).intersection(land)
    if line.is_empty:
        raise ValueError(f"{pair} have no common border on land")
    west, south, east, north = line.bounds
    for lon in range(floor(west - 0.1), ceil(east + 0.1)):
        for lat in range(floor(south - 0.1), ceil(north + 0.1)):
            piece = _piece(line, lon, lat)
            if not piece.is_empty:
                yield {
                    "type": "Feature",
                    "bbox": [round(float(x), 3) for x in piece.bounds],
                    "properties": {"id": pair},
                    "geometry": json.loads(shapely.to_geojson(piece)),
                }


def _common(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Return the line that two countries share, cut from the drawing of the first."""
    shared = one.envelope.buffer(0.1).intersection(other.envelope.buffer(0.1))
    if shared.is_empty:
        return shared
    frame = shared.bounds
    mine, theirs = (shapely.clip_by_rect(g.boundary, *frame) for g in (one, other))
    return shapely.intersection(mine, theirs.buffer(_SAME_LINE))


def _piece(line: BaseGeometry, lon: int, lat: int) -> BaseGeometry:
    """Return the strip in a square degree; degrees are scaled at the square's middle."""
    high = STRIP_KM / KM_A_DEGREE
    scale = np.array([cos(radians(lat + 0.5)), 1.0])
    around = high * 1.2 / scale[0]
    near = shapely.clip_by_rect(
        line, lon - around, lat - around, lon + 1 + around, lat + 1 + around
    )
    if near.is_empty:
        return near
    wide = shapely.buffer(shapely.transform(near, lambda xy: xy * scale), high, quad_segs=3)
    strip = shapely.transform(wide, lambda xy: xy / scale).simplify(_DETAIL)
    cut = shapely.clip_by_rect(strip, lon, lat, lon + 1, lat + 1)
    return shapely.transform(cut, lambda xy: xy.round(3))
