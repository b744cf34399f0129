"""What the words right beside a name say against the role that the tagger gives it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from geomap.models import Role

_CAPITAL_BEFORE = re.compile(
    r"\b(?!(?:An?|The|In|At|From|On|And|But|For|To|By|Of|With|As|Near|This|That|Its|When|After)\b)"
    r"[A-Z][\w'’&.]*[ -]$"
)
_CAPITAL_OF = re.compile(r"\b[A-Z][\w'’]*\s+(?:of|for|in|and|de|du|del)\s+(?:the\s+)?$")
_CAPITAL_AFTER = re.compile(r"[ -](?:of\s+|and\s+)?[A-Z0-9]|['’]s [A-Z]|[a-z]")
_SPEAKS = re.compile(
    r"\s+(?:(?:also|has|have|had|will|would)\s+)?(?:said|says|say|told|tells|called|calls|denied"
    r"|denies|accused|accuses|urged|urges|announced|announces|warned|warns|reported|reports"
    r"|claimed|claims)\b"
)
_ITS_GROUND = re.compile(
    r"['’]s\s+(?:far\s+)?(?:(?:north|south|east|west|centr)\w*|coast\w*|border\w*|frontier\w*"
    r"|interior|capital|shores?|countryside|territory|soil|outskirts|suburbs|streets|cities|towns"
    r"|villages|port|airport|airspace|skies|waters)\b"
)
_JOINT = re.compile(r"\s?[-–—/]\s?")
_LINE = re.compile(
    r"\s+(?:border|frontier|road|highway|motorway|railway|railroad|rail|line|route|axis|corridor"
    r"|crossing|pipeline|front|direction|stretch|train|ferry)s?\b"
)
_APART = re.compile(r"\s*(?:[,.;:)]|and\b|or\b|$)")


def mended(text: str, start: int, end: int, role: Role, *, is_demonym: bool) -> Role:
    """Return the role of a name, with what its neighbours rule out put right.

    "African" is a demonym wherever it stands; "Liberia" in a list is none; and what no other
    capitalised word touches is embedded in nothing.
    """
    if is_demonym:
        return role if role is Role.EMBEDDED else Role.DEMONYM
    if role is Role.DEMONYM and _APART.match(text, end):
        return Role.LITERAL
    if role is Role.METONYM and _ITS_GROUND.match(text, end):
        return Role.LITERAL
    if role is Role.EMBEDDED and not _touched(text, start, end):
        return Role.METONYM if _SPEAKS.match(text, end) else Role.LITERAL
    return role


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


def _touched(text: str, start: int, end: int) -> bool:
    head = text[max(0, start - 40) : start]
    return bool(
        _CAPITAL_BEFORE.search(head) or _CAPITAL_OF.search(head) or _CAPITAL_AFTER.match(text, end)
    )
