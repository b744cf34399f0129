"""Lengths as news tells them: "12 km", "about five miles", "10-15 kilometres", "half a mile"."""

import re
from functools import cache
from typing import NamedTuple

from geomap.recognition.distances import DistanceWords

_WITH_POINT = r"\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,3})?"
_WITH_COMMA = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d{1,4}(?:[.,]\d{1,3})?"
_MULTIPLES = (12, 100, 1000)  # "two dozen", "three hundred"


class Length(NamedTuple):
    """A length in km, and how far off it may be."""

    km: float
    slack_km: float


@cache
def unit_pattern(words: DistanceWords) -> re.Pattern[str]:
    """Return what a length may end with: quick to look for."""
    all_units = words.openings("unit", "short_unit")
    pattern = rf"\b(?:{words.openings('unit')})|\d[\s-]?(?:{all_units})"
    return re.compile(pattern, re.IGNORECASE)


@cache
def length_pattern(words: DistanceWords) -> str:
    """Return the pattern of a length, with groups that `read_length` reads."""
    figures = _WITH_COMMA if words.has("decimal", ",") else _WITH_POINT
    number, half = words.any_of("number"), words.any_of("half")
    count = rf"(?:{number})(?:(?:\s+(?:{words.any_of('joint')})\s+|[\s-])(?:{number}))*"
    to = rf"\s?(?:[-–]|{words.any_of('range')})\s?"
    return (
        rf"(?:\b(?P<roughly>{words.any_of('roughly')})\s+(?:(?:{words.any_of('lead')})\s+)?)?"
        rf"(?:(?<![\w.,$€£¥])(?P<low>{figures})(?:{to}(?P<high>{figures}))?"
        rf"|\b(?P<words>(?:{words.any_of('vague')})|{count})(?P<half>\s+(?:{half}))?)"
        rf"[\s\u00a0-]?\s?(?P<unit>{words.any_of('unit', 'short_unit')})\b\.?"
        rf"(?:\s+(?P<late_half>{half}))?"
    )


def read_length(match: re.Match[str], words: DistanceWords) -> Length:
    """Return the length of a match; a round figure and "about" leave more of it open.

    "12 km" is half a kilometre off at most, "30 km" five, "about 30 km" ten.
    """
    (a_unit,) = words.value(match["unit"], "unit", "short_unit") or (0.0,)
    value, slack = _figures(match, words) if match["low"] else _spelt(match, words)
    if match["roughly"]:
        slack *= 2
    return Length(round(value * a_unit, 4), round(slack * a_unit, 4))


def _figures(match: re.Match[str], words: DistanceWords) -> tuple[float, float]:
    low, high = (_plain(match[group], words) for group in ("low", "high"))
    if high and float(high) > float(low):
        slack = max((float(high) - float(low)) / 2, _rounding(high))
        return (float(low) + float(high)) / 2, slack
    return float(low), _rounding(low)


def _plain(figures: str | None, words: DistanceWords) -> str:
    """Return figures with a point before decimals and nothing between thousands."""
    if figures and words.has("decimal", ","):
        return re.sub(r"\s", "", figures).replace(",", ".")
    return figures.replace(",", "") if figures else ""


def _rounding(figures: str) -> float:
    """Return half of what a figure was rounded to: 1 for 12, 5 for 25, 10 for 30, 0.1 for 1.5.

    The steps are coarser than a figure's zeros only where it is at least twice as large.
    """
    if "." in figures:
        return float(0.5 / 10 ** len(figures.partition(".")[2]))
    whole = int(figures)
    steps = (1000, 500, 100, 50, 10, 5)
    return next((step for step in steps if whole >= 2 * step and whole % step == 0), 1) / 2


def _spelt(match: re.Match[str], words: DistanceWords) -> tuple[float, float]:
    if vague := words.value(match["words"], "vague"):
        return vague[0], vague[1]
    value = 0.0
    for word in re.findall(r"[^\W\d_]+", match["words"]):
        (number,) = words.value(word, "number") or (0.0,)  # "and" adds nothing
        value = value * number if number in _MULTIPLES and value else value + number
    if match["half"] or match["late_half"]:
        return value + 0.5, 0.25
    return value, _rounding(str(int(value)))
