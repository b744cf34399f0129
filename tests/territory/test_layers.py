"""The user's own layers: taken in, listed, spoken of first, and removed."""

import json
from datetime import date
from pathlib import Path

import pytest

from geomap.errors import LedgerError
from geomap.models import LonLat
from geomap.territory import Territories, add_layer, list_layers, remove_layer

SQUARE = [[30.0, 50.0], [31.0, 50.0], [31.0, 51.0], [30.0, 51.0], [30.0, 50.0]]
KYIV = LonLat(30.52, 50.45)
JULY = {"since": date(2024, 7, 1), "until": date(2024, 7, 31)}
OURS = {**JULY, "controlled_by": "Atlantis", "source": "A test (2024-07)"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GEOMAP_HOME", str(tmp_path / "home"))
    return tmp_path


def geojson(folder: Path, ring: list[list[float]], kind: str = "Polygon") -> Path:
    path = folder / "lines.geojson"
    coordinates = [ring] if kind == "Polygon" else ring
    feature = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": kind, "coordinates": coordinates},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
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
        (SQUARE, {"controlled_by": ""}, "holder"),
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


SHARED = Path(__file__).parents[3] / "shared" / "data" / "control"


def test_monthly_snapshots_of_ukraine_become_layers(home: Path) -> None:
    import gzip

    path = SHARED / "deepstate_ukraine_monthly.geojson.gz"
    if not path.is_file():
        pytest.skip("../shared is absent")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        feature = json.load(file)["features"][0]
    snapshot = home / "month.geojson"
    snapshot.write_text(json.dumps(feature))
    add_layer(snapshot, **{**OURS, "controlled_by": "Russia"})
    territories = Territories.open()
    donetsk = territories.classify(LonLat(37.8, 48.0), on=date(2024, 7, 9))
    assert donetsk.controlled_by == ("Russia",)
    assert donetsk.history[0].area == "month" or any(f.area == "month" for f in donetsk.history)
