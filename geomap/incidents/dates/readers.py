"""What the words of a matched rule mean: from a match and a reference day to an interval.

Each function reads the named groups of its rule's pattern and answers None where the words cannot
be resolved (no day of writing, no such day).
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from geomap.incidents.dates import calendar as cal
from geomap.incidents.numbers import number_value
from geomap.incidents.tables import news_table
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
ORDINALS = {row["word"]: int(row["value"]) for row in news_table("ordinals.csv", "word", "value")}
_FEASTS = {row["name"]: row for row in news_table("feasts.csv", "name", "month", "day", "easter")}
FEASTS = "(?:" + "|".join(_FEASTS).replace("'", "['’]") + ")"

_MONTHS_BACK = 3  # from this one, in which the latest 31st lies: no two in a row lack it

# The months of the year, and the thirds of a month, that "early" and the like mean.
_EARLY = ("early", "beginning of", "start of", "early part of", "early days of")
_LATE = ("late", "end of", "final days of", "latter part of")
_MONTHS_OF_PART = {
    "first half of": (1, 6), "second half of": (7, 12), "beginning of": (1, 3), "start of": (1, 3),
    "early": (1, 4), "early part of": (1, 4), "early days of": (1, 1), "mid": (5, 8),
    "middle of": (5, 8), "late": (9, 12), "latter part of": (9, 12), "end of": (10, 12),
    "final days of": (12, 12),
}  # fmt: skip


def month_in(match: re.Match[str], group: str = "month") -> int:
    """Return the number of the month in a group."""
    return MONTH_NUMBER[match[group].casefold().rstrip(".")]


def year_in(match: re.Match[str], reference: Reference) -> int | None:
    """Return the year that the words give, if the rule has a place for one and it is filled."""
    words = (match.groupdict().get("year") or "").casefold()
    if not words or words[0].isdigit():
        return int(words) if words else None
    if words in ("last year", "this year", "the year"):
        return reference.day.year - (words == "last year") if reference.day else None
    told = reference.anchor and reference.anchor.start
    shift = {"the following year": 1, "the previous year": -1}.get(words, 0)
    return told.year + shift if told else None


def day_in(match: re.Match[str], group: str = "day") -> int:
    """Return the day of the month in a group ("22nd", "twenty-second")."""
    return ORDINALS.get(match[group].casefold()) or int(re.sub(r"\D", "", match[group]))


def count_of(words: str) -> int:
    """Return how many units ``words`` mean; "few" and "several" count as three."""
    fuzzy = {"few": 3, "several": 3, "some": 3, "couple of": 2, "a": 1, "an": 1, "the": 1}
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
    if year := year_in(match, reference):
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
    if year := year_in(match, reference):
        return year
    return cal.latest_year_of_month(reference.day, month_in(match)) if reference.day else None


def whole_month(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "in October", "May 1992"."""
    year = year_of_month(match, reference)
    return cal.whole_month(year, month_in(match)) if year else None


def _part(words: str) -> str:
    if words in _EARLY or words == "first half of":
        return "early"
    return "late" if words in _LATE or words == "second half of" else "mid"


