import pytest

from geomap.errors import DataError
from geomap.gazetteer import Row
from geomap.gazetteer.tables import COLUMNS, read_table

HEAD = ",".join(COLUMNS)
GOOD = "gn:1,Goris,Gorus|Գորիս,GRS,39.5,46.3,AM,08,,P.PPL,20000,note"


def written(tmp_path, *lines):
    path = tmp_path / "places.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row(tmp_path):
    assert list(read_table(written(tmp_path, HEAD, GOOD))) == [
        Row(
            "gn:1", "Goris", 46.3, 39.5, "P.PPL", "AM", "08", None, 20000,
            ("Gorus", "Գորիս"), ("GRS",),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (GOOD.replace("39.5", "95"), "no position"),
        (GOOD.replace("39.5", "north"), "north"),
        (GOOD.replace("P.PPL", "PPL"), "form P.PPL"),
        (GOOD.replace("gn:1", "1"), "id"),
        (GOOD.replace("Goris", ""), "name"),
        (GOOD.replace("20000", "many"), "many"),
        ("gn:2,Goris", "line 3"),
    ],
)
def test_a_bad_row_is_named(tmp_path, bad, says):
    with pytest.raises(DataError, match="line 3") as error:
        list(read_table(written(tmp_path, HEAD, GOOD, bad)))
    assert says in str(error.value)


def test_other_columns_are_refused(tmp_path):
    with pytest.raises(DataError, match="columns"):
        list(read_table(written(tmp_path, "id,name", "gn:1,Goris")))
