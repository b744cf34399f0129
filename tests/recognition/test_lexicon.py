import csv

import pytest

from geomap.errors import LexiconError
from geomap.models import Kind
from geomap.recognition import lexicon
from geomap.resources import packaged


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("armenian", "Armenia"),
        ("azerbaijanis", "Azerbaijan"),
        ("gazans", "Gaza Strip"),
        ("abkhaz", "Abkhazia"),
        ("chechens", "Chechnya"),
        ("karabakh armenians", "Nagorno-Karabakh"),
        ("french", "France"),
    ],
)
def test_demonyms(form, place):
    assert lexicon.demonyms()[form] == place


def test_type_words_know_their_plural():
    villages = lexicon.type_words()["villages"]
    assert villages.kind is Kind.SETTLEMENT
    assert (villages.plural, villages.before, villages.after) == (True, True, True)


@pytest.mark.parametrize("name", ["demonyms.csv", "type_words.csv", "abbreviations.csv"])
def test_no_form_stands_twice(name):
    with packaged("data", "lexicon", "places", name).open(encoding="utf-8", newline="") as file:
        forms = [row[0] for row in csv.reader(file)]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("content", ["wrong,header\n", "form,place\nArmenian\n"])
def test_a_broken_table_is_told(tmp_path, monkeypatch, content):
    (tmp_path / "demonyms.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(lexicon, "packaged", lambda *parts: tmp_path / parts[-1])
    lexicon.demonyms.cache_clear()
    with pytest.raises(LexiconError, match=r"demonyms\.csv"):
        lexicon.demonyms()
    lexicon.demonyms.cache_clear()


def test_every_demonym_and_short_form_names_a_place_of_the_gazetteer(gazetteer):
    places = {*lexicon.demonyms().values(), *(a.place for a in lexicon.abbreviations().values())}
    assert [place for place in sorted(places) if not gazetteer.lookup(place)] == []


def test_plain_words_are_capitalised_and_no_short_forms():
    plain = lexicon.plain_words()
    assert {"The", "He", "In"} <= plain
    assert all(word == word.capitalize() for word in plain)
    assert plain.isdisjoint(lexicon.abbreviations())
    assert not {word.casefold() for word in plain} & lexicon.demonyms().keys()
