"""Distances, and the numbered squares that a circle touches."""

from collections.abc import Iterator
from math import ceil, cos, hypot, pi, radians

from geomap.gazetteer.schema import CELLS_A_DEGREE, CELLS_ROUND
from geomap.models import LonLat

_KM_A_DEGREE = 6371.0088 * pi / 180


def distance_km(point: LonLat, lon: float, lat: float) -> float:
    """Return the distance in km; good to 0.5% over the few hundred km that `near` is used for."""
    across = (lon - point.lon + 180) % 360 - 180
    return _KM_A_DEGREE * hypot(across * cos(radians((lat + point.lat) / 2)), lat - point.lat)


def cell_ranges(point: LonLat, km: float) -> Iterator[tuple[int, int]]:
    """Yield the runs of cell numbers, row by row, that cover a circle, round the date line too."""
    reach = km / _KM_A_DEGREE
    bottom, top = max(-90.0, point.lat - reach), min(90.0, point.lat + reach)
    narrowest = cos(radians(max(abs(bottom), abs(top))))
    across = min(180.0, reach / narrowest) if narrowest > 1e-9 else 180.0
    first = int((point.lon - across + 180) * CELLS_A_DEGREE // 1)
    count = min(CELLS_ROUND, ceil(2 * across * CELLS_A_DEGREE) + 1)
    for row in range(int((bottom + 90) * CELLS_A_DEGREE), int((top + 90) * CELLS_A_DEGREE) + 1):
        start = first % CELLS_ROUND
        end = start + count - 1
        base = row * CELLS_ROUND
        yield base + start, base + min(end, CELLS_ROUND - 1)
        if end >= CELLS_ROUND:
            yield base, base + end - CELLS_ROUND
