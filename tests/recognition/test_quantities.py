import re

import pytest

from geomap.recognition.distances import distance_words, english
from geomap.recognition.quantities import length_pattern, read_length, unit_pattern

LENGTHS = [
    ("12 km", 12, 0.5), ("30 kilometres", 30, 5), ("about 30 km", 30, 10), ("25 km", 25, 2.5),
    ("1.5 km", 1.5, 0.05), ("10-15 km", 12.5, 2.5), ("1,200 km", 1200, 50), ("12-km", 12, 0.5),
    ("five miles", 8.047, 0.805), ("a mile", 1.609, 0.805), ("half a mile", 0.805, 0.402),
    ("two and a half km", 2.5, 0.25), ("a mile and a half", 2.414, 0.402),
    ("20 nautical miles", 37.04, 9.26), ("800 metres", 0.8, 0.05), ("500 feet", 0.152, 0.0152),
    ("twenty-five miles", 40.234, 4.023), ("a hundred miles", 160.934, 40.234),
    ("one hundred and twenty km", 120, 5), ("a dozen miles", 19.312, 0.805),
    ("a few kilometres", 3, 2), ("several miles", 8.047, 4.828),
    ("a couple of miles", 3.219, 1.609),
]  # fmt: skip


@pytest.mark.parametrize(("text", "km", "slack"), LENGTHS)
def test_lengths(text, km, slack):
    assert_read(english(), f"It lies {text} off.", text, km, slack)


RUSSIAN = [
    ("12 км", 12, 0.5), ("1,5 км", 1.5, 0.05), ("10-15 километрах", 12.5, 2.5),
    ("пяти километрах", 5, 0.5), ("двадцати пяти км", 25, 2.5), ("ста двадцати км", 120, 5),
    ("полутора километрах", 1.5, 0.25), ("пяти с половиной километрах", 5.5, 0.25),
    ("нескольких километрах", 5, 3), ("около 30 км", 30, 10), ("примерно в десяти км", 10, 5),
    ("в километре", 1, 0.5), ("300 метрах", 0.3, 0.05), ("1 200 км", 1200, 50),
]  # fmt: skip


@pytest.mark.parametrize(("text", "km", "slack"), RUSSIAN)
def test_russian_lengths(text, km, slack):
    assert_read(distance_words("ru"), f"Это {text} от нас.", text, km, slack)


def assert_read(words, sentence, text, km, slack):
    match = re.search(length_pattern(words), sentence, re.IGNORECASE)
    assert match.group().strip() == text
    assert read_length(match, words) == pytest.approx((km, slack), rel=0.01)
    assert unit_pattern(words).search(text)
