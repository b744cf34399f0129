"""The user's own layers: taken in, listed, spoken of first, and removed."""

import gzip
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from geomap.errors import LedgerError
from geomap.models import LonLat
from geomap.territory import Territories, add_layer, list_layers, remove_layer

SQUARE = [[30.0, 50.0], [31.0, 50.0], [31.0, 51.0], [30.0, 51.0], [30.0, 50.0]]
SWAPPED = [[y, x] for x, y in SQUARE]
KYIV = LonLat(30.52, 50.45)
JULY = {"since": date(2024, 7, 1), "until": date(2024, 7, 31)}
OURS = {**JULY, "controlled_by": "Atlantis", "source": "A test (2024-07)", "sure": True}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GEOMAP_HOME", str(tmp_path / "home"))
    return tmp_path


def geojson(folder: Path, *rings: list[list[float]], kind: str = "Polygon") -> Path:
    path = folder / "lines.geojson"
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": kind, "coordinates": [ring] if kind == "Polygon" else ring},
        }
        for ring in rings
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def holder(day: date) -> str:
    return Territories.open().classify(KYIV, on=day).controlled_by[0]


def test_a_layer_speaks_on_its_ground_and_days_until_it_is_removed(home: Path) -> None:
    layer = add_layer(geojson(home, SQUARE), **OURS)
    assert (layer.name, layer.control.holder, layer.control.source) == (
        "lines", ("Atlantis",), "A test (2024-07)",
    )  # fmt: skip
    assert list_layers() == [layer]
    assert holder(date(2024, 6, 30)) == "Ukraine"
    assert holder(date(2024, 7, 1)) == holder(date(2024, 7, 31)) == "Atlantis"
    assert holder(date(2024, 8, 1)) == "Ukraine"
    assert Territories.open().classify(KYIV, on=date(2024, 7, 9)).areas == ("lines",)
    assert Territories.open().check() == ()
    remove_layer("lines")
    assert list_layers() == []
    assert holder(date(2024, 7, 9)) == "Ukraine"


def test_of_two_layers_the_smaller_speaks_first(home: Path) -> None:
    add_layer(geojson(home, SQUARE), name="small", **OURS)
    wide = [[x * 1.0 + (x - 30.5) * 4, y + (y - 50.5) * 4] for x, y in SQUARE]
    add_layer(geojson(home, wide), name="wide", **{**OURS, "controlled_by": "Lemuria"})
    assert holder(date(2024, 7, 9)) == "Atlantis"


@pytest.mark.parametrize(
    ("ring", "changed", "reason"),
    [
        ([[30, 50], [31, 51], [31, 50], [30, 51], [30, 50]], {}, "Self-intersection"),
        ([[50, 130], [51, 130], [51, 131], [50, 130]], {}, "lon first"),
        (SQUARE, {"until": date(2024, 6, 1)}, "ends .* before it begins"),
        (SQUARE, {"controlled_by": ""}, "no party is named"),
        (SQUARE, {"controlled_by": "Rusia", "sure": False}, "no party 'Rusia' .* mean Russia"),
        (SWAPPED, {"controlled_by": "RU", "sure": False}, "coordinates swapped"),
        (SQUARE, {"source": "  "}, "source"),
        (SQUARE, {"source": ""}, "source"),
        (SQUARE, {"name": "../lines"}, "no name for a layer"),
    ],
)
def test_bad_input_is_refused_and_leaves_nothing(
    home: Path, ring: list[list[float]], changed: dict[str, object], reason: str
) -> None:
    with pytest.raises(LedgerError, match=reason):
        add_layer(geojson(home, ring), **{**OURS, **changed})  # type: ignore[arg-type]
    assert list_layers() == []


def test_the_polygon_that_is_wrong_is_named(home: Path) -> None:
    bow = [[30, 50], [31, 51], [31, 50], [30, 51], [30, 50]]
    with pytest.raises(LedgerError, match=r"lines\.geojson: feature 2: Self-intersection"):
        add_layer(geojson(home, SQUARE, bow), **OURS)
    with pytest.raises(LedgerError, match="coordinates swapped"):  # one of two is
        add_layer(geojson(home, SQUARE, SWAPPED), **{**OURS, "controlled_by": "RU", "sure": False})
    assert list_layers() == []


