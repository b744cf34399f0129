from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geomap.gazetteer.names import (
    NUMBER_BITS,
    PRIME,
    filter_shift,
    number_of,
    numbers_of,
    references,
    spelling,
)

NUMBER = number_of("goris")


def bucket(*entries):
    """Return the bytes of a bucket of pairs of a number and a reference."""
    numbers, refs = zip(*sorted(entries), strict=True)
    return b"".join(n.to_bytes(8, "big", signed=True) for n in (*numbers, *refs))


def test_numbers_tell_names_apart_that_differ_by_a_letter():
    letters = "abcdefghijklmnopqrstuvwxyz абвгдежзийклмнопрстуфхцчшщьыэюя"
    name = "novaya derevnya kalay 17"
    changed = {name[:at] + c + name[at + 1 :] for at in range(len(name)) for c in letters}
    twice = {a[:12] + b[12:] for a in sorted(changed)[::5] for b in sorted(changed)[::3]}
    numbers = sorted(map(number_of, changed | twice))
    assert len(numbers) > 20_000
    assert all(a < b for a, b in pairwise(numbers))


def test_numbers_spread_evenly_though_names_are_short():
    names = [a + b + c + "i" for a in "bdgklmnprstvz" for b in "aeiou" for c in "bdgklmnprstvz"]
    quarters = Counter(4 * number_of(name) // PRIME for name in names)
    assert all(150 < quarters[quarter] < 270 for quarter in range(4))


def test_numbers_fit_eight_bytes_and_do_not_change_between_versions():
    assert number_of("") == 0
    assert number_of("petropavlovsk kamchatskiy") == 2652545970456660295
    assert numbers_of(["goris", "\ud800"]) == [number_of("goris"), number_of("\ud800")]
    assert PRIME < 1 << 63


@pytest.mark.parametrize("others", [(), ((3, 7), (PRIME - 1, 9)), ((NUMBER - 1, 8),)])
def test_references_of_one_place_of_many_and_of_none(others):
    assert references(bucket((NUMBER, -5), *others), NUMBER) == (-5,)
    many = [(NUMBER, key) for key in range(-2, 300)]
    assert references(bucket(*many, *others), NUMBER) == tuple(range(-2, 300))
    assert references(bucket(*others, (1, 1)), NUMBER) == ()


@given(
    st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 99)), min_size=1),
    st.integers(0, 3),
)
@example([(1 << 8, 1), (1 << 16, 2), (1, 3)], 1)
def test_a_number_is_found_though_others_look_like_it_from_within(entries, shift):
    """Numbers of few different bytes: what is looked for also stands across two of them."""
    entries = [(number << 8 * shift, reference) for number, reference in entries]
    stored = bucket(*entries)
    for wanted in {number for number, _ in entries} | {1 << 8, 1 << 32, 0}:
        expected = sorted(reference for number, reference in entries if number == wanted)
        assert list(references(stored, wanted)) == expected


def test_the_nth_spelling():
    names = "Gorus\n\nGerusy\n\tGRS"
    assert [spelling(names, nth) for nth in (1, 3, 4)] == ["Gorus", "Gerusy", "GRS"]


@pytest.mark.parametrize(
    ("names", "kib"), [(0, 1 / 8), (64, 1 / 8), (65, 1 / 4), (100_000, 256), (1 << 30, 4096)]
)
def test_a_filter_has_sixteen_bits_a_name_and_four_mebibytes_at_most(names, kib):
    assert 1 << NUMBER_BITS - filter_shift(names) == kib * 1024 * 8
