"""Who is a person in a document: a surname is known again after the full name stood once."""

import re
from collections.abc import Iterable, Sequence

from geomap.recognition.words import Word
from geomap.text import fold

_LOCATIVE = re.compile(r"\b(?:in|at|near|from|to|outside|around|into|towards?)\s+$", re.IGNORECASE)


def surnames(names: Iterable[Sequence[Word]]) -> frozenset[str]:
    """Return the folded surnames of the names that have several words.

    A name of three words or more has its surname last or, as in Spanish, before the last: "Elena
    Duarte Paz" is Duarte from then on.
    """
    longer = ([w.text for w in words] for words in names if len(words) > 1)
    return frozenset(
        fold(word)
        for words in longer
        for word in words[max(1, len(words) - 2) :]
        if word[0].isupper()
    )


def is_located(text: str, start: int) -> bool:
    """Return whether "in", "near" ... stands before a name: then it is hardly a person's."""
    return bool(_LOCATIVE.search(text[max(0, start - 10) : start]))
