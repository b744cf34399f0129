"""Phrases that count persons: "at least 30 soldiers", "a man of 76", "its crew of three"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from geomap.incidents.dates.rules import MONTH
from geomap.incidents.numbers import NUMBER, number_value
from geomap.incidents.reporting import alternatives
from geomap.incidents.tables import function_words, news_table, one_of

GROUPS = frozenset({"armed", "police", "civilian", "crowd"})
_ROWS = news_table("people.csv", "singular", "plural", "group")
PERSON_GROUP = {
    noun: one_of(row, "group", GROUPS, "people.csv")
    for row in _ROWS
    for noun in (row["singular"], row["plural"])
}
_SINGULAR = alternatives(row["singular"] for row in _ROWS)
PLURAL = alternatives(row["plural"] for row in _ROWS)

_FUNCTION = alternatives(function_words("people"))
_MOD = rf"(?!(?:{_FUNCTION})\b)[^\W\d_](?:[\w’'-]|\.(?=\w))*"
_AGE = r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)-(?:year|month|week|day)s?-old"
# Nouns after a number that are no persons, though something "killed 300 animals".
_THINGS = (
    "times|shootings?|killings?|murders?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|nights?|mornings?|km|kilometres?"
    "|kilometers?"
    "|metres?|meters?|miles?|per cent|percent|houses?|homes?|buildings?|villages?|towns?|cities"
    "|districts?"
    "|cars?|vehicles?|trucks?|lorries|tanks?|drones?|missiles?|rockets?|shells?|bombs?|mines?"
    "|aircraft"
    "|helicopters?|planes?|jets?|ships?|boats?|buses|bridges?|animals?|cattle|cows?|sheep|goats?"
    "|horses?|dogs?"
    "|tonnes?|tons?|dollars?|euros?|attacks?|strikes?|raids?|cases?|shots?|blasts?|explosions?"
    "|number|inches|feet|acres|hectares"
    "|few|lot|dozen|hundred|thousand|series|second|third|fourth|statement|report|posts?"
    "|positions?|sites?"
    "|points?|a\\.?m|p\\.?m|wounds?|blow|toll|clashes|sides?|provinces?|regions?|states?|parts?"
    "|places?"
)
_QUALIFIER = (
    r"(?:(?:at least|at most|no fewer than|not less than|no less than|more than|well over"
    r"|just over|over|some"
    r"|about|around|roughly|approximately|nearly|almost|close to|as many as|up to|an estimated"
    r"|another"
    r"|a further|a total of|the other|the|all|only|just|other|fewer than|less than|its|their|his"
    r"|her|our)\s)*"
)
_OF = r"(?:\sof\s(?:them|whom|the|its|his|her|their|those|our|these)\b)"

_AFTER_DAY = re.compile(rf"\b[0-3]?\d\s{MONTH}\s$")  # "3 Nov [90]", as dispatches date
_AFTER_MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]+|\.)?\s$"
)
_COUNTED = re.compile(
    rf"(?P<qualifier>{_QUALIFIER})\b(?:between\s(?P<low>{NUMBER})\sand\s{NUMBER}"
    rf"|(?!(?:1[89]|20)\d\d\s{NUMBER}\b)(?P<number>{NUMBER})"
    rf"(?:(?:\sto\s|\sor\s|[-–]){NUMBER})?)\b(?!-|[.,:]\d|\s?%|\s{MONTH})"
    rf"(?P<noun>(?:\s(?:or more|more|other|others|further|additional)\b)*"
    rf"(?:{_OF}(?:\s{_MOD}){{1,4}}|\sof\s(?:them|whom)\b|(?:\s(?:{_AGE}|{_MOD})){{1,5}})?)",
    re.IGNORECASE,
)
_DETERMINER = r"\b(?P<determiner>an?|one|another|his|her|its|their|our|the)\s"
_ONE = (
    re.compile(
        rf"{_DETERMINER}(?P<noun>(?:(?:{_AGE}|{_MOD})\s){{0,4}}?(?:{_SINGULAR})"
        rf"(?:\s(?:{_SINGULAR}))*)\b(?![’'-]\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<determiner>\b(?:an?|one|another))\s(?P<noun>(?:{_AGE}|{_MOD})(?:\s{_MOD}){{0,3}})"
        r"\b(?![’'-]\w)",
        re.IGNORECASE,
    ),
)
_GROUP = re.compile(
    rf"\b(?:an?|the|his|her|its|their)\s(?:\w+\s)?(?:crew|family|group|gang|party"
    rf"|band)\sof\s(?P<number>{NUMBER})\b"
    r"|\b(?:(?:an?|the)\s(?:\w+\s)?(?P<couple>couple)|(?:the|his|her|their)\s(?P<two>(?:grand)?parents))\b"
    rf"|\b(?P<both>both)(?:\s(?:{_MOD}\s){{0,2}}?(?:{PLURAL})\b|(?=\s?(?:$|were\b|have\b|had\b|died\b)))"
    rf"|\b(?P<pair>(?:his|her|their|an?)\s(?:{_SINGULAR})\sand\s(?:{_SINGULAR}))\b"
    r"(?![’'-]\w|,|\s(?:was|is|has|who)\b)",
    re.IGNORECASE,
)
# One who is told apart from those counted before: "and wounding another", "a third was hurt".
_ANOTHER = re.compile(
    r"\b(?:another|an? (?:second|third|fourth|fifth|sixth))"
    r"(?=[.,;)]|\s?$|\s(?:was|is|has|had|remains?|suffered|sustained|received|seriously|slightly|badly"
    r"|critically|injured|wounded|hurt|in|at|near|on|by|when|while|and|as|later|after)\b)",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:nobody|no[ -]one|none)(?P<else> else)?\b|\bno\s(?:\w+\s)?(?:people"
                     r"|civilians"
                     r"|soldiers|servicemen|troops|residents|passengers"
                     r"|casualties)\b", re.IGNORECASE)  # fmt: skip
_SELF = re.compile(r"(?:him|her)self\b")  # "killed himself and eight others"
_PERSON_END = re.compile(rf"\b(?:{_SINGULAR}|{PLURAL})$", re.IGNORECASE)
_SINGULAR_END = re.compile(rf"\b(?:{_SINGULAR})$", re.IGNORECASE)
# What stands before an age, or before a further one: "aged six, eight and".
_AGED = re.compile(r"\b(?:aged|ages|age of)\s(?:[\w-]{1,12}(?:,?\s(?:and|or|to)\s|,\s)){0,8}$")
# What stands for persons without naming them.
_CERTAIN = r"(?:of|others?|more|or more|further)\b"
_THING_END = re.compile(rf"\b(?:{_THINGS})$", re.IGNORECASE)
_UNIT_NEXT = re.compile(rf"\s(?:{_THINGS}|years? old)\b", re.IGNORECASE)


class Quantity(NamedTuple):
    """A phrase that counts persons; ``certain``: its noun means persons, or it has none."""

    start: int
    end: int
    number: int
    certain: bool


def quantities(text: str, start: int, end: int) -> list[Quantity]:
    """Return the phrases in ``text[start:end]`` that may count persons, in order."""
    found: list[Quantity] = []
    groups = [_group(m) for m in _GROUP.finditer(text, start, end)]
    nobody = [Quantity(m.start(), m.end(), 0, True) for m in _NOBODY.finditer(text, start, end)]
    another = [Quantity(m.start(), m.end(), 1, True) for m in _ANOTHER.finditer(text, start, end)]
    counted = (_counted(text, m) for m in _numbers(text, start, end))
    single = (_one(m) for pattern in _ONE for m in pattern.finditer(text, start, end))
    for quantity in [*groups, *nobody, *another, *filter(None, counted), *filter(None, single)]:
        if all(quantity.end <= other.start or quantity.start >= other.end for other in found):
            found.append(quantity)
    return sorted(found)


def _numbers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the phrases with a number; a day of the month takes none from the next: "May 3 six"."""
    while match := _COUNTED.search(text, start, end):
        yield match
        start = match.end("number") if match["number"] and _is_date(text, match) else match.end()


