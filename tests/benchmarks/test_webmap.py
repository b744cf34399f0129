"""How fast and how large a map is, beside plain Folium: `pytest tests/benchmarks --benchmark-only`.

GEOMAP_BENCH_INCIDENTS sets how many incidents: 10,000 if not told. Folium's markers carry a few
words; geomap's incidents carry all that the card tells. Sizes stand in the extra columns.
"""

import os

import folium
import pytest
from folium.plugins import FastMarkerCluster, MarkerCluster

from geomap.boundaries import Boundaries
from geomap.webmap import to_map
from tests.webmap import samples

COUNT = int(os.environ.get("GEOMAP_BENCH_INCIDENTS", "10000"))


@pytest.fixture(scope="module")
def reports():
    return samples.synthetic(COUNT)


@pytest.fixture(scope="module")
def spots(reports):
    """Where the incidents are, latitude first as Folium has it, and what they are called."""
    return [
        (i.place.position.lat, i.place.position.lon, f"{i.type}, {i.place.name}")
        for report in reports
        for i in report.incidents
    ]


def _measure(benchmark, make) -> None:
    page = benchmark.pedantic(lambda: make().get_root().render(), rounds=1, warmup_rounds=0)
    benchmark.extra_info["MB"] = round(len(page.encode()) / 1e6, 2)


@pytest.mark.benchmark(group="build a map")
def test_geomap(benchmark, reports):
    boundaries = Boundaries.open()
    to_map(reports[:1], boundaries=boundaries).get_root().render()  # reads the packaged files
    _measure(benchmark, lambda: to_map(reports, boundaries=boundaries))


@pytest.mark.benchmark(group="build a map")
def test_marker_cluster(benchmark, spots):
    def make():
        made = folium.Map()
        cluster = MarkerCluster().add_to(made)
        for lat, lon, words in spots:
            folium.Marker([lat, lon], tooltip=words).add_to(cluster)
        return made

    _measure(benchmark, make)


@pytest.mark.benchmark(group="build a map")
def test_fast_marker_cluster(benchmark, spots):
    def make():
        made = folium.Map()
        FastMarkerCluster([list(spot) for spot in spots]).add_to(made)
        return made

    _measure(benchmark, make)
