"""Give each telling its days: its own time words, else those that it goes on with, else none."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from geomap.incidents.accounts import names_told
from geomap.incidents.dates import date_of_event, find_dates, has_own_day
from geomap.incidents.distinct import opens_anew, part_of_day
from geomap.incidents.lexicon import Lexicon
from geomap.incidents.merging import Dated
from geomap.incidents.settings import Setting, read_settings
from geomap.incidents.stories import FAMILIES
from geomap.incidents.tellings import Event, Found
from geomap.models import DateInterval, DatePrecision
from geomap.text import Bounds

_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d|\s?[ap]\.?m\b)", re.IGNORECASE)
_LONG_BEFORE = timedelta(days=45)  # what is that much older than the event before is recalled
_RECENT = timedelta(days=10)  # an older day is a recalled event's, and dates nothing after it


class _Main(NamedTuple):
    """The first day of news, the section that names it and the event, if any, that it dates."""

    day: DateInterval
    section: int
    event: Event | None = None


def date_events(
    text: str,
    events: tuple[Event, ...],
    published: date | None,
    lexicon: Lexicon,
    *,
    one_story: bool = False,
) -> tuple[Dated, ...]:
    """Return ``events`` with their days, in the same order; places of one trigger share theirs.

    ``one_story``: the whole text is one (a communiqué of one day's fighting), whose day goes on.
    """
    result: list[Dated] = []
    settings = read_settings(text, published)
    main: _Main | None = None
    for event in events:
        last = result[-1] if result else None
        sentence = event.trigger.sentence.bounds
        setting = settings.get(sentence, Setting())
        if main is None and setting.spoken and _is_news(setting.spoken, published):
            main = _Main(setting.spoken, setting.section, last.event if last else None)
        bounds, place = Bounds(event.trigger.start, event.trigger.end), _place_of(event)
        if last and _tells_no_day(text, event, last.event, published, setting.spoken):
            result.append(last._replace(event=event, timed=False))
            continue
        carried = (
            _inherited(text, event, last)
            or _carried(text, event, setting, main, published, one_story=one_story)
            or (_narrated(text, event, last) if main is None else None)
        )
        interval = date_of_event(text, sentence, bounds, published, carried, setting.spoken, place)
        timed = _is_timed(text, sentence, published, interval)
        if timed and _is_of_old(event, interval, last):
            continue
        result.append(_dated(text, event, interval, lexicon, timed=timed))
        if main is None and _is_news(interval, published):
            main = _Main(interval, setting.section, event)
    return tuple(result)


def _tells_no_day(
    text: str, event: Event, last: Event, published: date | None, spoken: DateInterval | None
) -> bool:
    """Whether one trigger tells of two places, neither with a day beside it: they share theirs."""
    if not _shares(last, event):
        return False
    sentence, bounds = event.trigger.sentence.bounds, Bounds(event.trigger.start, event.trigger.end)
    return not any(
        has_own_day(text, sentence, bounds, _place_of(e), published, spoken) for e in (last, event)
    )


def _dated(
    text: str, event: Event, interval: DateInterval, lexicon: Lexicon, *, timed: bool
) -> Dated:
    """Return an event with its days, and how its words stand to what was told before."""
    anew = opens_anew(text, event.trigger, lexicon)
    on = event.follows and not anew and names_told(text, event.trigger.sentence.bounds)
    return Dated(event, interval, timed, part_of_day(text, event.trigger), anew, on)


def _is_of_old(event: Event, interval: DateInterval, last: Dated | None) -> bool:
    """Whether a sentence without a place tells of a time long before that of the event told last.

    "The war began when gunmen crossed the border in 2023": not where the last shell fell.
    """
    if last is None or event.found is not Found.BEFORE:
        return False
    before, then = last.interval.start, interval.end
    return before is not None and then is not None and before - then > _LONG_BEFORE


def _place_of(event: Event) -> Bounds | None:
    if event.use is None:
        return None
    mention = event.use.resolution.mention
    return Bounds(mention.start, mention.end)


def _carried(
    text: str,
    event: Event,
    setting: Setting,
    main: _Main | None,
    published: date | None,
    *,
    one_story: bool,
) -> DateInterval | None:
    """Return the day of the heading above, else that of the text's head for its own story.

    That story is its paragraph, and what is told of it further on, until a heading comes.
    """
    if setting.heading and _is_news(setting.heading, published):
        return setting.heading
    if main is None or main.section != setting.section:
        return None
    first = main.event.trigger.start if main.event else event.trigger.start
    here = "\n" not in text[first : event.trigger.start]
    return main.day if here or one_story or _goes_on(event, main.event) else None


def _goes_on(event: Event, main: Event | None) -> bool:
    """Tell whether an event may be of the main one's story: of its kind, or at its place."""
    if main is None or event.trigger.type is None or main.trigger.type is None:
        return True
    if event.use is not None and main.use is not None and event.use.named_id == main.use.named_id:
        return True
    return FAMILIES[event.trigger.type] == FAMILIES[main.trigger.type]


def _shares(one: Event, other: Event) -> bool:
    """Whether two tellings are of one trigger, or of one place in one sentence."""
    if one.trigger == other.trigger:
        return True
    same_sentence = one.trigger.sentence.number == other.trigger.sentence.number
    return same_sentence and one.use is not None and one.use == other.use


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


def _narrated(text: str, event: Event, last: Dated | None) -> DateInterval | None:
    """Return the day of the sentence before in a text without news: a report of what is long past.

    "On 3 May last year gunmen entered Aro. In Beno, they killed nine."
    """
    if last is None or last.interval.precision is not DatePrecision.DAY:
        return None
    sentence = event.trigger.sentence
    beside = sentence.number - last.event.trigger.sentence.number == 1
    same = "\n" not in text[last.event.trigger.start : event.trigger.start]
    return last.interval if beside and same else None


def _is_timed(text: str, sentence: Bounds, published: date | None, interval: DateInterval) -> bool:
    """Whether a sentence says when: by a day, a clock time, or a noun's day that is the event's."""
    if _CLOCK.search(text, *sentence):
        return True
    found = find_dates(text, sentence, published)
    return any(m.use == "day" or (m.use == "named" and m.interval == interval) for m in found)


def _is_news(interval: DateInterval, published: date | None) -> bool:
    if interval.precision is not DatePrecision.DAY or interval.end is None:
        return False
    return published is None or published - interval.end <= _RECENT
