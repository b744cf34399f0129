"""Coordinates written as two angles: "39.64 N, 46.55 E", "39°38'24″N 46°33'E", "40.1234, 46.5678".

Two angles beside each other make a position where each carries its letter or word, or where the
text calls them a latitude and a longitude. A bare pair of decimals is a position only if it is so
fine that hardly anything else is written so, or if a word before it ("coordinates") says it is.
"""

import re
from collections.abc import Iterator
from math import cos, radians
from typing import NamedTuple

from geomap.globe import KM_A_DEGREE
from geomap.models import Coordinates, LonLat
from geomap.recognition.written import Written

_WORDS = {"north": "N", "south": "S", "east": "E", "west": "W", "latitude": "lat", "lat": "lat",
          "longitude": "lon", "long": "lon", "lon": "lon", "lng": "lon"}  # fmt: skip
_LETTER = r"(?-i:[NSEW])"  # a small one is a unit: seconds, watts
_RUSSIAN = {"С": "N", "Ю": "S", "В": "E", "З": "W"}  # северной широты, восточной долготы ...
_AXIS = (
    rf"(?:{_LETTER}\b|[сю]\.?\s?ш\b\.?|[вз]\.?\s?д\b\.?"
    r"|(?:north|south|east|west)(?:ern)?\b(?:\s+(?:latitude|longitude)\b)?)"
)
_TITLE = r"\b(?:latitude|lat|longitude|long|lng|lon)\b\.?(?:\s+of)?\s*[:=]?\s*"
_NUMBER = r"[-+−]?\d{1,3}(?:[.,]\d{1,8})?"
_ANGLE = (
    rf"(?:(?P<title{{n}}>{_TITLE})|(?P<before{{n}}>\b{_LETTER})\s?|(?<![\w.$€£¥]))"
    rf"(?P<degrees{{n}}>{_NUMBER})(?P<unit{{n}}>\s?(?:[°º˚]|deg(?:rees?)?\b))?"
    r"(?:\s?(?P<minutes{n}>[0-5]?\d(?:[.,]\d{1,4})?)\s?(?:['′’ʹ]|min(?:utes?)?\b)"
    r"(?:\s?(?P<seconds{n}>[0-5]?\d(?:[.,]\d{1,3})?)\s?(?:[\"″”ʺ]|''|’’|sec(?:onds?)?\b))?)?"
    rf"(?:\s?(?P<after{{n}}>{_AXIS}))?"
)
_BETWEEN = r"\s*(?:[,;/]|,?\s+and|,?\s+by)?\s*"
_PAIR = re.compile(
    _ANGLE.replace("{n}", "1") + _BETWEEN + _ANGLE.replace("{n}", "2") + r"(?![\w°%]|[.,:]\d)",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:coordinates?|coords?|gps|geolocat\w+|position(?:ed)?|grid reference|lat(?:itude)?)\b"
    r"[^.\n]{0,30}$",
    re.IGNORECASE,
)
_FINE = 4  # decimals from which two bare numbers are hardly anything but a position
_NAMED_SO = 2  # decimals that do after "coordinates"


class _Angle(NamedTuple):
    """An angle in degrees, what its last figure leaves open, and its axis if that is written."""

    degrees: float
    slack: float
    axis: str  # "lat", "lon" or "" where the text does not say
    decimals: int
    is_bare: bool  # a number alone: no degree sign, no letter, no word


def angle_pairs(text: str) -> Iterator[Written]:
    """Yield the pairs of angles in ``text``, in order; impossible ones ("95 N") are left out."""
    position = 0
    while match := _PAIR.search(text, position):
        found = _read(text, match)
        if found is None:
            position = match.end("degrees1")  # the second number may open a pair of its own
            continue
        yield found
        position = match.end()


def _read(text: str, match: re.Match[str]) -> Written | None:
    one, other = _angle(match, "1"), _angle(match, "2")
    if one is None or other is None:
        return None
    if {one.axis, other.axis} == {"lat", "lon"}:
        lat, lon = (one, other) if one.axis == "lat" else (other, one)
        in_order = True
    elif _is_position(text, match, one, other):
        # What no latitude can be is a longitude, whichever comes first.
        swapped = abs(one.degrees) > 90 >= abs(other.degrees)
        lat, lon = (other, one) if swapped else (one, other)
        in_order = swapped
    else:
        return None
    if abs(lat.degrees) > 90 or abs(lon.degrees) > 180:
        return None
    return Written(match.start(), match.end(), _coordinates(lat, lon, in_order))


def _coordinates(lat: _Angle, lon: _Angle, in_order: bool) -> Coordinates:
    widest = max(lat.slack, lon.slack * cos(radians(lat.degrees)))
    return Coordinates(
        position=LonLat(round(lon.degrees, 6), round(lat.degrees, 6)),
        slack_km=round(max(0.01, widest * KM_A_DEGREE), 3),
        in_order=in_order,
    )


def _is_position(text: str, match: re.Match[str], one: _Angle, other: _Angle) -> bool:
    """Return whether two bare numbers are a position and not prices, scores or rates."""
    if not (one.is_bare and other.is_bare) or "," in match["degrees1"] + match["degrees2"]:
        return False
    if not re.fullmatch(r"\s*[,;/]?\s*", text[match.end("degrees1") : match.start("degrees2")]):
        return False
    fewest = min(one.decimals, other.decimals)
    if _SAYS_SO.search(text, max(0, match.start() - 60), match.start()):
        return fewest >= _NAMED_SO
    return fewest >= _FINE and max(abs(one.degrees), abs(other.degrees)) >= 10


def _angle(match: re.Match[str], n: str) -> _Angle | None:
    """Return one angle; None where it can be none: a whole number without a degree sign."""
    degrees, minutes, seconds = (match[f"{part}{n}"] for part in ("degrees", "minutes", "seconds"))
    unit, letter, title = match[f"unit{n}"], _letter(match, n), match[f"title{n}"]
    decimals = len(re.split(r"[.,]", degrees)[1]) if re.search(r"[.,]", degrees) else 0
    if not (unit or minutes or decimals) or (minutes and not unit):
        return None
    value = _number(degrees) + _number(minutes) / 60 + _number(seconds) / 3600
    if degrees[0] in "-−":
        if letter:
            return None
        value = _number(degrees) - _number(minutes) / 60 - _number(seconds) / 3600
    axis = "lat" if letter in ("N", "S") else "lon" if letter else ""
    if not axis and title:
        axis = _WORDS[re.findall(r"[a-z]+", title.casefold())[0]]
    sign = -1 if letter in ("S", "W") else 1
    is_bare = not (unit or letter or title)
    return _Angle(sign * value, _slack(degrees, minutes, seconds), axis, decimals, is_bare)


def _letter(match: re.Match[str], n: str) -> str:
    """Return N, S, E or W if the angle carries a letter or a word for it, else ""."""
    if match[f"before{n}"]:
        return match[f"before{n}"].upper()
    letter = (match[f"after{n}"] or "")[:1].upper()
    return _RUSSIAN.get(letter, letter)


def _number(figures: str | None) -> float:
    return float(figures.replace(",", ".").replace("−", "-")) if figures else 0.0


def _slack(degrees: str, minutes: str | None, seconds: str | None) -> float:
    """Return half of the last figure's unit, in degrees."""
    last, unit = (seconds, 3600) if seconds else (minutes, 60) if minutes else (degrees, 1)
    decimals = re.search(r"[.,](\d+)$", last)
    return 0.5 / unit * float(10 ** -(len(decimals.group(1)) if decimals else 0))
