"""The exact polygons of countries, each read when a question first needs it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries.boxes import Boxes
from geomap.boundaries.shapes import read_geometry

_COUNTRY = re.compile(rb'"country":"(\w\w)"')
_BBOX = re.compile(rb'"bbox":\[([^\]]+)\]')
_GEOMETRY = b'"geometry":'
Floats = np.ndarray[Any, np.dtype[np.float64]]

# Where two states' borders overlap in OpenStreetMap, the one that most UN members see there
# (General Assembly resolutions 68/262 on Crimea and 34/37 on Western Sahara; the rest are strips
# that both sides' mappers drew, where the smaller country's own line is taken).
_PREFERRED = ("UA", "EH", "PS", "XK", "SY", "GE", "AZ", "TW")

_BEYOND = 0.5  # degrees round a frame, so that what is cut off there is no border in it


def boxes_of(lines: Sequence[bytes]) -> Floats:
    """Return the bounding boxes that lines of GeoJSON state: west, south, east, north."""
    return np.array([[float(x) for x in _first(_BBOX, line).split(b",")] for line in lines])


def _first(pattern: re.Pattern[bytes], line: bytes) -> bytes:
    found = pattern.search(line)
    return found.group(1) if found else b""


class Countries:
    """Polygons with their ISO codes, in the order of the file."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines
        self._read: dict[int, BaseGeometry] = {}
        self.codes = [_first(_COUNTRY, line).decode("ascii") for line in lines]
        boxes = boxes_of(lines)
        self._boxes = Boxes([tuple(box) for box in boxes.tolist()])
        self._tree = shapely.STRtree(shapely.box(*boxes.T))

    def __len__(self) -> int:
        return len(self.codes)

    def geometry(self, i: int) -> BaseGeometry:
        """Return the i-th polygon."""
        if i not in self._read:
            self._read[i] = read_geometry(self._lines[i])
            shapely.prepare(self._read[i])
        return self._read[i]

    def of(self, code: str) -> BaseGeometry | None:
        """Return the polygon of a country by its code."""
        return self.geometry(self.codes.index(code)) if code in self.codes else None

    def meeting(self, frame: BaseGeometry) -> list[tuple[str, BaseGeometry]]:
        """Return the countries whose box meets a frame, by code, good for a little beyond it.

        No ground is in two of them: a map writes one state's name on it, and draws its border once.
        """
        found = {self.codes[i]: self.geometry(i) for i in self._tree.query(frame).tolist()}
        west, south, east, north = frame.bounds
        near = (west - _BEYOND, south - _BEYOND, east + _BEYOND, north + _BEYOND)
        first = {c: shapely.clip_by_rect(found[c], *near) for c in _PREFERRED if c in found}
        return [(code, _apart(code, found[code], first, near)) for code in sorted(found)]

    def at(self, lon: float, lat: float) -> str | None:
        """Return the country at a position."""
        near = self._boxes.at(lon, lat)
        return _preferred(
            [self.codes[i] for i in near if shapely.contains_xy(self.geometry(i), lon, lat)]
        )

    def at_many(self, xy: Floats) -> list[str | None]:
        """Return the country at each of many positions, given as rows of lon and lat."""
        hits: list[list[str]] = [[] for _ in xy]
        points, countries = self._tree.query(shapely.points(xy))
        for j in np.unique(countries).tolist():
            near = points[countries == j]
            for i in near[shapely.contains_xy(self.geometry(j), xy[near])].tolist():
                hits[i].append(self.codes[j])
        return [_preferred(codes) for codes in hits]


def _apart(
    code: str,
    country: BaseGeometry,
    first: Mapping[str, BaseGeometry],
    near: tuple[float, float, float, float],
) -> BaseGeometry:
    """Return a country without the ground that is rather one of ``first``; near the frame alone."""
    rivals = [g for other, g in first.items() if _preferred((code, other)) == other != code]
    if not rivals:
        return country
    clipped = shapely.make_valid(shapely.clip_by_rect(country, *near), method="structure")
    overlaps = [rival for rival in rivals if shapely.relate_pattern(clipped, rival, "2********")]
    if not overlaps:
        return country
    taken = shapely.make_valid(shapely.union_all(overlaps), method="structure")
    return shapely.difference(clipped, taken)


def _preferred(codes: Sequence[str]) -> str | None:
    if not codes:
        return None
    return min(codes, key=lambda c: (_PREFERRED.index(c) if c in _PREFERRED else 99, c))
