"""What the words of a matched rule mean: from a match and a reference day to an interval.

Each function reads the named groups of its rule's pattern and answers None where the words cannot
be resolved (no day of writing, no such day).
"""

import re
from datetime import date
from typing import NamedTuple

from geomap.incidents.dates import calendar as cal
from geomap.incidents.numbers import number_value
from geomap.models import DateInterval, DatePrecision


class Reference(NamedTuple):
    """What relative words count from: the day of writing, and the event last spoken of."""

    day: date | None
    anchor: DateInterval | None = None


_MONTHS = "january february march april may june july august september october november december"
MONTH_NUMBER = {name: n for n, name in enumerate(_MONTHS.split(), 1)}
MONTH_NUMBER |= {name[:3]: n for name, n in MONTH_NUMBER.items()} | {"sept": 9}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKDAY_NUMBER = {name: n for n, name in enumerate(_WEEKDAYS.split())}
ORDINALS = {
    name: n
    for n, name in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 2
    )
}

_PART = {"first half of": "early", "beginning of": "early", "start of": "early", "middle of": "mid"}
_FEASTS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24),
    "christmas day": (12, 25), "boxing day": (12, 26),
}  # fmt: skip


def month_in(match: re.Match[str], group: str = "month") -> int:
    """Return the number of the month in a group."""
    return MONTH_NUMBER[match[group].casefold().rstrip(".")]


def year_in(match: re.Match[str]) -> int | None:
    """Return the year that the words give, if the rule has a place for one and it is filled."""
    words = match.groupdict().get("year")
    return int(words) if words else None


def day_in(match: re.Match[str], group: str = "day") -> int:
    """Return the day of the month in a group ("22nd")."""
    return int(re.sub(r"\D", "", match[group]))


def count_of(words: str) -> int:
    """Return how many units ``words`` mean; "few" and "several" count as three."""
    fuzzy = {"few": 3, "several": 3, "couple of": 2, "a": 1, "an": 1}
    return min(fuzzy.get(words.casefold()) or number_value(words) or 1, 2000)


