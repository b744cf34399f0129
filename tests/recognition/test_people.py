import pytest

from geomap.recognition.people import is_located, surnames
from geomap.recognition.words import Word


def test_surnames_come_from_full_names_only():
    names = [[Word("Jordan", 0, 6), Word("Blake", 7, 12)], [Word("Chelsea", 20, 27)]]
    assert surnames(names) == {"blake"}


@pytest.mark.parametrize(
    ("before", "expected"),
    [("in ", True), ("He drove towards ", True), ("Near ", True), ("said ", False), ("", False)],
)
def test_a_preposition_makes_a_place_of_a_name(before, expected):
    assert is_located(f"{before}Blake", len(before)) is expected
