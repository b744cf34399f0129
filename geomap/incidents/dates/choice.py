"""Choose, among the time words of a sentence, those that date one event."""

import re
from datetime import date

from geomap.incidents.clauses import clause_of
from geomap.incidents.dates import calendar as cal
from geomap.incidents.dates.mentions import DateMention, find_dates, stamp_day
from geomap.models import DateInterval, DatePrecision
from geomap.text import Bounds

_OWN_EVENT = re.compile(r"\b(?:since|which|where|that(?: (?:was|were|had))?)\s$")
_STATE = re.compile(
    r"\b(?:held|holds?|controls?|controlled|occupied|occupies|ruled?|governed|besieged|closed"
    r"|in (?:\w+ )?(?:hands|control))\b",
    re.IGNORECASE,
)
_AT_ONCE = 6  # code points between a relative day and the day of the calendar
_NAMED_REACH = 40  # code points between a noun and the date that belongs to it


def date_of_event(
    text: str,
    sentence: Bounds,
    trigger: Bounds,
    published: date | None,
    inherited: DateInterval | None = None,
    spoken: DateInterval | None = None,
) -> DateInterval:
    """Return when the event of ``trigger`` happened.

    Its own clause comes before its sentence, that before the stamp of its paragraph ("20 Sept,
    17:40 -"), that before ``inherited`` (the event that this one goes on with). ``spoken`` is the
    day last spoken of, which "the same day" points back to, whatever happened on it. Without
    any of them it is the publication day, of unknown precision; without that, an interval of
    nulls. Future dates are never taken; the day on which somebody spoke only when there is no
    other.
    """
    stamp = stamp_day(text, sentence, published)
    today = stamp.end if stamp else published
    mentions = find_dates(text, sentence, today, spoken or inherited)
    if own := _best(text, mentions, sentence, trigger):
        return own.interval
    if any(m.use == "clock" for m in mentions):
        return _clock_day(stamp or inherited, today)
    if context := stamp or inherited:
        return context
    if said := next((m for m in mentions if m.use == "report"), None):
        return said.interval.model_copy(update={"precision": DatePrecision.UNKNOWN})
    return DateInterval(start=published, end=published, precision=DatePrecision.UNKNOWN)


def _best(
    text: str, mentions: tuple[DateMention, ...], sentence: Bounds, trigger: Bounds
) -> DateMention | None:
    clause = clause_of(text, sentence, trigger.start)
    usable = [
        m
        for m in mentions
        if (m.use == "day" or _belongs(text, m, trigger)) and not _dates_state(text, m, trigger)
    ]
    if after := [m for m in mentions if _counts_to(text, sentence, m, trigger)]:
        return after[-1]
    inside = [m for m in usable if clause.start <= m.start < clause.end]
    pool = inside or [m for m in usable if not _recalls(text, sentence, m)]
    best = min(pool, key=lambda m: (m.use != "named", _gap(m, trigger)), default=None)
    return best and _outright(text, best, pool)


def _counts_to(text: str, sentence: Bounds, mention: DateMention, trigger: Bounds) -> bool:
    """Tell whether an offset ends at the event: "a day after the blast", not what came that day."""
    if mention.use != "offset" or mention.end > trigger.start:
        return False
    leads = not text[sentence.start : mention.start].strip(" \"'“‘•*-")
    return not (leads and "," in text[mention.end : trigger.start])


def _outright(text: str, chosen: DateMention, pool: list[DateMention]) -> DateMention:
    """Return the date that a relative day gives at once: "a week earlier, on 1 May"."""
    if _has_digit(text, chosen):
        return chosen
    following = (m for m in pool if m.start > chosen.start and m.start - chosen.end < _AT_ONCE)
    return next((m for m in following if _has_digit(text, m)), chosen)


def _has_digit(text: str, mention: DateMention) -> bool:
    return any(c.isdigit() for c in text[mention.start : mention.end])


def _belongs(text: str, mention: DateMention, trigger: Bounds) -> bool:
    """Tell whether a named date is the trigger's own: "Monday's shooting", "the raid of 3 May"."""
    follows = 0 <= mention.start - trigger.end < 4
    possessive = text[mention.end : mention.end + 1] in ("'", "’")
    attribute = text[mention.start : mention.end].casefold().startswith("the ")
    leads = (possessive or attribute) and mention.end <= trigger.start <= (
        mention.end + _NAMED_REACH
    )
    return mention.use == "named" and (follows or leads)


def _dates_state(text: str, mention: DateMention, trigger: Bounds) -> bool:
    """Tell whether "since" dates how things are, not the event: "held by X since the spring"."""
    since = text[mention.start : mention.end].casefold().startswith("since ")
    return since and bool(_STATE.search(text, trigger.end, mention.start))


def _recalls(text: str, sentence: Bounds, mention: DateMention) -> bool:
    """Tell whether a date stands in a clause of its own event: "which was fixed in April"."""
    start = clause_of(text, sentence, mention.start).start
    return bool(_OWN_EVENT.search(text, max(sentence.start, start - 16), start))


def _gap(mention: DateMention, trigger: Bounds) -> int:
    return max(mention.start - trigger.end, trigger.start - mention.end, 0)


def _clock_day(context: DateInterval | None, today: date | None) -> DateInterval:
    """A time of day falls on the day spoken of, or on the day of writing."""
    if context and context.start and context.start == context.end:
        return context
    if today is None:
        return DateInterval(start=None, end=None, precision=DatePrecision.UNKNOWN)
    return cal.one_day(today)
