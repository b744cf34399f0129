import pytest

from geomap.language.russian import lemma, parses, read_words


def test_words_keep_their_places_and_their_hyphens():
    text = "🚩 Вайоц-Дзор: армяно-азербайджанский диалог."
    words = read_words(text)
    assert [w.text for w in words] == ["Вайоц-Дзор", "армяно", "азербайджанский", "диалог"]
    assert all(text[w.start : w.end] == w.text for w in words)
    assert [w.capital for w in words] == [True, False, False, False]


@pytest.mark.parametrize(
    ("form", "word"), [("обстреляли", "обстрелять"), ("сёлам", "село"), ("Горисом", "горис")]
)
def test_dictionary_forms(form, word):
    assert lemma(form) == word


def test_readings_tell_case_number_and_time():
    [place] = [p for p in parses("Кельбаджаре") if p.place]
    assert (place.nominative, place.case, place.gender) == ("кельбаджар", "loct", "masc")
    assert parses("обстреливают")[0].plural
    assert [parses(w)[0].form for w in ("обстрелял", "обстреляет", "стрелять")] == [
        "past",
        "futr",
        "INFN",
    ]
