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
from geomap.incidents.numbers import NUMBER, number_value
from geomap.models import DateInterval, DatePrecision


class Reference(NamedTuple):
    """What relative words count from: the day of writing, and the event last spoken of."""

    day: date | None
    anchor: DateInterval | None = None


class Reading(NamedTuple):
    """An interval and what it is good for: "day" words, a bare "clock" time, or the "future"."""

    interval: DateInterval
    use: str = "day"


class Rule(NamedTuple):
    """A pattern and its resolver."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Reference], Reading | None]


_MONTHS = "january february march april may june july august september october november december"
MONTH_NUMBER = {name: n for n, name in enumerate(_MONTHS.split(), 1)}
MONTH_NUMBER |= {name[:3]: n for name, n in MONTH_NUMBER.items()} | {"sept": 9}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKDAY_NUMBER = {name: n for n, name in enumerate(_WEEKDAYS.split())}
_ORDINALS = {
    name: n
    for n, name in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 2
    )
}

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
_PART = {"first half of": "early", "beginning of": "early", "start of": "early", "middle of": "mid"}
_AFTER_YEAR = (
    r"(?![\d/%]|[,.:–-]\d|\s+(?:people|houses|homes|troops|soldiers|metres|meters|km|hectares))"
)


def _rule(
    pattern: str,
    resolve: Callable[[re.Match[str], Reference], DateInterval | None],
    use: str = "day",
) -> Rule:
    def read(match: re.Match[str], reference: Reference) -> Reading | None:
        interval = resolve(match, reference)
        return interval and Reading(interval, use)

    return Rule(re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), read)


def _relative(
    pattern: str, resolve: Callable[[re.Match[str], date], DateInterval], use: str = "day"
) -> Rule:
    """A rule that needs the day of writing."""

    def from_day(match: re.Match[str], reference: Reference) -> DateInterval | None:
        return resolve(match, reference.day) if reference.day else None

    return _rule(pattern, from_day, use)


def _anchored(pattern: str, resolve: Callable[[re.Match[str], date], DateInterval]) -> Rule:
    """A rule that counts from the event last spoken of, or else from the day of writing."""

    def from_anchor(match: re.Match[str], reference: Reference) -> DateInterval | None:
        start = (reference.anchor and reference.anchor.start) or reference.day
        return resolve(match, start) if start else None

    return _rule(pattern, from_anchor)


def _month(match: re.Match[str], group: str = "month") -> int:
    return MONTH_NUMBER[match[group].casefold().rstrip(".")]


def _year(match: re.Match[str]) -> int | None:
    """Return the year that the words give, if the rule has a place for one and it is filled."""
    words = match.groupdict().get("year")
    return int(words) if words else None


def _day(match: re.Match[str], group: str = "day") -> int:
    return int(re.sub(r"\D", "", match[group]))


def _count(words: str) -> int:
    """Return how many units ``words`` mean; "few" and "several" count as three."""
    fuzzy = {"few": 3, "several": 3, "couple of": 2, "a": 1, "an": 1}
    return min(fuzzy.get(words.casefold()) or number_value(words) or 1, 2000)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of(match: re.Match[str], reference: Reference, group: str = "day") -> date | None:
    """Return the day of a date in words; without a year, the latest one."""
    month, day = _month(match), _day(match, group)
    if year := _year(match):
        return _safe(year, month, day)
    if reference.day is None:
        return None
    return _safe(cal.latest_year_of_day(reference.day, month, day), month, day)


def _calendar_day(match: re.Match[str], reference: Reference) -> DateInterval | None:
    day = _day_of(match, reference)
    return cal.one_day(day) if day else None


def _day_range(match: re.Match[str], reference: Reference) -> DateInterval | None:
    first, last = _day_of(match, reference, "first"), _day_of(match, reference, "day")
    return cal.days(first, last) if first and last else None


def _year_of_month(match: re.Match[str], reference: Reference) -> int | None:
    if year := _year(match):
        return year
    return cal.latest_year_of_month(reference.day, _month(match)) if reference.day else None


def _whole_month(match: re.Match[str], reference: Reference) -> DateInterval | None:
    year = _year_of_month(match, reference)
    return cal.whole_month(year, _month(match)) if year else None


def _month_part(match: re.Match[str], reference: Reference) -> DateInterval | None:
    year, words = _year_of_month(match, reference), match["part"].casefold()
    part = _PART.get(words, "late" if words in ("end of", "second half of") else words)
    return cal.part_of_month(year, _month(match), part) if year else None


def _month_edge(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "the last days of May" (a week), "the first ten days of May", "the first week of"."""
    year = _year_of_month(match, reference)
    if not year:
        return None
    count = _count(match["count"]) if match["count"] else 0
    length = 7 * max(count, 1) if match["unit"].startswith("week") else count or 7
    at_end = match["edge"].casefold() in ("last", "final", "closing")
    return cal.edge_of_month(year, _month(match), length, at_end=at_end)


