import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer import Gazetteer, Row, Source, likeliest_first
from geomap.gazetteer.build import build
from geomap.text import fold

LOOKUPS = [
    # name, id of the first match, how it matched
    ("Goris", "gn:174895", "exact"),
    ("GORIS", "gn:174895", "folded"),
    ("Zabukh", "gn:146908", "exact"),
    ("Zabux", "gn:146908", "alternate"),
    ("Aghavno", "gn:146908", "alternate"),
    ("Աղավնո", "gn:146908", "alternate"),
    ("Забух", "gn:146908", "alternate"),
    ("U.S.", "gn:6252001", "alternate"),
    ("US", "gn:6252001", "alternate"),
    ("Britain", "gn:2635167", "alternate"),
    ("Türkiye", "gn:298795", "alternate"),
    ("Turkiye", "gn:298795", "alternate"),
    ("Karabakh", "geomap:nagorno-karabakh", "alternate"),
    ("village of Zabukh", "gn:146908", "generic-word"),
    ("Gori city", "gn:614455", "generic-word"),
    ("Lachin city", "gn:750165", "generic-word"),
    ("city of Kapan", "gn:174875", "generic-word"),
    ("Syunik marz", "gn:409314", "generic-word"),
    ("Gegharkunik oblast", "gn:828261", "generic-word"),
    ("the Black Sea", "geomap:black-sea", "generic-word"),
    ("Mt. Ararat", "geomap:mount-ararat", "generic-word"),
    ("Harris", "gn:4696376", "weak"),
]


@pytest.mark.parametrize(("name", "place_id", "match"), LOOKUPS)
def test_lookup(mini_gazetteer, name, place_id, match):
    first = mini_gazetteer.lookup(name)[0]
    assert (first.place.id, first.match) == (place_id, match)


NAMESAKES = [
    # name, ids, the most populous first
    ("Paris", ["gn:2988507", "gn:4717560"]),
    ("London", ["gn:2643743", "gn:6058560"]),
    ("Sus", ["gn:2464915", "gn:147106"]),
    ("Vardenis", ["gn:616108", "gn:616107"]),
    ("Gori", ["gn:614455"]),
    ("Goris", ["gn:174895"]),
    ("Jermuk", ["gn:318766", "gn:174884", "gn:616408"]),
]


@pytest.mark.parametrize(("name", "ids"), NAMESAKES)
def test_namesakes_stay_apart(mini_gazetteer, name, ids):
    assert [match.place.id for match in mini_gazetteer.lookup(name)] == ids


@pytest.mark.parametrize("name", ["", "   ", "'", "Nowhere at all", "city", "village of"])
def test_unknown_names_find_nothing(mini_gazetteer, name):
    assert mini_gazetteer.lookup(name) == ()


def test_a_generic_word_chooses_the_class(mini_gazetteer):
    assert {m.place.feature_class for m in mini_gazetteer.lookup("Shusha town")} == {"P"}
    assert {m.place.feature_class for m in mini_gazetteer.lookup("Kalbajar rayon")} == {"A"}


def test_a_match_tells_the_spelling_in_the_gazetteer(mini_gazetteer):
    assert mini_gazetteer.lookup("AGHAVNO")[0].name == "Aghavno"


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(mini_gazetteer, name):
    for match in mini_gazetteer.lookup(name):
        assert match.place.name


@given(st.data())
def test_every_name_finds_its_place_however_it_is_cased(mini_gazetteer, data):
    place = data.draw(st.sampled_from(mini_gazetteer.within("AZ") + mini_gazetteer.within("AM")))
    name = data.draw(st.sampled_from(mini_gazetteer.names(place.id)))
    for spelling in (name, name.upper(), fold(name)):
        if fold(spelling) == fold(name):
            assert place.id in {match.place.id for match in mini_gazetteer.lookup(spelling)}


LOOSE = [
    # name, id of the first match, how it matched
    ("Gorris", "gn:174895", "typo"),
    ("Stepanakrt", "gn:146970", "typo"),
    ("Zabuhk", "gn:146908", "typo"),
    ("Dzhermouk", "gn:174884", "transliteration"),
    ("Goris", "gn:174895", "exact"),
]


@pytest.mark.parametrize(("name", "place_id", "match"), LOOSE)
def test_typing_errors_are_tried_last_and_marked(mini_gazetteer, name, place_id, match):
    matches = mini_gazetteer.lookup(name, typos=True)
    assert place_id in {m.place.id for m in matches}
    assert {m.match for m in matches if m.place.id == place_id} == {match}
    if match in {"typo", "transliteration"}:
        assert mini_gazetteer.lookup(name) == ()


def test_other_scripts_are_written_in_latin_letters(tmp_path):
    path = tmp_path / "gazetteer.sqlite"
    build(
        path, [Source("t", "1", "", "", lambda: iter([Row("gn:1", "Chartar", 47, 39.7, "P.PPL")]))]
    )
    with Gazetteer.open(path) as gazetteer:
        assert [gazetteer.lookup(n)[0].match for n in ("Чартар", "Ճարտար")] == [
            "transliteration", "transliteration",
        ]  # fmt: skip


def test_a_name_alone_means_its_bearer_before_one_also_called_so(gazetteer):
    first = {
        name: likeliest_first(gazetteer.lookup(name))[0].place.id
        for name in ("Goris", "Bombay", "Paris", "Moscow", "Yerevan")
    }
    assert first["Goris"] == "gn:174895"
    assert first["Bombay"] == "gn:1275339"  # Mumbai
    assert first["Paris"] == "gn:2988507"
    assert first["Moscow"] in {"gn:524901", "gn:524894"}  # the town, the federal city
    assert first["Yerevan"] in {"gn:616052", "gn:616051"}


def test_a_name_romanised_otherwise_is_found_in_the_countries_asked(mini_gazetteer):
    assert mini_gazetteer.lookup("Goriss") == ()
    (match,) = mini_gazetteer.romanised("Goriss", {"AM", "FR"})
    assert (match.place.id, match.match) == ("gn:174895", "transliteration")
    assert mini_gazetteer.romanised("Goriss", {"AZ"}) == ()
    assert mini_gazetteer.romanised("Goriss", {"FR"}) == ()
    assert mini_gazetteer.romanised("", {"AM"}) == ()
