"""Which parts of the world a map must show in detail: boxes round incidents that lie together."""

from collections import Counter
from collections.abc import Iterable
from math import floor
from typing import NamedTuple

from geomap.models import LonLat

_TOGETHER = 6.0  # degrees between incidents of one frame
_WIDEST = 36.0  # degrees
_MOST_PARTS = 16
_MOST_SQUARES = 8
_SQUARE = 8.0  # degrees
_MARGIN = 2.0  # degrees shown round the outermost incidents


class Frame(NamedTuple):
    """A box in WGS84 degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: LonLat, margin: float = 0.0) -> bool:
        """Tell whether a point lies in the box, or within a margin of it."""
        return (
            self.west - margin <= point.lon <= self.east + margin
            and self.south - margin <= point.lat <= self.north + margin
        )

    def widened(self, point: LonLat) -> "Frame":
        """Return the box that also holds a point."""
        return Frame(
            min(self.west, point.lon),
            min(self.south, point.lat),
            max(self.east, point.lon),
            max(self.north, point.lat),
        )

    def touches(self, other: "Frame") -> bool:
        """Tell whether two boxes share ground."""
        return not (
            self.east < other.west
            or other.east < self.west
            or self.north < other.south
            or other.north < self.south
        )


def frames_of(points: Iterable[LonLat]) -> list[Frame]:
    """Return the boxes to draw, the coarsest first: the whole region, then each part in detail.

    The whole is left out where it is a single part, or too wide to be drawn with its districts.
    Where incidents lie all over a continent, the squares that hold the most of them are drawn.
    """
    points = list(points)
    parts = _parts(points)
    if any(_width(part) > _WIDEST for part in parts) or len(parts) > _MOST_PARTS:
        return _squares(points)
    if len(parts) < 2:
        return parts
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.widened(LonLat(part.west, part.south))
        whole = whole.widened(LonLat(part.east, part.north))
    return [whole, *parts] if _width(whole) <= _WIDEST else parts


def _width(frame: Frame) -> float:
    return max(frame.east - frame.west, frame.north - frame.south)


def _squares(points: Iterable[LonLat]) -> list[Frame]:
    """Return the fullest squares of a fixed grid; drawing more of them would take too long."""
    full = Counter((floor(p.lon / _SQUARE), floor(p.lat / _SQUARE)) for p in points)
    fullest = sorted(full, key=lambda cell: (-full[cell], cell))[:_MOST_SQUARES]
    boxes = ((x * _SQUARE, y * _SQUARE, (x + 1) * _SQUARE, (y + 1) * _SQUARE) for x, y in fullest)
    return [Frame(w, max(-85.0, s), min(180.0, e), min(85.0, n)) for w, s, e, n in boxes]


def _parts(points: Iterable[LonLat]) -> list[Frame]:
    """Return boxes round incidents that lie together; boxes never overlap."""
    frames: list[Frame] = []
    for point in points:
        own = Frame(point.lon, point.lat, point.lon, point.lat)
        for near in [f for f in frames if f.holds(point, _TOGETHER)]:
            frames.remove(near)
            own = own.widened(LonLat(near.west, near.south)).widened(LonLat(near.east, near.north))
        frames.append(own)
    return _merged([_with_margin(frame) for frame in frames])


def _with_margin(frame: Frame) -> Frame:
    return Frame(
        max(-180.0, round(frame.west - _MARGIN * 1.5, 1)),
        max(-85.0, round(frame.south - _MARGIN, 1)),
        min(180.0, round(frame.east + _MARGIN * 1.5, 1)),
        min(85.0, round(frame.north + _MARGIN, 1)),
    )


def _merged(frames: list[Frame]) -> list[Frame]:
    kept: list[Frame] = []
    for frame in frames:
        whole = frame
        while touching := [k for k in kept if k.touches(whole)]:
            for other in touching:
                kept.remove(other)
                corners = LonLat(other.west, other.south), LonLat(other.east, other.north)
                whole = whole.widened(corners[0]).widened(corners[1])
        kept.append(whole)
    return kept
