"""What the words right beside a name say against the role that the tagger gives it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geomap.models import Role
from geomap.text import SPEAKS

_CAPITAL_BEFORE = re.compile(
    r"\b(?!(?:An?|The|In|At|From|On|And|But|For|To|By|Of|With|As|Near|This|That|Its|When|After)\b)"
    r"[A-Z][\w'’&.]*[ -]$"
)
# "Bank of", and "Institute in", but for the first word of a sentence: "Raids in"
_CAPITAL_OF = re.compile(
    r"(?:\b[A-Z][\w'’]*\s+(?:of|for|and|de|du|del)|\w\s[A-Z][\w'’]*\s+in)\s+(?:the\s+)?$"
)
_CAPITAL_AFTER = re.compile(r"[ -](?:of\s+|and\s+)?[A-Z0-9]|['’]s [A-Z]|[a-z]")
_ITS_GROUND = (
    r"['’]s\s+(?:far\s+)?(?:(?:north|south|east|west|centr)\w*|coast\w*|border\w*|frontier\w*"
    r"|interior|capital|shores?|countryside|territory|soil|outskirts|suburbs|streets|cities|towns"
    r"|villages|port|airport|airspace|skies|waters)\b"
)
# What is done to ground and houses only: "he says Goris was shelled" has no government in it.
_SUFFERS = (
    r"\s+(?:(?:was|were|is|has been|had been|is being|was being)\s+(?:(?:\w+ly|also|again)\s+)?"
    r"(?:shelled|bombed|bombarded|strafed|besieged|stormed|overrun|recaptured|captured|looted"
    r"|flooded|evacuated|destroyed|razed)|(?:came|comes|coming) under (?:\w+ )?(?:fire|shelling"
    r"|bombardment))\b"
)
_GROUND = re.compile(rf"{_ITS_GROUND}|{_SUFFERS}")
# One of "the Russia-Ukraine talks": each touches a capital, yet is in no longer name.
_PAIRED_AFTER = re.compile(r"[-–][A-Z]\w+\s+[a-z]")
_PAIRED_BEFORE = re.compile(r"(?:^|\b(?:The|An?)\s|[^\sA-Z]\s|\n)[A-Z]\w+[-–]$")
_FOLLOWED = re.compile(r"\s+[a-z]")
_JOINT = re.compile(r"\s?[-–—/]\s?")
_LINE = re.compile(
    r"\s+(?:border|frontier|road|highway|motorway|railway|railroad|rail|line|route|axis|corridor"
    r"|crossing|pipeline|front|direction|stretch|train|ferry)s?\b"
)
_TWO_NAMES = re.compile(r"\b([A-Z]\w+)[-–/]([A-Z]\w+)(?=\s)")
_APART = re.compile(r"\s*(?:[,.;:)]|and\b|or\b|$)|[-–](?:based|bound|born|held|area)\b")


_ILLNESS = re.compile(r"\s+(?:(?:ha?emorrhagic\s+)?fever|virus(?:es)?)\b", re.IGNORECASE)


def mended(
    text: str, start: int, end: int, role: Role, *, is_demonym: bool, is_noun: bool = False
) -> Role:
    """Return the role of a name, with what its neighbours rule out put right.

    "African" is a demonym wherever it stands; "Liberia" is none, and a place's name as a noun
    (``is_noun``: the gazetteer knows it) never; what no other capitalised word touches is embedded
    in nothing; and "Marburg virus" is no place.
    """
    if is_demonym:
        return role if role is Role.EMBEDDED else Role.DEMONYM
    if _ILLNESS.match(text, end):
        return Role.EMBEDDED
    if role is Role.EMBEDDED:
        return _out_of_names(text, start, end)
    ruled_out = {Role.DEMONYM: _APART, Role.METONYM: _GROUND, Role.DATELINE: _FOLLOWED}
    against = ruled_out.get(role)
    if against and against.match(text, end):
        return Role.LITERAL
    return Role.METONYM if role is Role.DEMONYM and is_noun else role


def _out_of_names(text: str, start: int, end: int) -> Role:
    if _paired(text, start, end):
        return Role.METONYM
    if _touched(text, start, end):
        return Role.EMBEDDED
    return Role.METONYM if SPEAKS.match(text, end) else Role.LITERAL


def on_a_line(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the starts of the names that a line joins: "the Goris-Sisian road", "A/B border".

    Whatever the tagger takes them for, something lies between the places themselves.
    """
    pairs = (
        (left, right)
        for left, right in pairwise(spans)
        if _JOINT.fullmatch(text, left[1], right[0]) and _LINE.match(text, right[1])
    )
    return frozenset(start for pair in pairs for start, _ in pair)


def joined_by_a_line(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of both names in "the Goris-Sisian road", whether they are places or not."""
    for pair in _TWO_NAMES.finditer(text):
        if _LINE.match(text, pair.end()):
            yield from (pair.span(1), pair.span(2))


def _paired(text: str, start: int, end: int) -> bool:
    """Whether a hyphen alone joins the name to another, and a word in small letters follows."""
    if _PAIRED_AFTER.match(text, end):
        return not _CAPITAL_BEFORE.search(text[max(0, start - 40) : start])
    before = _PAIRED_BEFORE.search(text[max(0, start - 40) : start])
    return bool(before and _FOLLOWED.match(text, end))


def _touched(text: str, start: int, end: int) -> bool:
    head = text[max(0, start - 40) : start]
    return bool(
        _CAPITAL_BEFORE.search(head) or _CAPITAL_OF.search(head) or _CAPITAL_AFTER.match(text, end)
    )
