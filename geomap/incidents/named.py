"""Persons counted by their names: "Ann Ortiz, a nurse, and Bo Li were killed"."""

import re

from geomap.incidents.people import Quantity
from geomap.incidents.sides import side_of
from geomap.text import Bounds

PREPOSITION = re.compile(
    r"\b(?:the|of|with|from|among|for|by|to|in|than|on|at|near|into|against|as)\s$", re.I
)
_APPOSITION = re.compile(r"(?:,(?! who)[^,]*,?)?")
_NAME_JOINT = re.compile(r"(?:\s(?:of|from)[^,]{1,40})?(?:,|,?\s+and)\s(?:[a-z]+\s)?")
_BODY = re.compile(
    r"\b(?:Army|Ministry|Brigade|Force|Forces|Police|Front|Battalion|Division|Party|Corps|Union"
    r"|Republic)\b"
)
_FIRST = r"(?:(?:[A-Z][\w’'-]+|(?:[A-Z]\.)+)\s)"  # a first name, or initials
NAME = re.compile(rf"{_FIRST}{{1,4}}[A-Z][\w’'-]+(?=[\s,]|$)")
# A name that a verb has as its object: "shot dead Colonel Ann Ortiz outside her house".
_VICTIM = re.compile(
    rf"\s(?P<name>{_FIRST}{{1,5}}[A-Z][\w’-]+)"
    r"(?=[.,;:]|$|\s(?:and|or|in|on|at|near|outside|inside|as|when|while|who|from|with|before|after"
    r"|during|by)\b)"
)
_VICTIMS_JOINT = re.compile(r"(?:,[^,;.]{0,60},?)?\s*\band(?=\s)")


def named_before(text: str, start: int, end: int) -> Quantity | None:
    """Count persons by name: "Ann Ortiz, a nurse, and Bo Li were killed"."""
    segment = text[start:end].rstrip()
    names = [m for m in NAME.finditer(text, start, start + len(segment)) if _is_person(m)]
    if not names or PREPOSITION.search(text, start, names[-1].start()):
        return None
    if not _APPOSITION.fullmatch(text, names[-1].end(), start + len(segment)):
        return None
    first, number = names[-1], 1
    for name in reversed(names[:-1]):
        if _NAME_JOINT.fullmatch(text, name.end(), first.start()):
            first, number = name, number + 1
    return Quantity(first.start(), names[-1].end(), number, certain=True)


def _is_person(name: re.Match[str]) -> bool:
    words = name.group().strip()
    return not _BODY.search(words) and side_of(words) is None


def named_after(text: str, sentence: Bounds, start: int) -> Quantity | None:
    """Return the persons whose names follow a verb that ends at ``start``."""
    names: list[re.Match[str]] = []
    while (name := _VICTIM.match(text, start, sentence.end)) and _is_person(name):
        names.append(name)
        joint = _VICTIMS_JOINT.match(text, name.end(), sentence.end)
        start = joint.end() if joint else sentence.end
    if not names:
        return None
    return Quantity(names[0].start("name"), names[-1].end(), len(names), certain=True)
