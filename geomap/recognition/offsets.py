"""Words that lead away from a named place: "12 km north of Goris", "some 30 miles from Kapan"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from geomap.models import Offset
from geomap.recognition.lexicon import type_words
from geomap.recognition.quantities import UNIT, length_pattern, read_length

_COMPASS = {"n": 0.0, "e": 90.0, "s": 180.0, "w": 270.0}

_BEARING = (
    r"(?:(?:north|south|east|west)(?:[\s-]?(?:north|south|east|west)){0,2}(?:ern|wards?)?"
    r"|(?-i:[NSEW]{1,3}))"
)
_LINKS = r"(?:\s+(?:away|due|directly|straight|further|(?:to|in)\s+the|or\s+so))*"
_FROM = r"(?:away\s+from|out\s+of|short\s+of|outside(?:\s+of)?|from|off|beyond|of)"
_CENTRES = "capital|centre|center|downtown|outskirts|stronghold|hometown"
_REACH = 90  # characters
FARTHEST_KM = 1000.0


def offsets(text: str) -> Mapping[int, Offset]:
    """Return the offsets of ``text`` by the position where the place that they lead from begins."""
    found = {}
    for match in _matches(text):
        offset = _read(text, match)
        if offset and not _is_way(text, match, offset):
            found[match.end()] = offset
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what may lead away; it stands beside its unit, so not all of the text is searched."""
    for unit in UNIT.finditer(text):
        yield from _pattern().finditer(text, max(0, unit.start() - _REACH), unit.end() + _REACH)


def _read(text: str, match: re.Match[str]) -> Offset | None:
    length = read_length(match)
    bearing = _degrees(match["bearing"]) if match["bearing"] else None
    if length.km > FARTHEST_KM or (match["bearing"] and bearing is None):
        return None
    if bearing is None and match["unit"].casefold() in ("m", "mi", "ft", "foot"):
        return None  # "£5m from London"
    if bearing is None and match["link"] == "of" and not match["roughly"]:
        return None  # "12 km of Goris": only "within 12 km of" leads away
    start, end = match.start(), match.end("link")
    return Offset(
        start=start,
        end=end,
        text=text[start:end],
        km=length.km,
        slack_km=length.slack_km,
        bearing=bearing,
        slack_degrees=0 if bearing is None else 11.25 if bearing % 45 else 22.5,
    )


def _is_way(text: str, match: re.Match[str], offset: Offset) -> bool:
    """Return whether it is how long a way is: "300 km from Goris to Kapan"."""
    led = re.match(
        r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)?\s+to\s+(?:the\s+)?[A-Z]", text[match.end() :]
    )
    return offset.bearing is None and bool(led)


def _degrees(words: str) -> float | None:
    """Return the bearing that compass words mean; None if they contradict each other.

    "north-northeast" is halfway between "north" and "northeast".
    """
    names = re.findall("north|south|east|west", words.casefold())
    letters = [name[0] for name in names] or list(words.casefold())
    if len(letters) == 3:
        return _between(_degrees(letters[0]), _degrees("".join(letters[1:])))
    if len(letters) == 2:
        return _between(_COMPASS[letters[0]], _COMPASS[letters[1]])
    return _COMPASS[letters[0]]


def _between(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return None
    turn = (other - one + 180) % 360 - 180
    return (one + turn / 2) % 360 if 0 < abs(turn) <= 90 else None


@cache
def _pattern() -> re.Pattern[str]:
    types = "|".join(sorted((*type_words(), *_CENTRES.split("|")), key=len, reverse=True))
    named = (
        rf"(?:(?:the|its|their)\s+)?(?:(?:[a-z]+\s+){{0,2}}(?-i:{types})\s+(?:of\s+)?)?(?:the\s+)?"
    )
    return re.compile(
        length_pattern()
        + rf"(?:\s*\([^()\n]{{1,30}}\))?{_LINKS}(?:\s+(?P<bearing>{_BEARING}))?{_LINKS}"
        + rf"\s+(?P<link>{_FROM})\s+{named}(?=(?-i:[^\W\d_a-z]|d['’]|al-|el-))",
        re.IGNORECASE,
    )
