"""Folding names, and sentence bounds that always fit the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.text import Bounds, fold, sentences


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Kəlbəcər", "kalbacar"),
        ("Şuşa", "susa"),
        ("Đồng Hới", "dong hoi"),
        ("Ağdam", "agdam"),
        ("İstanbul", "istanbul"),
        ("Port-au-Prince", "port au prince"),
        ("St. John's", "st john s"),
        ("St. John’s", "st john s"),
        ("Sana‘a", "sana a"),
        ("  NEW   York ", "new york"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ðà Nẵng", "da nang"),
        ("Горис", "горис"),
        ("", ""),
    ],
)
def test_fold(name, folded):
    assert fold(name) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_folding_does_not_see_case_or_outer_blanks(name):
    assert fold(f"  {name.upper()} ") == fold(name.lower())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Smith of St. Louis spoke. He left.", ["Mr. Smith of St. Louis spoke.", "He left."]),
        ("The U.S. Navy said so. It did.", ["The U.S. Navy said so.", "It did."]),
        ("John F. Kennedy spoke.", ["John F. Kennedy spoke."]),
        ("On Sept. 13 it began.", ["On Sept. 13 it began."]),
        ("It hit 3.5 km away. Then none.", ["It hit 3.5 km away.", "Then none."]),
        ("“Yes.” He left.", ["“Yes.”", "He left."]),
        ("A title\n\nA sentence", ["A title", "A sentence"]),
        ("wrapped\nline. Next", ["wrapped\nline.", "Next"]),
        ("- one\n- two", ["- one", "- two"]),
        ("09:00 Fire.\n09:15 Calm.", ["09:00 Fire.", "09:15 Calm."]),
        ("  \n ", []),
        ("", []),
        (
            "It fell at 39.64 N, 46.55 E. A mine blew up.",
            ["It fell at 39.64 N, 46.55 E.", "A mine blew up."],
        ),
    ],
)
def test_sentences(text, found):
    assert [text[start:end] for start, end in sentences(text)] == found


PROSE = st.text(st.sampled_from("ab AB.!?\n\"'”-1:\t…"), max_size=80) | st.text(max_size=80)


@given(PROSE)
def test_sentences_lie_in_order_inside_the_text_and_are_trimmed(text):
    bounds = list(sentences(text))
    assert all(0 <= start < end <= len(text) for start, end in bounds)
    assert all(one.end <= other.start for one, other in pairwise(bounds))
    assert all(text[start:end].strip() == text[start:end] for start, end in bounds)


@given(PROSE)
def test_sentences_leave_out_nothing_but_blanks(text):
    outside = list(text)
    for start, end in sentences(text):
        outside[start:end] = [" "] * (end - start)
    assert not "".join(outside).strip()


def test_bounds_are_named():
    assert next(sentences(" Word.")) == Bounds(start=1, end=6)
