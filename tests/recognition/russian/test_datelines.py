import pytest

from geomap.recognition.russian.datelines import dateline_places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ЕРЕВАН, 13 сен — Новости.", ["ЕРЕВАН"]),
        ("БАКУ, 19 сентября. /Агентство/. Взрыв.", ["БАКУ"]),
        ("БАКУ/ЕРЕВАН — Стороны спорят.", ["БАКУ", "ЕРЕВАН"]),
        ("ТБИЛИСИ (Агентство) — Митинг.", ["ТБИЛИСИ"]),
        ("НИЖНИЙ НОВГОРОД. Пожар.", ["НИЖНИЙ НОВГОРОД"]),
        ("Взрыв в БАКУ, 19 сентября.", []),
        ("Горис — город на юге.", []),
    ],
)
def test_heads_of_dispatches(text, places):
    assert [text[start:end] for start, end in dateline_places(text)] == places
