"""Words that a sentence tells beside what it is about, and the places in them."""

import pytest

from geomap.incidents.asides import asides
from geomap.incidents.tokens import read_sentences

CLAUSES = {
    "The mayor, who had been ill, died.": ["who had been ill"],
    "At Ayr, where a mill is being built, two men were hit.": ["where a mill is being built"],
    "The mill, which, as he said, was old, burned.": ["which, as he said"],
    "They hit Ayr, which lies near Troon.": [],
    "The mill which burned, was old.": [],
    "They hit Ayr, which lies low; Troon, on the coast, was spared.": [],
}


@pytest.mark.parametrize(("text", "expected"), CLAUSES.items())
def test_clauses_between_commas(text, expected):
    (sentence,) = read_sentences(text, ())
    tokens = sentence.tokens
    found = [text[tokens[a.start].start : tokens[a.stop - 1].end] for a in asides(sentence)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In [Ayr], where workers are building a large steel mill with foreign money within"
            " sight of [Troon], two men were injured by gunfire.",
            {"shooting Ayr exact"},
        ),
        (
            "A soldier died near [Ayr] in a duel of mortars, three days before the ministers met"
            " in [Troon].",
            {"shelling Ayr near"},
        ),
        (
            "Shells fell on [Ayr] before dawn and on [Troon] at noon.",
            {"shelling Ayr exact", "shelling Troon exact"},
        ),
    ],
)
def test_the_places_of_a_clause_beside_the_event_are_not_its_places(told, text, expected):
    assert told(text) == expected