def _last_month_named(match: re.Match[str], day: date) -> DateInterval:
    month = _month(match)
    return cal.whole_month(day.year if month < day.month else day.year - 1, month)


def _weekday(match: re.Match[str]) -> int:
    return _WEEKDAY_NUMBER[match["weekday"].casefold()]


def _last_weekday(match: re.Match[str], day: date) -> DateInterval:
    return cal.one_day(cal.weekday_before(cal.shift(day, -1), _weekday(match)))


def _day_of_month(match: re.Match[str], day: date) -> DateInterval:
    number = _day(match)
    month = day if number <= day.day else cal.months_before(day.replace(day=1), 1)
    found = _safe(month.year, month.month, number) or day
    return cal.one_day(found)


def _ago(match: re.Match[str], day: date) -> DateInterval:
    """Read "N units ago": as exact as the unit, save that one week ago is a day."""
    count, unit = _count(match["count"]), match["unit"].casefold()
    then = cal.back(day, count, unit)
    exact = match["count"].casefold() not in ("few", "several", "couple of")
    if unit == "year":
        return cal.whole_year(then.year)
    if unit == "month":
        return cal.whole_month(then.year, then.month)
    if exact and (unit == "day" or count == 1):
        return cal.one_day(then)
    margin = 3 if unit == "week" else 1
    return cal.days(cal.shift(then, -margin), cal.shift(then, margin), DatePrecision.WEEK)


def _precision_of(unit: str, count: int) -> DatePrecision:
    if unit == "year" or (unit == "month" and count > 11):
        return DatePrecision.YEAR
    if unit == "month" or (unit == "week" and count > 3):
        return DatePrecision.MONTH
    return DatePrecision.WEEK if unit == "week" or count > 3 else DatePrecision.DAY


def _span_back(match: re.Match[str], day: date) -> DateInterval:
    """Read "over the past N units", "for N units": up to the day of writing."""
    unit = match["unit"].casefold()
    count = _count(match["count"] or "a")
    return cal.days(cal.back(day, count, unit), day, _precision_of(unit, count))


def _running(match: re.Match[str], day: date) -> DateInterval:
    """Read "for a third day": two days before, and the day of writing."""
    count, unit = _ORDINALS[match["ordinal"].casefold()] - 1, match["unit"].casefold()
    unit = "day" if unit == "night" else unit
    return cal.days(cal.back(day, count, unit), day, _precision_of(unit, count))


def _from_anchor(match: re.Match[str], day: date) -> DateInterval:
    count, unit = _count(match["count"]), match["unit"].casefold()
    back = match["way"].casefold() in ("earlier", "before", "previously")
    return cal.one_day(cal.back(day, count if back else -count, unit))


def _previous(unit: str, day: date) -> DateInterval:
    """Return the whole unit before the one that holds ``day``."""
    if unit == "week":
        return cal.week_of(cal.shift(day, -7))
    if unit == "month":
        then = cal.months_before(day, 1)
        return cal.whole_month(then.year, then.month)
    return cal.whole_year(day.year - 1)


def _current(unit: str, day: date) -> DateInterval:
    """Return the part of the unit up to ``day``."""
    whole = {
        "week": cal.week_of(day),
        "month": cal.whole_month(day.year, day.month),
        "year": cal.whole_year(day.year),
    }[unit]
    return cal.until_day(whole, day)


