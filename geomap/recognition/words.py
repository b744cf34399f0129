"""Words with their offsets, and the letter case that the tagger sees beside each."""

import re
from functools import lru_cache
from typing import NamedTuple

from geomap.recognition.lexicon import plain_words
from geomap.text import sentences

_WORD = re.compile(r"\w+|[^\w\s]")
LONGEST = 120  # words; the tagger was trained on sentences and its cost grows with their square


class Word(NamedTuple):
    """A word or a punctuation mark of ``Document.text``."""

    text: str
    start: int
    end: int


def read_words(text: str) -> list[list[Word]]:
    """Return the words of each sentence that can hold a name.

    That is one with a capital in it, on another word than "The", "He" and their like.
    Sentences longer than `LONGEST` words come in pieces.
    """
    found = []
    for start, end in sentences(text):
        words = words_in(text, start, end)
        pieces = (words[i : i + LONGEST] for i in range(0, len(words), LONGEST))
        found += [piece for piece in pieces if any(map(_may_be_named, piece))]
    return found


def _may_be_named(word: Word) -> bool:
    return word.text[0].isupper() and word.text not in plain_words()


def words_in(text: str, start: int, end: int) -> list[Word]:
    """Return the words of a stretch of the text, as the tagger is trained on them and uses them."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]


@lru_cache(maxsize=1 << 13)  # most words of a text are of the few thousand commonest
def letter_case(word: str) -> int:
    """Return the class of a word's letter case, as the tagger was trained on it.

    0 no letter, 1 lower, 2 Title, 3 UPPER, 4 miXed, 5 digit, 6 single capital.
    """
    if word[0].isdigit():
        return 5
    if not word[0].isalpha():
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 6 if len(word) == 1 else 3
    return 2 if word[0].isupper() and word[1:].islower() else 4
