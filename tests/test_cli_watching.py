"""`geomap watch` as it is typed, against a real server: what it leaves, and what a kill costs."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import geopandas
import pytest

PLACES = ("Goris", "Jermuk", "Kapan", "Sisian", "Vardenis", "Martuni", "Meghri", "Ijevan")


def text_of(place):
    return f"Azerbaijani forces shelled the town of {place} on Tuesday, officials said."


def wire(site, count, **options):
    """Serve a feed of the last so many articles, the newest first."""
    items = []
    for number, place in enumerate(PLACES[:count]):
        site.article(f"/{number}", text_of(place), title=f"Shelling of {place}", **options)
        items.insert(0, (f"/{number}", f"Shelling of {place}", "Short."))
    return site.feed("/feed", *items)


def places(path):
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {f["properties"]["place"] for f in features}


def test_store_and_map_follow_the_feed(geomap, site, tmp_path):
    command = ("watch", wire(site, 1), "--store", "i.geojson", "--map", "m.html", "--once")
    command += ("--pause", "0")
    code, out, err = geomap(*command)
    assert (code, err) == (0, "")
    assert "1 new report, 1 new incident" in out
    assert places(tmp_path / "i.geojson") == {"Goris"}
    before = (tmp_path / "i.geojson").read_bytes()
    code, out, _ = geomap(*command)
    assert (code, "0 new reports, 0 new incidents; 1 feed unchanged" in out) == (0, True)
    assert (tmp_path / "i.geojson").read_bytes() == before
    wire(site, 2)
    assert geomap(*command)[0] == 0
    assert places(tmp_path / "i.geojson") == {"Goris", "Jermuk"}
    assert "Jermuk" in (tmp_path / "m.html").read_text(encoding="utf-8")


def test_an_event_that_an_earlier_report_tells_too_keeps_its_id(geomap, site, tmp_path):
    command = ("watch", wire(site, 1), "--store", "i.geojson", "--once", "--pause", "0")

    def features():
        assert geomap(*command)[0] == 0
        return json.loads((tmp_path / "i.geojson").read_text(encoding="utf-8"))["features"]

    [first] = features()
    site.article("/-1", text_of("Goris").replace("officials", "the mayor"))
    site.feed("/feed", ("/0", "Shelling of Goris", "Short."), ("/-1", "Goris", "Short."))
    [merged] = features()
    assert merged["properties"]["document"] == "/-1"  # which now stands for it
    assert merged["id"] == first["id"]


@pytest.mark.parametrize("count", [0, 2])
def test_a_geopackage_is_kept(geomap, site, tmp_path, count):
    (tmp_path / ".part.i.gpkg").write_bytes(b"what a killed run left")
    code, _, err = geomap("watch", wire(site, count), "--store", "i.gpkg", "--once", "--pause", "0")
    assert code == 0, err
    assert len(geopandas.read_file(tmp_path / "i.gpkg")) == count


def test_a_store_that_was_lost_is_written_again(geomap, site, tmp_path):
    command = ("watch", wire(site, 1), "--store", "i.csv", "--once", "--pause", "0")
    geomap(*command)
    before = (tmp_path / "i.csv").read_bytes()
    (tmp_path / "i.csv").unlink()
    assert geomap(*command)[0] == 0
    assert (tmp_path / "i.csv").read_bytes() == before


def test_a_feed_that_fails_ends_once_with_2_and_the_others_are_kept(geomap, site, tmp_path):
    feeds = (site.address + "/none", wire(site, 1))
    code, out, err = geomap("watch", *feeds, "--store", "i.geojson", "--once", "--pause", "0")
    assert code == 2
    assert "/none: the server answers 404" in err
    assert "1 new report, 1 new incident; 1 feed not had" in out
    assert places(tmp_path / "i.geojson") == {"Goris"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["feed.xml", "--store", "i.geojson"], "is no web address"),
        (["https://example.org/feed", "--store", "i.docx"], "must end in one of"),
        (["https://example.org/feed", "--store", "mine.csv"], "no watch wrote it"),
        (["https://example.org/feed", "--store", "i.csv", "--map", "m.gif"], "must end in one of"),
        (["https://example.org/feed"], "--store"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anybody_is_asked(
    geomap, tmp_path, arguments, message
):
    (tmp_path / "mine.csv").write_text("my table\n")
    code, _, err = geomap("watch", *arguments)
    assert code == 2
    assert message in err
    assert (tmp_path / "mine.csv").read_text() == "my table\n"


def test_without_geopandas_a_geopackage_names_what_to_install(geomap, monkeypatch):
    monkeypatch.setitem(sys.modules, "geopandas", None)
    code, _, err = geomap("watch", "https://example.org/feed", "--store", "i.gpkg")
    assert code == 2
    assert "pip install 'geomap[gis]'" in err


def started(folder, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "geomap", "watch", *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_killed_at_random_moments_it_leaves_what_an_unkilled_run_leaves(
    site, small_world, tmp_path
):
    """kill -9 in the middle of fetching, parsing and writing, at moments of a seed of its own."""
    url = wire(site, len(PLACES), stall=0.05)
    options = ("--store", "i.geojson", "--map", "m.html", "--once", "--pause", "0")
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    _, err = started(tmp_path / "whole", url, *options).communicate(timeout=600)
    rng = random.Random(11)
    for _ in range(4):
        asked = len(site.asked)
        process = started(tmp_path / "killed", url, *options)
        while process.poll() is None and len(site.asked) < asked + 4:
            time.sleep(0.01)
        time.sleep(rng.random() * 0.5)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    process = started(tmp_path / "killed", url, *options)
    _, err = process.communicate(timeout=600)
    assert process.returncode == 0, err
    for name in ("i.geojson", "m.html"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert len(places(tmp_path / "killed" / "i.geojson")) == len(PLACES)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_waits_for_the_next_round_and_stops_gently(site, small_world, tmp_path, sign):
    process = started(tmp_path, wire(site, 1), "--store", "i.geojson", "--pause", "0")
    assert "1 new report" in process.stdout.readline()
    time.sleep(0.3)
    assert process.poll() is None
    process.send_signal(sign)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on from here" in err
    assert "Traceback" not in err
