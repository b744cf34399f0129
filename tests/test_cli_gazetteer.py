"""The commands on the gazetteer as they are typed: what they print, how they end."""

import json
import shutil
import sys

import pytest

from geomap.cli import main
from geomap.gazetteer import Gazetteer, make
from geomap.gazetteer.build import build
from geomap.gazetteer.sources import default_sources

OWN = "name,lat,lon\nNew Post,39.5,46.4\n"


@pytest.fixture
def home(small_home, tmp_path, monkeypatch):
    """A user's own folder, and packaged data without the cities, so that a build is quick."""
    home = tmp_path / "home"
    shutil.copytree(small_home, home)
    monkeypatch.setenv("GEOMAP_HOME", str(home))
    monkeypatch.setattr(make, "default_sources", lambda: default_sources()[:-1])
    return home


@pytest.fixture
def geomap(home, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["geomap", "gazetteer", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return ended.value.code or 0, captured.out, captured.err

    return run


def test_own_places_are_added_and_found(geomap, home, tmp_path):
    (tmp_path / "my_places.csv").write_text(OWN, encoding="utf-8")
    code, out, err = geomap("add", "my_places.csv")
    assert (code, err) == (0, "")
    assert "1 place of my_places.csv added" in out
    with Gazetteer.open() as gazetteer:
        assert gazetteer.lookup("New Post")[0].place.source == "own places my_places.csv"
    assert geomap("build")[0] == 0
    assert "own places my_places.csv" in geomap("info")[1]


def test_own_places_are_listed_and_removed(geomap, home, tmp_path):
    assert geomap("added")[1].startswith("none")
    (tmp_path / "my_places.csv").write_text(OWN, encoding="utf-8")
    geomap("add", "my_places.csv")
    assert geomap("added")[1] == "my_places.csv\n"
    (home / "places" / "my_places.csv").write_text(OWN.replace("New", "Old"), encoding="utf-8")
    assert "not in the gazetteer as it is now" in geomap("added")[1]
    code, out, _ = geomap("remove", "my_places.csv")
    assert (code, out.splitlines()[0]) == (0, "my_places.csv removed")
    assert geomap("added")[1].startswith("none")
    with Gazetteer.open() as gazetteer:
        assert not gazetteer.lookup("New Post")


def test_a_table_deleted_by_hand_is_told(geomap, home, tmp_path):
    (tmp_path / "my_places.csv").write_text(OWN, encoding="utf-8")
    geomap("add", "my_places.csv")
    (home / "places" / "my_places.csv").unlink()
    assert "gone, but in the gazetteer: run" in geomap("added")[1]
    geomap("build")
    assert geomap("added")[1].startswith("none")


def test_a_build_tells_that_the_update_before_it_is_kept(geomap, home, monkeypatch):
    assert "kept" not in geomap("build")[1]
    recipe = {"source": "x", "countries": [], "languages": [], "min_population": 0}
    build(home / "gazetteer.sqlite", make.default_sources(), recipe=recipe)
    assert "`geomap gazetteer update --rollback` brings it back" in geomap("build")[1]
    assert "back to" in geomap("update", "--rollback")[1]


def test_a_bad_table_is_told_in_a_line(geomap, tmp_path):
    (tmp_path / "bad.csv").write_text(OWN.replace("39.5", "north"), encoding="utf-8")
    code, out, err = geomap("add", "bad.csv")
    assert (code, out) == (2, "")
    assert "bad.csv, line 2" in err


def test_info_tells_sources_with_hashes_and_gaps(geomap):
    code, out, _ = geomap("info")
    assert code == 0
    assert "South Caucasus overlay" in out
    assert out.count("sha256 ") == len(default_sources()) - 1
    assert "not covered" in out


def test_coverage_of_a_gold_file(geomap, tmp_path):
    toponyms = [
        {"text": "Goris", "geonameid": 174895, "lat": 39.5, "lon": 46.3},
        {"text": "Nowhere", "geonameid": 1, "lat": 0.0, "lon": 0.0},
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "d", "text": "", "toponyms": toponyms}), encoding="utf-8")
    code, out, _ = geomap("coverage", gold, "--missing", 3)
    assert code == 0
    assert "2 toponyms with coordinates; a candidate 50.0%; the right one 50.0%" in out
    assert "no candidate: Nowhere (1)" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["update", "--rollback"], "no earlier gazetteer"),
        (["update", "--countries", "Armenia"], "no country code"),
        (["update", "--source", "absent"], "neither a folder nor a web address"),
        (["add", "absent.csv"], "no such table"),
        (["remove", "absent.csv"], "none was added"),
        (["coverage", "absent.jsonl"], "gold toponyms (there is no such file)"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(geomap, arguments, says):
    code, out, err = geomap(*arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_a_damaged_gazetteer_does_not_verify(geomap, home):
    path = home / "gazetteer.sqlite"
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\x07" * 4096
    path.write_bytes(content)
    code, out, err = geomap("verify")
    assert (code, out) == (2, "")
    assert "is damaged" in err
