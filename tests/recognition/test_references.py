"""What is told of grid references that are none."""

import pytest

from geomap.recognition.coordinates import written_coordinates
from geomap.recognition.references import complaint


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("UTM 99N 512345 4412345", "there is no zone 99"),
        ("38I MB 12345 67890", "there is no band 'I'"),
        ("UTM 38 512345 4412345", "the zone needs the letter of its band"),
        ("utm 38n 5 4", "metres east in six figures"),
        ("UTM 38T 512345 1412345", "outside the zone and band"),
        ("38S MB 123 4567", "as many figures east as north"),
        ("MGRS 38SMB", "as many figures east as north, up to five each, like 38S MB 12345 67890"),
        ("38SZB1234567890", "no square ZB; there the first letter is one of JKLMNPQR"),
        ("38N MS 12345 67890", "does not lie in band N"),
    ],
)
def test_what_is_wrong_is_told(words, reason):
    assert not list(written_coordinates(words))
    assert reason in complaint(words)


@pytest.mark.parametrize("words", ["Goris", "39.64 46.55", "M4 Sport", "95 46", "Utmaniyah", "38S"])
def test_other_words_are_left_alone(words):
    assert complaint(words) is None
