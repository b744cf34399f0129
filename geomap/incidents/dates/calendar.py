"""Interval arithmetic on calendar days: pure functions, no text and no clock."""

from calendar import monthrange
from datetime import date

from geomap.models import DateInterval, DatePrecision

_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_SOON = 31  # days
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def days(start: date, end: date, precision: DatePrecision = DatePrecision.DAY) -> DateInterval:
    """Return the interval of the days from ``start`` to ``end``, whichever comes first."""
    return DateInterval(start=min(start, end), end=max(start, end), precision=precision)


def one_day(day: date) -> DateInterval:
    """Return the interval of the single ``day``."""
    return days(day, day)


def shift(day: date, by: int) -> date:
    """Return ``day`` moved by ``by`` days, held inside the calendar."""
    ordinal = min(max(day.toordinal() + by, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def year_before(day: date) -> int:
    """Return the year before that of ``day``, held inside the calendar."""
    return max(day.year - 1, date.min.year)


def weekday_before(reference: date, weekday: int) -> date:
    """Return the latest ``weekday`` (Monday is 0) on or before ``reference``."""
    return shift(reference, -((reference.weekday() - weekday) % 7))


def weekday_after(reference: date, weekday: int) -> date:
    """Return the first ``weekday`` (Monday is 0) after ``reference``."""
    return shift(weekday_before(reference, weekday), 7)


def moved(interval: DateInterval, by: int) -> DateInterval | None:
    """Return the single day ``by`` days off ``interval``: from its end on, from its start back."""
    start = interval.end if by > 0 else interval.start
    return one_day(shift(start, by)) if start else None


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (the Gregorian computus)."""
    century, golden = year // 100, year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    march = 28 + moon - sunday  # counted from the last day of February
    return shift(date(year, 3, 1), march - 1)


def weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the ``nth`` such weekday of a month (Monday is 0); that of -1 is the last."""
    if nth < 0:
        return weekday_before(date(year, month, monthrange(year, month)[1]), weekday)
    return weekday_before(date(year, month, 7 * nth if nth < 5 else 28), weekday)


def whole_month(year: int, month: int) -> DateInterval:
    """Return the interval of a calendar month."""
    last = monthrange(year, month)[1]
    return days(date(year, month, 1), date(year, month, last), DatePrecision.MONTH)


def part_of_month(year: int, month: int, part: str) -> DateInterval:
    """Return the first ("early"), second ("mid") or last ("late") third of a month."""
    first, last = _PARTS[part]
    last = min(last, monthrange(year, month)[1])
    return days(date(year, month, first), date(year, month, last), DatePrecision.WEEK)


def edge_of_month(year: int, month: int, count: int, *, at_end: bool) -> DateInterval:
    """Return the first or the last ``count`` days of a month."""
    length = monthrange(year, month)[1]
    count = min(max(count, 1), length)
    first = length - count + 1 if at_end else 1
    start = date(year, month, first)
    precision = DatePrecision.DAY if count == 1 else DatePrecision.WEEK
    return days(start, shift(start, count - 1), precision)


def part_of_year(year: int, first: int, last: int) -> DateInterval:
    """Return the months from ``first`` to ``last`` of a year."""
    end = date(year, last, monthrange(year, last)[1])
    return days(date(year, first, 1), end, DatePrecision.MONTH)


def whole_year(year: int) -> DateInterval:
    """Return the interval of a calendar year."""
    return days(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)


def part_of_decade(first_year: int, part: str) -> DateInterval:
    """Return a decade ("" for the whole) or its early, middle or late years."""
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    start, end = whole_year(first_year + low).start, whole_year(first_year + high).end
    return DateInterval(start=start, end=end, precision=DatePrecision.YEAR)


def season(year: int, name: str) -> DateInterval:
    """Return the northern season that begins in ``year``; winter runs into the next one."""
    start = date(year, _SEASONS[name], 1)
    last = months_before(start, -2)
    return days(start, last.replace(day=monthrange(last.year, last.month)[1]), DatePrecision.MONTH)


def latest_year_of_month(reference: date, month: int) -> int:
    """Return the year of the latest ``month`` that had begun on ``reference``."""
    return max(reference.year - (month > reference.month), date.min.year)


def latest_year_of_day(reference: date, month: int, day: int) -> int:
    """Return the year of a ``day``.``month``: the latest one, or one at most a month ahead.

    What lies almost a year back is written with its year; without it, what comes soon is meant.
    """
    soon = shift(reference, _SOON)
    return max(soon.year - ((month, day) > (soon.month, soon.day)), date.min.year)


def months_before(reference: date, count: int) -> date:
    """Return the same day ``count`` months earlier, or the last day of that month."""
    index = reference.year * 12 + reference.month - 1 - count
    index = min(max(index, 12), date.max.year * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(reference.day, monthrange(year, month + 1)[1]))


def week_of(day: date) -> DateInterval:
    """Return the calendar week (Monday to Sunday) that holds ``day``."""
    monday = weekday_before(day, 0)
    return days(monday, shift(monday, 6), DatePrecision.WEEK)


def weekend_before(reference: date) -> DateInterval:
    """Return the latest Saturday and Sunday that had begun on ``reference``."""
    saturday = weekday_before(reference, 5)
    return days(saturday, shift(saturday, 1))


def union(first: DateInterval, second: DateInterval) -> DateInterval:
    """Return the smallest interval that holds both; the coarser precision wins."""
    order = list(DatePrecision)
    bounds = [d for d in (first.start, first.end, second.start, second.end) if d is not None]
    precision = max(first.precision, second.precision, key=order.index)
    if not bounds:
        return DateInterval(start=None, end=None, precision=precision)
    return days(min(bounds), max(bounds), precision)


def until_day(interval: DateInterval, end: date) -> DateInterval:
    """Return ``interval`` extended or cut so that it ends on ``end``, if it begins before."""
    if interval.start is None or interval.start > end:
        return interval
    return days(interval.start, end, interval.precision)


_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS_IN = {"month": 1, "year": 12, "decade": 120}


def back(end: date, count: int, unit: str) -> date:
    """Return the day ``count`` units ("day" to "decade") before ``end``."""
    if unit in _MONTHS_IN:
        return months_before(end, count * _MONTHS_IN[unit])
    return shift(end, -count * _DAYS_IN[unit])
