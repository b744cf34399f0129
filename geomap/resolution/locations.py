"""Where a text says that a place lies: "Dorn, a village northwest of Goris"."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from geomap.models import Mention, Role

_KIND = (
    r"(?:villages?|towns?|hamlets?|settlements?|city|districts?|suburbs?|communit(?:y|ies)|quarter"
    r"|neighbou?rhood|area|camps?|port|outskirts)"
)
_COMPASS = r"(?:north|south|east|west)(?:-?(?:north|south|east|west))?(?:ern)?"
_DISTANCE = r"(?:(?:just|about|some|around|roughly)\s)?[\d.]+\s?(?:km|kilomet(?:re|er)s?|miles?)\s"
_OFF = (
    rf"{_DISTANCE}(?:to\sthe\s)?(?:{_COMPASS}\s)?(?:of|from|outside)"
    rf"|(?:just\s|to\sthe\s)?{_COMPASS}\sof|near|outside|close\sto|not\sfar\sfrom"
)
_THE_TOWN = rf"\s(?:the\s)?(?:{_KIND}\sof\s)?"
# ", a small village in", ", a town 12 km east of"
_APPOSITION = re.compile(
    rf"\s?[,(]\s?(?:an?|the)\s(?:[\w-]+\s){{0,3}}?{_KIND}\s(?:(?:in|of|on)|{_OFF}){_THE_TOWN}",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf",?\s\(?(?:{_OFF}){_THE_TOWN}", re.IGNORECASE)
_PART = re.compile(rf"\s{_KIND}\s(?:of|in){_THE_TOWN}", re.IGNORECASE)  # "the X area of Y"
_SETTINGS = frozenset({Role.LITERAL, Role.METONYM})  # "in Ukraine's Donetsk region"


def locations(text: str, mentions: Sequence[Mention]) -> Mapping[int, frozenset[int]]:
    """Return, by the start of a mention, the starts of those in or near which it is said to lie."""
    return {
        left.start: frozenset({right.start})
        for left, right in pairwise(mentions)
        if left.role is Role.LITERAL
        and right.role in _SETTINGS
        and any(
            words.fullmatch(text, left.end, right.start) for words in (_APPOSITION, _BESIDE, _PART)
        )
    }
