"""Tolls that are stated as such: "the death toll rose to 40", "Dead: 257", "no casualties"."""

import re
from typing import Literal, NamedTuple

from geomap.incidents.numbers import NUMBER
from geomap.incidents.people import quantity_at
from geomap.text import Bounds

CountKind = Literal["killed", "injured", "displaced", "captured"]


class Count(NamedTuple):
    """A number of persons; ``start`` and ``end`` are those of the phrase that counts them.

    ``sum_up``: it is all that there are up to now ("the death toll has risen to 40").
    """

    start: int
    end: int
    kind: CountKind
    number: int
    sum_up: bool = False


_NUMBER_OF = r"(?:number|total) of (?:the )?(?:(?:people|persons|those|confirmed|civilian) )*"
_TOLL = re.compile(
    rf"\b(?P<word>death toll|toll|{_NUMBER_OF}(?:dead|deaths|victims|killed|fatalities)|the dead"
    rf"|deaths|bodies|{_NUMBER_OF}(?P<hurt>wounded|injured|hurt))\b(?:\s(?!and\b)[\w’'-]+){{0,14}}?"
    r"\s(?:to|at|of|is|was|were|reached|reaches|numbered|passed|passes|over|above|exceeds)\s"
    rf"(?=(?:at least |more than |about |some |nearly |over |around )*{NUMBER}\b)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|not a single|neither|without(?: (?:causing|inflicting|leaving))?(?: any| a single)?)"
    r"\s(?:reported\s|immediate\s|reports of\s)*(?P<what>casualties"
    r"|victims|injuries|wounded|deaths?|fatalities|dead|loss of life|losses)\b"
    r"(?:\sn?or\s(?P<more>injuries|deaths))?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?P<word>dead|deaths|killed|fatalities|injured|wounded)(?:\s(?:so far|since \w+"
    r"|as of [\w ]+))?:\s"
    r"(?=\D{0,20}\d)",
    re.IGNORECASE,
)


def sums(text: str, sentence: Bounds) -> list[Count]:
    """Return the tolls of ``sentence`` that are stated as sums, and those of nobody."""
    return [*_zeros(text, sentence), *_tolls(text, sentence), *_labelled(text, sentence)]


def _zeros(text: str, sentence: Bounds) -> list[Count]:
    found: list[Count] = []
    for match in _NONE.finditer(text, *sentence):
        words = f"{match['what']} {match['more'] or ''}".casefold()
        both = re.search("casualties|victims|losses", words)
        if both or re.search("death|fatalities|dead|life", words):
            found.append(Count(match.start(), match.end(), "killed", 0))
        if both or re.search("injuries|wounded", words):
            found.append(Count(match.start(), match.end(), "injured", 0))
    return found


def _tolls(text: str, sentence: Bounds) -> list[Count]:
    found: list[Count] = []
    for match in _TOLL.finditer(text, *sentence):
        quantity = quantity_at(text, match.end(), sentence.end)
        whole = match["word"].casefold() not in ("deaths", "bodies")
        if quantity and (whole or quantity.certain):
            kind: CountKind = "injured" if match["hurt"] else "killed"
            found.append(Count(quantity.start, quantity.end, kind, quantity.number, whole))
    return found


def _labelled(text: str, sentence: Bounds) -> list[Count]:
    """Read the lists of bulletins: "Confirmed dead: 257. Injured: 2,407."."""
    found: list[Count] = []
    for match in _LABELLED.finditer(text, *sentence):
        hurt = match["word"].casefold() in ("injured", "wounded")
        if quantity := quantity_at(text, match.end(), sentence.end):
            kind: CountKind = "injured" if hurt else "killed"
            found.append(Count(quantity.start, quantity.end, kind, quantity.number))
    return found