def quantity_at(text: str, start: int, end: int) -> Quantity | None:
    """Return the counting phrase that begins at ``start`` (after white space), if there is one."""
    while start < end and text[start].isspace():
        start += 1
    for pattern, read in (
        (_GROUP, _group),
        (_NOBODY, lambda m: Quantity(m.start(), m.end(), 0, True)),
        (_SELF, lambda m: Quantity(m.start(), m.end(), 1, True)),
        (_ANOTHER, lambda m: Quantity(m.start(), m.end(), 1, True)),
        (_COUNTED, lambda m: _counted(text, m)),
        (_ONE[0], _one),
        (_ONE[1], _one),
    ):
        match = pattern.match(text, start, end)
        if match and (quantity := read(match)):
            return quantity
    return None


def _group(match: re.Match[str]) -> Quantity:
    number = (
        2
        if match["couple"] or match["two"] or match["pair"] or match["both"]
        else number_value(match["number"]) or 0
    )
    return Quantity(match.start(), match.end(), number, True)


def _counted(text: str, match: re.Match[str]) -> Quantity | None:
    words = match["low"] or match["number"]
    number = number_value(words)
    first = match.start("low") if match["low"] else match.start("number")
    noun = _head(match["noun"])
    if number is None or noun is None or _is_age(text, match) or _is_date(text, match):
        return None
    if not noun and _UNIT_NEXT.match(text, match.start("noun")):
        return None
    start = match.start() if match["qualifier"] or match["low"] else first
    end = match.start("noun") + len(noun)
    bare = noun.strip()
    certain = not bare or bool(_PERSON_END.search(bare)) or bool(re.match(_CERTAIN, bare))
    return Quantity(start, end, number, certain)


