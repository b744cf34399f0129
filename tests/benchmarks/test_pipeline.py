"""From text to reports, beside the plain baseline: `pytest tests/benchmarks --benchmark-only`.

GEOMAP_BENCH_BASELINE names a Python that has the baseline's packages (its README tells which).
Both sides are single processes on one thread; each counts its own start apart.
"""

import gzip
import json
import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from geomap.models import Document
from geomap.pipeline import Geoparser

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpora" / "lgl.jsonl.gz"
BASELINE = SHARED / "eval" / "baseline" / "spacy_population.py"
COUNT = int(os.environ.get("GEOMAP_BENCH_DOCUMENTS", "150"))


@pytest.fixture(scope="module")
def records():
    if not CORPUS.is_file():
        pytest.skip("the corpus LGL is not beside the repository")
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, COUNT)]


@pytest.fixture(scope="module")
def baseline_python():
    python = os.environ.get("GEOMAP_BENCH_BASELINE", "")
    if not BASELINE.is_file() or not python:
        pytest.skip("GEOMAP_BENCH_BASELINE names no Python with the baseline's packages")
    return python


@pytest.mark.benchmark(group="documents of LGL")
def test_geomap(benchmark, records):
    documents = [Document(id=str(r["id"]), text=r["text"]) for r in records]
    geoparser = Geoparser.open()
    geoparser.parse(documents[0])  # opens the model and compiles the patterns
    began = time.process_time()
    reports = benchmark.pedantic(lambda: list(geoparser.parse_many(documents)), rounds=1)
    spent = time.process_time() - began
    assert len(reports) == len(documents)
    benchmark.extra_info["documents a second of processor"] = round(len(documents) / spent, 1)


@pytest.mark.benchmark(group="documents of LGL")
def test_baseline(benchmark, records, baseline_python, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    command = [baseline_python, BASELINE, corpus, tmp_path / "out.jsonl", "--shared", SHARED]
    told = benchmark.pedantic(lambda: _told(command), rounds=1)
    benchmark.extra_info.update(told)
    assert told["docs"] == len(records)


def _told(command):
    """Return what the baseline prints of itself, its own clock of documents a second included."""
    alone = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=alone, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.benchmark(group="first result")
@pytest.mark.parametrize(
    "program",
    [
        "import folium, onnxruntime",
        "from geomap import Document, Geoparser;"
        "Geoparser.open().parse(Document(id='1', text='Shells fell on Goris.'))",
    ],
    ids=["imports", "geomap"],
)
def test_cold(benchmark, program):
    benchmark.pedantic(
        lambda: subprocess.run([sys.executable, "-c", program], check=True), rounds=3
    )
