"""Who says it and how many were hurt: what the tellings of an incident add up to."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from geomap.incidents.attribution import AUTHOR, Attribution, reported_by
from geomap.incidents.clauses import sentences_of
from geomap.incidents.counts import Count, casualties
from geomap.incidents.linking import Event
from geomap.incidents.merging import Cluster
from geomap.incidents.sides import side_of
from geomap.incidents.tokens import Sentence
from geomap.models import Document, IncidentType
from geomap.text import Bounds

_BLOODLESS = frozenset(
    {IncidentType.CEASEFIRE, IncidentType.TROOP_MOVEMENT, IncidentType.DISPLACEMENT}
)
_SOURCES = 3
Tolls = dict[int, dict[str, int]]  # number of the cluster -> kind of count -> persons


class Voices(NamedTuple):
    """Whose word each telling is, by the start of its trigger."""

    by_trigger: dict[int, Attribution]

    def of(self, cluster: Cluster) -> tuple[Attribution, ...]:
        """Return the attributions of the cluster's tellings, the leading one first.

        A hospital that counts the dead afterwards doesn't tell of the event; a side that does
        owns it or complains of it.
        """
        lead = self.by_trigger.get(cluster.lead.event.trigger.start, AUTHOR)
        others = tuple(
            said
            for dated in cluster.tellings
            # Who speaks of it in general ("nine sites were struck") owns to no single place.
            if dated is not cluster.lead and dated.event.use is not None
            for said in [self.by_trigger.get(dated.event.trigger.start, AUTHOR)]
            if said.kind == "party" or dated.event.trigger.strength != "effect"
        )
        if all(said.source is None for said in (lead, *others)):
            others += self._before(cluster)
        return (lead, *others)

    def _before(self, cluster: Cluster) -> tuple[Attribution, ...]:
        """Return whose word the sentence before is, where that tells of the event without a place.

        "The ministry reported a shelling. The shelled towns, Aro and Chiva, ..." is its claim.
        """
        number = cluster.lead.event.trigger.sentence.number - 1
        return tuple(
            self.by_trigger.get(dated.event.trigger.start, AUTHOR)
            for dated in cluster.tellings
            if dated.event.use is None and dated.event.trigger.sentence.number == number
        )


def voices(document: Document, sentences: tuple[Sentence, ...], events: Iterable[Event]) -> Voices:
    """Return who says what each event's sentence says; "it" points to the sentence before."""
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        by_sentence.setdefault(event.trigger.sentence.number, []).append(event)
    found: dict[int, Attribution] = {}
    previous: str | None = None
    for sentence in sentences[: max(by_sentence, default=-1) + 1]:
        for event in by_sentence.get(sentence.number, ()):
            trigger = Bounds(event.trigger.start, event.trigger.end)
            found[trigger.start] = reported_by(
                document.text, sentence.bounds, previous, document, trigger
            )
        said = reported_by(document.text, sentence.bounds, previous, document).source
        previous = said or previous
    return Voices(found)


def sources_of(said: Iterable[Attribution], *, joined: bool) -> str | None:
    """Return the leading source; where ``joined``, also those of other sides: "India; Pakistan"."""
    found: dict[str, str] = {}  # side, or the name itself -> name
    for source in (a.source for a in said if a.source is not None):
        side = side_of(source)
        if not found or (joined and (side or source[0].islower())):
            found.setdefault(side.name if side else source.casefold(), source)
    return "; ".join(list(found.values())[:_SOURCES]) or None


def tolls(text: str, clusters: tuple[Cluster, ...]) -> Tolls:
    """Return the casualties of each cluster: every number counts for one incident at most.

    A number in a sentence with several incidents goes to the one whose trigger is nearest; where
    one trigger has several places it is the sum over them, and given to none. The first sentence
    of an incident that states a kind of number decides it.
    """
    places: dict[int, set[int]] = {}  # start of a trigger -> clusters
    by_sentence: dict[Bounds, set[int]] = {}
    for number, cluster in enumerate(clusters):
        if cluster.type in _BLOODLESS:
            continue
        for dated in cluster.tellings:
            trigger = dated.event.trigger
            places.setdefault(trigger.start, set()).add(number)
            by_sentence.setdefault(trigger.sentence.bounds, set()).add(trigger.start)
    _share_borrowed(clusters, places)
    result: Tolls = {}
    for bounds in sorted(by_sentence):
        stated: Tolls = {}
        for count in casualties(text, bounds):
            owners = places[_nearest(count, by_sentence[bounds])]
            if len(owners) == 1 or count.number == 0:  # nobody is nobody at each of the places
                for owner in owners:
                    own = stated.setdefault(owner, {})
                    own[count.kind] = own.get(count.kind, 0) + count.number
        for owner, kinds in stated.items():
            result[owner] = {**kinds, **result.get(owner, {})}
    for bounds, owners in _followers(text, by_sentence, places).items():
        for count in casualties(text, bounds):
            for owner in owners if count.number == 0 else ():
                result.setdefault(owner, {}).setdefault(count.kind, 0)
    return result


def _followers(
    text: str, by_sentence: dict[Bounds, set[int]], places: dict[int, set[int]]
) -> dict[Bounds, set[int]]:
    """Return the sentence after each that tells of incidents and has none: "Nobody was killed."."""
    told = sentences_of(text)
    found: dict[Bounds, set[int]] = {}
    for sentence, triggers in by_sentence.items():
        at = bisect_right(told, sentence)
        following = told[at] if at < len(told) else sentence
        if following not in by_sentence and "\n\n" not in text[sentence.end : following.start]:
            found[following] = {owner for start in triggers for owner in places[start]}
    return found


def _share_borrowed(clusters: tuple[Cluster, ...], places: dict[int, set[int]]) -> None:
    """Let victims told with a list of places ("hit X and Y, killing 12") belong to all of them."""
    events = [dated.event for cluster in clusters for dated in cluster.tellings if dated.event.use]
    owners: dict[tuple[int, int], set[int]] = {}  # the use of a place -> clusters told with it
    for event in events:
        if not event.how.startswith("place "):
            owners.setdefault(_spot(event), set()).update(places.get(event.trigger.start, ()))
    for event in events:
        if event.how.startswith("place of") and event.trigger.start in places:
            places[event.trigger.start] |= owners.get(_spot(event), set())


def _spot(event: Event) -> tuple[int, int]:
    """Return which words in the text gave the event its place."""
    return (event.use.resolution.mention.start, event.use.position) if event.use else (-1, -1)


def _nearest(count: Count, triggers: set[int]) -> int:
    return min(sorted(triggers), key=lambda start: _distance(count, start))


def _distance(count: Count, start: int) -> int:
    return max(count.start - start, start - count.end, 0)
