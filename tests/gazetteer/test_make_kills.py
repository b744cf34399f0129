"""Updates and additions killed for real, at any moment, and disks that are full."""

import hashlib
import signal
import subprocess
import sys
import textwrap

import pytest

from geomap.gazetteer import make
from geomap.gazetteer.geonames import Choice
from tests.gazetteer.making import MINI, QUIET, SILENT, found, is_old, rewritten

SCRIPT = """
    import os, resource, signal, sys
    from pathlib import Path
    from geomap.gazetteer import build as building, make
    from geomap.gazetteer.geonames import Choice
    from geomap.gazetteer.sources import table
    from geomap.gazetteer.update import Patience
    make.default_sources = lambda: (table(Path({mini!r}), "mini"), table(Path({mini!r}), "towns"))
    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)
    def progress(step, done, total):
        if step == {step!r} and (done or not total):
            die()
    {more}
    path, patience = Path({path!r}), Patience(attempts=2, first_wait=0, stall=2)
    {what}
"""
UPDATE = "make.update(path, Choice({source!r}), progress=progress, patience=patience)"


def script(path, source="", step="never", more="", what=UPDATE):
    text = textwrap.dedent(SCRIPT).format(
        mini=str(MINI), path=str(path), step=step, more=more, what=what.format(source=source)
    )
    return [sys.executable, "-c", text]


def kill(command):
    """Run a script that kills itself."""
    killed = subprocess.run(command, check=False, capture_output=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()


KILLS = [
    "featureCodes_en.txt", "allCountries.zip", "mini", "GeoNames allCountries",
    "GeoNames alternateNamesV2: names", "sorting names", "indexing", "checking",
]  # fmt: skip
BLOWS = [
    "building._keep = die",
    "building._sync = die",
    "keep = building._keep\ndef after(path):\n    keep(path)\n    die()\nbuilding._keep = after",
]


@pytest.mark.parametrize(("step", "more"), [(s, "") for s in KILLS] + [("", b) for b in BLOWS])
def test_a_kill_at_any_moment_leaves_the_old_gazetteer(path, server, step, more):
    kill(script(path, server.url, step, more))
    assert is_old(path)
    make.update(path, Choice(server.url), **QUIET)
    assert found(path, "Voghji")
    assert not list(path.parent.glob(".*.part"))


RENAMED = """
replace = Path.replace
def renamed(self, target):
    meant = Path(target).name == {name!r}
    if meant and {before}:
        die()
    done = replace(self, target)
    if meant:
        die()
    return done
Path.replace = renamed
"""


@pytest.mark.parametrize("name", [".allCountries.zip.part.json", "allCountries.zip",
                                  "allCountries.zip.json"])  # fmt: skip
@pytest.mark.parametrize("before", [True, False])
def test_a_kill_between_a_file_and_its_note_does_not_make_them_disagree(
    path, server, dump, name, before
):
    make.update(path, Choice(server.url), **QUIET)
    rewritten(
        dump, "allCountries", lambda lines: [line.replace("Voghji", "Newer") for line in lines]
    )
    kill(script(path, server.url, more=RENAMED.format(name=name, before=before)))
    assert found(path, "Voghji")
    info, _ = make.update(path, Choice(server.url), **QUIET)
    assert found(path, "Newer")
    digest = hashlib.sha256((dump / "allCountries.zip").read_bytes()).hexdigest()
    assert digest in {source.digest for source in info.sources}
    assert make.update(path, Choice(server.url), **QUIET)[1] is False
    assert server.statuses("allCountries.zip")[-1] == 304


ADD, REMOVE = "make.add(Path({source!r}), path, progress=progress)", "make.remove({source!r}, path)"


@pytest.mark.parametrize(
    ("step", "more"), [("mini", ""), ("checking", "")] + [("", b) for b in BLOWS[1:2]]
)
def test_a_kill_while_places_are_added_loses_neither_them_nor_the_gazetteer(
    path, tmp_path, step, more
):
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon\nNew Post,39.5,46.4\n", encoding="utf-8")
    kill(script(path, str(own), step, more, what=ADD))
    assert is_old(path)
    assert make.added(path) == (("own.csv", True, False),)
    make.add(own, path, **SILENT)
    assert found(path, "New Post")
    kill(script(path, "own.csv", more="building._sync = die", what=REMOVE))
    assert found(path, "New Post")
    kill(script(path, "own.csv", more="Path.unlink = die", what=REMOVE))
    make.remove("own.csv", path, **SILENT)
    assert not found(path, "New Post")
    assert make.added(path) == ()


def test_a_download_killed_from_outside_goes_on_where_it_stopped(path, server):
    server.faults["allCountries.zip"] = ["waits"]
    with subprocess.Popen(script(path, server.url), stderr=subprocess.PIPE) as process:
        part = path.parent / "downloads" / ".allCountries.zip.part"
        assert server.halfway.wait(30)
        for _ in range(3000):
            if part.exists() and part.stat().st_size and process.poll() is None:
                break
            signal.sigtimedwait([], 0.01)
        process.kill()
        process.communicate()
    assert is_old(path)
    begun = part.stat().st_size
    make.update(path, Choice(server.url), **QUIET)
    ranges = [h["Range"] for name, h, _ in server.asked if name == part.name[1:-5] and "Range" in h]
    assert ranges == [f"bytes={begun}-"]
    assert found(path, "Voghji")


@pytest.mark.parametrize("largest", [200, 20_000])
def test_a_full_disk_leaves_the_old_gazetteer(path, server, largest):
    """A limit on the size of files fails writes as a full disk does: in the download, the build."""
    more = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({largest}, {largest}))"
    done = subprocess.run(
        script(path, server.url, more=more), check=False, capture_output=True, timeout=60, text=True
    )
    assert done.returncode == 1
    assert "GazetteerError" in done.stderr
    assert "free some space" in done.stderr
    assert is_old(path)
    make.update(path, Choice(server.url), **QUIET)
    assert found(path, "Voghji")
