"""The rules of the interval grammar: a pattern of news English and how it becomes an interval.

A rule reads one stretch of text and a ``Reference`` and answers a ``Reading``, or None where the
words cannot be resolved (no publication date, no such day). Rules know nothing of one another;
``mentions`` decides between overlapping readings and joins neighbours to ranges.
"""

import re

from geomap.incidents.dates import calendar as cal
from geomap.incidents.dates import readers as read
from geomap.incidents.dates import relative as near
from geomap.incidents.dates.counted import COUNTED
from geomap.incidents.dates.rules import (
    AFTER_YEAR,
    CLOCK,
    CLOCK_CLUES,
    COUNT,
    DASH,
    DAY,
    DIGIT,
    MOMENT,
    MONTH,
    MONTH_CLUES,
    NIGHT,
    NO_DATE,
    OF,
    ORDINAL,
    PART,
    SEASON,
    SOME_YEAR,
    WEEKDAY,
    WEEKDAY_CLUES,
    YEAR,
    YYYY,
    Rule,
    relative,
    rule,
)
from geomap.models import DatePrecision

_DAYS = (
    rule(rf"(?P<year>{YYYY})-(?P<month>\d\d)-(?P<day>\d\d)", read.iso, DIGIT),
    rule(rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>{YYYY})", read.iso, DIGIT),
    rule(rf"(?:the )?(?P<day>{DAY}){OF}(?P<month>{MONTH}){YEAR}", read.calendar_day, MONTH_CLUES),
    rule(
        rf"(?:the )?(?P<day>{ORDINAL}) (?:day )?of (?P<month>{MONTH}){YEAR}",
        read.calendar_day,
        MONTH_CLUES,
    ),
    rule(
        rf"(?P<month>{MONTH})\s(?:the )?(?P<day>{DAY})(?!,\d{{3}}){YEAR}",
        read.calendar_day,
        MONTH_CLUES,
    ),
    rule(rf"(?P<month>{MONTH}) the (?P<day>{ORDINAL}){YEAR}", read.calendar_day, MONTH_CLUES),
    rule(
        rf"(?:the )?(?P<first>{DAY})(?:,\s{DAY})*,?(?:{DASH}| to | until | and | or )(?:the )?"
        rf"(?P<day>{DAY}){OF}(?P<month>{MONTH}){YEAR}",
        read.day_range,
        MONTH_CLUES,
    ),
    rule(
        rf"(?P<month>{MONTH})\s(?P<first>{DAY})(?:,\s{DAY})*,?(?:{DASH}| to | until | and )"
        rf"(?P<day>{DAY})(?!,\d){YEAR}",
        read.day_range,
        MONTH_CLUES,
    ),
    rule(
        r"(?:on )?the (?P<day>\d{1,2})(?:st|nd|rd|th)(?! (?:\w+ )?(?:(?-i:[A-Z])|century"
        r"|anniversary"
        r"|floor|division|brigade|regiment|day|time|battalion|army|corps))",
        read.day_of_month,
        DIGIT,
        anchored=True,
    ),
    rule(
        rf"(?:on )?the (?P<day>{ORDINAL}) of (?:the|this|that|the same) month",
        read.day_of_month,
        "month",
        anchored=True,
    ),
    rule(
        rf"(?:the )?(?P<nth>first|second|third|fourth|last) (?P<weekday>{WEEKDAY}) (?:of|in)"
        rf" (?P<month>{MONTH}){YEAR}",
        read.weekday_of_month,
        MONTH_CLUES,
    ),
    relative(
        rf"(?P<weekday>{WEEKDAY})",
        lambda m, d: cal.one_day(cal.weekday_before(d, read.weekday_in(m))),
        WEEKDAY_CLUES,
    ),
    relative(rf"last (?P<weekday>{WEEKDAY})", read.last_weekday, WEEKDAY_CLUES),
    relative(
        rf"(?P<weekday>{WEEKDAY})(?: of)? last week|last week on (?P<other>{WEEKDAY})",
        read.weekday_of_last_week,
        "last_week",
    ),
    relative(
        rf"(?:next|(?:this )?coming) (?P<weekday>{WEEKDAY})|(?P<later>{WEEKDAY}) next week",
        lambda m, d: cal.one_day(
            cal.weekday_after(d, read.weekday_in(m, "weekday" if m["weekday"] else "later"))
        ),
        WEEKDAY_CLUES,
        "future",
    ),
    relative(NO_DATE, lambda _, d: cal.one_day(d), WEEKDAY_CLUES, "none"),
    relative(
        rf"(?P<feast>{read.FEASTS})(?:,? (?P<year>{YYYY}))?",
        read.feast,
        "new_year christmas boxing ash_ palm_ maundy good_ easter ascension whit_",
    ),
    relative(
        r"(?:over|at|during|on) (?:the )?Christmas(?: and New Year)? (?:weekend|holidays?)",
        lambda _, d: cal.days(*read.christmas(d)),
        "christmas",
    ),
)
_NEAR_DAYS = (
    relative(
        r"(?:earlier |late |later |early )?today|this (?:morning|afternoon|evening)|tonight"
        r"|at this hour",
        lambda _, d: cal.one_day(d),
        "today this tonight",
    ),
    relative(
        r"(?:late |early )?yesterday|last evening",
        lambda _, d: cal.one_day(cal.shift(d, -1)),
        "yesterday evening",
    ),
    relative(r"the day before yesterday", lambda _, d: cal.one_day(cal.shift(d, -2)), "yesterday"),
    relative(r"tomorrow", lambda _, d: cal.one_day(cal.shift(d, 1)), "tomorrow", "future"),
    relative(NIGHT, lambda _, d: cal.days(cal.shift(d, -1), d), "night", "night"),
    relative(
        r"(?:over|at|during|on) the weekend|(?:this|last|the past) weekend",
        lambda _, d: cal.weekend_before(d),
        "weekend",
    ),
    relative(CLOCK, lambda _, d: cal.one_day(d), CLOCK_CLUES, "clock"),
    relative(MOMENT, lambda _, d: cal.one_day(d), CLOCK_CLUES, "clock"),
)
_STRETCHES = (
    rule(
        rf"(?:the )?(?P<part>{PART})[ -](?P<month>{MONTH}){YEAR}",
        read.month_part,
        MONTH_CLUES,
    ),
    rule(
        rf"(?P<part>early|late) in (?P<month>{MONTH}){YEAR}",
        read.month_part,
        MONTH_CLUES,
    ),
    rule(
        rf"(?:the )?(?P<part>{PART})[ -](?:in )?(?P<year>{YYYY}{AFTER_YEAR}|{SOME_YEAR}|the year)",
        read.year_part,
        "early mid late of",
    ),
    relative(
        rf"(?:the )?(?P<part>{PART}) (?P<which>last|this|the) (?P<unit>month|week)",
        read.unit_part,
        "last_ this_ the_month the_week",
    ),
    rule(
        rf"(?:the )?(?P<edge>first|last|final|opening|closing) (?:(?P<count>{COUNT}) )?"
        rf"(?P<unit>days?|weeks?) of (?P<month>{MONTH}){YEAR}",
        read.month_edge,
        MONTH_CLUES,
    ),
    rule(
        rf"the (?P<nth>second|third|fourth) week of (?P<month>{MONTH}){YEAR}",
        read.week_of_month,
        MONTH_CLUES,
    ),
    rule(
        rf"the (?P<edge>first|last|final) (?P<count>{COUNT}) months of"
        rf" (?P<year>{YYYY}|{SOME_YEAR}|the year)",
        read.year_edge,
        "months_of",
    ),
    rule(
        rf"(?P<month>{MONTH})(?:,? | of )(?P<year>{YYYY}|{SOME_YEAR})",
        read.whole_month,
        MONTH_CLUES,
    ),
    rule(
        rf"(?:in|by|of|since|until|from|during|through|this|and|to|between)"
        rf" (?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YYYY}|{SOME_YEAR})|(?!\.?\s{DAY}\b))",
        read.whole_month,
        MONTH_CLUES,
    ),
    rule(
        rf"(?:in|during|between|from|since|of) (?P<first>{MONTH})(?: (?P<first_year>{YYYY}))?"
        rf"(?:{DASH}| to | and | until | through )(?P<month>{MONTH}){YEAR}(?!\.?\s{DAY}\b)",
        read.month_range,
        MONTH_CLUES,
    ),
    relative(rf"last (?P<month>{MONTH})", read.last_month_named, MONTH_CLUES),
    rule(
        r"(?:the )?(?:(?P<part>early|mid|late)[ -])?(?P<decade>1[89]\d0|20\d0)s",
        lambda m, _: cal.part_of_decade(int(m["decade"]), (m["part"] or "").casefold()),
        DIGIT,
    ),
    rule(
        rf"(?:in|of|by|or|the|and|since|until|from|during|before|between|after|late|early"
        rf"|recalled|remembers?|remembered) (?P<year>{YYYY}){AFTER_YEAR}",
        lambda m, _: cal.whole_year(int(m["year"])),
        DIGIT,
    ),
    rule(
        rf"(?:between|from|in|of|during|the) (?P<first>{YYYY})"
        rf"(?:{DASH}| and | to | until | through )(?P<last>{YYYY}|\d\d){AFTER_YEAR}",
        read.year_range,
        DIGIT,
    ),
    rule(
        rf"(?P<season>{SEASON})(?: of|,)? (?P<year>{YYYY}|{SOME_YEAR})",
        read.season,
        "spring summer autumn winter",
    ),
    rule(
        rf"(?:last|this|(?:in|since|over|during)(?: the)?) (?P<season>{SEASON})",
        read.season,
        "spring summer autumn winter",
    ),
    relative(
        r"next (?:week|month|year|weekend)|(?:later|the rest of) (?:this|the) (?:week|month|year)"
        r"|the coming (?:days|weeks|months)",
        lambda _, d: cal.days(cal.shift(d, 1), cal.shift(d, 7), DatePrecision.WEEK),
        "next_ later_ the_rest the_coming",
        "future",
    ),
    relative(
        r"(?:last|the previous) (?P<unit>week|month|year)",
        lambda m, d: near.previous(m["unit"].casefold(), d),
        "last the_previous",
    ),
    relative(
        r"(?:earlier |so far )?this (?P<unit>week|month|year)",
        lambda m, d: near.current(m["unit"].casefold(), d),
        "this_week this_month this_year",
    ),
    relative(
        r"(?:earlier|early) in the (?P<unit>week|month|year)",
        lambda m, d: near.current(m["unit"].casefold(), d),
        "in_the_week in_the_month in_the_year",
    ),
)
RULES: tuple[Rule, ...] = (*_DAYS, *_NEAR_DAYS, *_STRETCHES, *COUNTED)
_CLUES = frozenset().union(*(rule.clues for rule in RULES)) - {DIGIT}
_WRITTEN = frozenset(clue for clue in _CLUES if clue != clue.casefold())
_FOLDED = _CLUES - _WRITTEN
_FIGURE = re.compile(r"\d")


def clues_of(words: str) -> frozenset[str]:
    """Return the clues that stand in ``words``: a rule without any of its own has no match."""
    folded = words.casefold()
    found = {clue for clue in _FOLDED if clue in folded}
    found.update(clue for clue in _WRITTEN if clue in words)
    if _FIGURE.search(words):
        found.add(DIGIT)
    return frozenset(found)
