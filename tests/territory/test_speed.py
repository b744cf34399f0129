"""Speeds beside plain ways of asking the same: run with ``pytest --benchmark-only``."""

import random
from datetime import date
from itertools import cycle

import pytest
import shapely

from geomap.boundaries import Boundaries
from geomap.models import LonLat
from geomap.territory import Territories

_RANDOM = random.Random(7)
POINTS = [LonLat(_RANDOM.uniform(-180, 180), _RANDOM.uniform(-60, 75)) for _ in range(20_000)]
DAY = date(2022, 8, 25)


@pytest.fixture(scope="module")
def territories() -> Territories:
    territories = Territories.open()
    territories.classify_many(POINTS, on=DAY)
    return territories


def one_by_one(ask, points):
    """Return a callable that asks of the next point each time."""
    turn = cycle(points)
    return lambda: ask(next(turn))


def test_country_at(benchmark, territories: Territories) -> None:
    benchmark(one_by_one(territories.boundaries.country_at, POINTS))


def test_country_by_a_plain_shapely_loop(benchmark) -> None:
    countries = Boundaries.open()._countries
    pairs = [(countries.codes[i], countries.geometry(i)) for i in range(len(countries))]

    def ask(point: LonLat) -> str | None:
        at = shapely.Point(point)
        return next((code for code, geometry in pairs if geometry.contains(at)), None)

    benchmark(one_by_one(ask, POINTS))


def test_countries_at_20000(benchmark, territories: Territories) -> None:
    benchmark(territories.boundaries.countries_at, POINTS)


def test_classify(benchmark, territories: Territories) -> None:
    benchmark(one_by_one(lambda p: territories.classify(p, on=DAY), POINTS[:500]))


def test_classify_many_20000(benchmark, territories: Territories) -> None:
    benchmark(territories.classify_many, POINTS, on=DAY)


def test_first_classification(benchmark) -> None:
    benchmark.pedantic(
        lambda: Territories.open().classify(LonLat(46.5, 39.6), on=DAY), rounds=3, iterations=1
    )
