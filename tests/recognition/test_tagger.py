import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import ModelError
from geomap.recognition import Tagger
from geomap.recognition.tagger import _BATCH, _batches
from geomap.recognition.words import read_words


@given(st.lists(st.integers(1, 512), max_size=60))
def test_batches_hold_each_sentence_once_and_little_padding(lengths):
    batches = list(_batches(lengths))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    for batch in batches:
        longest = max(lengths[i] for i in batch)
        assert len(batch) == 1 or longest * len(batch) <= _BATCH


def test_each_word_gets_probabilities():
    sentences = read_words("Shells fell on Goris. The convoy left Kapan at noon, he said.")
    for words, tags in zip(sentences, Tagger()(sentences), strict=True):
        assert tags.places.shape[0] == tags.names.shape[0] == tags.kinds.shape[0] == len(words)
        assert np.allclose(tags.places.sum(1), 1, atol=1e-4)


def test_company_does_not_change_a_sentence_much():
    tagger = Tagger()
    (words,) = read_words("Shells fell on Goris.")
    alone = tagger([words])[0].places
    together = tagger([words, *read_words("The long convoy left Kapan at noon, he said.")])[
        0
    ].places
    assert np.allclose(alone, together, atol=0.1)


def test_no_sentences():
    assert Tagger()([]) == []


def test_a_damaged_model_is_told(tmp_path):
    (tmp_path / "tagger.json").write_text('{"places": ["O"]}', encoding="utf-8")
    (tmp_path / "tagger.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match="reinstall"):
        _ = Tagger(tmp_path)._session
