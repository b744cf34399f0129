import re

import pytest

from geomap.recognition.quantities import UNIT, length_pattern, read_length

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
    match = re.search(length_pattern(), f"It lies {text} off.", re.IGNORECASE)
    assert match.group().strip() == text
    assert read_length(match) == pytest.approx((km, slack), rel=0.01)
    assert UNIT.search(text)
