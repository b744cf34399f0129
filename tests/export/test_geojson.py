"""GeoJSON: whole, honest about places, the same bytes each time, and readable by other tools."""

import json
import math
from collections.abc import Iterator
from datetime import date
from typing import Any

import geojson_validator
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.boundaries import Boundaries
from geomap.errors import ExportError
from geomap.export import to_geojson, write_geojson
from geomap.models import (
    DatePrecision,
    GeoPrecision,
    Incident,
    IncidentType,
    LonLat,
    Report,
    Status,
)
from tests.webmap import samples

BOUNDARIES = Boundaries.open()

# what it is of, its geometry, its own "time"
FEATURES = [
    ("shelling", "Goris", "Point", {"date": "2022-09-13"}),
    ("violence_against_civilians", "Goris", "Point", {"date": "2022-09-13"}),
    ("shelling", "Jermuk", "Point", {"date": "2022-09-13"}),
    ("shelling", "Lachin", "Polygon", {"interval": ["2022-08-13", "2022-09-13"]}),
    ("territory_change", "Zabukh", "Point", {"interval": ["2022-08-25", "2022-08-31"]}),
    ("ceasefire", None, None, {"date": "2022-09-13"}),
    ("air_strike", "Zangezur Mountains", "Point", {"date": "2022-09-13"}),
    ("protest", "Armenia", None, None),
]


@pytest.fixture(scope="module")
def collection() -> dict[str, Any]:
    return to_geojson([samples.report()], boundaries=BOUNDARIES)


def test_each_incident_is_a_feature_at_the_place_that_is_known(collection) -> None:
    seen = [
        (
            f["properties"]["type"],
            f["properties"]["place"],
            f["geometry"] and f["geometry"]["type"],
            f["time"],
        )
        for f in collection["features"]
    ]
    assert seen == FEATURES


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [
        (0, "document", "sample"),
        (0, "lat", 39.5089),
        (0, "lon", 46.3417),
        (0, "geo_precision", "exact"),
        (0, "country", "AM"),
        (0, "admin1", "Syunik"),
        (0, "controlled_by", "Armenia"),
        (0, "controllers", ["Armenia"]),
        (0, "disputed", False),
        (0, "status", "claimed"),
        (0, "reported_by", "Armenian Defence Ministry"),
        (0, "killed", 3),
        (0, "injured", None),
        (0, "published", "2022-09-13"),
        (0, "linked", ["sample-2-shelling-Lachin"]),
        (2, "radius_km", 10.0),
        (3, "start", "2022-08-13"),
        (3, "end", "2022-09-13"),
        (3, "date_precision", "month"),
        (3, "claimed_by", ["AM"]),
        (3, "areas", ["Lachin corridor"]),
        (3, "place_text", "Lachin direction"),
        (3, "lat", 39.7),  # an area keeps a reference point beside its polygon
        (4, "text_status", ["a village under Russian peacekeepers"]),
        (5, "place", None),
        (5, "country", None),
        (5, "geo_precision", None),
        (5, "radius_km", None),
        (7, "geo_precision", "country"),
        (7, "radius_km", None),
        (7, "country", "AM"),
        (7, "start", None),
    ],
)
def test_properties(collection, number: int, field: str, value: Any) -> None:
    assert collection["features"][number]["properties"][field] == value


def test_no_place_means_no_point_anywhere(collection) -> None:
    """Not even in the properties: (0, 0) is in the Gulf of Guinea."""
    properties = collection["features"][5]["properties"]
    assert not {"lat", "lon"} & {k for k, v in properties.items() if v is not None}
    assert "bbox" not in collection["features"][5]


def test_evidence_is_the_text_at_its_offsets(collection) -> None:
    for feature in collection["features"]:
        for evidence in feature["properties"]["evidence"]:
            assert samples.TEXT[evidence["start"] : evidence["end"]] == evidence["text"]


def test_area_is_the_outline_of_its_unit_going_round_counter_clockwise(collection) -> None:
    polygon = shapely.from_geojson(json.dumps(collection["features"][3]["geometry"]))
    assert polygon.exterior.is_ccw
    assert polygon.contains(shapely.Point(*samples.LACHIN_DISTRICT.position))


def test_box_holds_every_feature(collection) -> None:
    west, south, east, north = collection["bbox"]
    for feature in collection["features"]:
        if feature["geometry"]:
            w, s, e, n = feature["bbox"]
            assert west <= w <= e <= east
            assert south <= s <= n <= north


