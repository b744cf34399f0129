"""Words that lead away from a named place: "12 km north of Goris", "some 30 miles from Kapan"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from geomap.models import Offset
from geomap.recognition.distances import DistanceWords, english
from geomap.recognition.quantities import length_pattern, read_length, unit_pattern

_REACH = 90  # characters
_CAPITAL = r"(?-i:[^\W\d_a-zа-яё])"
FARTHEST_KM = 1000.0


def offsets(text: str, words: DistanceWords | None = None) -> Mapping[int, Offset]:
    """Return the offsets of ``text`` by the position where the place that they lead from begins.

    ``words`` are those of the text's language, by default of English.
    """
    words = words or english()
    found = {}
    for match in _matches(text, words):
        offset = _read(text, match, words)
        if offset and not _is_way(text, match, words):
            found[match.end()] = offset
    return found


def _matches(text: str, words: DistanceWords) -> Iterator[re.Match[str]]:
    """Yield what may lead away; it stands beside its unit, so not all of the text is searched."""
    for unit in unit_pattern(words).finditer(text):
        start, end = max(0, unit.start() - _REACH), unit.end() + _REACH
        yield from _pattern(words).finditer(text, start, end)


def _read(text: str, match: re.Match[str], words: DistanceWords) -> Offset | None:
    length = read_length(match, words)
    bearing = _bearing(match, words)
    if length.km > FARTHEST_KM:
        return None
    if bearing is None and words.has("short_unit", match["unit"]):
        return None  # "£5m from London"
    link = match["link"] or ""
    if bearing is None and words.has("of", link) and not match["roughly"]:
        return None  # "12 km of Goris": only "within 12 km of" leads away
    start, end = match.start(), match.end("link" if link else "beside")
    return Offset(
        start=start,
        end=end,
        text=text[start:end],
        km=length.km,
        slack_km=length.slack_km,
        bearing=bearing,
        slack_degrees=0 if bearing is None else 11.25 if bearing % 45 else 22.5,
    )


def _bearing(match: re.Match[str], words: DistanceWords) -> float | None:
    said = match["bearing"] or match["beside"]
    found = words.value(said, "bearing", "beside") if said else None
    return found[0] if found else None


def _is_way(text: str, match: re.Match[str], words: DistanceWords) -> bool:
    """Return whether it is how long a way is: "300 km from Goris to Kapan"."""
    return _bearing(match, words) is None and bool(_way(words).match(text, match.end()))


@cache
def _way(words: DistanceWords) -> re.Pattern[str]:
    article = rf"(?:(?:{words.any_of('article')})\s+)?"
    name = rf"{_CAPITAL}[\w'’-]*"
    return re.compile(
        rf"{name}(?:\s{name})?\s+(?:{words.any_of('goal')})\s+{article}{_CAPITAL}", re.IGNORECASE
    )


@cache
def _pattern(words: DistanceWords) -> re.Pattern[str]:
    article, of = words.any_of("article"), words.any_of("of")
    away_from = words.any_of("from", "of")
    links = rf"(?:\s+(?:{words.any_of('link')}))*"
    named = (
        rf"(?:(?:{article})\s+)?"
        rf"(?:(?:[^\W\d_]+\s+){{0,2}}(?-i:{words.any_of('before')})\s+(?:(?:{of})\s+)?)?"
        rf"(?:(?:{article})\s+)?"
    )
    leading = (
        rf"(?:(?:\s+(?P<bearing>{words.any_of('bearing')}))?{links}\s+(?P<link>{away_from})"
        rf"|\s+(?P<beside>{words.any_of('beside')}))"
    )
    return re.compile(
        length_pattern(words)
        + rf"(?:\s*\([^()\n]{{1,30}}\))?{links}{leading}\s+{named}"
        + rf"(?={_CAPITAL}|(?-i:d['’]|al-|el-))",
        re.IGNORECASE,
    )
