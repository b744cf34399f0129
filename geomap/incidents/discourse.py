"""Read the sentences of a document in order, and carry the place from one to the next."""

from collections import Counter
from typing import NamedTuple

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.linking import Event, Told, link
from geomap.incidents.mood import Mood, mood_of
from geomap.incidents.places import PlaceUse, Use, level, place_uses
from geomap.incidents.tokens import Sentence
from geomap.incidents.triggers import Trigger, document_classes, find_triggers
from geomap.models import IncidentType

T = IncidentType
# Types that tell one story when they happen at one place on one day.
FAMILIES = {
    T.SHELLING: "violence",
    T.AIR_STRIKE: "violence",
    T.EXPLOSION: "violence",
    T.ARMED_CLASH: "violence",
    T.SHOOTING: "violence",
    T.VIOLENCE_AGAINST_CIVILIANS: "violence",
    T.CRIME: "violence",
    T.TERRITORY_CHANGE: "territory",
    T.DISASTER: "hazard",
    T.ACCIDENT: "hazard",
    T.DISEASE: "disease",
    T.PROTEST: "unrest",
    T.RIOT: "unrest",
    T.DISPLACEMENT: "displacement",
    T.ABDUCTION_OR_DETENTION: "detention",
    T.TROOP_MOVEMENT: "troops",
    T.CEASEFIRE: "ceasefire",
    T.OTHER: "other",
}
_HARMFUL = frozenset(
    {
        T.SHELLING, T.AIR_STRIKE, T.EXPLOSION, T.ARMED_CLASH, T.SHOOTING, T.DISASTER, T.ACCIDENT,
        T.VIOLENCE_AGAINST_CIVILIANS, T.RIOT, T.DISEASE, T.CRIME,
    }
)  # fmt: skip
_CARRY = 2  # sentences over which a place is still "there"


class _State(NamedTuple):
    """The last event with a place, and the sentence in which it stood."""

    last: Event | None = None
    number: int = -99
    pending: Event | None = None  # a strong trigger that still waits for its place


def read_events(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> tuple[Event, ...]:
    """Return all tellings of events, in text order, with places carried over sentences."""
    classes = document_classes(sentences, lexicon)
    state = _State()
    result: list[Event] = []
    found = [find_triggers(sentence, lexicon, classes) for sentence in sentences]
    for sentence, triggers in zip(sentences, typed(found), strict=True):
        told = tuple(Told(t, *mood_of(t, lexicon)) for t in triggers)
        covered = frozenset(i for t in triggers for i in range(t.first, t.last + 1))
        uses = place_uses(sentence, lexicon, covered)
        events = link(sentence, told, uses, lexicon)
        events = tuple(e for e in events if _is_real(e))
        events, state = _settle(sentence, events, uses, state)
        result += events
    return tuple(result)


def typed(found: list[tuple[Trigger, ...]]) -> list[tuple[Trigger, ...]]:
    """Give words that name only what came of an event the type of the last one told, or the main.

    Without any other event in the document they tell of none.
    """
    strong = [t for part in found for t in part if t.strength == "strong" and t.type in _HARMFUL]
    if not strong:
        return [tuple(t for t in part if t.type is not None) for part in found]
    counts = Counter(t.type for t in strong)
    last = max(counts, key=lambda kind: counts[kind])
    result = []
    for part in found:
        own = next((t.type for t in part if t in strong), None)
        last = own or last
        result.append(tuple(t if t.type else t._replace(type=last) for t in part))
    return result


def _is_real(event: Event) -> bool:
    return event.told.mood in (Mood.ASSERTED, Mood.DENIED)


def _settle(
    sentence: Sentence, events: tuple[Event, ...], uses: tuple[PlaceUse, ...], state: _State
) -> tuple[list[Event], _State]:
    """Give events without a place the sentence's or the discourse's, and remember the last one."""
    placed = [e for e in events if e.use is not None]
    settled: list[Event] = []
    for event in events:
        if event.use is not None:
            settled.append(event)
            continue
        settled.append(_inherit(event, placed, state, sentence))
    if not events and state.pending is not None and sentence.number - state.number <= 1:
        settled += _late(state.pending, uses)
    last = next((e for e in reversed(settled) if e.use is not None), None)
    if last is not None:
        return settled, _State(last, sentence.number)
    pending = next((e for e in settled if e.trigger.strength == "strong"), None)
    return settled, _State(state.last, state.number, pending)


def _inherit(event: Event, placed: list[Event], state: _State, sentence: Sentence) -> Event:
    if event.trigger.strength == "weak":
        return event
    if placed:
        nearest = min(placed, key=lambda e: abs(e.trigger.first - event.trigger.first))
        return event._replace(use=nearest.use, how="place of the sentence")
    if state.last is None or sentence.number - state.number > _CARRY:
        return event
    return event._replace(use=state.last.use, how="place of the sentence before")


def _late(pending: Event, uses: tuple[PlaceUse, ...]) -> list[Event]:
    """A place that the next sentence gives: "A bomb went off. It happened in X"."""
    return [
        pending._replace(use=use, how="place in the next sentence")
        for use in uses
        if use.use is Use.AT and level(use.resolution) > 0
    ]
