"""Tolls that are stated as such: "the death toll rose to 40", "Dead: 257", "no casualties"."""

import re
from typing import Literal, NamedTuple

from geomap.incidents.dates.readers import ORDINALS
from geomap.incidents.numbers import NUMBER
from geomap.incidents.people import quantity_at
from geomap.incidents.tables import words_of
from geomap.incidents.vocabulary import alternatives
from geomap.text import Bounds

CountKind = Literal["killed", "injured", "displaced", "captured"]
_USES = frozenset(
    {
        "sum", "part", "whole", "brings", "dead", "hurt", "reaches", "none", "nobody", "no dead",
        "no hurt", "last", "claims", "foes",
    }
)  # fmt: skip


class Count(NamedTuple):
    """A number of persons; ``start`` and ``end`` are those of the phrase that counts them.

    ``sum_up``: it is all that there are up to now ("the death toll has risen to 40").
    """

    start: int
    end: int
    kind: CountKind
    number: int
    sum_up: bool = False


def toll_words(*uses: str) -> list[str]:
    """Return the words of ``tolls.csv`` that have any of ``uses``."""
    return [word for use in uses for word in words_of("tolls.csv", use, _USES)]


def _words(*uses: str) -> str:
    return alternatives(toll_words(*uses))


_NUMBER_OF = r"(?:number|total) of (?:the )?(?:(?:people|persons|those|confirmed|civilian) )*"
_WHOLE = (
    rf"(?:(?:{_words('brings')})\s(?:(?:the|its)\s(?:\w+\s)?(?:{_words('whole')})"
    r"|(?P<it>it|this|that)(?=\s(?:up\s|down\s)?to\s)))"
)
_TOLL = re.compile(
    rf"(?<!mong )\b(?P<word>{_words('sum')}|{_WHOLE}|{_NUMBER_OF}(?:{_words('dead')})"
    rf"|(?P<part>{_words('part')})|{_NUMBER_OF}(?P<hurt>{_words('hurt')}))\b"
    rf"(?:\s(?!and\b)[\w’'-]+){{0,14}}?\s(?:{_words('reaches')})\s"
    rf"(?=(?:at least |more than |about |some |nearly |over |around )*{NUMBER}\b)",
    re.IGNORECASE,
)
_NONE = re.compile(
    rf"\b(?:{_words('none')})\s(?:reported\s|immediate\s|reports of\s)*"
    rf"(?P<what>{_words('nobody', 'no dead', 'no hurt')})\b"
    rf"(?:\sn?or\s(?P<more>{_words('no dead', 'no hurt')})\b)?",
    re.IGNORECASE,
)
_NO_DEAD, _NO_HURT = (
    re.compile(rf"\b(?:{_words('nobody', use)})\b") for use in ("no dead", "no hurt")
)
_LABELLED = re.compile(
    rf"\b(?:{_words('dead')}|(?P<hurt>{_words('hurt')}))"
    r"(?:\s(?:so far|since \w+|as of [\w ]+))?:\s(?=\D{0,20}\d)",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"(?P<claimed>\b(?:{_words('claims')})\s)?\b(?:an?|its)\s(?P<nth>{alternatives(ORDINALS)}"
    r"|\d+(?:st|nd|rd|th))(?:\s(?:person|victim|life)|(?<!first)(?<!second)\s[a-z]+)?"
    rf"(?(claimed)\b|\s(?:(?:has|had|\w+er|also)\s)?(?:{_words('last')})\b)",
    re.IGNORECASE,
)


_NTH = re.compile(
    rf"\ban?\s(?P<nth>{alternatives(ORDINALS)}|\d+(?:st|nd|rd|th))\s(?:body|death|fatality|victim)\b",
    re.IGNORECASE,
)


def sums(text: str, sentence: Bounds) -> list[Count]:
    """Return the tolls of ``sentence`` that are stated as sums, and those of nobody."""
    read = (_zeros, _tolls, _labelled, _last)
    return [count for reader in read for count in reader(text, sentence)]


def _zeros(text: str, sentence: Bounds) -> list[Count]:
    found: list[Count] = []
    for match in _NONE.finditer(text, *sentence):
        words = f"{match['what']} {match['more'] or ''}".casefold()
        if _NO_DEAD.search(words):
            found.append(Count(match.start(), match.end(), "killed", 0))
        if _NO_HURT.search(words):
            found.append(Count(match.start(), match.end(), "injured", 0))
    return found


def _tolls(text: str, sentence: Bounds) -> list[Count]:
    found: list[Count] = []
    for match in _TOLL.finditer(text, *sentence):
        quantity = quantity_at(text, match.end(), sentence.end)
        if match["it"] and not found:
            continue
        if quantity and (not match["part"] or quantity.certain):
            kind: CountKind = "injured" if match["hurt"] else "killed"
            found.append(
                Count(quantity.start, quantity.end, kind, quantity.number, not match["part"])
            )
    return found


def _labelled(text: str, sentence: Bounds) -> list[Count]:
    """Read the lists of bulletins: "Confirmed dead: 257. Injured: 2,407."."""
    found: list[Count] = []
    for match in _LABELLED.finditer(text, *sentence):
        if quantity := quantity_at(text, match.end(), sentence.end):
            kind: CountKind = "injured" if match["hurt"] else "killed"
            found.append(Count(quantity.start, quantity.end, kind, quantity.number))
    return found


def _last(text: str, sentence: Bounds) -> list[Count]:
    """Read how many there are from the last of them: "a fifth died", "found a tenth body"."""
    found: list[Count] = []
    for match in (*_LAST.finditer(text, *sentence), *_NTH.finditer(text, *sentence)):
        nth = match["nth"].casefold()
        number = ORDINALS.get(nth) or int(re.sub(r"\D", "", nth))
        found.append(Count(match.start(), match.end("nth"), "killed", number, sum_up=True))
    return found
