"""Insets: what lies too close together to be told apart from afar, drawn from nearer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import hypot
from typing import NamedTuple

import shapely

from geomap.models import LonLat
from geomap.webmap.looks import colours
from geomap.webmap.picture.marks import Mark
from geomap.webmap.picture.svg import element, path
from geomap.webmap.picture.view import Box, View, fit

_CROWD = 5  # incidents in a ring, at so many
_PLACES = 3  # places: what a ring hides
_SIZES = ((400.0, 330.0), (370.0, 270.0), (330.0, 230.0), (270.0, 220.0))  # pixels
_BESIDE = 60.0  # pixels
_MOST = 2
_NEARER = 3.0  # times; an inset that shows little more than the map is not worth its room
_PAD = (58.0, 40.0, 58.0, 46.0)  # pixels round what an inset shows, for its names
_EDGE = 16.0


class Inset(NamedTuple):
    """What an inset shows, where on the map it lies, and what of the map it shows, in pixels.

    ``lat`` is a latitude in it, for its scale.
    """

    view: View
    at: Box
    source: Box
    lat: float


def insets(
    view: View,
    marks: Sequence[Mark],
    spots: Mapping[str, LonLat],
    taken: Iterable[Box],
) -> list[Inset]:
    """Return the insets of a map: for the rings that hide most, in room that nothing takes.

    Args:
        view: the map.
        marks: what stands on it.
        spots: where each incident is, by its id.
        taken: boxes that must stay free, in pixels.
    """
    free = [*taken, *(_box_of(mark) for mark in marks)]
    found: list[Inset] = []
    for mark in sorted(marks, key=lambda mark: -len(mark.incidents)):
        own = {spots[incident.id] for incident in mark.incidents}
        hidden = len(mark.incidents) >= _CROWD and len(own) >= _PLACES
        if not hidden or any(_is_in(mark, inset.source) for inset in found):
            continue
        whole = {spots[i.id] for ring in _rings_beside(mark, marks) for i in ring.incidents}
        if inset := _inset(view, whole, free) or _inset(view, own, free):
            found.append(inset)
            free += (inset.at, inset.source)
    return found[:_MOST]


def _rings_beside(mark: Mark, marks: Iterable[Mark]) -> list[Mark]:
    """Return the rings that nearly touch a ring, itself too: most often they are one crowd."""
    rings = (m for m in marks if len(m.incidents) > 1)
    return [m for m in rings if hypot(m.x - mark.x, m.y - mark.y) < _BESIDE]


def hides(inset: Inset, mark: Mark) -> bool:
    """Tell whether a mark of the map is told by an inset."""
    return _is_in(mark, inset.source)


def pointer(inset: Inset) -> Iterator[str]:
    """Yield what leads from the part of the map to its inset."""
    one, other = shapely.box(*inset.source), shapely.box(*inset.at)
    ink = colours()["ink"]
    cone = shapely.difference(shapely.union(one, other).convex_hull, other)
    yield path(cone, fill=ink, fill_opacity=0.06)
    yield path(one, fill="none", stroke=ink, stroke_width=1)


def framed(inset: Inset, number: int, inner: Iterable[str]) -> str:
    """Return an inset: what it shows, cut off at its frame."""
    left, top, _, _ = inset.at
    size = {"width": inset.view.width, "height": inset.view.height}
    palette, name = colours(), f"inset{number}"
    return element(
        "g",
        element("clipPath", element("rect", **size), id=name),
        element("rect", fill=palette["sea"], **size),
        element("g", *inner, clip_path=f"url(#{name})"),
        element("rect", fill="none", stroke=palette["ink"], stroke_width=1.2, **size),
        transform=f"translate({left:.1f} {top:.1f})",
    )


def _inset(view: View, points: Iterable[LonLat], taken: Sequence[Box]) -> Inset | None:
    """Return the largest inset that finds room."""
    lons, lats = zip(*points, strict=True)
    for width, height in _SIZES:
        nearer = fit((min(lons), min(lats), max(lons), max(lats)), width, height, pad=_PAD)
        if nearer.scale < _NEARER * view.scale:
            continue
        source = _source(view, nearer)
        for x, y in _corners(view, width, height):
            at = (x, y, x + width, y + height)
            if not any(_meet(at, other) for other in (*taken, source)):
                return Inset(nearer, at, source, (min(lats) + max(lats)) / 2)
    return None


def _corners(view: View, width: float, height: float) -> Iterator[tuple[float, float]]:
    """Yield where an inset may lie: in the corners first, then along the edges."""
    right, bottom = view.width - width - _EDGE, view.height - height - _EDGE
    places = product((right, _EDGE, right / 2), (_EDGE, bottom, bottom / 2))
    yield from sorted(places, key=lambda xy: (xy[0] == right / 2) + (xy[1] == bottom / 2))


def _source(view: View, nearer: View) -> Box:
    """Return what a nearer view shows, in pixels of a view."""
    ratio = view.scale / nearer.scale
    left, top = nearer.left * ratio - view.left, nearer.top * ratio - view.top
    return left, top, left + nearer.width * ratio, top + nearer.height * ratio


def _box_of(mark: Mark) -> Box:
    return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius


def _is_in(mark: Mark, box: Box) -> bool:
    return box[0] <= mark.x <= box[2] and box[1] <= mark.y <= box[3]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
