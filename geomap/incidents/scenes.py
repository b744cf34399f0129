"""Weigh what the tagger reads at each place against what the word lists made of the sentence.

The lists know words, the tagger knows sentences: it finds the places of events that no list names,
and tells a place where something happened from one that only stands beside. Where it is sure, it
decides; in between, the lists do.
"""

from collections.abc import Sequence
from itertools import pairwise

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.linking import put
from geomap.incidents.mood import Mood
from geomap.incidents.roads import FAR_END, HALF_WAY
from geomap.incidents.stories import FAMILIES
from geomap.incidents.tellings import Event, Told
from geomap.incidents.tokens import Sentence
from geomap.incidents.triggers import Trigger
from geomap.incidents.uses import PlaceUse, Use
from geomap.models import GeoPrecision, IncidentType, Scene

# Probabilities, chosen on the held-out reports of `data/corpus`.
_SURE = 0.6  # from here on an event that the lists put nowhere took place there
_ALONE = 0.95  # from here on something happened at a place, though the lists know no such event
_WORDLESS = 0.99  # the same, where the tagger cannot say in which words it reads that
_SURE_AGAINST = 0.98  # the same, where the lists found the event unreal (denied, feared, future)
_NEVER_SURE = 1.1  # what a sentence says did not happen, or is only meant, did not
_UNLIKELY = 0.05  # below this nothing happened at a place, whatever the lists say
_UNLIKELY_IN_COUNTRY = 0.002  # the same of a whole country: what is told of it is told in general
# Events that are told of where people or troops left from, not of where they came to.
_LEFT = frozenset({IncidentType.DISPLACEMENT, IncidentType.TERRITORY_CHANGE})
# Uses that the lists know better: where it was felt, who spoke or only was there, where people
# and fire came from.
_NEVER = frozenset({Use.EXCLUDED, Use.FELT, Use.SEAT, Use.STAY, Use.ORIGIN})


def with_scenes(
    sentence: Sentence,
    told: Sequence[Told],
    events: tuple[Event, ...],
    uses: Sequence[PlaceUse],
    lexicon: Lexicon,
    idle: frozenset[int] = frozenset(),
) -> tuple[Event, ...]:
    """Return the sentence's events, corrected by the scenes of its places.

    Args:
        sentence: the sentence.
        told: all its triggers with their moods, the unreal ones too.
        events: what the word lists made of it: real events, with a place or without.
        uses: its places.
        lexicon: its cues tell withdrawals.
        idle: the tokens that the lists know to tell of no event.
    """
    weighed = [_weighed(e, events, uses) for e in events]
    for use in uses:
        scene = use.resolution.mention.scene
        if (
            scene is None
            or use.use in _NEVER
            or use.word == FAR_END
            or _is_reached(use, scene, lexicon)
        ):
            continue
        if _is_taken_up(weighed, scene) or _is_idle(sentence, scene, idle):
            continue
        if _happened(use, uses) >= _needed(told, weighed, scene) and not _is_told(
            use, weighed, uses
        ):
            weighed = _placed(sentence, weighed, use, uses)
    return tuple(sorted(weighed, key=lambda e: (e.trigger.first, _position(e))))


def _happened(use: PlaceUse, uses: Sequence[PlaceUse]) -> float:
    """Return how sure the tagger is of any member of the list: what befell one befell all.

    A member at which it reads of nothing is no member: "between Aro and Chiva, where ...".
    """
    own = use.resolution.mention.scene
    if own is not None and own.happened < _UNLIKELY:
        return own.happened
    listed = (u for u in uses if u.group == use.group and u.use is use.use)
    return max(u.resolution.mention.scene.happened for u in listed if u.resolution.mention.scene)


def _is_reached(use: PlaceUse, scene: Scene, lexicon: Lexicon) -> bool:
    """Whether people only came there: displacement and loss of ground are where they left from."""
    if use.use is not Use.DESTINATION or scene.type not in _LEFT:
        return False
    told = scene.trigger.text.casefold() if scene.trigger is not None else ""
    return scene.type is IncidentType.DISPLACEMENT or _withdrew(told.split(), lexicon)


