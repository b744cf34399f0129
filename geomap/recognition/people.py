"""Who is a person in a document: a surname is known again after the full name stood once."""

import re
from collections.abc import Iterable, Sequence

from geomap.recognition.words import Word
from geomap.text import fold

_LOCATIVE = re.compile(r"\b(?:in|at|near|from|to|outside|around|into|towards?)\s+$", re.IGNORECASE)


def surnames(names: Iterable[Sequence[Word]]) -> frozenset[str]:
    """Return the folded last words of the names that have several words."""
    longer = (words for words in names if len(words) > 1)
    return frozenset(fold(words[-1].text) for words in longer)


def is_located(text: str, start: int) -> bool:
    """Return whether "in", "near" ... stands before a name: then it is hardly a person's."""
    return bool(_LOCATIVE.search(text[max(0, start - 10) : start]))
