"""How fast incidents are exported: `pytest tests/benchmarks/test_export.py --benchmark-only`.

GEOMAP_BENCH_INCIDENTS sets how many incidents: 10,000 if not told, each with all that a card tells.
"""

import os

import pytest

from geomap.export import Options, export
from tests.webmap import samples

COUNT = int(os.environ.get("GEOMAP_BENCH_INCIDENTS", "10000"))


@pytest.fixture(scope="module")
def reports():
    return samples.synthetic(COUNT)


@pytest.mark.benchmark(group="export")
@pytest.mark.parametrize("ending", ["geojson", "geojsonl", "csv", "kml", "gpkg", "parquet"])
def test_export(benchmark, reports, tmp_path, ending):
    path = tmp_path / f"incidents.{ending}"
    benchmark.pedantic(lambda: export(reports, path, Options()), rounds=3)
    benchmark.extra_info["MB"] = round(path.stat().st_size / 1e6, 1)
