"""Coordinates the wrong way round: ground that lies by its holder only when lon and lat change."""

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.territory.ground import Ground, Grounds, country_names
from geomap.territory.ledger import Ledger

_FAR, _NEAR = 2.0, 0.5  # degrees


def look_swapped(
    shape: BaseGeometry,
    holders: tuple[str, ...],
    ledger: Ledger,
    grounds: Grounds,
    boundaries: Boundaries,
) -> bool:
    """Tell whether a shape lies far from all ground of its holders, and by it once swapped."""
    middle = shape.representative_point()
    if not -90 <= middle.x <= 90:  # a latitude it cannot be
        return False
    other = shapely.Point(middle.y, middle.x)
    known = list(_grounds_of(holders, ledger, grounds, boundaries))
    if not known:
        return False
    from_here, from_there = (min(shapely.distance(g, p) for g in known) for p in (middle, other))
    return bool(from_here > _FAR and from_there < _NEAR)


def _grounds_of(
    holders: tuple[str, ...], ledger: Ledger, grounds: Grounds, boundaries: Boundaries
) -> Iterator[BaseGeometry]:
    codes = {name: code for code, name in country_names().items()}
    homes = (boundaries.country(codes[holder]) for holder in holders if holder in codes)
    yield from (home for home in homes if home is not None)
    for ground in grounds.all:
        rows = ledger.control.get(ground.area.area, ())
        if any(not set(holders).isdisjoint(row.holder) for row in rows):
            yield from _drawn(ground, boundaries)


def _drawn(ground: Ground, boundaries: Boundaries) -> Iterator[BaseGeometry]:
    if ground.polygon is not None:
        yield ground.polygon
    yield from (shapely.Point(*centre) for centre, _ in ground.circles)
    outlines = map(boundaries.outline, ground.codes)
    yield from (outline for outline in outlines if outline is not None)
