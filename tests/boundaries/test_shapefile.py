"""The polygons of a shapefile, one with a hole, one in two parts."""

import struct
from pathlib import Path

import pytest

from geomap.boundaries.shapefile import read_polygons

SQUARE = [(0, 0), (0, 4), (4, 4), (4, 0), (0, 0)]  # clockwise: ground
HOLE = [(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)]
FAR = [(9, 9), (9, 10), (10, 10), (10, 9), (9, 9)]


def _record(rings: list[list[tuple[int, int]]], kind: int = 5) -> bytes:
    points = [xy for ring in rings for xy in ring]
    starts, at = [], 0
    for ring in rings:
        starts.append(at)
        at += len(ring)
    body = struct.pack("<i4d2i", kind, 0, 0, 10, 10, len(rings), len(points))
    body += struct.pack(f"<{len(starts)}i", *starts)
    body += b"".join(struct.pack("<2d", *xy) for xy in points)
    return struct.pack(">2i", 1, len(body) // 2) + body


def _file(path: Path, *records: bytes) -> Path:
    path.write_bytes(struct.pack(">i", 9994).ljust(100, b"\0") + b"".join(records))
    return path


@pytest.mark.parametrize(
    ("rings", "area"), [([SQUARE], 16), ([SQUARE, HOLE], 15), ([SQUARE, HOLE, FAR], 16)]
)
def test_rings_that_run_the_other_way_are_holes(tmp_path, rings, area) -> None:
    [shape] = read_polygons(_file(tmp_path / "a.shp", _record(rings)))
    assert shape.area == area


def test_records_of_other_kinds_are_passed_over(tmp_path) -> None:
    path = _file(tmp_path / "a.shp", _record([SQUARE], kind=3), _record([FAR]))
    assert [shape.area for shape in read_polygons(path)] == [1]


def test_another_file_is_refused(tmp_path) -> None:
    (tmp_path / "a.shp").write_text("no shapes")
    with pytest.raises(ValueError, match="not a shapefile"):
        list(read_polygons(tmp_path / "a.shp"))
