"""Choose, among the time words of a sentence, those that date one event."""

import re
from datetime import date

from geomap.incidents.clauses import clause_of
from geomap.incidents.dates import calendar as cal
from geomap.incidents.dates.mentions import MARKS, DateMention, find_dates, stamp_day
from geomap.models import DateInterval, DatePrecision
from geomap.text import Bounds

_OWN_EVENT = re.compile(r"(?:\b(?:since|which|where|that(?: (?:was|were|had))?)|, who)\s$")
# What stands between commas or in brackets and tells of another time: "the mill, built in 1950,".
_ASIDE = re.compile(
    r"(?:, (?:(?:first|last|long|newly|once|already) )?(?:\w{2,}ed|built|held|taken|begun|struck"
    r"|shot|hit|lost|found|given|made|sworn|won)\b|\()[^,;()]*$"
)
_AT = re.compile(r" (?:in|at|near|outside|off) ")
# From a noun to the clause that tells more of it: " in Aro, which".
_GOES_ON = re.compile(r"(?: (?:in|at|on|near|outside|off|of) [^,.;:]{1,40})?,? (?:which|that)\s")
_SUBORDINATE = re.compile(
    r"\b(?:after|before|when|while|whereas|because|although|though|but|which|who|that|as|since"
    r"|where)\b"
)
_AND_WHICH = re.compile(r"[^\w.;:]{0,3}(?:which|who|where|when|that)\s$")
# The same of the noun that the date is put before: "Monday's raid on a farm in Aro, in which".
_NOUN_WHICH = re.compile(
    r"['’]s?\s[^,;:]{1,80},?\s(?:(?:in|during|at|by)\s)?(?:which|where|when|that)\s$"
)
_STATE = re.compile(
    r"\b(?:held|holds?|controls?|controlled|occupied|occupies|ruled?|governed|besieged|closed"
    r"|in (?:\w+ )?(?:hands|control))\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?:over|in|during|within) the (?:past|last|previous)\b", re.IGNORECASE)
_AT_ONCE = 6  # code points between a relative day and the day of the calendar
_NAMED_REACH = 40  # code points between a noun and the date that belongs to it


def date_of_event(
    text: str,
    sentence: Bounds,
    trigger: Bounds,
    published: date | None,
    inherited: DateInterval | None = None,
    spoken: DateInterval | None = None,
    place: Bounds | None = None,
) -> DateInterval:
    """Return when the event of ``trigger`` happened.

    The date beside its ``place``, where several have one each ("Aro on 2 May and Beno on 9 May"),
    comes before its own clause, that before its sentence, that before the stamp of its paragraph
    ("20 Sept, 17:40 -"), that before ``inherited`` (the event that this one goes on with).
    ``spoken`` is the day last spoken of, which "the same day" points back to, whatever happened
    on it. Without any of them it is the publication day, of unknown precision; without that, an
    interval of nulls. Future dates are never taken; the day on which somebody spoke only when there
    is no other.
    """
    stamp = stamp_day(text, sentence, published)
    today = stamp.end if stamp else published
    mentions = find_dates(text, sentence, today, spoken or inherited)
    beside = _beside(text, mentions, sentence, trigger, place)
    if own := beside or _best(text, mentions, sentence, trigger, place):
        return own.interval
    if any(m.use == "clock" for m in mentions):
        return _clock_day(stamp or inherited, today)
    if context := stamp or inherited:
        return context
    if said := next((m for m in mentions if m.use == "report"), None):
        return said.interval.model_copy(update={"precision": DatePrecision.UNKNOWN})
    return DateInterval(start=published, end=published, precision=DatePrecision.UNKNOWN)


def has_own_day(
    text: str,
    sentence: Bounds,
    trigger: Bounds,
    place: Bounds | None,
    published: date | None,
    spoken: DateInterval | None = None,
) -> bool:
    """Tell whether a place has a day of its own, among several of its sentence."""
    mentions = find_dates(text, sentence, published, spoken)
    return _beside(text, mentions, sentence, trigger, place) is not None


def _goes_with(text: str, trigger: Bounds, place: Bounds) -> bool:
    """Tell whether no word between them begins a clause that has one of the two to itself."""
    first, last = sorted((trigger, place))
    return not _SUBORDINATE.search(text, first.end, max(first.end, last.start))


def _beside(
    text: str,
    mentions: tuple[DateMention, ...],
    sentence: Bounds,
    trigger: Bounds,
    place: Bounds | None,
) -> DateMention | None:
    """Return the day beside a place, or in its own part, of a sentence that tells of several."""
    days = [m for m in mentions if m.use == "day"]
    if len(days) < 2 or place is None or not _goes_with(text, trigger, place):
        return None
    if after := next((m for m in days if text[place.end : m.start] == " "), None):
        return after
    if before := next((m for m in days if _AT.fullmatch(text, m.end, place.start)), None):
        return before
    part = clause_of(text, sentence, place.start)
    if part.start <= trigger.start < part.end:
        return None
    return next((m for m in days if part.start <= m.start < part.end), None)


