"""Long and odd texts: the time grows with the length, not with its square."""

import time

import pytest

from geomap.incidents.clauses import sentences_of

LONG = 60_000  # characters; 200,000 then take a few seconds

TEXTS = {
    "one telling again and again": "Shelling hit [Goris] and [Jermuk]. ",
    "a paragraph of quotations": "“Shells hit [Goris],” the ministry said. “It denied that.” ",
    "no full stop": "shelling hit [Goris] and the troops moved on with their things ",
    "lines": "[Goris] was shelled, officials said\n",
    "many days": "On Monday [Goris] was shelled. On Tuesday rebels shelled [Goris]. ",
}


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
def test_long_texts_are_read_in_seconds(find, unit):
    start = time.process_time()
    assert find(unit * (LONG // len(unit)))
    assert time.process_time() - start < 12


def test_many_places_are_merged_in_seconds(find):
    text = " ".join(f"Shelling hit [Goris{n}]." for n in range(2000))
    start = time.process_time()
    assert len(find(text)) == 2000
    assert time.process_time() - start < 12


def test_long_sentences_are_cut_between_words_and_nothing_is_lost():
    text = "shells hit the town, and then " * 200
    parts = sentences_of(text)
    assert len(parts) > 2
    assert all(end - start <= 1500 for start, end in parts)
    assert " ".join(text[start:end] for start, end in parts) == text.strip()
