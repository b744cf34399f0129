"""How fast ground is classified, beside plain ways: `pytest tests/benchmarks --benchmark-only`.

Points are random on land. The plain loop asks each country's polygon in turn; geopandas joins the
points with Natural Earth's admin-1 outlines. Neither knows a day, a holder or a claim.
"""

import random
import subprocess
import sys
from datetime import date
from functools import partial
from itertools import cycle

import pytest
import shapely

from geomap.boundaries import Boundaries
from geomap.models import LonLat
from geomap.territory import Territories

DAY = date(2022, 8, 25)
MANY = 100_000
FIRST = (
    "from time import perf_counter, process_time\n"
    "from datetime import date\n"
    "from geomap.models import LonLat\n"
    "from geomap.territory import Territories\n"
    "start, spent = perf_counter(), process_time()\n"
    "Territories.open().classify(LonLat(46.55, 39.64), on=date(2022, 8, 25))\n"
    "print(perf_counter() - start, process_time() - spent)"
)
IMPORT = (
    "import sys; from time import process_time\n"
    "start = process_time(); import geomap; spent = process_time() - start\n"
    "print(spent, len({'shapely', 'numpy', 'pydantic'} & set(sys.modules)))"
)


@pytest.fixture(scope="module")
def territories() -> Territories:
    return Territories.open()


@pytest.fixture(scope="module")
def points(territories) -> list[LonLat]:
    keys = random.Random(7)
    drawn = [LonLat(keys.uniform(-180, 180), keys.uniform(-60, 75)) for _ in range(4 * MANY)]
    at_sea = territories.boundaries.are_at_sea(drawn)
    return [point for point, sea in zip(drawn, at_sea, strict=True) if not sea][:MANY]


def in_a_process_of_its_own(script: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return [float(word) for word in done.stdout.split()]


@pytest.mark.benchmark(group="import geomap")
def test_import(benchmark):
    """Nothing heavy is read: the public names load on first use."""
    seconds, heavy = benchmark.pedantic(in_a_process_of_its_own, (IMPORT,), rounds=3)
    benchmark.extra_info["ms of processor"] = round(seconds * 1000, 1)
    assert heavy == 0


@pytest.mark.benchmark(group="first classification")
def test_first_classification(benchmark):
    """In a new process, imports apart: what the first answer costs."""
    wall, processor = benchmark.pedantic(in_a_process_of_its_own, (FIRST,), rounds=3)
    benchmark.extra_info |= {"ms": round(wall * 1000), "ms of processor": round(processor * 1000)}


@pytest.mark.benchmark(group="one point")
def test_classify(benchmark, territories, points):
    asked = cycle(points[:2000])
    benchmark.pedantic(
        lambda: territories.classify(next(asked), on=DAY), rounds=10_000, warmup_rounds=2000
    )


@pytest.mark.benchmark(group="one point")
def test_plain_loop_over_polygons(benchmark, points):
    boundaries = Boundaries.open()
    countries = boundaries._countries
    polygons = [(countries.codes[i], countries.geometry(i)) for i in range(len(countries))]
    asked = cycle(points[:2000])

    def ask():
        at = shapely.Point(*next(asked))
        return next((code for code, polygon in polygons if polygon.contains(at)), None)

    benchmark.pedantic(ask, rounds=2000, warmup_rounds=10)


@pytest.mark.benchmark(group="100,000 points")
def test_classify_many(benchmark, territories, points):
    made = benchmark.pedantic(
        partial(territories.classify_many, points, on=DAY), rounds=3, warmup_rounds=1
    )
    assert len(made) == len(points)


@pytest.mark.benchmark(group="100,000 points")
def test_natural_earth_by_geopandas(benchmark, points):
    geopandas = pytest.importorskip("geopandas", reason="geopandas is not installed")
    units = list(Boundaries.open().units())
    outlines = geopandas.GeoDataFrame(
        {"country": [admin.country for admin, _ in units]}, geometry=[g for _, g in units]
    )
    asked = geopandas.GeoDataFrame(geometry=shapely.points(points))
    joined = benchmark.pedantic(
        partial(geopandas.sjoin, asked, outlines, predicate="within", how="left"), rounds=2
    )
    assert len(joined) >= len(points)
