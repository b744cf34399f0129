from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.training.augmentation import augment, rename_towns, replace
from geomap.training.corpus import OWN, Mark, Sentence, label_text
from geomap.training.datasets import ENTITIES
from geomap.training.labels import HEADS, UNKNOWN, read_spans

TEXT = "GORIS - The Kapan Brigade shelled Port Salim, Baku said."
MARKS = [
    Mark(0, 5, "p", {"r": "dateline", "k": "settlement"}),
    Mark(12, 25, "n", {"t": "org"}),
    Mark(12, 17, "p", {"r": "embedded", "k": "settlement"}),
    Mark(26, 33, "e", {"type": "shelling", "mood": "claimed"}),
    Mark(34, 44, "p", {"r": "literal", "k": "settlement"}),
    Mark(46, 50, "p", {"r": "metonym", "k": "settlement"}),
]
(SENTENCE,) = label_text(TEXT, MARKS)
NAMES = ["Ayr", "Rio de Oro", "Saint-Denis", "Hồ Tây"]


def by_word(sentence):
    """What each head says of the words that are no toponym, and of the toponyms by role."""
    spans = read_spans("places", sentence.labels["places"])
    inside = {i for span in spans for i in range(span.start, span.end)}
    outside = [
        (word, [row[i] for row in sentence.labels.values()])
        for i, word in enumerate(sentence.words)
        if i not in inside
    ]
    return outside, [span.label for span in spans]


@given(st.integers(0, 999), st.lists(st.sampled_from(NAMES), min_size=1))
def test_labels_stay_with_their_words(seed, names):
    renamed = rename_towns(SENTENCE, names, Random(seed))
    assert {len(row) for row in renamed.labels.values()} == {len(renamed.words)}
    assert by_word(renamed) == by_word(SENTENCE)
    for span in read_spans("places", renamed.labels["places"]):
        kinds = renamed.labels["kinds"][span.start : span.end]
        assert set(kinds) == {HEADS["kinds"].index("settlement")}


@pytest.mark.parametrize(
    ("span", "name", "words", "names"),
    [
        (0, "Rio de Oro", "RIO DE ORO - The", "O O O O O"),
        (1, "Rio de Oro", "GORIS - The Rio de Oro Brigade", "O O O B-org I-org I-org I-org"),
        (1, "Ayr", "GORIS - The Ayr Brigade", "O O O B-org I-org"),
        (2, "Ayr", "GORIS - The Kapan Brigade shelled Ayr ,", "O O O B-org I-org O O O"),
    ],
)
def test_a_name_of_another_length_fits_in(span, name, words, names):
    old = read_spans("places", SENTENCE.labels["places"])[span]
    new = replace(SENTENCE, old, name)
    count = len(words.split())
    assert " ".join(new.words[:count]) == words
    assert [HEADS["names"][n] for n in new.labels["names"][:count]] == names.split()


def test_what_stands_for_a_government_keeps_its_name():
    for seed in range(50):
        assert "Baku" in rename_towns(SENTENCE, NAMES, Random(seed)).words


def test_the_same_seed_gives_the_same_sentences():
    one, two = ([augment(SENTENCE, NAMES, r) for _ in range(20)] for r in (Random(7), Random(7)))
    assert one == two
    assert len(set(map(str, one))) > 5


@pytest.mark.parametrize(("source", "some"), [(OWN, True), (ENTITIES, True), ("wotr", False)])
def test_capitals_are_for_some_sentences_of_some_sources(source, some):
    random = Random(7)
    plain = Sentence(("quiet", "night"), {"places": [0, UNKNOWN]}, source)
    made = [augment(plain, [], random) for _ in range(500)]
    capitals = sum(s.words == ("QUIET", "NIGHT") for s in made)
    assert (5 < capitals < 60) == some
    assert all(s.labels == plain.labels for s in made)