def _season(match: re.Match[str], reference: Reference) -> DateInterval | None:
    name = match["season"].casefold()
    if year := _year(match):
        return cal.season(year, name)
    if reference.day is None:
        return None
    found = cal.season(reference.day.year, name)
    begun = found.start is not None and found.start <= reference.day
    return found if begun else cal.season(reference.day.year - 1, name)


def _feast(name: str, day: date) -> DateInterval:
    month, of_month = _FEASTS[name.casefold().replace("’", "'")]
    return cal.one_day(date(cal.latest_year_of_day(day, month, of_month), month, of_month))


def _iso(match: re.Match[str], _: Reference) -> DateInterval | None:
    day = _safe(int(match["year"]), int(match["month"]), int(match["day"]))
    return cal.one_day(day) if day else None


_FEASTS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24),
    "christmas day": (12, 25), "boxing day": (12, 26),
}  # fmt: skip
_OF = r"(?: of)?,?\s+"
_CLOCK = (
    r"(?:at|about|around|by|from|until|shortly (?:before|after))\s+(?:about |around )?"
    r"(?:\d{1,2}[:.h]\d\d|\d{1,4} hours|\d{1,2}\s?[ap]\.?m\b\.?|noon|midday|midnight|dawn|dusk|daybreak"
    r"|sunrise|sunset|nightfall|lunchtime|night|(?:half|(?:a )?quarter|ten|five|twenty) (?:past|to) \w+)"
)
_MOMENT = (
    r"(?:in|during|through|throughout) the (?:early )?"
    r"(?:small hours|hours|morning|afternoon|evening|day)|(?:before|since) (?:dawn|daybreak|sunrise|midnight|first light)|at first light|after (?:dark|midnight|nightfall)"
)
_NIGHT = r"overnight|(?:during|in|through|throughout) the night|last night|night-time"