def month_part(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "early March", "the end of August"."""
    year = year_of_month(match, reference)
    part = _part(match["part"].casefold())
    return cal.part_of_month(year, month_in(match), part) if year else None


def year_part(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "late 2022", "early this year", "the first half of last year"."""
    year = year_in(match, reference)
    first, last = _MONTHS_OF_PART[match["part"].casefold()]
    return _begun(cal.part_of_year(year, first, last), reference) if year else None


def year_edge(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "the first four months of 2023"."""
    year, count = year_in(match, reference), min(max(count_of(match["count"]), 1), 12)
    first = 1 if match["edge"].casefold() == "first" else 13 - count
    return _begun(cal.part_of_year(year, first, first + count - 1), reference) if year else None


def unit_part(match: re.Match[str], day: date) -> DateInterval | None:
    """Read "late last month", "the start of this week"."""
    part, ago = _part(match["part"].casefold()), match["which"].casefold() == "last"
    if match["unit"].casefold() == "month":
        month = cal.months_before(day, 1) if ago else day
        found = cal.part_of_month(month.year, month.month, part)
    else:
        monday = cal.shift(cal.weekday_before(day, 0), -7 if ago else 0)
        first, last = {"early": (0, 1), "mid": (1, 3), "late": (3, 6)}[part]
        found = cal.days(cal.shift(monday, first), cal.shift(monday, last))
    return _begun(found, Reference(day))


def _begun(found: DateInterval, reference: Reference) -> DateInterval | None:
    """Return the part of an interval up to the day of writing, None where it is still to come."""
    if reference.day is None or found.start is None or found.end is None:
        return found
    return (
        cal.until_day(found, min(found.end, reference.day))
        if found.start <= reference.day
        else None
    )


def month_range(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "between June and August 2021": the first month may have a year of its own."""
    year, first = year_of_month(match, reference), month_in(match, "first")
    if not year:
        return None
    first_year = int(match["first_year"] or year - (first > month_in(match)))
    return cal.union(cal.whole_month(first_year, first), cal.whole_month(year, month_in(match)))


def year_range(match: re.Match[str], _: Reference) -> DateInterval | None:
    """Read "from 2014 to 2020", "2014-15"."""
    first, last = int(match["first"]), match["last"]
    end = int(str(first)[: 4 - len(last)] + last)
    return cal.union(cal.whole_year(first), cal.whole_year(end)) if first < end else None


def week_of_month(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "the second week of May"."""
    year = year_of_month(match, reference)
    if not year:
        return None
    first = date(year, month_in(match), 7 * ORDINALS[match["nth"].casefold()] - 6)
    return cal.days(first, cal.shift(first, 6), DatePrecision.WEEK)


def weekday_of_month(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "the last Sunday of April"."""
    year = year_of_month(match, reference)
    nth = ORDINALS.get(match["nth"].casefold(), -1)
    if not year:
        return None
    return cal.one_day(cal.weekday_of_month(year, month_in(match), weekday_in(match), nth))


def month_edge(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "the last days of May" (a week), "the last day of May", "the first week of May"."""
    year = year_of_month(match, reference)
    if not year:
        return None
    count = count_of(match["count"]) if match["count"] else 0
    few = 1 if match["unit"].casefold() == "day" else 7
    length = 7 * max(count, 1) if match["unit"].startswith("week") else count or few
    at_end = match["edge"].casefold() in ("last", "final", "closing")
    return cal.edge_of_month(year, month_in(match), length, at_end=at_end)


def last_month_named(match: re.Match[str], day: date) -> DateInterval:
    """Read "last December"."""
    month = month_in(match)
    return cal.whole_month(day.year if month < day.month else cal.year_before(day), month)


def weekday_in(match: re.Match[str], group: str = "weekday") -> int:
    """Return the number of the weekday in a group, Monday is 0."""
    return _WEEKDAY_NUMBER[match[group].casefold()]


def last_weekday(match: re.Match[str], day: date) -> DateInterval:
    """Read "last Tuesday": not the day of writing itself."""
    return cal.one_day(cal.weekday_before(cal.shift(day, -1), weekday_in(match)))


def weekday_of_last_week(match: re.Match[str], day: date) -> DateInterval:
    """Read "Thursday last week", "last week on Thursday"."""
    weekday = weekday_in(match, "weekday" if match["weekday"] else "other")
    return cal.one_day(cal.shift(cal.weekday_before(day, 0), weekday - 7))


def day_of_month(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "on the 22nd": of the month last spoken of, else the latest one."""
    told, number = reference.anchor and reference.anchor.start, day_in(match)
    found = safe(told.year, told.month, number) if told else None
    if found and (reference.day is None or found <= reference.day):
        return cal.one_day(found)
    if reference.day is None:
        return None
    months = (cal.months_before(reference.day.replace(day=1), back) for back in range(_MONTHS_BACK))
    days = (safe(month.year, month.month, number) for month in months)
    latest = next((day for day in days if day and day <= reference.day), None)
    return cal.one_day(latest) if latest else None


def season(match: re.Match[str], reference: Reference) -> DateInterval | None:
    """Read "last winter", "the spring of 2022"."""
    name = match["season"].casefold()
    if year := year_in(match, reference):
        return cal.season(year, name)
    if reference.day is None:
        return None
    found = cal.season(reference.day.year, name)
    begun = found.start is not None and found.start <= reference.day
    return found if begun else cal.season(cal.year_before(reference.day), name)


def feast(match: re.Match[str], day: date) -> DateInterval:
    """Read the name of a feast, of a year given or else the latest one."""
    row = _FEASTS[match["feast"].casefold().replace("’", "'")]
    given = match["year"] and int(match["year"])
    found = _feast_of(given or day.year, row)
    return cal.one_day(found if given or found <= day else _feast_of(cal.year_before(day), row))


def _feast_of(year: int, row: Mapping[str, str]) -> date:
    if row["easter"]:
        return cal.shift(cal.easter(year), int(row["easter"]))
    return date(year, int(row["month"]), int(row["day"]))


def christmas(day: date) -> tuple[date, date]:
    """Return the days from the eve to Boxing Day of the last Christmas begun."""
    year = cal.latest_year_of_day(day, 12, 24)
    return date(year, 12, 24), min(date(year, 12, 26), max(day, date(year, 12, 24)))


def iso(match: re.Match[str], _: Reference) -> DateInterval | None:
    """Read a date in digits: "2022-09-13", "13.09.2022"."""
    day = safe(int(match["year"]), int(match["month"]), int(match["day"]))
    return cal.one_day(day) if day else None
