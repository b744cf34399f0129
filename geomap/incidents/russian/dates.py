"""The days that Russian news names: "13 сентября", "во вторник", "вчера", "в ночь на среду"."""

import re
from datetime import date, timedelta

_MONTHS = "янв фев мар апр ма июн июл авг сен окт ноя дек".split()
_WEEKDAYS = "понедельник вторник сред четверг пятниц суббот воскресень".split()
# "заявление от 10 ноября" is a paper's date, not the event's
_DAY = re.compile(
    r"(?<!\bот )\b(?P<day>\d{1,2})\s+"
    r"(?P<month>янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\.?"
    r"(?:\s+(?P<year>\d{4}))?"
)
_WEEKDAY = re.compile(rf"\b(?P<name>{'|'.join(_WEEKDAYS)})(?:а|у|ы|е)?\b", re.IGNORECASE)
_AGO = {"сегодня": 0, "вчера": 1, "накануне": 1, "позавчера": 2}
_RELATIVE = re.compile(rf"\b(?:{'|'.join(_AGO)})\b", re.IGNORECASE)
_AHEAD = timedelta(days=2)  # a date without a year is at most so far after the report


def day_in(text: str, published: date | None) -> date | None:
    """Return the first day that a stretch of text names, None where it names none."""
    found = [
        (match.start(), day)
        for pattern, read in ((_DAY, _dated), (_WEEKDAY, _weekday), (_RELATIVE, _relative))
        for match in pattern.finditer(text)
        if (day := read(match, published))
    ]
    return min(found)[1] if found else None


def _dated(match: re.Match[str], published: date | None) -> date | None:
    month = next(n for n, stem in enumerate(_MONTHS, 1) if match["month"].startswith(stem))
    year = int(match["year"]) if match["year"] else published.year if published else None
    if year is None:
        return None
    try:
        day = date(year, month, int(match["day"]))
        late = not match["year"] and published is not None and day > published + _AHEAD
        return day.replace(year=year - 1) if late else day
    except ValueError:  # 31 September
        return None


def _weekday(match: re.Match[str], published: date | None) -> date | None:
    if published is None:
        return None
    number = _WEEKDAYS.index(match["name"].lower())
    return published - timedelta(days=(published.weekday() - number) % 7)


def _relative(match: re.Match[str], published: date | None) -> date | None:
    return published - timedelta(days=_AGO[match.group().lower()]) if published else None
