import numpy as np
import pytest

from geomap.models import Kind, Role
from geomap.recognition.spans import Decoder
from geomap.recognition.tagger import Tags
from geomap.recognition.words import read_words

PLACES = ["O", "B-literal", "I-literal", "B-metonym", "I-metonym"]
NAMES = ["O", "B-person", "I-person", "B-org", "I-org"]
LABELS = {"places": PLACES, "names": NAMES, "kinds": ["country", "settlement"]}


def tags(places: str, names: str = "") -> Tags:
    """Return tags of near certainty from letters: B/I literal, M/N metonym; P/Q person."""
    rows = {"O": 0, "B": 1, "I": 2, "M": 3, "N": 4}
    people = {"O": 0, "P": 1, "Q": 2}
    kinds = np.tile(np.array([0.2, 0.8], np.float32), (len(places), 1))
    names = names or "O" * len(places)
    spans, persons = [rows[c] for c in places], [people[c] for c in names]
    nothing = np.zeros((len(places), 1), np.float32)
    return Tags(_sure(spans, 5), _sure(persons, 5), kinds, nothing, nothing, links=nothing)


def _sure(columns: list[int], width: int) -> np.ndarray:
    table = np.full((len(columns), width), 0.01, np.float32)
    table[np.arange(len(columns)), columns] = 1 - 0.01 * (width - 1)
    return table


SENTENCES = [
    # text, a letter a word or mark, the spans
    ("Shells hit Goris today", "OOBO", ["Goris"]),
    ("Shells hit New York", "OOBI", ["New York"]),
    ("In Goris, Kapan", "OBIB", ["Goris", "Kapan"]),
    ("In The Hague", "OBI", ["Hague"]),
    ("In Goris's centre", "OBIIO", ["Goris"]),
    ("Near Al-Ula again", "OBIBO", ["Al-Ula"]),
    ("The U.S. left", "OBIIIO", ["U.S."]),
    ("Ann rests", "OO", []),
]


@pytest.mark.parametrize(("text", "letters", "expected"), SENTENCES)
def test_spans(text, letters, expected):
    (words,) = read_words(text)
    spans = list(Decoder(LABELS)(words, tags(letters)))
    assert [text[s.start : s.end] for s in spans] == expected


def test_role_kind_and_doubt():
    (words,) = read_words("Baku said")
    (span,) = Decoder(LABELS)(words, tags("MO", "PO"))
    assert (span.role, span.kind) == (Role.METONYM, Kind.SETTLEMENT)
    assert span.probability == pytest.approx(0.99)
    assert span.person > 0.9
    assert span.other_name < 0.1


def test_person_names():
    (words,) = read_words("Jordan Blake met Chelsea Ortiz")
    names = Decoder(LABELS).person_names(words, tags("OOOOO", "PQOPQ"))
    assert [[w.text for w in name] for name in names] == [["Jordan", "Blake"], ["Chelsea", "Ortiz"]]
