"""The whole of an update: fetched from a real server, built, checked, swapped in, undone."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from geomap.errors import DataError, GazetteerError
from geomap.gazetteer import Gazetteer, make
from geomap.gazetteer.build import previous_path, rollback
from geomap.gazetteer.geonames import Choice, check_countries
from geomap.gazetteer.sources import table
from geomap.gazetteer.update import Patience

MINI = Path(__file__).parents[1] / "mini" / "places.csv"
PATIENCE = Patience(attempts=2, first_wait=0, stall=1, sleep=lambda _: None)
QUIET = {"progress": lambda *_: None, "patience": PATIENCE}


@pytest.fixture(autouse=True)
def small_packaged_data(monkeypatch):
    """Let the packaged data be the mini world, so that a build takes no time."""
    monkeypatch.setattr(make, "default_sources", small_sources)


def small_sources():
    return (table(MINI, "mini world"), table(MINI, "mini towns")._replace(digest="towns"))


@pytest.fixture
def path(tmp_path):
    """A gazetteer in use, made of packaged data."""
    made = tmp_path / "home" / "gazetteer.sqlite"
    make.make_packaged(made, progress=QUIET["progress"])
    return made


def found(path, name):
    with Gazetteer.open(path) as gazetteer:
        return {match.place.id: match.match for match in gazetteer.lookup(name)}


def is_old(path):
    """Tell whether the gazetteer is still the one before the update, and works."""
    return found(path, "Goris") == {"gn:174895": "exact"} and not found(path, "Voghji")


def test_an_update_reads_every_table(path, server):
    info, is_new = make.update(path, Choice(server.url), **QUIET)
    assert is_new
    assert found(path, "Voghji") == {"gn:999002": "exact"}
    assert found(path, "Old Goristown") == {"gn:174895": "alternate"}
    assert found(path, "Gorisburg") == {"gn:174895": "weak"}
    assert found(path, "GRX") == found(path, "Nowhere") == {}
    with Gazetteer.open(path) as gazetteer:
        kornidzor = gazetteer.get("gn:174840")
        assert (kornidzor.admin1_name, kornidzor.admin2_name) == ("Syunik", "Goris hamaynk'")
        assert [place.name for place in gazetteer.parents("gn:174840")] == [
            "Goris hamaynk'", "Syunik", "Armenia", "Asia",
        ]  # fmt: skip
        assert "gn:174840" in {place.id for place in gazetteer.children("gn:999001")}
        assert "gn:409314" in {place.id for place in gazetteer.children("gn:174982")}
        assert "Old Goristown" in gazetteer.names("gn:174895")
    by_name = {source.name: source for source in info.sources}
    assert by_name["GeoNames allCountries"].version == "2022-09-13"
    assert by_name["GeoNames allCountries"].licence == "CC BY 4.0, GeoNames"
    assert len(by_name["GeoNames alternateNamesV2"].digest) == 64


def test_an_update_without_news_costs_nothing(path, server):
    make.update(path, Choice(server.url), **QUIET)
    before = path.stat().st_mtime_ns
    info, is_new = make.update(path, Choice(server.url), **QUIET)
    assert not is_new
    assert path.stat().st_mtime_ns == before
    assert {status for _, _, status in server.asked[8:]} == {304}
    assert info.rows > 0


def test_another_choice_builds_again(path, server):
    make.update(path, Choice(server.url), **QUIET)
    _, is_new = make.update(path, Choice(server.url, languages=("hy",)), **QUIET)
    assert is_new
    assert found(path, "Գորիս")
    assert not found(path, "Old Goristown")


def test_only_some_countries_and_the_rest_from_packaged_data(path, server):
    info, _ = make.update(path, Choice(server.url, ("AM", "AZ")), **QUIET)
    assert server.count("AM.zip") == server.count("AZ.zip") == 1
    assert server.count("allCountries.zip") == server.count("FR.zip") == 0
    assert found(path, "Voghji")
    assert found(path, "Paris")
    assert any(gap.startswith("outside AM, AZ:") for gap in info.not_covered)


def test_small_settlements_can_be_left_out(path, server):
    make.update(path, Choice(server.url, min_population=500), **QUIET)
    assert found(path, "Kornidzor")
    assert not found(path, "Nor Gyugh")
    assert found(path, "Voghji")  # no settlement


@pytest.mark.parametrize("unpacked", [False, True])
def test_a_folder_is_a_source(path, dump, unpacked):
    if unpacked:
        subprocess.run(
            [sys.executable, "-m", "zipfile", "-e", "allCountries.zip", "."], cwd=dump, check=True
        )
        (dump / "allCountries.zip").unlink()
    make.update(path, Choice(str(dump)), **QUIET)
    assert found(path, "Voghji")
    assert not (path.parent / "downloads").exists()


def test_what_a_source_lacks_is_told(path, server, dump):
    (dump / "hierarchy.zip").unlink()
    info, _ = make.update(path, Choice(server.url), **QUIET)
    assert "what GeoNames has in hierarchy.zip: the source has none" in info.not_covered


def test_rollback_and_back_again(path, server):
    make.update(path, Choice(server.url), **QUIET)
    assert previous_path(path).is_file()
    rollback(path)
    assert is_old(path)
    rollback(path)
    assert found(path, "Voghji")


def test_nothing_to_roll_back_to(path):
    with pytest.raises(GazetteerError, match="no earlier gazetteer"):
        rollback(path)


def rewritten(dump, name, change):
    """Write a zip of the dump again, its lines changed."""
    import zipfile

    with zipfile.ZipFile(dump / f"{name}.zip") as archive:
        lines = archive.read(f"{name}.txt").decode().splitlines(keepends=True)
    with zipfile.ZipFile(dump / f"{name}.zip", "w") as archive:
        archive.writestr(f"{name}.txt", "".join(change(lines)))


# what is wrong with the places; what the message says
ROTTEN = [
    (lambda lines: [line.replace("\t", ";") for line in lines], "not in GeoNames' format"),
    (lambda lines: [line.replace("P\tPPL", "Q\tQQQ") for line in lines], "not in GeoNames' format"),
    (lambda lines: [], "at least 1 were expected"),
]


@pytest.mark.parametrize(("change", "says"), ROTTEN)
def test_rotten_tables_leave_the_old_gazetteer(path, server, dump, change, says):
    rewritten(dump, "allCountries", change)
    with pytest.raises(GazetteerError, match=says):
        make.update(path, Choice(server.url), **QUIET)
    assert is_old(path)


def test_a_table_that_lost_most_of_its_rows_is_refused(path, server, dump):
    make.update(path, Choice(server.url), **QUIET)
    kept = ("\tParis\t", "\tGoris\t", "\tYerevan\t")
    rewritten(
        dump, "allCountries", lambda lines: [li for li in lines if any(k in li for k in kept)]
    )
    with pytest.raises(GazetteerError, match="at least 5 were expected"):
        make.update(path, Choice(server.url), **QUIET)
    assert found(path, "Voghji")


@pytest.mark.parametrize("fault", ["500", "corrupt", "claims less", "html", "403"])
def test_a_bad_server_leaves_the_old_gazetteer(path, server, fault):
    server.faults["allCountries.zip"] = [fault] * 9
    with pytest.raises(GazetteerError, match="the old gazetteer is kept"):
        make.update(path, Choice(server.url), **QUIET)
    assert is_old(path)


def test_two_updates_at_once_do_not_mix(path, server):
    def progress(name, done, total):
        if name == "allCountries.zip" and done and not told:
            with pytest.raises(GazetteerError, match="another update") as error:
                make.update(path, Choice(server.url), **QUIET)
            told.append(str(error.value))

    told = []
    make.update(path, Choice(server.url), progress=progress, patience=PATIENCE)
    assert len(told) == 1
    assert found(path, "Voghji")


@pytest.mark.parametrize("codes", ["ARM", "A", "1A", "АМ"])
def test_what_is_no_country_code_is_told(codes):
    with pytest.raises(GazetteerError, match="no country code"):
        check_countries([codes])


def test_a_source_that_is_nowhere_is_told(path, tmp_path):
    with pytest.raises(GazetteerError, match="neither a folder"):
        make.update(path, Choice(str(tmp_path / "absent")), **QUIET)
    with pytest.raises(GazetteerError, match="holds no allCountries"):
        make.update(path, Choice(str(tmp_path)), **QUIET)
    assert is_old(path)


OWN = "name;lat;lon;names\nNew Post;39.5;46.4;Նոր|Nor\n"


def test_own_places_stay_through_builds_and_updates(path, server, tmp_path):
    own = tmp_path / "my_places.csv"
    own.write_text(OWN, encoding="utf-8")
    count, _ = make.add(own, path, progress=QUIET["progress"])
    assert count == 1
    assert list(found(path, "New Post")) == list(found(path, "Նոր"))
    make.update(path, Choice(server.url), **QUIET)
    assert found(path, "New Post")
    assert found(path, "Voghji")
    own.write_text(OWN.replace("New Post", "Newer Post"), encoding="utf-8")
    make.add(own, path, progress=QUIET["progress"])
    assert found(path, "Newer Post")
    assert found(path, "Voghji")  # made again from what was fetched
    assert not found(path, "New Post")
    make.make_packaged(path, progress=QUIET["progress"])
    assert found(path, "Newer Post")


def test_a_bad_table_of_places_is_not_kept(path, tmp_path):
    own = tmp_path / "bad.csv"
    own.write_text("name,lat,lon\nX,95,1\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        make.add(own, path, progress=QUIET["progress"])
    assert not (path.parent / "places").exists()
    assert is_old(path)


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
    patience = Patience(attempts=2, first_wait=0, stall=2)
    make.update(Path({path!r}), Choice({source!r}), progress=progress, patience=patience)
"""


def script(path, source, step="never", more=""):
    text = textwrap.dedent(SCRIPT).format(
        mini=str(MINI), path=str(path), source=source, step=step, more=more
    )
    return [sys.executable, "-c", text]


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
    killed = subprocess.run(
        script(path, server.url, step, more), check=False, capture_output=True, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert is_old(path)
    make.update(path, Choice(server.url), **QUIET)
    assert found(path, "Voghji")
    assert not list(path.parent.glob(".*.part"))


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


def test_the_command_ends_with_2_and_a_line_on_what_to_do(path, server):
    server.faults["allCountries.zip"] = ["404"]
    done = subprocess.run(
        [sys.executable, "-m", "geomap", "gazetteer", "update", "--source", server.url],
        env={**os.environ, "GEOMAP_HOME": str(path.parent)},
        check=False,
        capture_output=True,
        timeout=60,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "the old gazetteer is kept" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert is_old(path)
