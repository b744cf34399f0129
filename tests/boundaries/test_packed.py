"""Packed lines: one is read without the rest, and any gzip reads the whole."""

import gzip
import json
from pathlib import Path

import pytest

from geomap.boundaries.packed import PackedLines, index_path, write_packed

FEATURES = [
    {
        "type": "Feature",
        "bbox": [i, -1.5, i + 1, 1.5],
        "properties": {"id": f"gn:{i}" if i != 1 else None, "name": "Ağdam"},
        "geometry": None,
    }
    for i in range(3)
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "units.geojsonl.gz"
    write_packed(path, FEATURES)
    return path


def test_each_line_is_read_on_its_own(path: Path) -> None:
    lines = PackedLines(path)
    assert [json.loads(lines[i]) for i in range(len(lines))] == FEATURES
    assert lines.boxes.tolist() == [f["bbox"] for f in FEATURES]


@pytest.mark.parametrize(
    ("identifier", "number"), [("gn:0", 0), ("gn:2", 2), ("gn:1", None), ("", None)]
)
def test_a_line_is_found_by_its_id(path: Path, identifier: str, number: int | None) -> None:
    assert PackedLines(path).number(identifier) == number


def test_any_gzip_reads_the_whole_and_two_writes_give_the_same_bytes(path: Path) -> None:
    read = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    assert [json.loads(line) for line in read] == FEATURES
    before = path.read_bytes(), index_path(path).read_bytes()
    write_packed(path, FEATURES)
    assert (path.read_bytes(), index_path(path).read_bytes()) == before
