"""The rules of the interval grammar: a pattern of news English and how it becomes an interval.

A rule reads one stretch of text and a ``Reference`` and answers a ``Reading``, or None where the
words cannot be resolved (no publication date, no such day). Rules know nothing of one another;
``mentions`` decides between overlapping readings and joins neighbours to ranges.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from geomap.incidents.dates import calendar as cal
from geomap.incidents.dates import readers as read
from geomap.incidents.dates.readers import Reference
from geomap.incidents.numbers import NUMBER
from geomap.incidents.vocabulary import OpenPattern
from geomap.models import DateInterval, DatePrecision


class Reading(NamedTuple):
    """An interval and what it is good for: "day" words, a bare "clock" time, or the "future"."""

    interval: DateInterval
    use: str = "day"


class Rule(NamedTuple):
    """A pattern and its resolver; no sentence without the clue has a match of the pattern."""

    pattern: OpenPattern  # compiled when a sentence with the clue comes
    resolve: Callable[[re.Match[str], Reference], Reading | None]
    clue: re.Pattern[str]


# Month names are read with a capital only: "may" and "march" are verbs far more often.
_M = r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December"
_M += r"|Sept|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?![a-z]))\.?"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_Y = r"(?:1[0-9]|20)\d\d"
_W = r"(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DASH = r"\s?[-–—]\s?"
_COUNT = rf"(?:{NUMBER}|an?|few|several|couple of)"
_UNIT = r"(?:day|week|month|year)"
_SEASON = r"(?:spring|summer|autumn|winter)"
_AFTER_YEAR = (
    r"(?![\d/%]|[,.:–-]\d|\s+(?:people|houses|homes|troops|soldiers|metres|meters|km|hectares))"
)


_ANYTHING = re.compile("")
_MONTH = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_DIGIT = re.compile(r"\d")
_AGO = re.compile("ago", re.IGNORECASE)
_APART = re.compile("earlier|later|afterwards|previously|before|after", re.IGNORECASE)


def _clue(pattern: str) -> re.Pattern[str]:
    """Return a month, or a figure of a year, for a pattern that has either in all its readings."""
    if _M in pattern:
        return _MONTH
    return _DIGIT if _Y in pattern else _ANYTHING


def _rule(
    pattern: str,
    resolve: Callable[[re.Match[str], Reference], DateInterval | None],
    use: str = "day",
    clue: re.Pattern[str] | None = None,
) -> Rule:
    def resolved(match: re.Match[str], reference: Reference) -> Reading | None:
        interval = resolve(match, reference)
        return Reading(interval, use) if interval else None

    whole = OpenPattern(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)
    return Rule(whole, resolved, clue or _clue(pattern))


def _relative(
    pattern: str,
    resolve: Callable[[re.Match[str], date], DateInterval],
    use: str = "day",
    clue: re.Pattern[str] | None = None,
) -> Rule:
    """A rule that needs the day of writing."""

    def from_day(match: re.Match[str], reference: Reference) -> DateInterval | None:
        return resolve(match, reference.day) if reference.day else None

    return _rule(pattern, from_day, use, clue)


def _anchored(
    pattern: str,
    resolve: Callable[[re.Match[str], date], DateInterval],
    clue: re.Pattern[str] | None = None,
) -> Rule:
    """A rule that counts from the event last spoken of, or else from the day of writing."""

    def from_anchor(match: re.Match[str], reference: Reference) -> DateInterval | None:
        start = (reference.anchor and reference.anchor.start) or reference.day
        return resolve(match, start) if start else None

    return _rule(pattern, from_anchor, clue=clue)


_OF = r"(?: of)?,?\s+"
_CLOCK = (
    r"(?:at|about|around|by|from|until|shortly (?:before|after))\s+(?:about |around )?"
    r"(?:\d{1,2}[:.h]\d\d|\d{1,4} hours|\d{1,2}\s?[ap]\.?m\b\.?|noon|midday|midnight|dawn|dusk"
    r"|daybreak"
    r"|sunrise|sunset|nightfall|lunchtime|night|(?:half|(?:a )?quarter|ten|five|twenty) (?:past"
    r"|to) \w+)"
)
_MOMENT = (
    r"(?:in|during|through|throughout) the (?:early )?"
    r"(?:small hours|hours|morning|afternoon|evening|day)|(?:before|since) (?:dawn|daybreak"
    r"|sunrise|midnight|first light)|at first light|after (?:dark|midnight|nightfall)"
)
_NIGHT = r"overnight|(?:during|in|through|throughout) the night|last night|night-time"

RULES: tuple[Rule, ...] = (
    _rule(rf"(?P<year>{_Y})-(?P<month>\d\d)-(?P<day>\d\d)", read.iso),
    _rule(rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>{_Y})", read.iso),
    _rule(rf"(?:the )?(?P<day>{_D}){_OF}(?P<month>{_M})(?:,? (?P<year>{_Y}))?", read.calendar_day),
    _rule(rf"(?P<month>{_M})\s(?P<day>{_D})(?!,\d{{3}})(?:,? (?P<year>{_Y}))?", read.calendar_day),
    _rule(
        rf"(?:the )?(?P<first>{_D})(?:{_DASH}| to | until | and | or )(?:the )?(?P<day>{_D})"
        rf"{_OF}(?P<month>{_M})(?:,? (?P<year>{_Y}))?",
        read.day_range,
    ),
    _rule(
        rf"(?P<month>{_M})\s(?P<first>{_D})(?:{_DASH}| to | until | and )(?P<day>{_D})"
        rf"(?!,\d)(?:,? (?P<year>{_Y}))?",
        read.day_range,
    ),
    _rule(
        rf"(?:the )?(?P<part>early|mid|late|beginning of|start of|end of|middle of|first half of"
        rf"|second half of)[ -](?P<month>{_M})(?:,? (?P<year>{_Y}))?",
        read.month_part,
    ),
    _rule(
        rf"(?:the )?(?P<edge>first|last|final|opening|closing) (?:(?P<count>{_COUNT}) )?"
        rf"(?P<unit>days?|weeks?) of (?P<month>{_M})(?:,? (?P<year>{_Y}))?",
        read.month_edge,
    ),
    _rule(rf"(?P<month>{_M})(?:,? | of )(?P<year>{_Y})", read.whole_month),
    _rule(
        rf"(?:in|by|of|since|until|from|during|through|this|and|to|between)"
        rf" (?P<month>{_M})(?:,? (?:of )?(?P<year>{_Y})|(?!\s{_D}\b))",
        read.whole_month,
    ),
    _relative(rf"last (?P<month>{_M})", read.last_month_named),
    _relative(
        r"(?:on )?the (?P<day>\d{1,2})(?:st|nd|rd|th)(?! (?:\w+ )?(?:(?-i:[A-Z])|century"
        r"|anniversary"
        r"|floor|division|brigade|regiment|day|time|battalion|army|corps))",
        read.day_of_month,
    ),
    _rule(
        r"(?:the )?(?:(?P<part>early|mid|late)[ -])?(?P<decade>1[89]\d0|20\d0)s",
        lambda m, _: cal.part_of_decade(int(m["decade"]), (m["part"] or "").casefold()),
    ),
    _rule(
        rf"(?:in|of|by|or|the|and|since|until|from|during|before|between|after|late|early"
        rf"|recalled|remembers?|remembered) (?P<year>{_Y}){_AFTER_YEAR}",
        lambda m, _: cal.whole_year(int(m["year"])),
    ),
    _rule(rf"(?P<season>{_SEASON})(?: of|,)? (?P<year>{_Y})", read.season),
    _rule(rf"(?:last|this|in|since|in the|since the) (?P<season>{_SEASON})", read.season),
    _relative(
        rf"(?P<weekday>{_W})",
        lambda m, d: cal.one_day(cal.weekday_before(d, read.weekday_in(m))),
    ),
    _relative(rf"last (?P<weekday>{_W})", read.last_weekday),
    _relative(
        rf"next (?P<weekday>{_W})",
        lambda m, d: cal.one_day(cal.weekday_after(d, read.weekday_in(m))),
        "future",
    ),
    _relative(r"(?:earlier |late |later |early )?today|this (?:morning|afternoon|evening)|tonight"
              r"|at this hour", lambda _, d: cal.one_day(d)),
    _relative(r"(?:late |early )?yesterday", lambda _, d: cal.one_day(cal.shift(d, -1))),
    _relative(r"the day before yesterday", lambda _, d: cal.one_day(cal.shift(d, -2))),
    _relative(r"tomorrow", lambda _, d: cal.one_day(cal.shift(d, 1)), "future"),
    _relative(
        r"next (?:week|month|year|weekend)|(?:later|the rest of) (?:this|the) (?:week|month|year)",
        lambda _, d: cal.days(cal.shift(d, 1), cal.shift(d, 7), DatePrecision.WEEK),
        "future",
    ),
    _relative(_NIGHT, lambda _, d: cal.days(cal.shift(d, -1), d)),
    _relative(
        r"(?:last|the previous) (?P<unit>week|month|year)",
        lambda m, d: read.previous(m["unit"].casefold(), d),
    ),
    _relative(
        r"(?:earlier )?this (?P<unit>week|month|year)",
        lambda m, d: read.current(m["unit"].casefold(), d),
    ),
    _relative(
        r"(?:over|at|during|on) (?:the )?Christmas(?: and New Year)? (?:weekend|holidays?)",
        lambda _, d: cal.days(*read.christmas(d)),
    ),
    _relative(
        r"(?:over|at|during|on) the weekend|(?:this|last|the past) weekend",
        lambda _, d: cal.weekend_before(d),
    ),
    _relative(rf"(?P<count>{_COUNT}) (?P<unit>{_UNIT})s? ago", read.ago, clue=_AGO),
    _relative(
        rf"(?:over|in|during|within|for|through|throughout) the (?:past|last|previous)"
        rf" (?:(?P<count>{_COUNT}) )?(?P<unit>{_UNIT})s?",
        read.span_back,
    ),
    _relative(r"in the (?:past|last) \d+ hours|(?:over|in) the (?:past|last) twenty-four hours",
              lambda _, d: cal.days(cal.shift(d, -1), d)),
    _relative(
        r"in recent (?P<unit>day|week|month|year)s",
        lambda m, d: cal.days(cal.back(d, 3, m["unit"]), d, read.precision_of(m["unit"], 4)),
    ),
    _anchored(
        rf"for (?:the past |the last |more than |over |nearly |almost |about |some )?"
        rf"(?P<count>{_COUNT}) (?P<unit>{_UNIT})s?(?: running| in a row| now)?",
        read.span_back,
    ),
    _relative(
        r"for (?:an?|the) (?P<ordinal>" + "|".join(read.ORDINALS) + r") (?:straight |consecutive "
                                                                    r"|successive )?"
        r"(?P<unit>day|night|week|month|year)(?: running| in a row)?",
        read.running,
    ),
    _anchored(
        rf"(?P<count>{_COUNT}) (?P<unit>{_UNIT})s? (?P<way>earlier|later|afterwards|previously"
        rf"|(?:before|after)(?! (?:the|that|he|she|it|they|his|her|its|their)\b))",
        read.from_anchor,
        clue=_APART,
    ),
    _anchored(
        r"the (?:previous day|day before|night before|evening before|previous night"
        r"|previous evening)",
        lambda _, d: cal.one_day(cal.shift(d, -1)),
    ),
    _anchored(
        r"the (?:next|following) (?:day|morning|afternoon|evening|night)|the day after"
        r"|(?:the )?next day",
        lambda _, d: cal.one_day(cal.shift(d, 1)),
    ),
    _anchored(
        r"(?:on )?(?:that|the same) (?:day|night|morning|evening|afternoon)",
        lambda _, d: cal.one_day(d),
    ),
    _anchored(
        rf"(?:(?:{_COUNT}|some) )?(?:minutes|hours?) (?:earlier|later|before|afterwards)",
        lambda _, d: cal.one_day(d),
        clue=_APART,
    ),
    _anchored(r"(?:in )?the (?:following|next) week", lambda _, d: cal.week_of(cal.shift(d, 7))),
    _relative(
        r"(?P<feast>New Year['’]s Eve|New Year['’]s Day|Christmas Eve|Christmas Day|Boxing Day)",
        lambda m, d: read.feast(m["feast"], d),
    ),
    _relative(_CLOCK, lambda _, d: cal.one_day(d), "clock"),
    _relative(_MOMENT, lambda _, d: cal.one_day(d), "clock"),
)  # fmt: skip
CLUES = frozenset(rule.clue for rule in RULES)  # a sentence is asked for each once
