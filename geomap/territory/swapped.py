"""Coordinates the wrong way round: ground that lies by its holder only when lon and lat change."""

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.territory.ground import Ground, country_names, make_ground
from geomap.territory.ledger import Ledger

_FAR, _NEAR = 2.0, 0.5  # degrees


def look_swapped(
    shape: BaseGeometry, holders: tuple[str, ...], ledger: Ledger, boundaries: Boundaries
) -> bool:
    """Tell whether some polygon lies far from all ground of its holders, and by it once swapped."""
    middles = shapely.point_on_surface(shapely.get_parts(shape))
    middles = middles[abs(shapely.get_x(middles)) <= 90]  # else a latitude that it cannot be
    others = shapely.points(shapely.get_y(middles), shapely.get_x(middles))
    are_by_it = np.zeros(len(middles), dtype=bool)
    for ground in _grounds_of(holders, ledger, boundaries):  # homes first: most end there
        far = shapely.distance(ground, middles) > _FAR
        middles, others, are_by_it = middles[far], others[far], are_by_it[far]
        if not len(middles):
            return False
        are_by_it |= shapely.distance(ground, others) < _NEAR
    return bool(are_by_it.any())


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
