import pytest

from geomap.models import Document
from geomap.recognition import Recogniser
from geomap.recognition.distances import distance_words
from geomap.recognition.offsets import offsets

AWAY = [
    ("12 km north of", "Goris", 12, 0),
    ("about five miles south-east of", "Goris", 8.05, 135),
    ("some 30 kilometres from", "Goris", 30, None),
    ("12 km (7 miles) north of", "the village of Goris", 12, 0),
    ("three km north-north-east of", "Goris", 3, 22.5),
    ("3 km north-northwest of", "Goris", 3, 337.5),
    ("12 km NW of", "Goris", 12, 315),
    ("25 km to the north of", "Goris", 25, 0),
    ("30 km away from", "the regional capital Goris", 30, None),
    ("within 12 km of", "Goris", 12, None),
    ("20 nautical miles off", "Aden", 37.04, None),
    ("3 km from", "the Armenian village of Tegh", 3, None),
    ("12 kilometres southwest of", "al-Bab", 12, 225),
]


@pytest.mark.parametrize(("words", "place", "km", "bearing"), AWAY)
def test_words_that_lead_away_from_a_place(words, place, km, bearing):
    text = f"A drone fell {words} {place} at dawn."
    ((start, offset),) = offsets(text).items()
    assert (offset.text, text[offset.start : offset.end]) == (words, words)
    assert text[start:].startswith(place.split()[-1])
    assert offset.km == pytest.approx(km, rel=0.001)
    assert offset.bearing == bearing


def test_two_in_one_sentence_are_told_apart():
    text = "It lies six miles north of Gilroy and 30 miles south from downtown San Jose."
    assert [(text[at:].split(maxsplit=1)[0], o.bearing) for at, o in offsets(text).items()] == [
        ("Gilroy", 0), ("San", 180)
    ]  # fmt: skip


STAY = [
    "They drove 300 km from Goris to Kapan.", "He paid £5m from London.", "12 km of Goris roads",
    "A 12-km stretch from Goris", "An hour north of Goris", "10 km north-south of Goris",
    "12 km from the border with Armenia", "3,000 km from Goris", "the 12 km north of it",
]  # fmt: skip


@pytest.mark.parametrize("text", STAY)
def test_other_lengths_lead_nowhere(text):
    assert offsets(text) == {}


def test_the_mention_is_the_name_and_carries_the_words_before_it(mini_gazetteer):
    text = "A mine exploded about 12 km north of Goris."
    (mention,) = Recogniser(mini_gazetteer)(Document(text=text))
    assert (mention.text, mention.offset.text) == ("Goris", "about 12 km north of")


RUSSIAN = [
    ("12 км к северу от", "Гориса", 12, 0),
    ("5 километрах северо-западнее", "Степанакерта", 5, 315),
    ("примерно в десяти километрах от", "Гориса", 10, None),
    ("нескольких километрах к юго-востоку от", "села Тех", 5, 135),
    ("полутора километрах южнее", "города Горис", 1.5, 180),
    ("1,5 км на северо-восток от", "Гориса", 1.5, 45),
    ("20 морских милях от", "Адена", 37.04, None),
    ("300 метрах от", "армянского села Тех", 0.3, None),
]


@pytest.mark.parametrize(("words", "place", "km", "bearing"), RUSSIAN)
def test_russian_words_that_lead_away_from_a_place(words, place, km, bearing):
    text = f"Взрыв прогремел в {words} {place} утром."
    ((start, offset),) = offsets(text, distance_words("ru")).items()
    assert offset.text.removeprefix("в ") == words
    assert text[start:].startswith(place.split()[-1])
    assert offset.km == pytest.approx(km, rel=0.001)
    assert offset.bearing == bearing


RUSSIAN_STAY = [
    "Они проехали 300 км от Гориса до Капана.", "Рубеж в 12 км от линии соприкосновения с Арменией",
    "в часе езды к северу от Гориса", "3 000 км от Гориса", "5 м от Гориса", "12 км Гориса",
    "12 км к северу от него",
]  # fmt: skip


@pytest.mark.parametrize("text", RUSSIAN_STAY)
def test_other_russian_lengths_lead_nowhere(text):
    assert offsets(text, distance_words("ru")) == {}