def _best(
    text: str,
    mentions: tuple[DateMention, ...],
    sentence: Bounds,
    trigger: Bounds,
    place: Bounds | None,
) -> DateMention | None:
    clause = clause_of(text, sentence, trigger.start)
    usable = [
        m
        for m in mentions
        if (m.use == "day" or _belongs(text, m, trigger))
        and not _dates_state(text, m, trigger)
        and not _is_aside(text, sentence, m, trigger)
    ]
    if named := next((m for m in usable if m.use == "named"), None):
        return named
    if after := [m for m in mentions if _counts_to(text, sentence, m, trigger)]:
        return after[-1]
    inside = [m for m in usable if clause.start <= m.start < clause.end]
    apart = all("," in text[trigger.end : m.start] for m in inside)
    if apart and (named := _antecedent(text, mentions, clause)):
        return named
    if not inside and place:  # "the attack came two days after a blast in Aro"
        after = [m for m in mentions if _counts_to(text, sentence, m, place)]
    pool = inside or after or [m for m in usable if not _recalls(text, sentence, m, trigger)]
    best = min(pool, key=lambda m: _gap(m, trigger), default=None)
    return best and _outright(text, _finer(text, best, pool), pool)


def _counts_to(text: str, sentence: Bounds, mention: DateMention, trigger: Bounds) -> bool:
    """Tell whether an offset ends at the event: "a day after the blast", not what came that day."""
    if mention.use != "offset" or mention.end > trigger.start:
        return False
    leads = not text[sentence.start : mention.start].strip(MARKS)
    return not (leads and "," in text[mention.end : trigger.start])


def _finer(text: str, chosen: DateMention, pool: list[DateMention]) -> DateMention:
    """Return the day that a clause names beside a stretch: "hit over the past day, on Tuesday"."""
    start, end = chosen.interval.start, chosen.interval.end
    if start is None or end is None or not _PAST.match(text, chosen.start):
        return chosen
    own = (m for m in pool if m.interval.start and m.interval.start == m.interval.end)
    first = cal.shift(start, -1)  # "the past day" may begin a day before
    return next((m for m in own if first <= (m.interval.start or end) <= end), chosen)


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
    if not text[mention.start : mention.end].casefold().startswith("since "):
        return False
    start = max(text.rfind(mark, 0, mention.start) for mark in (", ", ". ", " - ", "\n", "; "))
    if start < trigger.start < mention.start:
        start = trigger.end
    return bool(_STATE.search(text, max(start, 0), mention.start))


def _recalls(text: str, sentence: Bounds, mention: DateMention, trigger: Bounds) -> bool:
    """Tell whether a date stands in a clause of its own event: "which was fixed in April".

    What that clause tells of the event itself is no other: "the blast in Aro, which killed nine".
    """
    start = clause_of(text, sentence, mention.start).start
    relative = _OWN_EVENT.search(text, max(sentence.start, start - 16), start)
    if not relative or "," in text[start : mention.start]:
        return False
    is_noun = not text[trigger.start : trigger.end].endswith("ed")
    return not (is_noun and _GOES_ON.fullmatch(text, trigger.end, start))


def _is_aside(text: str, sentence: Bounds, mention: DateMention, trigger: Bounds) -> bool:
    """Tell whether a date stands in words set off that are not the event's: ", built in 1950,"."""
    aside = _ASIDE.search(text, sentence.start, mention.start)
    closed = text[mention.end : mention.end + 1] in (",", ")")
    return bool(aside and closed and not aside.start() <= trigger.start < mention.start)


def _antecedent(text: str, mentions: tuple[DateMention, ...], clause: Bounds) -> DateMention | None:
    """Return the date of the noun that a clause goes on with: "the fire of May 2018, which"."""
    before = (
        m for m in mentions if m.end <= clause.start and m.use in ("day", "named", "compared")
    )
    return next(
        (
            m
            for m in before
            if _AND_WHICH.fullmatch(text, m.end, clause.start)
            or (m.use == "named" and _NOUN_WHICH.fullmatch(text, m.end, clause.start))
        ),
        None,
    )


def _gap(mention: DateMention, trigger: Bounds) -> int:
    return max(mention.start - trigger.end, trigger.start - mention.end, 0)


def _clock_day(context: DateInterval | None, today: date | None) -> DateInterval:
    """A time of day falls on the day spoken of, or on the day of writing."""
    if context and context.start and context.start == context.end:
        return context
    if today is None:
        return DateInterval(start=None, end=None, precision=DatePrecision.UNKNOWN)
    return cal.one_day(today)