def safe(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(match: re.Match[str], reference: Reference, group: str = "day") -> date | None:
    """Return the day of a date in words; without a year, the latest one."""
    month, day = month_in(match), day_in(match, group)
    if year := year_in(match):
        return safe(year, month, day)
    if reference.day is None:
        return None
    return safe(cal.latest_year_of_day(reference.day, month, day), month, day)


def calendar_day(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "13 September 2022", "on May 9"."""
    day = day_of(match, reference)
    return cal.one_day(day) if day else None


def day_range(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "12-14 September"; the first day gives the year, the last may lie ahead."""
    first = day_of(match, reference, "first")
    last = safe(first.year, month_in(match), day_in(match)) if first else None
    return cal.days(first, last) if first and last else None


def year_of_month(match: re.Match[str], reference: Reference) -> int | None:
    """Return the year of a month in words; without one, that of the latest such month."""
    if year := year_in(match):
        return year
    return cal.latest_year_of_month(reference.day, month_in(match)) if reference.day else None


def whole_month(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "in October", "May 1992"."""
    year = year_of_month(match, reference)
    return cal.whole_month(year, month_in(match)) if year else None


def month_part(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "early March", "the end of August"."""
    year, words = year_of_month(match, reference), match["part"].casefold()
    part = _PART.get(words, "late" if words in ("end of", "second half of") else words)
    return cal.part_of_month(year, month_in(match), part) if year else None


def month_edge(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "the last days of May" (a week), "the first ten days of May", "the first week of"."""
    year = year_of_month(match, reference)
    if not year:
        return None
    count = count_of(match["count"]) if match["count"] else 0
    length = 7 * max(count, 1) if match["unit"].startswith("week") else count or 7
    at_end = match["edge"].casefold() in ("last", "final", "closing")
    return cal.edge_of_month(year, month_in(match), length, at_end=at_end)


def last_month_named(match: re.Match[str], day: date) -> DateInterval:
    """Read "last December"."""
    month = month_in(match)
    return cal.whole_month(day.year if month < day.month else day.year - 1, month)


def weekday_in(match: re.Match[str]) -> int:
    """Return the number of the weekday in a group, Monday is 0."""
    return _WEEKDAY_NUMBER[match["weekday"].casefold()]


def last_weekday(match: re.Match[str], day: date) -> DateInterval:
    """Read "last Tuesday": not the day of writing itself."""
    return cal.one_day(cal.weekday_before(cal.shift(day, -1), weekday_in(match)))


def day_of_month(match: re.Match[str], day: date) -> DateInterval:
    """Read "on the 22nd"."""
    number = day_in(match)
    month = day if number <= day.day else cal.months_before(day.replace(day=1), 1)
    found = safe(month.year, month.month, number) or day
    return cal.one_day(found)


def ago(match: re.Match[str], day: date) -> DateInterval:
    """Read "N units ago": as exact as the unit, save that one week ago is a day."""
    count, unit = count_of(match["count"]), match["unit"].casefold()
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


def precision_of(unit: str, count: int) -> DatePrecision:
    """Return how exactly a stretch of so many units is known."""
    if unit == "year" or (unit == "month" and count > 11):
        return DatePrecision.YEAR
    if unit == "month" or (unit == "week" and count > 3):
        return DatePrecision.MONTH
    return DatePrecision.WEEK if unit == "week" or count > 3 else DatePrecision.DAY


def span_back(match: re.Match[str], day: date) -> DateInterval:
    """Read "over the past N units", "for N units": up to the day of writing."""
    unit = match["unit"].casefold()
    count = count_of(match["count"] or "a")
    return cal.days(cal.back(day, count, unit), day, precision_of(unit, count))


def running(match: re.Match[str], day: date) -> DateInterval:
    """Read "for a third day": two days before, and the day of writing."""
    count, unit = ORDINALS[match["ordinal"].casefold()] - 1, match["unit"].casefold()
    unit = "day" if unit == "night" else unit
    return cal.days(cal.back(day, count, unit), day, precision_of(unit, count))


def from_anchor(match: re.Match[str], day: date) -> DateInterval:
    """Read "two days later", "a week earlier"."""
    count, unit = count_of(match["count"]), match["unit"].casefold()
    back = match["way"].casefold() in ("earlier", "before", "previously")
    return cal.one_day(cal.back(day, count if back else -count, unit))


def previous(unit: str, day: date) -> DateInterval:
    """Return the whole unit before the one that holds ``day``."""
    if unit == "week":
        return cal.week_of(cal.shift(day, -7))
    if unit == "month":
        then = cal.months_before(day, 1)
        return cal.whole_month(then.year, then.month)
    return cal.whole_year(day.year - 1)


def current(unit: str, day: date) -> DateInterval:
    """Return the part of the unit up to ``day``."""
    whole = {
        "week": cal.week_of(day),
        "month": cal.whole_month(day.year, day.month),
        "year": cal.whole_year(day.year),
    }[unit]
    return cal.until_day(whole, day)


def season(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "last winter", "the spring of 2022"."""
    name = match["season"].casefold()
    if year := year_in(match):
        return cal.season(year, name)
    if reference.day is None:
        return None
    found = cal.season(reference.day.year, name)
    begun = found.start is not None and found.start <= reference.day
    return found if begun else cal.season(reference.day.year - 1, name)


def feast(name: str, day: date) -> DateInterval:
    """Read the name of a feast with a fixed day."""
    month, of_month = _FEASTS[name.casefold().replace("’", "'")]
    return cal.one_day(date(cal.latest_year_of_day(day, month, of_month), month, of_month))


def christmas(day: date) -> tuple[date, date]:
    """Return the days from the eve to Boxing Day of the last Christmas begun."""
    year = cal.latest_year_of_day(day, 12, 24)
    return date(year, 12, 24), min(date(year, 12, 26), max(day, date(year, 12, 24)))


def iso(match: re.Match[str], _: Reference) -> DateInterval | None:
    """Read a date in digits: "2022-09-13", "13.09.2022"."""
    day = safe(int(match["year"]), int(match["month"]), int(match["day"]))
    return cal.one_day(day) if day else None
