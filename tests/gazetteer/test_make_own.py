"""A user's own tables: kept through builds and updates, or not kept at all."""

import pytest

from geomap.errors import DataError, GazetteerError
from geomap.gazetteer import make
from geomap.gazetteer.build import rollback
from geomap.gazetteer.geonames import Choice
from tests.gazetteer.making import QUIET, SILENT, found, is_old

OWN = "name;lat;lon;names\nNew Post;39.5;46.4;Նոր|Nor\n"


def test_own_places_stay_through_builds_and_updates(path, server, tmp_path):
    own = tmp_path / "my_places.csv"
    own.write_text(OWN, encoding="utf-8")
    count, _ = make.add(own, path, **SILENT)
    assert count == 1
    assert list(found(path, "New Post")) == list(found(path, "Նոր"))
    make.update(path, Choice(server.url), **QUIET)
    assert found(path, "New Post")
    assert found(path, "Voghji")
    own.write_text(OWN.replace("New Post", "Newer Post"), encoding="utf-8")
    make.add(own, path, **SILENT)
    assert found(path, "Newer Post")
    assert found(path, "Voghji")  # made again from what was fetched
    assert not found(path, "New Post")
    make.make_packaged(path, **SILENT)
    assert found(path, "Newer Post")


WOF_HEAD = (
    "wof_id\tgeonames_id\tname\tplacetype\tlat\tlon\tpopulation\tcountry\tis_current\tnames_json\n"
)
# the table; what of it is told
BAD = [
    ("name,lat,lon\nPost,39.5,46\nX,95,1\n", "line 3: lat 95"),
    ("id,name,lat,lon\ngn:abc,X,39.5,46\n", "line 2: id 'gn:abc'"),
    ("id,name,lat,lon\ngn:99999999999999999999,X,39.5,46\n", "line 2: id 'gn:9999"),
    ("name,lat,lon,population\nX,39.5,46,100000000000000000000000\n", "line 2: population"),
    ("name,lat,lon,population\nX,39.5,46,1.5\n", "line 2: population '1.5'"),
    ("name,lat,lon\nX,nan,46\n", "line 2: lat nan"),
    ("name,lat,lon\nX,39.5,inf\n", "line 2: lat 39.5, lon inf"),
    ("name,lat,lon,country\nX,39.5,46,Armenia\n", "line 2: country 'ARMENIA'"),
    ("name,lat,lon,feature\nX,39.5,46,town\n", "line 2: feature 'town'"),
    (WOF_HEAD + "1\tabc\tX\tlocality\t39.5\t46\t\tAM\t1\t\n", "line 2: id 'gn:abc'"),
    (WOF_HEAD + "1\t\tX\tlocality\tnan\t46\t\tAM\t1\t\n", "line 2: lat nan"),
    (WOF_HEAD + "1\t\tX\tlocality\t39.5\t46\t1e23\tAM\t1\t\n", "line 2: population"),
    (WOF_HEAD + "1\t\tX\tlocality\t39.5\t46\t\tAM\t1\t{\n", "line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), BAD)
@pytest.mark.parametrize("older", [None, OWN])
def test_a_table_that_cannot_be_built_is_not_kept(path, tmp_path, text, says, older):
    own = tmp_path / "my_places.csv"
    if older:
        own.write_text(older, encoding="utf-8")
        make.add(own, path, **SILENT)
    own.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as told:
        make.add(own, path, **SILENT)
    assert f"{own}, {says}" in str(told.value)
    assert kept(path) == ({"my_places.csv": older} if older else {})
    assert bool(found(path, "New Post")) == bool(older)


def kept(path):
    """Return the files beside a gazetteer that hold its user's places, hidden ones too."""
    folder = path.parent / "places"
    files = folder.iterdir() if folder.exists() else ()
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def failing(*_, **__):
    raise GazetteerError("the disk is full")


@pytest.mark.parametrize("older", [None, OWN])
def test_where_the_build_fails_the_tables_are_as_before(path, tmp_path, monkeypatch, older):
    own = tmp_path / "my_places.csv"
    own.write_text(OWN, encoding="utf-8")
    if older:
        make.add(own, path, **SILENT)
    before = path.read_bytes()
    own.write_text(OWN.replace("New", "Newer"), encoding="utf-8")
    monkeypatch.setattr(make, "build", failing)
    with pytest.raises(GazetteerError, match="disk is full"):
        make.add(own, path, **SILENT)
    assert kept(path) == ({"my_places.csv": older} if older else {})
    if older:
        with pytest.raises(GazetteerError, match="disk is full"):
            make.remove("my_places.csv", path, **SILENT)
    assert kept(path) == ({"my_places.csv": older} if older else {})
    assert path.read_bytes() == before


def test_a_table_is_removed_again(path, server, tmp_path):
    make.update(path, Choice(server.url), **QUIET)
    own = tmp_path / "my places.csv"
    own.write_text(OWN, encoding="utf-8")
    make.add(own, path, **SILENT)
    assert make.added(path) == (("my places.csv", True, True),)
    with pytest.raises(
        DataError, match=r"no table of places is called other\.csv; there are my pl"
    ):
        make.remove("other.csv", path, **SILENT)
    make.remove("my places.csv", path, **SILENT)
    assert not found(path, "New Post")
    assert found(path, "Voghji")
    assert make.added(path) == ()
    with pytest.raises(DataError, match="none was added"):
        make.remove("my places.csv", path, **SILENT)


def test_a_table_that_was_deleted_or_changed_by_hand_is_noticed(path, server, tmp_path):
    own = tmp_path / "my_places.csv"
    own.write_text(OWN, encoding="utf-8")
    make.add(own, path, **SILENT)
    make.update(path, Choice(server.url), **QUIET)
    there = path.parent / "places" / "my_places.csv"
    there.write_text(OWN.replace("New", "Newer"), encoding="utf-8")
    assert make.added(path) == (("my_places.csv", True, False),)
    assert make.update(path, Choice(server.url), **QUIET)[1]
    assert found(path, "Newer Post")
    there.unlink()
    assert make.added(path) == (("my_places.csv", False, True),)
    assert make.update(path, Choice(server.url), **QUIET)[1]
    assert not found(path, "Newer Post")
    assert not make.update(path, Choice(server.url), **QUIET)[1]


# what of the source goes away after the update
@pytest.mark.parametrize("lost", [None, "allCountries.zip", "alternateNamesV2.zip"])
@pytest.mark.parametrize("remote", [True, False])
def test_places_are_not_added_where_the_source_is_gone(path, server, dump, tmp_path, lost, remote):
    source = server.url if remote else str(dump)
    make.update(path, Choice(source, languages=("en", "hy")), **QUIET)
    folder = path.parent / "downloads" if remote else dump
    (folder / lost).unlink() if lost else folder.rename(tmp_path / "elsewhere")
    before = path.read_bytes()
    own = tmp_path / "my_places.csv"
    own.write_text(OWN, encoding="utf-8")
    with pytest.raises(GazetteerError) as told:
        make.add(own, path, **SILENT)
    where = source if remote else "FOLDER"
    assert f"`geomap gazetteer update --source {where} --languages en,hy`" in str(told.value)
    assert path.read_bytes() == before
    assert kept(path) == {}


def test_adding_places_keeps_the_dates_and_what_to_go_back_to(path, server, tmp_path):
    info, _ = make.update(path, Choice(server.url), **QUIET)
    own = tmp_path / "my_places.csv"
    own.write_text(OWN, encoding="utf-8")
    _, with_own = make.add(own, path, **SILENT)
    assert with_own.sources[1:] == info.sources
    assert with_own.date == "2022-09-13"
    rollback(path)
    assert is_old(path)
