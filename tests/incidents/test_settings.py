"""What a sentence stands in: which section, under which heading, after which day."""

from datetime import date

import pytest

from geomap.incidents.settings import is_heading, read_settings
from geomap.text import Bounds

PUBLISHED = date(2022, 9, 14)  # a Wednesday

TEXT = """Shells fell on Aro on Friday. Two men were hurt.

Sunday, 11 September

A mine went off. It rained on Monday. Nobody was hurt.

The coast

The sea was calm."""


def settings(text):
    return {text[b.start : b.end]: s for b, s in read_settings(text, PUBLISHED).items()}


def days(text, sentence):
    found = settings(text)[sentence]
    return [interval and interval.start.day for interval in (found.spoken, found.heading)]


@pytest.mark.parametrize(
    ("sentence", "section", "spoken", "heading"),
    [
        ("Shells fell on Aro on Friday.", 0, None, None),
        ("Two men were hurt.", 0, 9, None),
        ("A mine went off.", 1, 11, 11),
        ("Nobody was hurt.", 1, 12, 11),
        ("The sea was calm.", 2, 12, None),
    ],
)
def test_a_sentence_stands_under_the_last_heading_and_after_the_last_day(
    sentence, section, spoken, heading
):
    assert settings(TEXT)[sentence].section == section
    assert days(TEXT, sentence) == [spoken, heading]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The coast", True),
        ("Sunday, 11 September", True),
        ("The sea was calm.", False),
        ("He said: “go!”", False),
        ("- one dead in Aro", False),
        ("2) one dead in Aro", False),
        ("A line that runs on " + "and on " * 12 + "is a sentence without its stop", False),
    ],
)
def test_headings_are_short_lines_without_a_mark(line, expected):
    text = f"Before.\n{line}\nAfter."
    assert is_heading(text, Bounds(8, 8 + len(line))) is expected


def test_words_inside_a_line_are_no_heading():
    text = "Before. The coast\nAfter."
    assert not is_heading(text, Bounds(8, 17))


def test_a_day_counts_from_a_day_though_a_year_was_named_since():
    text = "Shells fell on 2 June. The gun was built in 1999. The same night more fell."
    spoken = read_settings(text, PUBLISHED)
    assert [s.spoken and str(s.spoken.start) for s in spoken.values()][-1].endswith("06-02")
