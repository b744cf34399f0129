"""What a sentence stands in: the section, the day of its heading, the day last spoken of."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from geomap.incidents.clauses import sentences_of
from geomap.incidents.dates import DateMention, find_dates, stamp_day
from geomap.models import DateInterval, DatePrecision
from geomap.text import Bounds

_HEADING = 90  # code points in the longest one
_ENDS = re.compile(r"[.!?:;,…][\"'”’»)]*$")
# What counts from a day, though a year was named since: "They met in 2019. The same evening ...".
_FROM_DAY = re.compile(
    r"\b(?:that|same|next|following|previous|preceding) (?:day|night|morning|afternoon|evening)\b"
    r"|\b(?:minutes|hours?|days?) (?:later|earlier|before|after)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-–—•*·]|\d+[.)])\s")


class Setting(NamedTuple):
    """What a sentence stands in.

    ``spoken`` is the day last spoken of before it, ``heading`` the day that the last heading names;
    ``section`` counts the headings.
    """

    section: int = 0
    spoken: DateInterval | None = None
    heading: DateInterval | None = None


def read_settings(text: str, published: date | None) -> dict[Bounds, Setting]:
    """Return the setting of each sentence of ``text``."""
    return dict(_settings(text, published))


def _settings(text: str, published: date | None) -> Iterator[tuple[Bounds, Setting]]:
    now, told = Setting(), None
    for sentence in sentences_of(text):
        stamp = stamp_day(text, sentence, published)
        today = stamp.end if stamp else published
        before = told if told and _FROM_DAY.search(text, *sentence) else now.spoken
        day = _last_day(find_dates(text, sentence, today, before))
        if is_heading(text, sentence):
            now = Setting(now.section + 1, now.spoken, day)
        yield sentence, now._replace(spoken=before)
        if day:
            now = now._replace(spoken=day)
            told = day if day.precision is DatePrecision.DAY else told


def is_heading(text: str, sentence: Bounds) -> bool:
    """Tell whether a sentence is a short line of its own without a mark at its end."""
    alone = text[: sentence.start].endswith("\n") or sentence.start == 0
    alone = alone and text[sentence.end : sentence.end + 1] in ("", "\n", "\r")
    words = text[sentence.start : sentence.end]
    short = len(words) <= _HEADING and "\n" not in words
    return alone and short and not _ENDS.search(words) and not _BULLET.match(words)


def _last_day(mentions: tuple[DateMention, ...]) -> DateInterval | None:
    return next((m.interval for m in reversed(mentions) if m.use in ("day", "report")), None)
