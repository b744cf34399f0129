"""The rules of days that are counted from others: "two days later", "over the past week"."""

from geomap.incidents.dates import calendar as cal
from geomap.incidents.dates import relative as near
from geomap.incidents.dates.readers import MONTH_NUMBER
from geomap.incidents.dates.rules import (
    AGO,
    APART_CLUES,
    COUNT,
    MONTH,
    MONTH_CLUES,
    ORDINAL,
    PART_OF_DAY,
    UNIT,
    UNIT_CLUES,
    WEEKDAY,
    WEEKDAY_CLUES,
    anchored,
    relative,
)
from geomap.incidents.numbers import NUMBER

# "for two weeks in July 2016", "for three days last week": how long it took, in a time told after.
_ELSEWHEN = (
    r"(?! (?:in|during|of) (?:the (?:spring|summer|autumn|fall|winter) of )?"
    rf"(?:(?:early|late|mid-?) ?)?(?:{'|'.join(MONTH_NUMBER)}|\d{{4}})\b)(?! last \w)"
)

COUNTED = (
    relative(rf"(?P<count>{COUNT}) (?P<unit>{UNIT})s?{AGO}", near.ago, "ago"),
    relative(
        rf"(?:over|in|during|within|for|through|throughout) the (?:past|last|previous)"
        rf" (?:(?P<count>{COUNT}) )?(?P<unit>{UNIT})s?",
        lambda m, d: near.span_back(m, cal.one_day(d)),
        "the_past the_last the_previous",
    ),
    relative(rf"(?:over|in|within|during) the (?:past|last|space of) (?P<count>{NUMBER}) hours",
             near.hours_back, "hours"),
    relative(
        r"in recent (?P<unit>day|week|month|year)s",
        lambda m, d: cal.days(cal.back(d, 3, m["unit"]), d, near.precision_of(m["unit"], 4)),
        "recent",
    ),
    anchored(
        rf"for (?:the past |the last |more than |over |nearly |almost |about |some )?"
        rf"(?P<count>{COUNT}) (?:consecutive |straight |successive )?(?P<unit>{UNIT})s?"
        rf"(?: running| in a row| now)?{_ELSEWHEN}",
        near.span_back,
        UNIT_CLUES,
    ),
    anchored(
        rf"(?P<count>{COUNT}) (?P<unit>day|week)s? of(?! (?:age|leave|work|rest)\b)",
        near.span_back,
        "day_of days_of week_of weeks_of",
    ),
    relative(
        rf"for (?:an?|the) (?P<ordinal>{ORDINAL}) (?:straight |consecutive |successive )?"
        r"(?P<unit>day|night|week|month|year)(?: running| in a row)?",
        near.running,
        "for_a for_the",
    ),
    anchored(
        rf"(?:(?P<count>{COUNT}|the|some) )?(?P<unit>{UNIT})s?"
        r" (?P<way>earlier|later|afterwards|previously|(?:before|after)(?=[,.;:]|$))",
        near.apart,
        APART_CLUES,
    ),
    anchored(
        rf"the (?:(?:previous|preceding) {PART_OF_DAY}|{PART_OF_DAY} before)"
        r"(?! (?:the|that|an?|last)\b)",
        lambda _, d: cal.moved(d, -1),
        "the_previous the_preceding before",
    ),
    anchored(
        rf"(?:the )?(?:next|following) {PART_OF_DAY}|the {PART_OF_DAY} after(?=[,.;:]|$)",
        lambda _, d: cal.moved(d, 1),
        "next following after",
    ),
    anchored(
        rf"(?:on )?(?:that|the same) {PART_OF_DAY}|(?:about |almost )?the same (?:hour|moment)"
        r"|(?:by|at|towards?|before) the end of the day|in the course of the day",
        lambda _, d: d,
        "that_ the_same of_the_day",
    ),
    anchored(
        r"(?:in |over |during )?the (?:following|next) (?:few |couple of )?(?P<unit>day|week)s",
        near.stretch_after,
        "the_following the_next",
    ),
    anchored(
        rf"(?:(?:{COUNT}|some) )?(?:minutes|hours?) (?:earlier|later|before|afterwards)",
        lambda _, d: d,
        "minutes hour_ hours_",
    ),
    anchored(
        rf"(?P<way>that|the (?:same|following|next|previous|preceding)) (?P<weekday>{WEEKDAY})",
        near.weekday_from,
        WEEKDAY_CLUES,
    ),
    anchored(
        rf"(?:in |since )?(?P<way>the (?:following|next|previous|preceding)|that)"
        rf" (?P<month>{MONTH})",
        near.month_from,
        MONTH_CLUES,
    ),
    anchored(
        r"(?:in )?the (?:following|next) week",
        lambda _, d: cal.week_of(cal.shift(d.end or d.start, 7)) if d.start else None,
        "the_following the_next",
    ),
    anchored(
        r"(?:later |earlier )?(?:in )?(?P<which>that|the same|the following) (?P<unit>month|year)",
        near.unit_of,
        "that_month that_year the_same the_following",
    ),
)  # fmt: skip