def _withdrew(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words tell of a withdrawal: "left", "pulled back"."""
    leaves = any(word in lexicon.cues["leaving"] for word in words)
    return leaves or any(
        word in lexicon.cues["drawing"] and after == "back" for word, after in pairwise(words)
    )


def _is_taken_up(events: Sequence[Event], scene: Scene) -> bool:
    """Whether the words of a scene stand in a relative clause, which tells of its own place."""
    return any(e.taken_up and is_at(e.trigger, scene) for e in events)


def _is_idle(sentence: Sentence, scene: Scene, idle: frozenset[int]) -> bool:
    """Whether a scene's words are ones that tell of no event: the film that "was shot"."""
    words = scene.trigger
    tokens = (sentence.tokens[n] for n in idle)
    return words is not None and any(t.start < words.end and words.start < t.end for t in tokens)


def _is_told(use: PlaceUse, events: Sequence[Event], uses: Sequence[PlaceUse]) -> bool:
    """Whether an event has this place, a part of it, or what stands for it: its town, district."""
    taken = {e.use.position for e in events if e.use is not None}
    if use.use is Use.CONTEXT and use.word and _has_event(use.word, events, uses):
        return True  # what it contains has the event
    around = (u for u in uses if u is not use and u.use is not Use.ORIGIN)
    stand_ins = {u.position for u in around if _contains(u, use)}
    return use.position in taken or bool(taken & stand_ins)


def _has_event(name: str, events: Sequence[Event], uses: Sequence[PlaceUse]) -> bool:
    """Whether an event has a place whose words begin so, or the road that ends there."""
    ends_road = any(u.word == FAR_END and u.text == name for u in uses)
    own = [e.use for e in events if e.use is not None]
    return any(u.text.startswith(name) or (ends_road and u.word == HALF_WAY) for u in own)


def _contains(outer: PlaceUse, spot: PlaceUse) -> bool:
    """Whether a place that the gazetteer has is where the sentence puts one that it lacks."""
    if _is_listed(outer, spot):
        return False
    return spot.place is None and outer.place is not None and outer.fineness <= spot.fineness


def _weighed(event: Event, events: Sequence[Event], uses: Sequence[PlaceUse]) -> Event:
    """Take the place from an event where the tagger is sure that nothing happened there."""
    own = event.use
    # The tagger reads of the ends of a road, and of a relative clause as of the main one.
    if own is None or own.word == HALF_WAY or event.taken_up or _is_unlearned(event.trigger):
        return event
    if _is_ground_named(event.trigger, own):
        return event
    # What befell one member of a list befell all: "outside the courts in Aro, Kut and Chiva".
    # An unknown place that has an event of its own does not speak for what lies around it.
    taken = {e.use.position for e in events if e.use is not None}
    around = (u for u in uses if _contains(own, u) and u.position not in taken)
    here = [*(u for u in uses if _is_listed(u, own)), *around]
    scenes = [u.resolution.mention.scene for u in here]
    known = [scene.happened for scene in scenes if scene is not None]
    wide = own.precision is GeoPrecision.COUNTRY
    if not known or max(known) >= (_UNLIKELY_IN_COUNTRY if wide else _UNLIKELY):
        return event
    return event._replace(use=None, how=f"{own.text}: the tagger reads of no event there")


def _is_listed(use: PlaceUse, other: PlaceUse) -> bool:
    """Whether two are members of one list of places, or the same."""
    return use.group == other.group and use.use is other.use


def _is_ground_named(trigger: Trigger, own: PlaceUse) -> bool:
    """Whether words that tell of ground won run up to its name: "the flag was raised in X"."""
    ground = trigger.type is IncidentType.TERRITORY_CHANGE and trigger.strength == "strong"
    return ground and trigger.first < own.head - 1 <= trigger.last


def _is_unlearned(trigger: Trigger) -> bool:
    """Whether the tagger cannot know: it saw next to no event that fits no other type."""
    return trigger.type is IncidentType.OTHER and trigger.strength == "strong"


def _needed(told: Sequence[Told], events: Sequence[Event], scene: Scene) -> float:
    """Return how sure the tagger must be: surer where the lists read no event, or an unreal one."""
    trigger = _nearest([t.trigger for t in told], scene)
    mood = next((t.mood for t in told if trigger is not None and t.trigger == trigger), None)
    if mood in (Mood.NEGATED, Mood.INTENDED):
        return _NEVER_SURE
    if mood not in (None, Mood.ASSERTED, Mood.DENIED):
        return _SURE_AGAINST
    if any(_is_alike(e.trigger, scene) for e in events):
        return _SURE
    return _ALONE if scene.trigger is not None else _WORDLESS


def _placed(
    sentence: Sentence, events: list[Event], use: PlaceUse, uses: Sequence[PlaceUse]
) -> list[Event]:
    """Return the events with one more place: a placeless one's of the kind, or a new event's."""
    scene = use.resolution.mention.scene
    if scene is None:
        return events
    how = f"the tagger reads so ({scene.happened:.0%})"
    here = use._replace(use=Use.AT) if use.use is Use.CONTEXT else use
    alike = [e for e in events if e.use is None and _is_alike(e.trigger, scene)]
    if alike:
        meant = [e for e in alike if is_at(e.trigger, scene)] or alike
        nearest = min(meant, key=lambda e: abs(e.trigger.first - use.position))
        placed = put(nearest.told, here, how, tuple(uses))
        return [placed if e is nearest else e for e in events]
    others = [e.trigger for e in events if _is_alike(e.trigger, scene)]
    trigger = _nearest(others, scene) or _trigger(sentence, use, scene)
    return [*events, put(Told(trigger, Mood.ASSERTED, ""), here, how, tuple(uses))]


def _is_alike(trigger: Trigger, scene: Scene) -> bool:
    return FAMILIES[trigger.told_type] == FAMILIES[scene.type]


def _nearest(triggers: Sequence[Trigger], scene: Scene) -> Trigger | None:
    """Return the trigger at the scene's own words, else the nearest of its kind."""
    if not triggers or scene.trigger is None:
        return next((t for t in triggers if _is_alike(t, scene)), None)
    at = scene.trigger.start
    best = min(triggers, key=lambda t: abs(t.start - at))
    return best if is_at(best, scene) or _is_alike(best, scene) else None


def is_at(trigger: Trigger, scene: Scene) -> bool:
    """Whether a trigger holds the words in which the tagger reads the scene."""
    words = scene.trigger
    return words is not None and trigger.start < words.end and words.start < trigger.end


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
    return Trigger(sentence, first, last, scene.type, "weak", "(read by the tagger)")


def _position(event: Event) -> int:
    return event.use.position if event.use else -1
