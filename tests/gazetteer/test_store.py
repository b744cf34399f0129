import pickle
import sqlite3

import pytest

from geomap.errors import GazetteerError, GazetteerNotFoundError
from geomap.gazetteer import Gazetteer, Row, Source
from geomap.gazetteer.build import build
from geomap.models import LonLat


@pytest.mark.parametrize(
    ("folded", "known"), [("zabukh", True), ("u s", True), ("nowhere", False), ("tx", False)]
)
def test_knows(mini_gazetteer, folded, known):
    assert mini_gazetteer.knows(folded) is known


def test_places_carry_the_plain_names_of_their_divisions(mini_gazetteer):
    zabukh = mini_gazetteer.get("gn:146908")
    assert (zabukh.country, zabukh.admin1, zabukh.admin1_name) == ("AZ", "28", "Lachin")
    harris = mini_gazetteer.get("gn:4696376")
    assert (harris.admin1_name, harris.admin2, harris.admin2_name) == (
        "Texas",
        "201",
        "Harris County",
    )


@pytest.mark.parametrize("place_id", ["gn:1", "gn:", "gn:x", "geomap:atlantis", "", "gn:²"])
def test_get_of_an_unknown_id(mini_gazetteer, place_id):
    assert mini_gazetteer.get(place_id) is None
    assert mini_gazetteer.names(place_id) == ()


def test_get_of_a_place_that_geonames_does_not_know(mini_gazetteer):
    sevan = mini_gazetteer.get("geomap:lake-sevan")
    assert (sevan.name, sevan.geonameid) == ("Lake Sevan", None)


def test_names_start_with_the_main_one(mini_gazetteer):
    names = mini_gazetteer.names("gn:147625")
    assert names[0] == "Lachin"
    assert {"Berdzor", "Laçın"} <= set(names)


def test_near_is_sorted_by_distance(mini_gazetteer):
    zabukh = LonLat(46.544, 39.5893)
    names = [place.name for place in mini_gazetteer.near(zabukh, 7)]
    assert names[0] == "Zabukh"
    assert {"Sus", "Kornidzor"} <= set(names)
    assert "Goris" not in names


@pytest.mark.parametrize(
    "point",
    [LonLat(180, 0), LonLat(-180, 0), LonLat(0, 90), LonLat(0, -90), LonLat(179.99, 89.99)],
)
def test_near_at_the_edges_of_the_map(mini_gazetteer, point):
    assert mini_gazetteer.near(point, 10) == ()


def test_within(mini_gazetteer):
    lachin = {place.name for place in mini_gazetteer.within("AZ", "28")}
    assert lachin == {"Lachin", "Zabukh", "Sus", "Lachin corridor"}
    assert {place.country for place in mini_gazetteer.within("AM")} == {"AM"}
    assert mini_gazetteer.within("XX") == ()


def test_pickling_opens_the_same_file(mini_gazetteer):
    with pickle.loads(pickle.dumps(mini_gazetteer)) as again:
        assert again.path == mini_gazetteer.path
        assert again.get("gn:174895") == mini_gazetteer.get("gn:174895")


def test_a_missing_file_names_the_command(tmp_path):
    with pytest.raises(GazetteerNotFoundError, match="geomap gazetteer build"):
        Gazetteer.open(tmp_path / "none.sqlite")


def _cut(path, data):
    path.write_bytes(data[: len(data) // 2])


def _empty(path, data):
    path.write_bytes(b"")


def _other(path, data):
    path.write_text("id,name\n1,Goris\n" * 100)


def _scribbled(path, data):
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


@pytest.mark.parametrize("damage", [_cut, _empty, _other, _scribbled])
def test_a_damaged_file_is_told(mini_gazetteer, tmp_path, damage):
    path = tmp_path / "gazetteer.sqlite"
    damage(path, mini_gazetteer.path.read_bytes())
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer.open(path).lookup("Goris")


@pytest.mark.parametrize(
    ("pragma", "message"),
    [("user_version = 999", "schema 999"), ("application_id = 1", "not a geomap gazetteer")],
)
def test_a_file_of_another_kind_is_told(mini_gazetteer, tmp_path, pragma, message):
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(mini_gazetteer.path.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA {pragma}")
    connection.close()
    with pytest.raises(GazetteerError, match=message):
        Gazetteer.open(path)


def test_the_file_cannot_be_written_through_the_reader(mini_gazetteer):
    with pytest.raises(sqlite3.OperationalError):
        mini_gazetteer._connection.execute("DELETE FROM place")


FAMILY = [
    Row("gn:6255147", "Asia", 89, 30, "L.CONT"),
    Row("gn:174982", "Armenia", 45, 40, "A.PCLI", "AM"),
    Row("gn:409314", "Syunik", 46, 39, "A.ADM1", "AM", "08"),
    Row("gn:9", "Goris Municipality", 46, 39, "A.ADM2", "AM", "08", "01"),
    Row("gn:174895", "Goris", 46, 39, "P.PPL", "AM", "08", "01", 20000),
    Row("gn:174840", "Kornidzor", 46, 39, "P.PPL", "AM", "08", "01", 1000),
    Row("user:sea", "Pond", 46, 39, "H.LK", "AM", "08"),
]
ABOVE = [
    ("gn:174895", ["gn:9", "gn:409314", "gn:174982", "gn:6255147"]),
    ("gn:9", ["gn:409314", "gn:174982", "gn:6255147"]),
    ("user:sea", ["gn:409314", "gn:174982", "gn:6255147"]),
    ("gn:174982", ["gn:6255147"]),
    ("gn:6255147", []),
    ("gn:404", []),
]
BELOW = [
    ("gn:6255147", ["gn:174982"]),
    ("gn:174982", ["gn:409314"]),
    ("gn:409314", ["user:sea", "gn:9"]),
    ("gn:9", ["gn:174895", "gn:174840"]),
    ("gn:174895", []),
]


@pytest.fixture(scope="module")
def family(tmp_path_factory):
    path = tmp_path_factory.mktemp("family") / "gazetteer.sqlite"
    links = [("gn:174982", "gn:6255147"), ("gn:1", "gn:2")]
    build(path, [Source("t", "1", "", "", lambda: iter(FAMILY), links=lambda: iter(links))])
    with Gazetteer.open(path) as gazetteer:
        yield gazetteer


@pytest.mark.parametrize(("place_id", "above"), ABOVE)
def test_parents(family, place_id, above):
    assert [place.id for place in family.parents(place_id)] == above


@pytest.mark.parametrize(("place_id", "below"), BELOW)
def test_children(family, place_id, below):
    assert [place.id for place in family.children(place_id)] == below
