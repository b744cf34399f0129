"""Coordinates the wrong way round: ground that lies by its holder only when lon and lat change."""

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.territory.ground import Ground, country_names, make_ground
from geomap.territory.ledger import Ledger

_FAR, _NEAR = 2.0, 0.5  # degrees


def look_swapped(
    shape: BaseGeometry, holders: tuple[str, ...], ledger: Ledger, boundaries: Boundaries
) -> bool:
    """Tell whether a shape lies far from all ground of its holders, and by it once swapped."""
    middle = shape.representative_point()
    if not -90 <= middle.x <= 90:  # a latitude it cannot be
        return False
    other = shapely.Point(middle.y, middle.x)
    is_by_it = False
    for ground in _grounds_of(holders, ledger, boundaries):  # homes first: most end there
        if shapely.distance(ground, middle) <= _FAR:
            return False
        is_by_it = is_by_it or shapely.distance(ground, other) < _NEAR
    return is_by_it


def _grounds_of(
    holders: tuple[str, ...], ledger: Ledger, boundaries: Boundaries
) -> Iterator[BaseGeometry]:
    """Yield the states that the holders are, then the areas that the ledger knows them to hold."""
    codes = {name: code for code, name in country_names().items()}
    homes = (boundaries.country(codes[holder]) for holder in holders if holder in codes)
    yield from (home for home in homes if home is not None)
    for key, rows in ledger.control.items():
        if any(not set(holders).isdisjoint(row.holder) for row in rows):
            yield from _drawn(make_ground(ledger.areas[key], ledger.folders[key]), boundaries)


def _drawn(ground: Ground, boundaries: Boundaries) -> Iterator[BaseGeometry]:
    if ground.polygon is not None:
        yield ground.polygon
    yield from (shapely.Point(*centre) for centre, _ in ground.circles)
    outlines = map(boundaries.outline, ground.codes)
    yield from (outline for outline in outlines if outline is not None)
