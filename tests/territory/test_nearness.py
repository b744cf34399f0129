"""How far the lines are: borders, and drawn ground that others hold."""

from datetime import date
from math import inf

import pytest

from geomap.models import LonLat
from geomap.territory import Territories
from geomap.territory.ground import make_ground
from geomap.territory.ledger import Area
from geomap.territory.nearness import distance_km

KORNIDZOR, LACHIN = LonLat(46.5305, 39.5476), LonLat(46.5498, 39.6374)


def ground(kind: str, where: str):
    return make_ground(
        Area.model_validate({"area": "a", "name": "A", "kind": kind, "where": where, "size": 1})
    )


@pytest.mark.parametrize(
    ("kind", "where", "point", "km"),
    [
        ("circle", "10 0 5", LonLat(11, 0), 106.2),
        ("circle", "10 0 5; 10.5 0 5", LonLat(11, 0), 50.6),
        ("circle", "10 0 5", LonLat(10.01, 0), 0),
        ("circle", "10 60 5", LonLat(11, 60), 50.6),  # a degree of longitude is half as long
        ("polygon", "0 0, 1 0, 1 1, 0 1", LonLat(2, 0.5), 111.2),
        ("polygon", "0 0, 1 0, 1 1, 0 1", LonLat(0.5, 0.5), 0),
        ("country", "AM", LonLat(0, 0), inf),
    ],
)
def test_distance_to_an_area(kind: str, where: str, point: LonLat, km: float) -> None:
    assert distance_km(ground(kind, where), point) == pytest.approx(km, abs=0.1)


def test_lines_near_a_border_village() -> None:
    territories = Territories.open()
    before = territories.lines_near(KORNIDZOR, on=date(2022, 8, 1), within_km=10)
    assert [n.km for n in before] == sorted(n.km for n in before)
    assert any("border" in n.line and n.km < 4 for n in before)
    assert any(n.line.startswith("Lachin, Zabukh and Sus, Russian peacekeepers") for n in before)
    assert all(n.km <= 10 for n in before)
    far = territories.lines_near(LonLat(2.35, 48.85), on=date(2022, 8, 1), within_km=50)
    assert far == ()


def test_the_holders_own_ground_is_no_line() -> None:
    lines = Territories.open().lines_near(LACHIN, on=date(2024, 6, 1), within_km=60)
    assert not any(n.line.endswith(", Azerbaijan") for n in lines)
