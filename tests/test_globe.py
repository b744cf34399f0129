"""Distances on the globe."""

import pytest

from geomap.globe import EARTH_RADIUS_KM, KM_A_DEGREE, distance_km
from geomap.models import LonLat

CASES = [
    pytest.param((46.35, 39.51), (46.41, 39.21), 34, id="Goris to Kapan"),
    pytest.param((0, 0), (180, 0), 20015, id="half round the globe"),
    pytest.param((179.5, 0), (-179.5, 0), KM_A_DEGREE, id="a degree over the date line"),
    pytest.param((12, 90), (140, 90), 0, id="a pole is one point"),
]


@pytest.mark.parametrize(("one", "other", "km"), CASES)
def test_distance(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert distance_km(LonLat(*one), LonLat(*other)) == pytest.approx(km, abs=1)
    assert distance_km(LonLat(*other), LonLat(*one)) == pytest.approx(km, abs=1)


def test_a_degree_is_of_the_same_sphere() -> None:
    around = distance_km(LonLat(0, 0), LonLat(0, 1)) * 360
    assert pytest.approx(around, rel=1e-5) == KM_A_DEGREE * 360
    assert around == pytest.approx(EARTH_RADIUS_KM * 2 * 3.141592653589793)
