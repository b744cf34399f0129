"""Give each telling its days: its own time words, else the paragraph's, else the document's."""

import re
from datetime import date, timedelta

from geomap.incidents.clauses import sentences_of
from geomap.incidents.dates import date_of_event, find_dates
from geomap.incidents.distinct import opens_anew, part_of_day
from geomap.incidents.lexicon import Lexicon
from geomap.incidents.linking import Event
from geomap.incidents.merging import Dated
from geomap.models import DateInterval, DatePrecision
from geomap.text import Bounds

_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d|\s?[ap]\.?m\b)", re.IGNORECASE)
_RECENT = timedelta(days=10)  # an older day is a recalled event's, and dates nothing after it


def date_events(
    text: str, events: tuple[Event, ...], published: date | None, lexicon: Lexicon
) -> tuple[Dated, ...]:
    """Return ``events`` with their days, in the same order; places of one trigger share theirs."""
    result: list[Dated] = []
    main = _first_day(text, events, published)
    for event in events:
        last = result[-1] if result else None
        if last is not None and _shares(last.event, event):
            result.append(last._replace(event=event, timed=False))
            continue
        inherited = _inherited(text, event, last) or main
        spoken = next((d.interval for d in reversed(result) if _tells_day(d)), None)
        bounds = Bounds(event.trigger.start, event.trigger.end)
        sentence = event.trigger.sentence.bounds
        interval = date_of_event(text, sentence, bounds, published, inherited, spoken)
        timed = _is_timed(text, sentence, published)
        part = part_of_day(text, event.trigger)
        anew = opens_anew(text, event.trigger, lexicon)
        result.append(Dated(event, interval, timed, part, anew))
        if main is None and _is_news(interval, published):
            main = interval
    return tuple(result)


def _tells_day(told: Dated) -> bool:
    return told.timed and told.interval.precision is DatePrecision.DAY


def _shares(one: Event, other: Event) -> bool:
    """Whether two tellings are of one trigger, or of one place in one sentence."""
    if one.trigger == other.trigger:
        return True
    same_sentence = one.trigger.sentence.number == other.trigger.sentence.number
    return same_sentence and one.use is not None and one.use == other.use


def _first_day(text: str, events: tuple[Event, ...], published: date | None) -> DateInterval | None:
    """Return the day that the text names before its first event ("Wednesday was the ...")."""
    if not events:
        return None
    first = events[0].trigger.sentence.bounds
    for bounds in sentences_of(text[: first.start]):
        for mention in find_dates(text, bounds, published):
            if mention.use == "day" and _is_news(mention.interval, published):
                return mention.interval
    return None


def _inherited(text: str, event: Event, last: Dated | None) -> DateInterval | None:
    """Return the days of the event told last, where this one shares its place and paragraph."""
    if last is None or last.interval.precision is DatePrecision.UNKNOWN:
        return None
    if "\n" in text[last.event.trigger.start : event.trigger.start]:
        return None
    same_sentence = last.event.trigger.sentence.number == event.trigger.sentence.number
    if not same_sentence and last.event.use != event.use:
        return None
    return last.interval


def _is_timed(text: str, sentence: Bounds, published: date | None) -> bool:
    if _CLOCK.search(text, *sentence):
        return True
    return any(m.use == "day" for m in find_dates(text, sentence, published))


def _is_news(interval: DateInterval, published: date | None) -> bool:
    if interval.precision is not DatePrecision.DAY or interval.end is None:
        return False
    return published is None or published - interval.end <= _RECENT
