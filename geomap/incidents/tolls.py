"""How many were killed and hurt in each incident, by what all its tellings and the next say."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from geomap.incidents.adding import Tally
from geomap.incidents.counts import casualties, total
from geomap.incidents.followers import OLDER, followers, of_their_time, places_in
from geomap.incidents.merging import Cluster, Dated, compatible
from geomap.incidents.statements import told_by
from geomap.incidents.stories import FAMILIES
from geomap.incidents.sums import Count
from geomap.incidents.tellings import Event, Found
from geomap.incidents.tokens import Sentence
from geomap.incidents.uses import PlaceUse
from geomap.models import DatePrecision, IncidentType, Mention
from geomap.text import Bounds

_BLOODLESS = frozenset(
    {IncidentType.CEASEFIRE, IncidentType.TROOP_MOVEMENT, IncidentType.DISPLACEMENT}
)
_REACH = 60  # code points between a number and the place beside it
_BREAK = re.compile(r"[,;:.\n]|\b(?:and|but|while|when|where|after|before)\b")
_AT = re.compile(r"\s(?:in|at|near|outside)\s(?:the\s)?")
Tolls = dict[int, dict[str, int]]  # number of the cluster -> kind of count -> persons
_Places = dict[int, set[int]]  # start of a trigger -> numbers of the clusters that it tells of
_Told = dict[Bounds, set[int]]  # sentence -> starts of the triggers in it


class _Ground(NamedTuple):
    """What a text tells of its incidents: their triggers (start -> end), owners and places."""

    text: str
    clusters: tuple[Cluster, ...]
    places: _Places
    ends: dict[int, int]
    spots: dict[int, list[PlaceUse]]


def tolls(
    text: str,
    sentences: tuple[Sentence, ...],
    clusters: tuple[Cluster, ...],
    cues: Mapping[str, frozenset[str]],
) -> Tolls:
    """Return the casualties of each cluster: every number counts for one incident at most.

    A number in a sentence with several incidents goes to the one whose trigger is nearest; where
    one trigger has several places it is the sum over them, and given to none. The first sentence
    of an incident that states a kind of number decides it, unless a later one sums up to more.

    Args:
        text: the text into which all bounds point.
        sentences: its sentences.
        clusters: the incidents; those without bloodshed (a truce) get none.
        cues: the lexicon's; "recall" and "era" tell of other times, whose dead are not those of
            the event told before; what is "centred" is one event, and its whole toll the centre's.
    """
    places, told = _places(clusters)
    eras = _eras(sentences, clusters, cues["era"])
    ends = {d.event.trigger.start: d.event.trigger.end for c in clusters for d in c.tellings}
    ground = _Ground(text, clusters, places, ends, _spots(clusters))
    named = {sentence.bounds: places_in(sentence) for sentence in sentences}
    result: dict[int, Tally] = {}
    general = _general(clusters)
    moved = _moved(clusters) - _centred(sentences, cues["centred"])
    for bounds in sorted(told.keys() - eras, key=lambda b: (b in general, b)):
        several = len(set().union(*(places[start] for start in told[bounds]))) > 1
        sick = _is_epidemic(clusters, set().union(*(places[start] for start in told[bounds])))
        counts = _told_once(text, bounds, several, latest=sick)
        whole = bounds in general and bounds in moved
        for owner, kinds in _stated(ground, counts, told[bounds], named[bounds], whole).items():
            result.setdefault(owner, Tally(text)).state(kinds, counts)
    _follow(ground, sentences, told, cues["era"] | cues["recall"], result)
    return {number: tally.numbers for number, tally in result.items()}


def _follow(
    ground: _Ground,
    sentences: tuple[Sentence, ...],
    told: _Told,
    recall: frozenset[str],
    result: dict[int, Tally],
) -> None:
    """Add to ``result`` what is counted in sentences that tell of no event themselves."""
    owners_of = {
        bounds: {owner for start in starts for owner in ground.places[start]}
        for bounds, starts in told.items()
    }
    named: dict[str, set[int]] = {}
    for number, uses in ground.spots.items():
        for use in uses:
            for name in (use.resolution.mention.name, use.own_name):
                named.setdefault(name, set()).add(number)
    found = followers(ground.text, sentences, owners_of, named, recall)
    for follower in sorted(found, key=lambda f: (f.before, f.bounds)):
        counts = _told_once(ground.text, follower.bounds, several=False)
        if not counts:
            continue
        owners = of_their_time(ground.text, follower.bounds, follower.owners, ground.clusters)
        for kind in {count.kind for count in counts}:
            number = total(counts, kind) or 0
            for owner in owners if len(owners) == 1 or number == 0 else ():
                tally = result.setdefault(owner, Tally(ground.text))
                if not (follower.before and kind in tally.numbers):
                    tally.state({kind: number}, counts)


def _stated(
    ground: _Ground, counts: Iterable[Count], starts: set[int], named: list[Mention], whole: bool
) -> Tolls:
    """Return the sums that one sentence states of each cluster.

    ``starts`` are those of its triggers, ``named`` its places; ``whole``: it tells of a region.
    """
    stated: Tolls = {}
    for count in counts:
        owners = ground.places[_nearest(count, {start: ground.ends[start] for start in starts})]
        here = _beside(ground, count, owners)
        if not here and _is_of_another(ground, count, owners, named):
            owners = set().union(*(ground.places[start] for start in starts))
            if not (here := _beside(ground, count, owners)):
                continue
        owners = here or owners
        if whole and _is_shared(owners, ground.clusters):
            continue
        if len(owners) == 1 or count.number == 0:  # nobody is nobody at each of the places
            for owner in owners:
                own = stated.setdefault(owner, {})
                own[count.kind] = own.get(count.kind, 0) + count.number
    return stated


def _is_epidemic(clusters: tuple[Cluster, ...], owners: Iterable[int]) -> bool:
    """Whether the sum is that of a whole epidemic, of which each case is an incident."""
    return {clusters[number].type for number in owners} == {IncidentType.DISEASE}


def _told_once(
    text: str, sentence: Bounds, several: bool, *, latest: bool = False
) -> tuple[Count, ...]:
    """Return the counts of a sentence without what is counted twice.

    That is what another speaker puts otherwise ("killed four; the rebels spoke of nine"), and a
    whole or its parts ("two died: a boy in A, a girl in B"). ``several``: the sentence tells of
    several places, so that the parts are what counts, and each speaker may speak of his own.
    """
    counts = casualties(text, sentence, latest=latest)
    twice: set[Count] = set()
    for kind in {count.kind for count in counts}:
        whole, *parts = (count for count in counts if count.kind == kind)
        if not several:
            twice.update(part for part in parts if _is_rival(text, sentence, whole, part))
        total = sum(part.number for part in parts)
        split = bool(parts) and ":" in text[whole.end : parts[0].start] and total <= whole.number
        if (sums := [count for count in parts if count.sum_up]) and whole.sum_up and not several:
            twice.update(c for c in (whole, *parts) if c is not sums[-1])  # "at 63, then at 89"
        if split or (len(parts) > 1 and total == whole.number):
            twice.update([whole] if several else parts)
    return tuple(count for count in counts if count not in twice)


def _is_rival(text: str, sentence: Bounds, one: Count, other: Count) -> bool:
    """Whether two speakers of one sentence count the same persons, each in his way."""
    said = (told_by(text, sentence, Bounds(c.start, c.end)) for c in (one, other))
    first, second = (statement and statement.speaker.text for statement in said)
    return first is not None and second is not None and first != second


def _spots(clusters: tuple[Cluster, ...]) -> dict[int, list[PlaceUse]]:
    """Return the places that the text gives each cluster by name, by the cluster's number."""
    named = ((n, d.event) for n, cluster in enumerate(clusters) for d in cluster.tellings)
    spots: dict[int, list[PlaceUse]] = {}
    for number, event in named:
        if event.use is not None and not event.borrowed:
            spots.setdefault(number, []).append(event.use)
    return spots


