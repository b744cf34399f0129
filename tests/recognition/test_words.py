import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.recognition.words import LONGEST, letter_case, read_words


@given(st.text())
def test_words_are_stretches_of_the_text(text):
    for words in read_words(text):
        assert len(words) <= LONGEST
        assert all(text[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize(
    ("word", "case"),
    [("-", 0), ("goris", 1), ("Goris", 2), ("GORIS", 3), ("McLean", 4), ("12th", 5), ("N", 6)],
)
def test_letter_case(word, case):
    assert letter_case(word) == case


def test_sentences_without_a_capital_are_left_out():
    assert read_words("nothing to see here. Goris is a town.")[0][0].text == "Goris"
