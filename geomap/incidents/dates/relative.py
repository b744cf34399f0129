"""What words mean that count from another day: from a match and that day to an interval."""

import re
from datetime import date

from geomap.incidents.dates import calendar as cal
from geomap.incidents.dates.readers import ORDINALS, count_of, month_in, weekday_in
from geomap.models import DateInterval, DatePrecision


def offset(day: date, words: str, unit: str) -> DateInterval:
    """Return when that was after which ``day`` came by so many units ("minute" to "year")."""
    if unit in ("minute", "hour"):
        hours = count_of(words) if unit == "hour" else 0
        return cal.one_day(cal.shift(day, -(hours // 24)))
    return _around(day, words, "day" if unit == "night" else unit, 1)


def ago(match: re.Match[str], day: date) -> DateInterval:
    """Read "N units ago": as exact as the unit, save that one week ago is a day."""
    return _around(day, match["count"], match["unit"].casefold(), 1)


def _around(day: date, words: str, unit: str, direction: int) -> DateInterval:
    """Return the days that lie so many units before ``day`` (after it, if -1), as exact as said."""
    count, exact = count_of(words), words.casefold() not in ("few", "several", "some", "couple of")
    then = cal.back(day, direction * count, unit)
    if unit in ("year", "decade"):
        return cal.whole_year(then.year)
    if unit == "month":
        return cal.whole_month(then.year, then.month)
    if exact and (unit != "week" or count == 1):
        return cal.one_day(then)
    margin = 3 if unit == "week" else 1
    return cal.days(cal.shift(then, -margin), cal.shift(then, margin), DatePrecision.WEEK)


def precision_of(unit: str, count: int) -> DatePrecision:
    """Return how exactly a stretch of so many units is known."""
    if unit in ("year", "decade") or (unit == "month" and count > 11):
        return DatePrecision.YEAR
    if unit == "month" or (unit in ("week", "fortnight") and count > 3):
        return DatePrecision.MONTH
    return DatePrecision.WEEK if unit != "day" or count > 3 else DatePrecision.DAY


def span_back(match: re.Match[str], told: DateInterval) -> DateInterval | None:
    """Read "over the past N units", "for N units": up to the day told, or within its month."""
    unit, end = match["unit"].casefold(), told.end
    if _is_wide(told) and unit in ("day", "week"):
        return told
    count = count_of(match["count"] or "a")
    return cal.days(cal.back(end, count, unit), end, precision_of(unit, count)) if end else None


def hours_back(match: re.Match[str], day: date) -> DateInterval:
    """Read "in the past 72 hours": the day of writing, and those on which the hours began."""
    return cal.days(cal.shift(day, -max(1, -(-count_of(match["count"]) // 24))), day)


def _is_wide(told: DateInterval) -> bool:
    return told.precision in (DatePrecision.MONTH, DatePrecision.YEAR)


def running(match: re.Match[str], day: date) -> DateInterval:
    """Read "for a third day": two days before, and the day of writing."""
    count, unit = ORDINALS[match["ordinal"].casefold()] - 1, match["unit"].casefold()
    unit = "day" if unit == "night" else unit
    return cal.days(cal.back(day, count, unit), day, precision_of(unit, count))


def apart(match: re.Match[str], told: DateInterval) -> DateInterval | None:
    """Read "two days later", "a week earlier": days and weeks of a month told are within it."""
    unit, back = match["unit"].casefold(), match["way"].casefold()
    earlier = back in ("earlier", "before", "previously")
    day = told.start if earlier else told.end
    if day is None or (_is_wide(told) and unit in ("day", "week", "fortnight")):
        return told if day else None
    if unit in ("day", "week", "fortnight") and told.start == told.end:
        count = count_of(match["count"] or "few")
        return cal.one_day(cal.back(day, count if earlier else -count, unit))
    return _around(day, match["count"] or "few", unit, 1 if earlier else -1)


def weekday_from(match: re.Match[str], told: DateInterval) -> DateInterval | None:
    """Read "the following Sunday", "that Sunday": from the day told on, or back from it."""
    way, weekday = match["way"].casefold(), weekday_in(match)
    if told.start is None or told.end is None or _is_wide(told):
        return None
    if way in ("the previous", "the preceding"):
        return cal.one_day(cal.weekday_before(cal.shift(told.start, -1), weekday))
    first = told.start if way in ("that", "the same") else told.end
    same = way in ("that", "the same") and first.weekday() == weekday
    return cal.one_day(first if same else cal.weekday_after(first, weekday))


def month_from(match: re.Match[str], told: DateInterval) -> DateInterval | None:
    """Read "the previous August", "that March": from the day told on, or back from it."""
    way, month = match["way"].casefold(), month_in(match)
    if told.start is None or told.end is None:
        return None
    if way == "that":
        return cal.whole_month(told.start.year, month)
    if way in ("the previous", "the preceding"):
        return cal.whole_month(told.start.year - (month >= told.start.month), month)
    return cal.whole_month(told.end.year + (month <= told.end.month), month)


def stretch_after(match: re.Match[str], told: DateInterval) -> DateInterval | None:
    """Read "over the following days": some of those after the day told."""
    last = 28 if match["unit"].casefold() == "week" else 4
    if told.end is None or _is_wide(told):
        return None
    return cal.days(cal.shift(told.end, 1), cal.shift(told.end, last), DatePrecision.WEEK)


def unit_of(match: re.Match[str], told: DateInterval) -> DateInterval | None:
    """Read "that month", "the following year"."""
    if told.start is None:
        return None
    count = -1 if match["which"].casefold() == "the following" else 0
    then = cal.back(told.start, count, match["unit"].casefold())
    if match["unit"].casefold() == "year":
        return cal.whole_year(then.year)
    return cal.whole_month(then.year, then.month)


def previous(unit: str, day: date) -> DateInterval:
    """Return the whole unit before the one that holds ``day``."""
    if unit == "week":
        return cal.week_of(cal.shift(day, -7))
    if unit == "month":
        then = cal.months_before(day, 1)
        return cal.whole_month(then.year, then.month)
    return cal.whole_year(cal.year_before(day))


def current(unit: str, day: date) -> DateInterval:
    """Return the part of the unit up to ``day``."""
    whole = {
        "week": cal.week_of(day),
        "month": cal.whole_month(day.year, day.month),
        "year": cal.whole_year(day.year),
    }[unit]
    return cal.until_day(whole, day)