def test_lines_and_broken_files_are_no_layers(home: Path) -> None:
    with pytest.raises(LedgerError, match="LineString, not a polygon"):
        add_layer(geojson(home, SQUARE, kind="LineString"), **OURS)
    broken = home / "broken.geojson"
    broken.write_text("{")
    with pytest.raises(LedgerError, match="no readable GeoJSON"):
        add_layer(broken, **OURS)


def test_a_name_is_taken_once_and_what_is_not_there_is_not_removed(home: Path) -> None:
    add_layer(geojson(home, SQUARE), **OURS)
    with pytest.raises(LedgerError, match="already"):
        add_layer(geojson(home, SQUARE), **OURS)
    with pytest.raises(LedgerError, match="no layer 'other'"):
        remove_layer("other")


def test_codes_and_names_of_any_case_are_one_party(home: Path) -> None:
    layer = add_layer(
        geojson(home, SQUARE), **{**OURS, "controlled_by": "ru|ukraine", "sure": False}
    )
    assert layer.control.holder == ("Russia", "Ukraine")


def test_lines_that_cross_and_contradict_are_refused_and_the_first_stays(home: Path) -> None:
    first = add_layer(geojson(home, SQUARE), **OURS)
    beside = geojson(home, [[x + 0.5, y] for x, y in SQUARE])
    other = {**OURS, "controlled_by": "Lemuria", "name": "other"}
    with pytest.raises(LedgerError, match=r"share 50% .* Atlantis and to Lemuria"):
        add_layer(beside, **other)
    with pytest.raises(LedgerError, match=r"share 100% .* Atlantis and to Lemuria"):
        add_layer(geojson(home, SQUARE), **other)  # the same ground is no part of itself
    assert list_layers() == [first]
    later = {"since": date(2024, 8, 1), "until": None}
    add_layer(beside, **{**other, **later})  # another month, no contradiction
    add_layer(beside, **{**OURS, "name": "same"})  # the same holder, none either
    assert Territories.open().check() == ()


def test_the_check_finds_layers_that_were_made_to_contradict_by_hand(home: Path) -> None:
    add_layer(geojson(home, SQUARE), **OURS)
    beside = geojson(home, [[x + 0.5, y] for x, y in SQUARE])
    add_layer(beside, **{**OURS, "name": "other"})
    table = home / "home" / "territories" / "other" / "control.csv"
    table.write_text(table.read_text().replace("Atlantis", "Lemuria"))
    assert any("'lines' and 'other' share 50%" in p for p in Territories.open().check())


SHARED = Path(__file__).parents[3] / "shared" / "data" / "control"


def test_monthly_snapshots_of_ukraine_become_layers(home: Path) -> None:
    path = SHARED / "deepstate_ukraine_monthly.geojson.gz"
    if not path.is_file():
        pytest.skip("../shared is absent")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        features = json.load(file)["features"][:8]  # 2024-07 to 2025-02
    days = [date.fromisoformat(f["properties"]["snapshot"]) for f in features]
    ends = [day - timedelta(days=1) for day in days[1:]] + [None]
    for feature, day, end in zip(features, days, ends, strict=True):
        month = home / f"month-{day}.geojson"
        month.write_text(json.dumps(feature))
        add_layer(month, since=day, until=end, controlled_by="RU", source=f"DeepStateMap ({day})")
    territories = Territories.open()
    assert territories.check() == ()
    vuhledar = [territories.classify(LonLat(37.25, 47.78), on=day).controlled_by[0] for day in days]
    assert vuhledar == ["Ukraine"] * 4 + ["Russia"] * (len(days) - 4)  # fell on 2024-10-01
    assert (
        territories.classify(LonLat(37.8, 48.0), on=days[5]).history[0].area.startswith("Donetsk")
    )
