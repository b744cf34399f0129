"""Clauses: the stretches of a sentence that hold together. A cheap cut, not a parse."""

import re
from collections.abc import Iterator
from functools import lru_cache

from geomap.text import Bounds, sentences

_LONG = 1500  # characters; what is longer is a list or a text without full stops
_PAUSE = re.compile(r"[,;:)]\s|\s")

# A clause ends at strong punctuation, and at a comma or word that begins another clause.
_CUT = re.compile(
    r"[;:]\s|\s[–—-]\s|(?<=[a-z])—|[.!?…]+[\"'”’»)]*\s"
    r"|,?\s\b(?:while|whereas|because|although|though|but)\b|,\s(?:and|or|when|which|where|who"
    r"|as|after"
    r"|before|hours after|days after|since|then)\s"
    r"|\s(?:and|but)\s(?=(?:that|on|in|at|later|then|it|he|she|they)\s)|\s(?:after|before|when"
    r"|which|who)\s"
    r"|\sthat (?:was|were|had)\s",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)  # all steps ask for those of one document at a time
def sentences_of(text: str) -> tuple[Bounds, ...]:
    """Return the sentences of ``text``, those over 1,500 characters in pieces.

    A piece ends after the last comma or colon of its second half, else between two words.
    """
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Bounds]:
    for sentence in sentences(text):
        start = sentence.start
        while sentence.end - start > _LONG:
            cut = _cut_before(text, start, start + _LONG)
            yield Bounds(start, cut)
            start = cut + text[cut].isspace()
        yield Bounds(start, sentence.end)


def _cut_before(text: str, start: int, limit: int) -> int:
    pauses = list(_PAUSE.finditer(text, start + _LONG // 2, limit))
    marks = [m for m in pauses if len(m.group()) > 1]
    if not pauses:
        return limit
    return marks[-1].end() - 1 if marks else pauses[-1].start()


def clause_of(text: str, sentence: Bounds, position: int) -> Bounds:
    """Return the bounds of the clause of ``sentence`` in which ``position`` lies."""
    start, end = sentence
    for match in _CUT.finditer(text, *sentence):
        if match.end() <= position:
            start = match.end()
        elif match.start() > position:
            end = match.start()
            break
    return Bounds(start, end)
