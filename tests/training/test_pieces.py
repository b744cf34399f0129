from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from geomap.resources import packaged
from geomap.training.corpus import OWN, Sentence
from geomap.training.labels import HEADS, UNKNOWN
from geomap.training.pieces import LONGEST, cut_batches, to_batch, to_pieces


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.from_file(str(packaged("data", "models", "tagger_tokenizer.json")))


def sentence(text, number=0):
    words = tuple(text.split())
    return Sentence(words, {head: list(range(len(words))) for head in HEADS}, str(number))


def test_only_the_first_piece_of_a_word_has_labels(tokenizer):
    pieces = to_pieces(tokenizer, ("Zangezur", "fell"))
    assert pieces.words[0] is None
    assert pieces.words[-1] is None
    assert pieces.words.count(0) > 1
    batch = to_batch(tokenizer, [sentence("Zangezur fell")])
    known = batch.labels["places"][0] != UNKNOWN
    assert known.sum() == 2
    assert batch.labels["places"][0][known].tolist() == [0, 1]
    assert [pieces.words[i] for i in np.flatnonzero(known)] == [0, 1]


def test_every_piece_has_the_case_of_its_word(tokenizer):
    pieces = to_pieces(tokenizer, ("Zangezur", "FELL", "x"))
    by_word = dict(zip(pieces.words, pieces.cases, strict=True))
    assert by_word == {None: 0, 0: 2, 1: 3, 2: 1}


def test_shorter_sentences_are_padded(tokenizer):
    batch = to_batch(tokenizer, [sentence("Shells fell on the old town"), sentence("Quiet")])
    assert batch.mask.sum(1).tolist() == [8, 3]
    assert (batch.ids[1, 3:] == 0).all()
    assert (batch.labels["moods"][1, 3:] == UNKNOWN).all()


def test_what_is_too_long_is_cut(tokenizer):
    batch = to_batch(tokenizer, [sentence("word " * (LONGEST + 20))])
    assert batch.ids.shape == (1, LONGEST)


@given(st.lists(st.integers(1, 200), max_size=60), st.integers(100, 2000), st.booleans())
def test_batches_hold_every_sentence_once(lengths, size, shuffled):
    sentences = [Sentence(("x",) * n, {}, f"{i}") for i, n in enumerate(lengths)]
    batches = cut_batches(sentences, size, Random(7) if shuffled else None)
    assert sorted(s.source for b in batches for s in b) == sorted(s.source for s in sentences)
    for batch in batches:
        assert (
            len(batch) == 1 or max(min(len(s.words), LONGEST) for s in batch) * len(batch) <= size
        )


def test_the_order_is_the_seeds():
    sentences = [Sentence(("x",) * (i % 9 + 1), {}, OWN) for i in range(200)]
    one, two, other = (cut_batches(sentences, 50, Random(seed)) for seed in (1, 1, 2))
    assert one == two
    assert one != other
