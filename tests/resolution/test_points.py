import pytest

from geomap.globe import distance_km
from geomap.models import Document
from geomap.recognition.coordinates import with_points
from geomap.recognition.offsets import offsets
from geomap.resolution import Resolver


@pytest.fixture
def resolve(mini_gazetteer, read_marks):
    """Return a function that resolves a marked text, its figures and distances too."""

    def run(marked: str):
        document, mentions, _ = read_marks(marked)
        away = offsets(document.text)
        named = [m.model_copy(update={"offset": away.get(m.start)}) for m in mentions]
        return Resolver(mini_gazetteer)(document, with_points(document.text, named))

    return run


def test_coordinates_are_exactly_their_point(resolve):
    (found,) = resolve("A drone fell at 39.55 N, 46.34 E.")
    assert found.place.position == (46.34, 39.55)
    assert (found.place.country, found.place.name) == ("AM", "39.55 N, 46.34 E")
    assert found.place.geonameid is None
    assert "km north of Goris" in found.reason
    assert found.radius_km == pytest.approx(0.556, rel=0.01)


def test_a_pair_that_only_makes_sense_the_other_way_round_is_left_in_doubt(resolve):
    told = "[Goris|174895] in [Armenia|174982]: a drone fell at {}."
    assert resolve(told.format("39.5511, 46.3417"))[-1].place.country == "AM"
    doubtful = resolve(told.format("46.3417, 39.5511"))[-1]
    assert doubtful.place is None
    assert "longitude first" in doubtful.reason
    assert [c.place.country for c in doubtful.candidates] == ["RU", "AM"]
    assert resolve("A drone fell at 46.3417, 39.5511.")[-1].place is not None  # nothing says so


@pytest.mark.parametrize(
    ("words", "km", "side"),
    [("12 km north of", 12, "north"), ("five miles east of", 8.05, "east"),
     ("800 metres south-west of", 0.8, "south")],
)  # fmt: skip
def test_a_distance_and_a_direction_make_a_spot(resolve, words, km, side):
    (found,) = resolve(f"A mine exploded {words} [Goris|174895].")
    spot, goris = found.spot, found.place
    assert goris.id == "gn:174895"
    assert spot.name == f"{words} Goris"
    assert distance_km(goris.position, spot.position) == pytest.approx(km, rel=0.01)
    east, north = spot.position.lon - goris.position.lon, spot.position.lat - goris.position.lat
    assert {"north": north > 0, "east": east > 0, "south": north < 0 and east < 0}[side]
    assert 2 <= found.radius_km < km + 2


def test_a_distance_alone_is_a_circle(resolve):
    (found,) = resolve("A mine exploded some 30 km from [Goris|174895].")
    assert found.spot is None
    assert found.radius_km == pytest.approx(42)


def test_a_country_is_not_measured_from_its_middle(resolve):
    (found,) = resolve("It flew 12 km north of [Armenia|174982].")
    assert (found.spot, found.radius_km) == (None, None)


def test_coordinates_behind_a_name_say_where_in_it(resolve):
    named, _ = resolve("A mine exploded near [Goris|174895] (39.52 N, 46.35 E).")
    assert (named.place.id, named.spot.position) == ("gn:174895", (46.35, 39.52))
    far, _ = resolve("He left [Goris|174895] (now at 10.52 N, 46.35 E).")
    assert far.spot is None


def test_the_same_text_gives_the_same_points(mini_gazetteer):
    document = Document(text="At 39.55 N, 46.34 E.")
    mentions = with_points(document.text, [])
    resolver = Resolver(mini_gazetteer)
    assert resolver(document, mentions) == resolver(document, mentions)