def test_made_by_whom_stands_beside_the_features(collection) -> None:
    assert collection["provenance"]["geomap"] == "0.1.0"
    assert collection["provenance"]["sources"] == ["GeoNames (CC BY 4.0)"]


def test_no_reports_make_an_empty_collection() -> None:
    assert to_geojson([], boundaries=BOUNDARIES) == {
        "type": "FeatureCollection",
        "provenance": {},
        "features": [],
    }


def test_validator_finds_no_fault(collection) -> None:
    points = dict(collection)
    points["features"] = [f for f in collection["features"] if f["geometry"]]
    found = geojson_validator.validate_geometries(points)
    assert not any(found["invalid"].values()), found["invalid"]
    assert not any(found["problematic"].values()), found["problematic"]
    assert not geojson_validator.validate_structure(points)


PLACES = st.builds(
    lambda lon, lat, place: place.model_copy(update={"position": LonLat(lon, lat)}),
    st.floats(-180, 180), st.floats(-90, 90), st.sampled_from(samples.PLACES),
)  # fmt: skip
INCIDENTS = st.builds(
    lambda **fields: samples.incident(0, "hit", IncidentType.SHELLING, **fields),
    id=st.text(max_size=20),
    place=st.none() | PLACES,
    geo_precision=st.sampled_from(GeoPrecision),
    radius_km=st.none() | st.floats(),
    status=st.sampled_from(Status),
    actor=st.none() | st.text(max_size=40),
    killed=st.none() | st.integers(0, 10**9),
    date_precision=st.sampled_from(DatePrecision),
    start=st.none() | st.dates(date(1, 1, 1), date(2022, 1, 1)),
)


def _numbers(coordinates: Any) -> Iterator[float]:
    if isinstance(coordinates, (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from _numbers(part)


@given(st.lists(INCIDENTS, max_size=3))
def test_any_incident_becomes_a_feature_on_the_globe(found: list[Incident]) -> None:
    report = samples.report().model_copy(update={"incidents": tuple(found)})
    features = to_geojson([report], boundaries=BOUNDARIES)["features"]
    assert [f["id"] for f in features] == [i.id for i in found]
    for feature, incident in zip(features, found, strict=True):
        shown = incident.place and incident.geo_precision is not GeoPrecision.COUNTRY
        assert bool(feature["geometry"]) == bool(shown)
        told = feature["properties"]
        assert (told["lat"] is None) == (told["lon"] is None) == (not shown)
        assert shown or told["radius_km"] is None
        assert (told["geo_precision"] is None) == (incident.place is None)
        for number in _numbers(feature["geometry"]["coordinates"] if shown else []):
            assert math.isfinite(number)
            assert abs(number) <= 180
            assert round(number, 7) == number


@given(found=st.lists(INCIDENTS, max_size=3))
def test_what_is_written_is_strict_json_and_the_same_each_time(tmp_path_factory, found) -> None:
    folder = tmp_path_factory.mktemp("out")
    report = samples.report().model_copy(update={"incidents": tuple(found)})
    for name in ("a.geojson", "b.geojson"):
        write_geojson([report], folder / name, boundaries=BOUNDARIES)
    first = (folder / "a.geojson").read_bytes()
    assert first == (folder / "b.geojson").read_bytes()
    read = json.loads(first, parse_constant=_no_constant)
    assert len(read["features"]) == len(found)


def test_each_feature_stands_on_a_line_of_its_own(tmp_path) -> None:
    write_geojson([samples.report()], tmp_path / "a.geojson", boundaries=BOUNDARIES)
    head, *features, end = (tmp_path / "a.geojson").read_text(encoding="utf-8").splitlines()
    assert head.startswith('{"type":"FeatureCollection","bbox":[')
    assert [json.loads(line.rstrip(","))["type"] for line in features] == ["Feature"] * 8
    assert end == "]}"


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


def test_failed_write_leaves_the_old_file(tmp_path, monkeypatch) -> None:
    path = tmp_path / "incidents.geojson"
    path.write_text("old", encoding="utf-8")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(ExportError, match="No space left"):
        write_geojson([samples.report()], path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_folder_that_is_missing_is_told_in_a_line(tmp_path) -> None:
    with pytest.raises(ExportError, match=r"nowhere.*cannot be written"):
        write_geojson([Report(document=samples.report().document)], tmp_path / "nowhere" / "x.json")
