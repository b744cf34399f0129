"""Weigh what the tagger reads at each place against what the word lists made of the sentence.

The lists know words, the tagger knows sentences: it finds the places of events that no list names,
and tells a place where something happened from one that only stands beside. Where it is sure, it
decides; in between, the lists do.
"""

from collections.abc import Sequence

from geomap.incidents.linking import Event, Told
from geomap.incidents.mood import Mood
from geomap.incidents.stories import FAMILIES
from geomap.incidents.tokens import Sentence
from geomap.incidents.triggers import Trigger
from geomap.incidents.uses import PlaceUse, Use
from geomap.models import Scene

# Probabilities, chosen on the held-out reports of `data/corpus`.
_SURE = 0.6  # from here on something happened at a place, whatever the lists say
_SURE_AGAINST = 0.85  # the same, where the lists found the event unreal (denied, feared, future)
_UNLIKELY = 0.12  # below this nothing happened at a place, whatever the lists say
_TYPED = 0.6  # share of the likeliest type from which it replaces the lists'


def with_scenes(
    sentence: Sentence, told: Sequence[Told], events: tuple[Event, ...], uses: Sequence[PlaceUse]
) -> tuple[Event, ...]:
    """Return the sentence's events, corrected by the scenes of its places.

    Args:
        sentence: the sentence.
        told: all its triggers with their moods, the unreal ones too.
        events: what the word lists made of it: real events, with a place or without.
        uses: its places.
    """
    weighed = [_typed(e) for e in (_weighed(e) for e in events)]
    taken = {e.use.position for e in weighed if e.use is not None}
    for use in uses:
        scene = use.resolution.mention.scene
        if scene is None or use.position in taken or use.use is Use.EXCLUDED:
            continue
        if scene.happened >= _needed(told, scene):
            weighed = _placed(sentence, weighed, use, scene)
    return tuple(sorted(weighed, key=lambda e: (e.trigger.first, _position(e))))


def _weighed(event: Event) -> Event:
    """Take the place from an event where the tagger is sure that nothing happened there."""
    scene = event.use.resolution.mention.scene if event.use else None
    if event.use is None or scene is None or scene.happened >= _UNLIKELY:
        return event
    return event._replace(use=None, how=f"{event.use.text}: the tagger reads of no event there")


def _typed(event: Event) -> Event:
    """Give an event the type that the tagger is sure of."""
    scene = event.use.resolution.mention.scene if event.use else None
    if scene is None or scene.happened < _SURE or scene.share < _TYPED:
        return event
    if event.trigger.type is scene.type:
        return event
    trigger = event.trigger._replace(type=scene.type)
    return event._replace(told=event.told._replace(trigger=trigger))


def _needed(told: Sequence[Told], scene: Scene) -> float:
    """Return how sure the tagger must be: surer where the lists read the event as unreal."""
    trigger = _nearest([t.trigger for t in told], scene)
    unreal = {t.trigger.first for t in told if t.mood not in (Mood.ASSERTED, Mood.DENIED)}
    return _SURE_AGAINST if trigger is not None and trigger.first in unreal else _SURE


def _placed(sentence: Sentence, events: list[Event], use: PlaceUse, scene: Scene) -> list[Event]:
    """Return the events with one more place: a placeless one's of the kind, or a new event's."""
    how = f"the tagger reads so ({scene.happened:.0%})"
    here = use._replace(use=Use.AT) if use.use is Use.CONTEXT else use
    alike = [e for e in events if e.use is None and _is_alike(e.trigger, scene)]
    if alike:
        nearest = min(alike, key=lambda e: abs(e.trigger.first - use.position))
        return [e._replace(use=here, how=how) if e is nearest else e for e in events]
    others = [e.trigger for e in events if _is_alike(e.trigger, scene)]
    trigger = _nearest(others, scene) or _trigger(sentence, use, scene)
    return [*events, Event(Told(trigger, Mood.ASSERTED, ""), here, how)]


def _is_alike(trigger: Trigger, scene: Scene) -> bool:
    return FAMILIES[trigger.told_type] == FAMILIES[scene.type]


def _nearest(triggers: Sequence[Trigger], scene: Scene) -> Trigger | None:
    """Return the trigger at the scene's own words, else the nearest of its kind."""
    if not triggers or scene.trigger is None:
        return next((t for t in triggers if _is_alike(t, scene)), None)
    at = scene.trigger.start
    best = min(triggers, key=lambda t: abs(t.start - at))
    overlaps = best.start < scene.trigger.end and at < best.end
    return best if overlaps or _is_alike(best, scene) else None


def _trigger(sentence: Sentence, use: PlaceUse, scene: Scene) -> Trigger:
    """Return the scene's words as a trigger; the place itself where the tagger saw none."""
    first = last = use.position
    if scene.trigger is not None:
        inside = [
            i
            for i, token in enumerate(sentence.tokens)
            if token.start < scene.trigger.end and token.end > scene.trigger.start
        ]
        first, last = (inside[0], inside[-1]) if inside else (first, last)
    return Trigger(sentence, first, last, scene.type, "strong", "(read by the tagger)")


def _position(event: Event) -> int:
    return event.use.position if event.use else -1