def _head(noun: str) -> str | None:
    """Return the words up to the head noun, "" where there is none, None for what is no person."""
    for match in re.finditer(r"[\w’'-]+", noun):
        so_far = noun[: match.end()]
        if _THING_END.search(so_far):
            return None
        if _PERSON_END.search(so_far):
            return so_far
    return noun


def _is_age(text: str, match: re.Match[str]) -> bool:
    """Tell an age: "Keal, 27, of", "aged 12", "a man of 76"."""
    before = text[max(0, match.start() - 16) : match.start()]
    number = match["number"] or ""
    if _AGED.search(text, max(0, match.start() - 80), match.start()):
        return True
    after = text[match.end("number") : match.end("number") + 2] if number else ""
    return number.isdigit() and bool(
        (re.search(r"[a-z],\s$", before) and re.match(r"[,.]", after) and int(number) < 110)
        or re.search(r"\b(?:man|woman|boy|girl|child) of\s$", before)
    )


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Tell a year, with its century or without, and the day of a month: "Aug. 7"."""
    number = match["number"] or ""
    before = text[max(0, match.start("number") - 15) : match.start("number")]
    if _AFTER_DAY.search(before):
        return True
    if number.isdigit() and int(number) <= 31 and _AFTER_MONTH.search(before):
        return True
    if not (number.isdigit() and 1800 <= int(number) < 2100):
        return False
    dated = re.search(rf"\b(?:in|since|of|from|until|by|early|late|{MONTH})\s$", before)
    return not match["noun"].strip() or bool(dated)


def _one(match: re.Match[str]) -> Quantity | None:
    noun = match["noun"]
    if _THING_END.search(noun):
        return None
    certain = bool(_SINGULAR_END.search(noun))
    number = 2 if noun.endswith("couple") else 1
    return Quantity(match.start(), match.end(), number, certain)
