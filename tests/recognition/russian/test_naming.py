import pytest

from geomap.recognition.russian.naming import Namer, agreeing, demonym
from geomap.recognition.russian.tables import demonyms, names, type_words


@pytest.fixture(scope="module")
def namer(gazetteer):
    return Namer(gazetteer)


@pytest.mark.parametrize(
    ("form", "case", "name"),
    [
        ("Горисом", "ablt", "Горис"),
        ("Кельбаджаре", "loct", "Кельбаджар"),
        ("Сотка", "gent", "Сотк"),  # in the dictionary only as the word for a hundredth
        ("Шуши", "gent", "Шуша"),
        ("Шушой", "ablt", "Шуша"),
        ("Баку", "loct", "Баку"),
        ("Гори", "nomn", "Гори"),  # and not Горис
        ("Гянджу", "accs", "Гянджа"),
        ("Нахичеванью", "ablt", "Нахичевань"),
        ("Нагорном Карабахе", "loct", "Нагорный Карабах"),
        ("Южной Осетией", "ablt", "Южная Осетия"),
        ("Верин Шоржи", "gent", "Верин Шоржа"),
        ("США", "gent", "United States"),
        ("Бессмысленска", "gent", None),
    ],
)
def test_forms_lead_to_their_names(namer, form, case, name):
    assert namer.name(form.split(), frozenset({case})) == name


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("Лачинский", "Лачин"),
        ("Шушинского", "Шуша"),
        ("Горийском", "Гори"),
        ("Донецкой", "Донецк"),
        ("Сюникскую", "Сюник"),
        ("Бакинскими", "Баку"),
        ("Батумский", "Батуми"),
        ("Горис", None),
        ("Человеческий", None),
    ],
)
def test_adjectives_lead_to_their_places(namer, form, place):
    assert namer.adjective(form) == place


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("армянскими", "Armenia"),
        ("Российской", "Russia"),
        ("армян", "Armenia"),
        ("россиянам", "Russia"),
        ("турецкого", "Turkey"),
        ("детский", None),
        ("стол", None),
    ],
)
def test_demonyms(form, place):
    assert demonym(form) == place


def test_an_adjective_agrees_with_its_type_word():
    assert agreeing("Сюникской", "область") == "Сюникская"
    assert agreeing("Лачинскому", "коридор") == "Лачинский"
    assert agreeing("Каспийском", "море") == "Каспийское"


def test_every_place_of_the_tables_is_known(gazetteer):
    places = {*demonyms().values(), *names().values()}
    assert [place for place in sorted(places) if not gazetteer.lookup(place)] == []


def test_tables_hold_dictionary_forms():
    from geomap.language.russian import parses

    listed = [*type_words(), *demonyms()]
    assert [w for w in listed if w not in {p.lemma for p in parses(w)}] == []
