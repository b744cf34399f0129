"""Which parts of the world a map must show in detail: boxes round incidents that lie together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import floor
from typing import NamedTuple

from geomap.models import LonLat

_TOGETHER = 6.0  # degrees between incidents of one frame
_WIDEST = 36.0  # degrees
_LOOSEST = 5.0  # times the ground of its parts; a looser region is mostly empty
_FULL = 1.3  # times the ground of its parts; what is then left of a region is not worth drawing
_MOST_PARTS = 16
_MOST_SQUARES = 8
_SQUARE = 8.0  # degrees
_MOST_GROUND = 8000.0  # square degrees
_MARGIN = 2.0  # degrees shown round the outermost incidents
_NORTHMOST = 84.0  # degrees; the map's projection ends at 85


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

    def touches(self, other: "Frame") -> bool:
        """Tell whether two boxes share ground."""
        return not (
            self.east < other.west
            or other.east < self.west
            or self.north < other.south
            or other.north < self.south
        )


def frames_of(points: Iterable[LonLat]) -> list[Frame]:
    """Return the boxes to draw, the coarsest first: whole regions, then each part in detail.

    A region is what several parts lie in, unless it is too wide to be drawn with its districts.
    Where incidents lie all over a continent, the squares that hold the most of them are drawn.
    """
    points = [LonLat(p.lon, max(-_NORTHMOST, min(_NORTHMOST, p.lat))) for p in points]
    parts = _parts(points)
    if any(_width(part) > _WIDEST for part in parts) or len(parts) > _MOST_PARTS:
        return _squares(points)
    groups: list[list[Frame]] = []
    for part in parts:
        home = next((g for g in groups if _is_region([*g, part])), None)
        if home is None:
            groups.append([part])
        else:
            home.append(part)
    return [*(_whole(group) for group in groups if _has_gaps(group)), *parts]


def _has_gaps(parts: Sequence[Frame]) -> bool:
    """Tell whether much of a region lies between its parts: else they are drawn alone."""
    return len(parts) > 1 and _area(_whole(parts)) > _FULL * sum(map(_area, parts))


def surroundings_of(frames: Sequence[Frame]) -> list[Frame]:
    """Return the wide boxes to draw coarsely under frames: what a screen shows round them."""
    wide = _merged([_with_surroundings(frame) for frame in frames])
    return wide if sum(map(_area, wide)) <= _MOST_GROUND else []


def _with_surroundings(frame: Frame) -> Frame:
    """Return a box that fills a wide screen on which the frame fills a quarter."""
    tall = max(frame.north - frame.south, (frame.east - frame.west) / 2, 6.0)
    lon, lat = (frame.west + frame.east) / 2, (frame.south + frame.north) / 2
    return Frame(
        max(-180.0, round(lon - 2 * tall)),
        max(-85.0, round(lat - tall)),
        min(180.0, round(lon + 2 * tall)),
        min(85.0, round(lat + tall)),
    )


def _is_region(frames: Sequence[Frame]) -> bool:
    """Tell whether boxes lie close enough together to be seen on one map."""
    whole = _whole(frames)
    return _width(whole) <= _WIDEST and _area(whole) <= _LOOSEST * sum(map(_area, frames))


def _area(frame: Frame) -> float:
    return (frame.east - frame.west) * (frame.north - frame.south)


def _whole(frames: Sequence[Frame]) -> Frame:
    """Return the box round boxes."""
    west, south, east, north = zip(*frames, strict=True)
    return Frame(min(west), min(south), max(east), max(north))


def _width(frame: Frame) -> float:
    return max(frame.east - frame.west, frame.north - frame.south)


def _squares(points: Iterable[LonLat]) -> list[Frame]:
    """Return the fullest squares of a fixed grid; drawing more of them would take too long."""
    inside = ((p.lon, min(max(p.lat, -84.0), 84.0)) for p in points)  # the projection ends at 85
    full = Counter((floor(lon / _SQUARE), floor(lat / _SQUARE)) for lon, lat in inside)
    fullest = sorted(full, key=lambda cell: (-full[cell], cell))[:_MOST_SQUARES]
    boxes = ((x * _SQUARE, y * _SQUARE, (x + 1) * _SQUARE, (y + 1) * _SQUARE) for x, y in fullest)
    return [
        Frame(max(-180.0, w), max(-85.0, s), min(180.0, e), min(85.0, n)) for w, s, e, n in boxes
    ]


def _parts(points: Iterable[LonLat]) -> list[Frame]:
    """Return boxes round incidents that lie together; boxes never overlap."""
    frames: list[Frame] = []
    for point in points:
        own = Frame(point.lon, point.lat, point.lon, point.lat)
        for near in [f for f in frames if f.holds(point, _TOGETHER)]:
            frames.remove(near)
            own = _whole([own, near])
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
                whole = _whole([whole, other])
        kept.append(whole)
    return kept
