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


@pytest.mark.parametrize("text", ["The shelling went on.", "“It is over,” he said.", "I saw it."])
def test_sentences_with_capitals_on_plain_words_only_are_left_out(text):
    assert read_words(text) == []


@pytest.mark.parametrize("text", ["The Goris road.", "Most is calm.", "Goris.", "It left THE US."])
def test_sentences_that_can_hold_a_name_are_read(text):
    assert len(read_words(text)) == 1
