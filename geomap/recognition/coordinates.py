"""Coordinates written in a text, as two angles or in a grid, and the mentions made of them."""

from collections.abc import Iterator, Sequence

from geomap.models import Kind, Mention
from geomap.recognition.angles import angle_pairs
from geomap.recognition.grids import grid_references
from geomap.recognition.written import Written


def written_coordinates(text: str) -> Iterator[Written]:
    """Yield the coordinates of ``text``, in order; impossible ones ("95 N") are left out."""
    grids = list(grid_references(text))
    pairs = (p for p in angle_pairs(text) if all(_apart(p, grid) for grid in grids))
    yield from sorted((*grids, *pairs), key=lambda found: found.start)


def with_points(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with those of coordinates among them; "N" and "E" in these are none."""
    points = [
        Mention(
            start=found.start,
            end=found.end,
            text=text[found.start : found.end],
            name=text[found.start : found.end],
            kind=Kind.POINT,
            coordinates=found.coordinates,
            found_by=("coordinates",),
        )
        for found in written_coordinates(text)
    ]
    apart = (m for m in mentions if all(_apart(m, point) for point in points))
    return tuple(sorted((*apart, *points), key=lambda mention: mention.start))


def _apart(one: Written | Mention, other: Written | Mention) -> bool:
    return one.end <= other.start or one.start >= other.end
