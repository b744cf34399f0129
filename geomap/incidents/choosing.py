"""Choose the type of an event: what the word lists say, weighed with what the tagger reads.

"Set on fire" is a riot beside barricades, a crime of war in a raided village and a disaster in a
dry summer. The lists know the words, the tagger reads the sentences at the event's places, and
what it reads at all places of a document together tells what the document is about. A small
log-linear model weighs them; its weights (``data/models/types.json``) are fitted by
`geomap.training.types`. A user's own words keep the type that the user gave them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomap.incidents.scenes import is_at
from geomap.incidents.tellings import Event
from geomap.incidents.triggers import Trigger
from geomap.incidents.vocabulary import active
from geomap.models import IncidentType, Resolution
from geomap.resources import packaged

Floats = NDArray[np.float64]
TYPES: Final = tuple(IncidentType)
CLUES: Final = ("named", "effect", "in_it", "beside", "topic")
"""What each type is weighed by: whether the lists give it to a word that names an event, or only
its effect; how far the tagger reads it at the event's places, in that word or in one beside it; and
how far at all places of the document."""
_LISTED: Final = 2  # the first of the clues: those that the lists give
_TWO_SENSES: Final = "strike/n"  # the lists look at what tells a walkout from a raid
_BY_FAR: Final = 1.4  # in logarithms of odds: four times as likely
_NUMBER: Final = {kind: number for number, kind in enumerate(TYPES)}
_OTHER: Final = _NUMBER[IncidentType.OTHER]
# Added to what is read of each type, in events: one reading is no proof, and none no disproof.
_DOUBT_HERE, _DOUBT_TOPIC = 0.02, 0.1


class Weights(NamedTuple):
    """What a unit of each clue adds to the score of a type, and what each type has beforehand."""

    clues: Floats  # (clues,)
    types: Floats  # (types,)

    def best(self, values: Floats) -> IncidentType:
        """Return the likeliest type; ``values`` are (types, clues).

        A word that names an event keeps its type unless another is likelier by far, and nothing
        becomes `IncidentType.OTHER`, which is what no list and no reading knows better.
        """
        scores = values @ self.clues + self.types
        listed = int(values[:, :_LISTED].sum(1).argmax())
        scores[listed] += _BY_FAR * values[listed, 0]
        if listed != _OTHER:
            scores[_OTHER] = -np.inf
        return TYPES[int(scores.argmax())]


def choose_types(
    events: Sequence[Event], resolutions: Iterable[Resolution], weights: Weights | None = None
) -> tuple[Event, ...]:
    """Return the events, each with the likeliest type; all that one trigger tells of have one."""
    weights = weights or packaged_weights()
    types = {key: weights.best(values) for key, values in weighed(events, resolutions)}
    return tuple(_with_type(event, types.get(_key(event))) for event in events)


def weighed(
    events: Sequence[Event], resolutions: Iterable[Resolution]
) -> Iterator[tuple[tuple[int, int], Floats]]:
    """Yield the bounds of each trigger whose places the tagger read, and the clues to its type.

    The clues are an array (types, clues), in the order of `TYPES` and `CLUES`.
    """
    topic = _log_shares(_read_at(resolutions), _DOUBT_TOPIC)
    users = {words for _, words, *_ in active().triggers}
    told: defaultdict[tuple[int, int], list[Event]] = defaultdict(list)
    for event in events:
        if event.use is not None and event.trigger.words not in users:
            told[_key(event)].append(event)
    for key, tellings in told.items():
        if _is_walkout(tellings[0].trigger) or all(_is_anothers(e, events) for e in tellings):
            continue
        places = [e.use.resolution for e in tellings if e.use is not None]
        if any(place.mention.scene for place in places):
            yield key, np.stack([*_clues(tellings[0].trigger, places), topic], axis=1)


def _is_walkout(trigger: Trigger) -> bool:
    """Whether the lists know which strike is meant, which the tagger mixes up."""
    return trigger.type is IncidentType.PROTEST and _TWO_SENSES in trigger.words


def _is_anothers(event: Event, events: Sequence[Event]) -> bool:
    """Whether a place was told of another event, and what is read there is of that one."""
    scene = event.use.resolution.mention.scene if event.use is not None else None
    if scene is None or event.trigger.strength != "strong" or is_at(event.trigger, scene):
        return False
    beside = (
        e.trigger
        for e in events
        if e.trigger.strength == "strong" and e.use is event.use and e.trigger is not event.trigger
    )
    return any(is_at(t, scene) or (scene.trigger is None and event.follows) for t in beside)


def _clues(trigger: Trigger, places: Sequence[Resolution]) -> Iterator[Floats]:
    """Yield the clues that a trigger and its places give."""
    listed = np.zeros(len(TYPES))
    listed[_NUMBER[trigger.told_type]] = 1.0
    effect = trigger.strength == "effect"
    yield listed * (not effect)
    yield listed * effect
    inside = [p for p in places if p.mention.scene and is_at(trigger, p.mention.scene)]
    yield _log_shares(_read_at(inside), _DOUBT_HERE)
    yield _log_shares(_read_at(p for p in places if p not in inside), _DOUBT_HERE)


def _read_at(places: Iterable[Resolution]) -> Floats:
    """Return how many events of each type the tagger reads at places."""
    total = np.zeros(len(TYPES))
    for place in places:
        if scene := place.mention.scene:
            total += scene.happened * np.array(scene.shares)
    return total


def _log_shares(read: Floats, doubt: float) -> Floats:
    return np.asarray(np.log((read + doubt) / (read + doubt).sum()))


def _key(event: Event) -> tuple[int, int]:
    return event.trigger.start, event.trigger.end


def _with_type(event: Event, kind: IncidentType | None) -> Event:
    trigger = event.trigger
    if kind is None or kind is trigger.type:
        return event
    words = f"{trigger.words} (in the lists: {trigger.told_type})"
    return event._replace(
        told=event.told._replace(trigger=trigger._replace(type=kind, words=words))
    )


@cache
def packaged_weights() -> Weights:
    """Return the weights that ship in ``data/models``."""
    return to_weights(json.loads(packaged("data", "models", "types.json").read_text("utf-8")))


def to_weights(stored: Mapping[str, Any]) -> Weights:
    """Return the weights as they stand in the file: by clue, and by type."""
    return Weights(
        np.array([stored["clues"][clue] for clue in CLUES]),
        np.array([stored["types"][kind.value] for kind in TYPES]),
    )