RULES: tuple[Rule, ...] = (
    _rule(rf"(?P<year>{_Y})-(?P<month>\d\d)-(?P<day>\d\d)", _iso),
    _rule(rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>{_Y})", _iso),
    _rule(rf"(?:the )?(?P<day>{_D}){_OF}(?P<month>{_M})(?:,? (?P<year>{_Y}))?", _calendar_day),
    _rule(rf"(?P<month>{_M})\s(?P<day>{_D})(?!,\d{{3}})(?:,? (?P<year>{_Y}))?", _calendar_day),
    _rule(
        rf"(?:the )?(?P<first>{_D})(?:{_DASH}| to | until | and | or )(?:the )?(?P<day>{_D})"
        rf"{_OF}(?P<month>{_M})(?:,? (?P<year>{_Y}))?",
        _day_range,
    ),
    _rule(
        rf"(?P<month>{_M})\s(?P<first>{_D})(?:{_DASH}| to | until | and )(?P<day>{_D})"
        rf"(?!,\d)(?:,? (?P<year>{_Y}))?",
        _day_range,
    ),
    _rule(
        rf"(?:the )?(?P<part>early|mid|late|beginning of|start of|end of|middle of|first half of"
        rf"|second half of)[ -](?P<month>{_M})(?:,? (?P<year>{_Y}))?",
        _month_part,
    ),
    _rule(
        rf"(?:the )?(?P<edge>first|last|final|opening|closing) (?:(?P<count>{_COUNT}) )?"
        rf"(?P<unit>days?|weeks?) of (?P<month>{_M})(?:,? (?P<year>{_Y}))?",
        _month_edge,
    ),
    _rule(rf"(?P<month>{_M})(?:,? | of )(?P<year>{_Y})", _whole_month),
    _rule(
        rf"(?:in|by|of|since|until|from|during|through|this|and|to|between)"
        rf" (?:late |early )?(?P<month>{_M})(?:,? (?:of )?(?P<year>{_Y}))?",
        _whole_month,
    ),
    _relative(rf"last (?P<month>{_M})", _last_month_named),
    _relative(
        rf"(?:on )?the (?P<day>\d{{1,2}})(?:st|nd|rd|th)(?! (?:\w+ )?(?:(?-i:[A-Z])|century|anniversary"
        r"|floor|division|brigade|regiment|day|time|battalion|army|corps))",
        _day_of_month,
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
    _rule(rf"(?P<season>{_SEASON})(?: of|,)? (?P<year>{_Y})", _season),
    _rule(rf"(?:last|this|in|since|in the|since the) (?P<season>{_SEASON})", _season),
    _relative(rf"(?P<weekday>{_W})", lambda m, d: cal.one_day(cal.weekday_before(d, _weekday(m)))),
    _relative(rf"last (?P<weekday>{_W})", _last_weekday),
    _relative(
        rf"next (?P<weekday>{_W})",
        lambda m, d: cal.one_day(cal.weekday_after(d, _weekday(m))),
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
        lambda m, d: _previous(m["unit"].casefold(), d),
    ),
    _relative(
        r"(?:earlier )?this (?P<unit>week|month|year)",
        lambda m, d: _current(m["unit"].casefold(), d),
    ),
    _relative(
        r"(?:over|at|during|on) the weekend|(?:this|last|the past) weekend",
        lambda _, d: cal.weekend_before(d),
    ),
    _relative(rf"(?P<count>{_COUNT}) (?P<unit>{_UNIT})s? ago", _ago),
    _relative(
        rf"(?:over|in|during|within|for|through|throughout) the (?:past|last|previous)"
        rf" (?:(?P<count>{_COUNT}) )?(?P<unit>{_UNIT})s?",
        _span_back,
    ),
    _relative(r"in the (?:past|last) \d+ hours|(?:over|in) the (?:past|last) twenty-four hours",
              lambda _, d: cal.days(cal.shift(d, -1), d)),
    _relative(
        r"in recent (?P<unit>day|week|month|year)s",
        lambda m, d: cal.days(cal.back(d, 3, m["unit"]), d, _precision_of(m["unit"], 4)),
    ),
    _anchored(
        rf"for (?:the past |the last |more than |over |nearly |almost |about |some )?"
        rf"(?P<count>{_COUNT}) (?P<unit>{_UNIT})s?(?: running| in a row| now)?",
        _span_back,
    ),
    _relative(
        r"for (?:an?|the) (?P<ordinal>" + "|".join(_ORDINALS) + r") (?:straight |consecutive |successive )?"
        r"(?P<unit>day|night|week|month|year)(?: running| in a row)?",
        _running,
    ),
    _anchored(
        rf"(?P<count>{_COUNT}) (?P<unit>{_UNIT})s? (?P<way>earlier|later|afterwards|previously"
        rf"|(?:before|after)(?! (?:the|that|he|she|it|they|his|her|its|their)\b))",
        _from_anchor,
    ),
    _anchored(
        r"the (?:previous day|day before|night before|evening before|previous night|previous evening)",
        lambda _, d: cal.one_day(cal.shift(d, -1)),
    ),
    _anchored(
        r"the (?:next|following) (?:day|morning|afternoon|evening|night)|the day after|(?:the )?next day",
        lambda _, d: cal.one_day(cal.shift(d, 1)),
    ),
    _anchored(
        r"(?:on )?(?:that|the same) (?:day|night|morning|evening|afternoon)",
        lambda _, d: cal.one_day(d),
    ),
    _anchored(
        rf"(?:(?:{_COUNT}|some) )?(?:minutes|hours?) (?:earlier|later|before|afterwards)",
        lambda _, d: cal.one_day(d),
    ),
    _anchored(r"(?:in )?the (?:following|next) week", lambda _, d: cal.week_of(cal.shift(d, 7))),
    _relative(
        r"(?P<feast>New Year['’]s Eve|New Year['’]s Day|Christmas Eve|Christmas Day|Boxing Day)",
        lambda m, d: _feast(m["feast"], d),
    ),
    _relative(_CLOCK, lambda _, d: cal.one_day(d), "clock"),
    _relative(_MOMENT, lambda _, d: cal.one_day(d), "clock"),
)  # fmt: skip
