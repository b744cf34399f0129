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


def test_a_double_surname_is_known_by_its_first_part():
    names = [[Word("Elena", 0, 5), Word("Goris", 6, 11), Word("Paz", 12, 15)]]
    assert surnames(names) == {"goris", "paz"}
    of_particles = [[Word("Ana", 0, 3), Word("de", 4, 6), Word("Leon", 7, 11)]]
    assert surnames(of_particles) == {"leon"}
