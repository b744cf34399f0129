"""Lengths as news tells them: "12 km", "about five miles", "10-15 kilometres", "half a mile"."""

import re
from functools import cache
from typing import NamedTuple

from geomap.recognition.lexicon import numbers

# Kilometres, by the words that stand for the unit.
_UNITS = {
    r"k(?:ilo)?met(?:re|er)s?|kms?": 1.0,
    r"nautical\s+miles?|nmi|NM": 1.852,
    r"miles?|mi": 1.609344,
    r"met(?:re|er)s?|m": 0.001,
    r"yards?|yds?": 0.0009144,
    r"feet|foot|ft": 0.0003048,
}
_VAGUE = {"couple": (2.0, 1.0), "few": (3.0, 2.0), "several": (5.0, 3.0)}  # value, slack
_FIGURES = r"\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,3})?"
_ROUGHLY = (
    r"about|around|some|roughly|approximately|approx\.?|nearly|almost|over|just\s+over|under"
    r"|more\s+than|less\s+than|at\s+least|up\s+to|within|perhaps|an?\s+estimated"
)

UNIT = re.compile(
    r"\b(?:km|kilomet|nautical|mile|met(?:re|er)|yard|feet|foot)|\d[\s-]?(?:km|[Nn]?m|mi|yd|ft)",
    re.IGNORECASE,
)  # where a length may end: quick to look for


class Length(NamedTuple):
    """A length in km, and how far off it may be."""

    km: float
    slack_km: float


@cache
def length_pattern() -> str:
    """Return the pattern of a length, with groups that `read_length` reads."""
    words = "|".join(sorted(numbers(), key=len, reverse=True))
    count = rf"(?:an?\s+)?(?:{words})(?:(?:\s+and\s+|[\s-])(?:{words}))*"
    spelt = rf"(?:half\s+an?|an?\s+(?:couple\s+of|few)|several|{count}|an?)"
    unit = "|".join(_UNITS)
    return (
        rf"(?:\b(?P<roughly>{_ROUGHLY})\s+)?"
        rf"(?:(?<![\w.,$€£¥])(?P<low>{_FIGURES})(?:\s?(?:[-–]|to|or)\s?(?P<high>{_FIGURES}))?"
        rf"|\b(?P<words>{spelt})(?P<half>\s+and\s+a\s+half)?)"
        rf"[\s\u00a0-]?\s?(?P<unit>{unit})\b\.?(?:\s+and\s+a\s+(?P<late_half>half))?"
    )


def read_length(match: re.Match[str]) -> Length:
    """Return the length of a match; a round figure and "about" leave more of it open.

    "12 km" is half a kilometre off at most, "30 km" five, "about 30 km" ten.
    """
    a_unit = next(km for words, km in _UNITS.items() if re.fullmatch(words, match["unit"], re.I))
    value, slack = _figures(match) if match["low"] else _spelt(match)
    if match["roughly"]:
        slack *= 2
    return Length(round(value * a_unit, 4), round(slack * a_unit, 4))


def _figures(match: re.Match[str]) -> tuple[float, float]:
    low, high = (float(match[g].replace(",", "")) if match[g] else None for g in ("low", "high"))
    if low is not None and high is not None and high > low:
        return (low + high) / 2, max((high - low) / 2, _rounding(match["high"]))
    return low or 0.0, _rounding(match["low"])


def _rounding(figures: str) -> float:
    """Return half of what a figure was rounded to: 1 for 12, 5 for 25, 10 for 30, 0.1 for 1.5.

    The steps are coarser than a figure's zeros only where it is at least twice as large.
    """
    if "." in figures:
        return float(0.5 / 10 ** len(figures.partition(".")[2]))
    whole = int(figures.replace(",", ""))
    steps = (1000, 500, 100, 50, 10, 5)
    return next((step for step in steps if whole >= 2 * step and whole % step == 0), 1) / 2


def _spelt(match: re.Match[str]) -> tuple[float, float]:
    words = re.findall(r"[a-z]+", match["words"].casefold())
    if vague := next((_VAGUE[word] for word in words if word in _VAGUE), None):
        return vague
    if words[0] == "half":
        return 0.5, 0.25
    value = 0.0
    for word in words:
        number = numbers().get(word, 0)  # "a" and "and" add nothing
        value = max(value, 1) * number if number in (12, 100, 1000) and value else value + number
    value = value or 1.0
    if match["half"] or match["late_half"]:
        return value + 0.5, 0.25
    return value, _rounding(str(int(value)))
