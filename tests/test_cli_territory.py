"""The commands on the territory ledger as typed, and what map, export and locate make of them."""

import gzip
import json
import re
import shutil
from base64 import b64decode
from pathlib import Path

import pytest

SQUARE = [[46.2, 39.4], [46.5, 39.4], [46.5, 39.6], [46.2, 39.6], [46.2, 39.4]]  # round Goris
_GZIP = "H4sI"  # how gzip begins in base64
REPORT = """---
id: r1
title: "Shelling"
published: 2022-09-13
---
The Armenian Ministry of Defence said that Azerbaijani forces shelled Goris on Tuesday.
"""
ADD = [
    "add",
    "lines.geojson",
    "--from",
    "2022-09-01",
    "--to",
    "2022-09-30",
    "--source",
    "Us (2022)",
]


@pytest.fixture
def geomap(geomap, small_home, monkeypatch, tmp_path):
    """Run commands with a data folder of its own, where lines and a report lie."""
    shutil.copytree(small_home, tmp_path / "home")
    monkeypatch.setenv("GEOMAP_HOME", str(tmp_path / "home"))
    draw(tmp_path, SQUARE)
    (tmp_path / "r1.md").write_text(REPORT, encoding="utf-8")
    return geomap


def draw(folder: Path, ring: list[list[float]]) -> None:
    shape = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    (folder / "lines.geojson").write_text(json.dumps(feature))


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "home" / "territories").glob("*"))


def located(geomap) -> str:
    return geomap("locate", "39.51", "46.34", "--on", "2022-09-13")[1]


def exported(geomap, folder: Path) -> dict:
    assert geomap("export", "r1.md", "-o", "out.geojson")[0] == 0
    return json.loads((folder / "out.geojson").read_text())["features"][0]["properties"]


def test_a_layer_is_used_by_locate_and_export_until_it_is_removed(geomap, tmp_path):
    before = located(geomap), exported(geomap, tmp_path)
    code, out, err = geomap("territory", *ADD, "--controlled-by", "AZ")
    assert (code, err) == (0, "")
    assert "held by Azerbaijan from 2022-09-01 to 2022-09-30" in out
    listed = geomap("territory", "list")[1]
    assert all(word in listed for word in ("lines", "Azerbaijan", "2022-09-01", "Us (2022)"))
    assert "held by    Azerbaijan" in located(geomap)
    assert exported(geomap, tmp_path)["controlled_by"] == "Azerbaijan"
    assert geomap("territory", "remove", "lines")[0] == 0
    assert (located(geomap), exported(geomap, tmp_path)) == before
    assert "no layers" in geomap("territory", "list")[1]


def test_a_layer_is_drawn_on_the_map(geomap, tmp_path):
    assert geomap("territory", *ADD, "--controlled-by", "AZ")[0] == 0
    assert geomap("map", "r1.md", "-o", "map.html")[0] == 0
    page = (tmp_path / "map.html").read_text()
    packed = re.findall(r"[A-Za-z0-9+/=]{2000,}", page)
    texts = [gzip.decompress(b64decode(p)) for p in packed if p.startswith(_GZIP)]
    assert any(b"drawn in lines.geojson" in text for text in texts)


CROSSED = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]


@pytest.mark.parametrize(
    ("ring", "more", "reason"),
    [
        (CROSSED, ["--controlled-by", "AZ"], "lines.geojson: feature 1: Self-intersection"),
        ([[y, x] for x, y in SQUARE], ["--controlled-by", "AZ"], "with the coordinates swapped"),
        ([[x, y + 60] for x, y in SQUARE], ["--controlled-by", "AZ"], "lon first"),
        (SQUARE, ["--controlled-by", "Azerbaidjan"], "did you mean Azerbaijan"),
        (SQUARE, ["--controlled-by", "AZ", "--to", "2022-08-01"], "ends (2022-08-01) before"),
        (SQUARE, ["--controlled-by", "AZ", "--source", " "], "lines.geojson: source"),
        (SQUARE, ["--controlled-by", "AZ", "--name", "a/b"], "no name for a layer"),
        (SQUARE, ["--controlled-by", "AZ", "--to", "soon"], "--to"),
        (SQUARE, [], "--controlled-by"),
    ],
)
def test_bad_input_is_told_and_nothing_is_kept(geomap, tmp_path, ring, more, reason):
    draw(tmp_path, ring)
    code, out, err = geomap("territory", *ADD, *more)
    assert (code, out) == (2, "")
    assert reason in " ".join(err.split())
    assert kept(tmp_path) == []


def test_a_second_layer_may_not_contradict_the_first(geomap, tmp_path):
    assert geomap("territory", *ADD, "--controlled-by", "AZ")[0] == 0
    draw(tmp_path, [[x + 0.1, y] for x, y in SQUARE])
    code, _, err = geomap("territory", *ADD, "--controlled-by", "AM", "--name", "ours")
    assert code == 2
    assert "'lines' and 'ours' share 67%" in err or "'ours' and 'lines' share 67%" in err
    assert kept(tmp_path) == ["lines"]


def test_what_is_not_there_is_not_removed(geomap):
    code, _, err = geomap("territory", "remove", "lines")
    assert code == 2
    assert "there is no layer 'lines'; there is none at all" in err


def test_check_reads_our_ledger_and_the_users(geomap, tmp_path):
    code, out, err = geomap("territory", "check")
    assert (code, err) == (0, "")
    assert out.startswith("sound: ")
    assert geomap("territory", *ADD, "--controlled-by", "AZ")[0] == 0
    table = tmp_path / "home" / "territories" / "lines" / "control.csv"
    table.write_text(table.read_text().replace("2022-09-30", "2022-08-30"))
    code, _, err = geomap("territory", "check")
    assert code == 2
    assert "control.csv, line 2: ends (2022-08-30) before it begins" in err


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("no.geojson", "no.geojson: cannot be read (there is no such file)\n"),
        (".", ".: cannot be read (it is a folder; name a file in it)\n"),
        ("r1.md", "r1.md: no readable GeoJSON (Expecting value"),
    ],
)
def test_lines_that_cannot_be_read_are_told_in_a_users_words(geomap, tmp_path, file, told):
    command = ["add", file, *ADD[2:], "--controlled-by", "AM", "--name", "mine"]
    code, _, err = geomap("territory", *command)
    assert code == 2
    assert told in err
    assert kept(tmp_path) == []
