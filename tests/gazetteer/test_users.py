import gzip

import pytest

from geomap.errors import DataError
from geomap.gazetteer import Row
from geomap.gazetteer.users import (
    count_places,
    kept,
    read_places,
    user_sources,
)

WOF_HEAD = (
    "wof_id\tgeonames_id\twikidata_id\tname\tplacetype\tlat\tlon\tpopulation\tcountry"
    "\tregion_wof_id\tregion\tcounty_wof_id\tcounty\tgn_fcode\tis_current\tnames_json\n"
)
WOF_ROW = (
    '101\t{}\t\tSus\t{}\t39.6\t46.5\t\tAZ\t\t\t\t\t\t{}\t"{{""eng"":[""Sus"",""Sous""],'
    '""eng~"":[""Susy""]}}"\n'
)


def keep(table, gazetteer):
    count = count_places(table)
    with kept(table, gazetteer):
        return count


def written(tmp_path, text, name="own.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


# the table, its only row
TABLES = [
    ("name,lat,lon\nPost,39.5,46.4\n", Row("", "Post", 46.4, 39.5, "P.PPL")),
    ("Name;Latitude;Longitude\nPost;39.5;46.4\n", Row("", "Post", 46.4, 39.5, "P.PPL")),
    ("name\tlat\tlon\tnames\nPost\t39.5\t46.4\tA|B\n",
     Row("", "Post", 46.4, 39.5, "P.PPL", names=("A", "B"))),
    ("\ufeffname,lat,lon,country,note\nPost,39.5,46.4,az,x\n",
     Row("", "Post", 46.4, 39.5, "P.PPL", "AZ")),
    ("id,name,lat,lon,feature,population\nuser:p,Post,39.5,46.4,S.BLDG,7\n",
     Row("user:p", "Post", 46.4, 39.5, "S.BLDG", population=7)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "row"), TABLES)
def test_what_a_user_may_write(tmp_path, text, row):
    (found,) = read_places(written(tmp_path, text))
    assert found.id.startswith("user:p")
    assert found._replace(id="") == row._replace(id="")


def test_ids_stay_as_long_as_the_place_does(tmp_path):
    head = "name,lat,lon\n"
    first, second = read_places(written(tmp_path, head + "Post,39.5,46.4\nPost,40,46\n"))
    (again,) = read_places(written(tmp_path, head + "Post,39.5,46.4\n"))
    assert first.id == again.id != second.id


BAD = [
    ("name,lat\nPost,39.5\n", "lacks the columns lon"),
    ("name,lat,lon\nPost,39.5,east\n", "line 2"),
    ("name,lat,lon\nPost,39.5,46\nPost,99,46\n", "line 3"),
    ("name,lat,lon\n,39.5,46\n", "line 2"),
    ("name,lat,lon\n", "no places"),
    ("", "lacks the columns"),
    (WOF_HEAD + WOF_ROW.format("", "locality", "1").replace("39.6", "north"), "line 2"),
]


@pytest.mark.parametrize(("text", "says"), BAD)
def test_bad_tables_are_told_and_not_kept(tmp_path, text, says):
    home = tmp_path / "home"
    with pytest.raises(DataError, match=says):
        keep(written(tmp_path, text), home / "gazetteer.sqlite")
    assert not home.exists()


@pytest.mark.parametrize("name", ["absent.csv", "own.xlsx"])
def test_no_table_at_all(tmp_path, name):
    written(tmp_path, "x", "own.xlsx")
    with pytest.raises(DataError, match="no such table"):
        keep(tmp_path / name, tmp_path / "gazetteer.sqlite")


PLAIN = b"name,lat,lon\nPost,39.5,46.4\n"
WOF = (WOF_HEAD + WOF_ROW.format("147106", "locality", "1")).encode()


@pytest.mark.parametrize("content", [PLAIN, WOF])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["own.csv", "own.csv.gz", "own.tsv.gz"])
def test_what_is_in_a_file_counts_and_not_its_name(tmp_path, content, packed, name):
    table, gazetteer = tmp_path / name, tmp_path / "home" / "gazetteer.sqlite"
    table.write_bytes(gzip.compress(content) if packed else content)
    assert keep(table, gazetteer) == 1
    [row] = user_sources(gazetteer)[0].rows()
    assert row.name == ("Post" if content == PLAIN else "Sus")


