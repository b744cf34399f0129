"""The nearest coast, found among boxes and measured on outlines."""

import pytest
import shapely

from geomap.boundaries.coasts import nearest_coast
from geomap.models import LonLat

UNITS = [
    ("AA", "Bay", shapely.box(0, 0, 1, 1)),
    ("BB", "Cape", shapely.Polygon([(3, 0), (4, 0), (4, 4)])),  # its box is nearer than its coast
]
TREE = shapely.STRtree([unit.envelope for _, _, unit in UNITS])


@pytest.mark.parametrize(
    ("point", "country", "km"),
    [
        (LonLat(1.5, 0.5), "AA", 55.6),
        (LonLat(2.6, 0.0), "BB", 44.5),
        (LonLat(2.9, 3.0), "BB", 91.6),
    ],
)
def test_the_nearest_coast(point: LonLat, country: str, km: float) -> None:
    coast = nearest_coast(point, TREE, UNITS.__getitem__)
    assert coast is not None
    assert (coast.country, coast.km) == (country, pytest.approx(km, rel=0.02))


def test_no_coast_within_reach() -> None:
    assert nearest_coast(LonLat(100.0, 0.0), TREE, UNITS.__getitem__) is None
