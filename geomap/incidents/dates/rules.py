"""What the rules of the interval grammar are made of: pieces of patterns, and a rule's parts."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from geomap.incidents.dates import calendar as cal
from geomap.incidents.dates.readers import ORDINALS, Reference
from geomap.incidents.numbers import NUMBER
from geomap.incidents.vocabulary import OpenPattern
from geomap.models import DateInterval


class Reading(NamedTuple):
    """An interval and what it is good for: "day" words, a bare "clock" time, or the "future"."""

    interval: DateInterval
    use: str = "day"


class Rule(NamedTuple):
    """A pattern and its resolver; words without any of the clues have no match of the pattern."""

    pattern: OpenPattern  # compiled when a sentence with the clue comes
    resolve: Callable[[re.Match[str], Reference], Reading | None]
    clues: frozenset[str]  # as they are written, or else in small letters
    anchored: bool = False  # whether it counts from the day last named


# Month names are read with a capital only: "may" and "march" are verbs far more often.
MONTH = (
    "(?-i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Sept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?![A-Za-z])\.?)"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YYYY = r"(?:1[0-9]|20)\d\d"
SOME_YEAR = r"(?:last|this|that|the same|the following|the previous) year"
YEAR = rf"(?:,? (?:of )?(?P<year>{YYYY}|{SOME_YEAR}))?"
WEEKDAY = "(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
DASH = r"\s?[-–—/]\s?"
COUNT = rf"(?:{NUMBER}|an?|few|several|couple of)"
UNIT = r"(?:day|week|fortnight|month|year|decade)"
SEASON = r"(?:spring|summer|autumn|winter)"
ORDINAL = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
PART = (
    r"(?:early|mid|late|(?:beginning|start|end|middle|first half|second half|early part"
    r"|early days|final days|latter part) of)"
)
AFTER_YEAR = (
    r"(?![\d/%]|[,.:–-]\d|\s+(?:people|houses|homes|troops|soldiers|metres|meters|km|hectares))"
)

OF = r"(?: of)?,?\s+"
CLOCK = (
    r"(?:at|about|around|by|from|until|shortly (?:before|after))\s+(?:about |around )?"
    r"(?:\d{1,2}[:.h]\d\d|\d{1,4} hours|\d{1,2}\s?[ap]\.?m\b\.?|noon|midday|midnight|dawn|dusk"
    r"|daybreak"
    r"|sunrise|sunset|nightfall|lunchtime|night|(?:half|(?:a )?quarter|ten|five|twenty) (?:past"
    r"|to) \w+)"
)
MOMENT = (
    r"(?:in|during|through|throughout) the (?:early )?"
    r"(?:small hours|hours|morning|afternoon|evening|day)|(?:before|since) (?:dawn|daybreak"
    r"|sunrise|midnight|first light)|at first light|after (?:dark|midnight|nightfall)"
)
CLOCK_CLUES = (
    "0 hour noon midday midnight dawn dusk daybreak sun night lunchtime half quarter ten five"
)
CLOCK_CLUES += " twenty morning afternoon evening day light dark"
NIGHT = r"overnight|(?:during|in|through|throughout) the night|last night|night-time"
PART_OF_DAY = "(?:day|night|morning|evening|afternoon)"
AGO = r"(?: and a half)? ago"
# A name with a weekday or month in it, and a day that comes again and again: no date.
NO_DATE = (
    rf"(?:every|each|most) {WEEKDAY}|(?-i:Bloody|Black|Super|Cyber|The) {WEEKDAY}"
    rf"|(?:the|in) {WEEKDAY} (?-i:Times|Telegraph|Mirror|Express|Mail|Post|Mosque|Market)"
)

DIGIT = "0"  # the clue of a pattern that has a figure in all its matches
# A clue with a capital must stand so in the words; an underscore is a space.
MONTH_CLUES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
WEEKDAY_CLUES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
UNIT_CLUES = "day week fortnight month year decade"
APART_CLUES = "earlier later afterwards previously before after"


def rule(
    pattern: str,
    resolve: Callable[[re.Match[str], Reference], DateInterval | None],
    clues: str,
    use: str = "day",
    *,
    anchored: bool = False,
) -> Rule:
    """A rule that needs nothing but its words, or takes from the reference what it needs."""

    def resolved(match: re.Match[str], reference: Reference) -> Reading | None:
        interval = resolve(match, reference)
        return Reading(interval, use) if interval else None

    whole = OpenPattern(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)
    return Rule(
        whole, resolved, frozenset(clue.replace("_", " ") for clue in clues.split()), anchored
    )


def relative(
    pattern: str,
    resolve: Callable[[re.Match[str], date], DateInterval | None],
    clues: str,
    use: str = "day",
) -> Rule:
    """A rule that needs the day of writing."""

    def from_day(match: re.Match[str], reference: Reference) -> DateInterval | None:
        return resolve(match, reference.day) if reference.day else None

    return rule(pattern, from_day, clues, use)


def anchored(
    pattern: str,
    resolve: Callable[[re.Match[str], DateInterval], DateInterval | None],
    clues: str,
) -> Rule:
    """A rule that counts from the days last named, else from the day of writing."""

    def from_anchor(match: re.Match[str], reference: Reference) -> DateInterval | None:
        start = reference.anchor or (cal.one_day(reference.day) if reference.day else None)
        found = resolve(match, start) if start else None
        ahead = found and reference.day and found.start and found.start > reference.day
        return None if ahead else found

    return rule(pattern, from_anchor, clues, anchored=True)