@pytest.mark.parametrize("content", [PLAIN, WOF])
@pytest.mark.parametrize("left", [15, -12, -1])
def test_a_gzip_that_is_cut_is_told(tmp_path, content, left):
    table = tmp_path / "own.tsv.gz"
    table.write_bytes(gzip.compress(content)[:left])
    with pytest.raises(DataError, match=r"own\.tsv\.gz cannot be read to its end"):
        count_places(table)


@pytest.mark.parametrize("content", [PLAIN, WOF])
@pytest.mark.parametrize("packed", [False, True])
def test_bytes_that_are_no_utf8_are_told_with_their_line(tmp_path, content, packed):
    content += content.splitlines()[1].replace(b"s", b"\xff") + b"\n"
    table = tmp_path / "own.csv"
    table.write_bytes(gzip.compress(content) if packed else content)
    with pytest.raises(DataError, match=r"own\.csv, line 3: not in UTF-8"):
        count_places(table)


def test_other_encodings_are_told(tmp_path):
    path = tmp_path / "own.csv"
    path.write_bytes("name,lat,lon\nKəlbəcər,40,46\n".encode("utf-16"))
    with pytest.raises(DataError, match="UTF-8"):
        list(read_places(path))


def test_a_cell_without_end_is_told(tmp_path):
    table = written(tmp_path, 'name,lat,lon\nPost,39.5,46.4\n"' + "x" * (1 << 25))
    with pytest.raises(DataError, match=r"own\.csv, line 3: field larger"):
        count_places(table)


@pytest.mark.parametrize(
    ("geonames_id", "placetype", "is_current", "row"),
    [
        ("147106", "locality", "1",
         Row("gn:147106", "Sus", 46.5, 39.6, "P.PPL", "AZ", names=("Sus", "Sous"), weak=("Susy",))),
        ("", "county", "-1",
         Row("wof:101", "Sus", 46.5, 39.6, "A.ADM2", "AZ", names=("Sus", "Sous"), weak=("Susy",))),
        ("-1", "locality", "1",
         Row("wof:101", "Sus", 46.5, 39.6, "P.PPL", "AZ", names=("Sus", "Sous"), weak=("Susy",))),
        ("", "locality", "0", None),
        ("", "venue", "1", None),
    ],
)  # fmt: skip
def test_tables_of_whos_on_first(tmp_path, geonames_id, placetype, is_current, row):
    text = WOF_HEAD + WOF_ROW.format(geonames_id, placetype, is_current)
    table = tmp_path / "wof.tsv.gz"
    table.write_bytes(gzip.compress(text.encode()))
    if row is None:
        with pytest.raises(DataError, match="no places"):
            keep(table, tmp_path / "home" / "gazetteer.sqlite")
    else:
        keep(table, tmp_path / "home" / "gazetteer.sqlite")
        (source,) = user_sources(tmp_path / "home" / "gazetteer.sqlite")
        assert list(source.rows()) == [row]
        assert source.licence == "CC BY 4.0, Who's On First"


def test_a_table_of_the_same_name_takes_the_place_of_the_older(tmp_path):
    gazetteer = tmp_path / "home" / "gazetteer.sqlite"
    for name in ("Post", "Other"):
        keep(written(tmp_path, f"name,lat,lon\n{name},39.5,46.4\n"), gazetteer)
    (source,) = user_sources(gazetteer)
    assert [row.name for row in source.rows()] == ["Other"]
