import pytest

from geomap.errors import LexiconError
from geomap.recognition.distances import DistanceWords, distance_words, english


@pytest.mark.parametrize(
    ("words", "said", "value"),
    [
        (english(), "north east", 45), (english(), "NNW", 337.5), (english(), "south-eastern", 135),
        (english(), "north-south", None), (distance_words("ru"), "к юго-западу", 225),
        (distance_words("ru"), "Северо-восточнее", 45),
    ],
)  # fmt: skip
def test_directions(words, said, value):
    found = words.value(said, "bearing", "beside")
    assert (found[0] if found else None) == value


def test_a_further_language_is_a_table():
    words = DistanceWords([("unit", "Kilometer*", "1"), ("unit", "km", "1")])
    assert words.value("Kilometern", "unit") == (1.0,)
    assert words.openings("unit") == "km|Kilometer"
    assert words.any_of("joint") == "(?!)"


@pytest.mark.parametrize("row", [("unti", "km", "1"), ("unit", "km", "one")])
def test_a_wrong_row_is_told(row):
    with pytest.raises(LexiconError, match=r"distances\.csv"):
        DistanceWords([row])