def _beside(ground: _Ground, count: Count, owners: set[int]) -> set[int]:
    """Return those of ``owners`` whose place stands beside the count: "killed 26 in the town of X".

    Each place of a list shares the number with the others; nobody's stands beside it then.
    """
    uses = [(n, use) for n in owners for use in ground.spots.get(n, ())]
    near = [(n, u) for n, u in uses if _is_beside(ground.text, count, u.resolution.mention)]
    listed = {n for n, use in uses if any(use.group == u.group and m != n for m, u in near)}
    return {n for n, _ in near} if not listed - {n for n, _ in near} else set()


def _is_of_another(
    ground: _Ground, count: Count, owners: set[int], named: Iterable[Mention]
) -> bool:
    """Whether a place that is none of the owners' stands after the count: "and two in Chiva"."""
    uses = [use for n in owners for use in ground.spots.get(n, ())]
    own = {name for use in uses for name in (use.resolution.mention.name, use.own_name)}
    return bool(own) and any(
        mention.name not in own
        and _AT.fullmatch(ground.text, count.end, mention.start)
        and _is_beside(ground.text, count, mention)
        for mention in named
    )


def _is_beside(text: str, count: Count, mention: Mention) -> bool:
    """Whether nothing ends the phrase between a count and the name of a place."""
    if not (count.end <= mention.start or mention.end <= count.start):
        return True
    between = text[min(count.end, mention.end) : max(count.start, mention.start)]
    return len(between) <= _REACH and not _BREAK.search(between)


