"""Positions and polygons from data files."""

import json
from pathlib import Path

import pytest

from geomap.territory.shapes import position, read_shape

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
OTHER = {"type": "Polygon", "coordinates": [[[5, 5], [6, 5], [6, 6], [5, 6], [5, 5]]]}


def test_a_position_is_lon_lat() -> None:
    assert position(" 46.5 39.6 ") == (46.5, 39.6)


@pytest.mark.parametrize("text", ["39.6 146.5", "181 0", "46.5", "46.5 39.6 1", "a b", ""])
def test_what_is_no_position_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        position(text)


@pytest.mark.parametrize(
    ("data", "area"),
    [
        (SQUARE, 1.0),
        ({"type": "Feature", "properties": {}, "geometry": SQUARE}, 1.0),
        (
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "properties": {}, "geometry": SQUARE},
                    {"type": "Feature", "properties": {}, "geometry": OTHER},
                ],
            },
            2.0,
        ),
    ],
)
def test_a_file_is_the_union_of_its_polygons(tmp_path: Path, data: object, area: float) -> None:
    path = tmp_path / "shape.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert read_shape(path).area == pytest.approx(area)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"type": "FeatureCollection", "features": []}, "no features"),
        ([], "no features"),
        ({"type": "Feature", "properties": {}, "geometry": None}, "feature 1"),
        ({"type": "Point", "coordinates": [0, 0]}, "feature 1 is Point, not a polygon"),
        ({"type": "Nonsense"}, "feature 1"),
        (
            {"type": "Polygon", "coordinates": [[[0, 95], [1, 95], [1, 96], [0, 95]]]},
            "outside of all degrees",
        ),
    ],
)
def test_what_is_no_polygon_is_refused(tmp_path: Path, data: object, reason: str) -> None:
    path = tmp_path / "shape.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        read_shape(path)
