"""Clauses: the stretches of a sentence that hold together. A cheap cut, not a parse."""

import re

from geomap.text import Bounds

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