def _is_shared(owners: set[int], clusters: tuple[Cluster, ...]) -> bool:
    """Whether what a whole region lost may be that of other incidents than ``owners`` too."""
    own = [clusters[n] for n in owners]
    return any(
        FAMILIES[other.type] == FAMILIES[one.type] and compatible(one.interval, other.interval)
        for one in own
        for n, other in enumerate(clusters)
        if n not in owners
    )


def _places(clusters: tuple[Cluster, ...]) -> tuple[_Places, _Told]:
    """Return which clusters each trigger tells of, and the triggers of each sentence."""
    places: _Places = {}
    told: _Told = {}
    for number, cluster in enumerate(clusters):
        if cluster.type in _BLOODLESS:
            continue
        for dated in cluster.tellings:
            if _is_of_more(dated, cluster):
                continue
            trigger = dated.event.trigger
            places.setdefault(trigger.start, set()).add(number)
            told.setdefault(trigger.sentence.bounds, set()).add(trigger.start)
    _share_borrowed(clusters, places)
    return places, told


def _is_of_more(dated: Dated, cluster: Cluster) -> bool:
    """Whether a telling without a place is of a longer time: "Since May 60 have died in riots"."""
    since, start = dated.interval.start, cluster.interval.start
    if not dated.event.borrowed or dated.interval.precision is DatePrecision.UNKNOWN:
        return False
    return since is not None and start is not None and since < start - OLDER


def _general(clusters: tuple[Cluster, ...]) -> set[Bounds]:
    """Return the sentences that tell of incidents only by the wider ground on which they were."""
    wide: set[Bounds] = set()
    own: set[Bounds] = set()
    for cluster in clusters:
        lead = cluster.lead.event.use
        for event in (dated.event for dated in cluster.tellings):
            same = event.use is None or lead is None or event.use.named_id == lead.named_id
            same = same and event.found is not Found.ELSEWHERE
            (own if same else wide).add(event.trigger.sentence.bounds)
    return wide - own


def _moved(clusters: tuple[Cluster, ...]) -> set[Bounds]:
    """Return the sentences that tell of a wider ground, but for a finer place told elsewhere."""
    told = (dated.event for cluster in clusters for dated in cluster.tellings)
    return {event.trigger.sentence.bounds for event in told if event.found is Found.ELSEWHERE}


def _centred(sentences: Iterable[Sentence], centred: frozenset[str]) -> set[Bounds]:
    """Return the sentences about an earthquake, whose whole toll is told of its centre."""
    return {s.bounds for s in sentences if any(token.form in centred for token in s.tokens)}


def _eras(
    sentences: tuple[Sentence, ...], clusters: tuple[Cluster, ...], era: frozenset[str]
) -> set[Bounds]:
    """Return the sentences that count the dead of a whole war or year, and tell of no event."""
    events = [dated.event for cluster in clusters for dated in cluster.tellings]
    own = {e.trigger.sentence.bounds for e in events if e.use and e.trigger.strength != "effect"}
    return {
        sentence.bounds
        for sentence in sentences
        if sentence.bounds not in own and any(token.form in era for token in sentence.tokens)
    }


def _share_borrowed(clusters: tuple[Cluster, ...], places: _Places) -> None:
    """Let victims told with a list of places ("hit X and Y, killing 12") belong to all of them.

    Those of a collapse aren't those of the rally during which it came; those told after two events
    of a place ("Gunmen attacked X. A bomber blew up the gate. Nine died.") are of the one told with
    it.
    """
    stories = [FAMILIES[cluster.type] for cluster in clusters]
    events = [dated.event for cluster in clusters for dated in cluster.tellings if dated.event.use]
    owners: dict[tuple[int, int], set[int]] = {}  # the use of a place -> clusters told with it
    for event in events:
        if not event.borrowed:
            owners.setdefault(_spot(event), set()).update(places.get(event.trigger.start, ()))
    loud = {e.trigger.sentence.number for e in events if e.trigger.strength != "effect"}
    for event in events:
        if event.follows and event.trigger.start in places:
            own = places[event.trigger.start]
            kin = {stories[number] for number in own}
            main = {n for n in owners.get(_spot(event), set()) if stories[n] in kin}
            main = {n for n in main if any(_meet(clusters[n], clusters[o]) for o in own)}
            if len(own) == len(main) == 1 and event.trigger.sentence.number not in loud:
                own.clear()
            own |= main


def _meet(one: Cluster, other: Cluster) -> bool:
    return compatible(one.interval, other.interval)


def _spot(event: Event) -> tuple[int, int]:
    """Return which words in the text gave the event its place."""
    return (event.use.resolution.mention.start, event.use.position) if event.use else (-1, -1)


def _nearest(count: Count, triggers: dict[int, int]) -> int:
    """Return the start of the trigger nearest to ``count``, of ``triggers`` (start -> end)."""
    return min(sorted(triggers), key=lambda start: _distance(count, start, triggers[start]))


def _distance(count: Count, start: int, end: int) -> int:
    return max(count.start - end, start - count.end, 0)
