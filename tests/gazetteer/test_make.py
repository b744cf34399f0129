"""The whole of an update: fetched from a real server, built, checked, swapped in, undone."""

import os
import subprocess
import sys
import zipfile
from itertools import islice

import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer import Gazetteer, make
from geomap.gazetteer.build import previous_path, rollback
from geomap.gazetteer.geonames import Choice, check_countries
from tests.gazetteer.making import PATIENCE, QUIET, SILENT, found, is_old, rewritten, small_sources


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


def test_a_build_from_packaged_data_keeps_what_an_update_made(path, server):
    make.update(path, Choice(server.url), **QUIET)
    for _ in range(2):  # a second build does not push it out
        make.make_packaged(path, **SILENT)
        assert is_old(path)
    rollback(path)
    assert found(path, "Voghji")


def test_a_build_over_packaged_data_leaves_what_is_kept(path, server):
    make.update(path, Choice(server.url), **QUIET)
    rollback(path)
    make.make_packaged(path, **SILENT)
    rollback(path)
    assert found(path, "Voghji")


def test_nothing_to_roll_back_to(path):
    with pytest.raises(GazetteerError, match="no earlier gazetteer"):
        rollback(path)


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


SIDE_TABLES = [
    "admin1CodesASCII.txt", "admin2Codes.txt", "countryInfo.txt", "featureCodes_en.txt",
    "hierarchy.zip", "alternateNamesV2.zip",
]  # fmt: skip


@pytest.mark.parametrize("name", SIDE_TABLES)
@pytest.mark.parametrize("countries", [(), ("AM",)])
def test_an_empty_side_table_leaves_the_old_gazetteer(path, dump, name, countries):
    if name.endswith(".zip"):
        rewritten(dump, name[:-4], lambda _: [])
    else:
        (dump / name).write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=rf"{name[:-4]}.*the old gazetteer is kept"):
        make.update(path, Choice(str(dump), countries), **QUIET)
    assert is_old(path)


# how many bytes of the end are cut off
CUT = [("admin1CodesASCII.txt", 14), ("countryInfo.txt", 60), ("admin2Codes.txt", 29)]


@pytest.mark.parametrize(("name", "cut"), CUT)
def test_a_side_table_cut_in_a_line_leaves_the_old_gazetteer(path, dump, name, cut):
    whole = (dump / name).read_bytes()
    (dump / name).write_bytes(whole[:-cut])
    with pytest.raises(GazetteerError, match=rf"{name}.*cut off in line"):
        make.update(path, Choice(str(dump)), **QUIET)
    assert is_old(path)


def test_a_side_table_that_lost_most_of_its_rows_is_refused(path, dump):
    make.update(path, Choice(str(dump)), **QUIET)
    rewritten(dump, "alternateNamesV2", lambda lines: lines[:1])
    with pytest.raises(GazetteerError, match=r"alternateNamesV2 gave 1 .*`geomap gazetteer build`"):
        make.update(path, Choice(str(dump)), **QUIET)
    assert found(path, "Old Goristown")


def test_a_country_that_is_not_in_the_list_of_countries(path, dump):
    with pytest.raises(GazetteerError, match=r"countryInfo\.txt lacks FR"):
        make.update(path, Choice(str(dump), ("AM", "FR")), **QUIET)
    assert is_old(path)


@pytest.mark.parametrize("unpacked", [False, True])
def test_a_byte_that_is_no_utf8_is_told_with_its_line(path, dump, unpacked):
    with zipfile.ZipFile(dump / "allCountries.zip") as archive:
        lines = archive.read("allCountries.txt").splitlines(keepends=True)
    lines[3] = lines[3].replace(b"Yerevan", b"Yer\xffvan", 1)
    if unpacked:
        (dump / "allCountries.zip").unlink()
        (dump / "allCountries.txt").write_bytes(b"".join(lines))
    else:
        with zipfile.ZipFile(dump / "allCountries.zip", "w") as archive:
            archive.writestr("allCountries.txt", b"".join(lines))
    with pytest.raises(GazetteerError, match=r"allCountries\..*line 4 is not in UTF-8.*is kept"):
        make.update(path, Choice(str(dump)), **QUIET)
    assert is_old(path)


def test_fewer_places_are_no_fault_where_fewer_were_asked_for(path, server, dump):
    make.update(path, Choice(server.url), **QUIET)
    for choice in (
        Choice(server.url, min_population=10**8),
        Choice(server.url, ("AZ",)),
        Choice(server.url, languages=("hy",)),
        Choice(server.url, ("AZ",), ("hy",), 10**8),
    ):
        assert make.update(path, choice, **QUIET)[1]
    assert not found(path, "Voghji")


def test_a_source_that_has_shrunk_for_good_is_taken_after_a_build(path, server, dump):
    make.update(path, Choice(server.url), **QUIET)
    kept = ("\tParis\t", "\tGoris\t", "\tYerevan\t")
    rewritten(
        dump, "allCountries", lambda lines: [li for li in lines if any(k in li for k in kept)]
    )
    with pytest.raises(GazetteerError, match=r"run `geomap gazetteer build` and then the update"):
        make.update(path, Choice(server.url), **QUIET)
    make.make_packaged(path, **SILENT)
    make.update(path, Choice(server.url), **QUIET)
    assert not found(path, "Voghji")


def test_packaged_tables_that_shrink_or_change_are_taken(path, server, monkeypatch):
    make.update(path, Choice(server.url), **QUIET)
    world, towns = small_sources()
    few = world._replace(rows=lambda: islice(world.rows(), 5), digest="few")
    monkeypatch.setattr(make, "default_sources", lambda: (few, towns))
    info, is_new = make.update(path, Choice(server.url), **QUIET)
    assert is_new
    assert "few" in {source.digest for source in info.sources}


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
