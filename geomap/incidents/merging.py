"""Make one incident of the tellings of one event."""

from typing import NamedTuple

from geomap.incidents.mood import Mood
from geomap.incidents.stories import FAMILIES, KINDS
from geomap.incidents.tellings import Event, Found
from geomap.incidents.uses import PlaceUse
from geomap.incidents.whereabouts import at_one_place, is_flooded, lies_in, listed_apart
from geomap.models import (
    DateInterval,
    DatePrecision,
    GeoPrecision,
    IncidentType,
)

_VAGUENESS = {"strong": 0.0, "weak": 0.4, "effect": 2.0}
# Families of which dead and damage are told: what came of an event joins one of these.
_HARMFUL = frozenset({"violence", "hazard", "disease", "unrest"})
_BE = frozenset({"was", "were", "been", "being"})
_BEFALLEN = frozenset(
    {"killed", "wounded", "injured", "hurt", "shot", "stabbed", "beaten", "hacked", "trampled"}
)
_Bucket = tuple[str, str | int]  # what two tellings of one place share


class Dated(NamedTuple):
    """A telling and the days it speaks of."""

    event: Event
    interval: DateInterval
    timed: bool = False  # whether its own sentence says when
    part: str | None = None  # of the day, where its own clause says so
    anew: bool = False  # whether its words say that it is not the event told before
    on: bool = False  # whether its sentence goes on with what was told before ("The attackers ...")


class Cluster(NamedTuple):
    """The tellings of one event at one place.

    ``lead`` gives type and trigger: a strong word with its own place, else less.
    """

    tellings: tuple[Dated, ...]
    lead: Dated

    @property
    def type(self) -> IncidentType:
        """The type of the leading telling."""
        return self.lead.event.trigger.told_type

    @property
    def interval(self) -> DateInterval:
        """The days of the leading telling, or of the first that says when, if that does not."""
        own = self.lead.interval
        if own.precision is not DatePrecision.UNKNOWN:
            return own
        dated = (d.interval for d in self.tellings if d.timed)
        return next((i for i in dated if i.precision is DatePrecision.DAY), own)


def _cluster(tellings: tuple[Dated, ...]) -> Cluster:
    return Cluster(tellings, min(tellings, key=_vagueness))


def _vagueness(telling: Dated) -> float:
    if telling.event.use is None:
        return 9.0
    borrowed = telling.event.borrowed
    in_town = telling.event.use.stands_in  # "Republic Square, Yerevan" says more than the town
    return _VAGUENESS[telling.event.trigger.strength] + 0.5 * borrowed - 0.1 * in_town


def merge(tellings: tuple[Dated, ...]) -> tuple[Cluster, ...]:
    """Return the clusters of ``tellings`` in text order, the covered general ones left out."""
    clusters = [c for c in map(_cluster, _grouped(tellings)) if _stands(c)]
    bare: dict[int, list[Dated]] = {}  # those without a place, by sentence
    for telling in filter(_is_bare, tellings):
        bare.setdefault(telling.event.trigger.sentence.number, []).append(telling)
    kept = tuple(_with_general(c, bare) for c in _absorbed(clusters))
    return (*kept, *_placeless(tellings, clusters))


def _grouped(tellings: tuple[Dated, ...]) -> list[tuple[Dated, ...]]:
    """Return the tellings of one event together; only those that share a bucket are compared."""
    groups: list[list[Dated]] = []
    kinds: list[dict[tuple[object, ...], Dated]] = []  # of each group, the last telling of a kind
    buckets: dict[_Bucket, set[int]] = {}  # -> numbers of groups
    for telling in tellings:
        if telling.event.use is None:
            continue
        own, beside = _buckets(telling.event.use)
        near = sorted({n for key in own + beside for n in buckets.get(key, ())})
        homes = [n for n in near if any(_same(telling, o) for o in kinds[n].values())]
        home = _home(telling, [n for n in homes if not _is_another(telling, groups[n])], groups)
        if home is None:
            if telling.event.told.mood is Mood.DENIED:
                continue
            home = len(groups)
            groups.append([])
            kinds.append({})
        groups[home].append(telling)
        kinds[home][_kind(telling)] = telling
        for key in own:
            buckets.setdefault(key, set()).add(home)
    return [tuple(group) for group in groups]


def _home(telling: Dated, homes: list[int], groups: list[list[Dated]]) -> int | None:
    """Return the group of the same event; told on, or after a second one, it is the last told."""
    last = telling.event.follows or any(groups[n][0].anew for n in homes)
    if not last:
        return next(iter(homes), None)
    return max(homes, key=lambda n: _place_in_text(groups[n]), default=None)


def _is_another(telling: Dated, group: list[Dated]) -> bool:
    """Whether a strong telling says of itself that it is not the event of ``group``.

    What came of an event ("killed") makes no march of the flood that the sentence tells beside it.
    """
    trigger = telling.event.trigger
    beside = (d.event.trigger for d in group if _is_strong(d))
    named = {FAMILIES[t.told_type] for t in beside if t.sentence.number == trigger.sentence.number}
    if _is_strong(telling) and named and FAMILIES[trigger.told_type] not in named:
        return True
    alike = [d for d in group if d.event.trigger.type == trigger.type]
    if trigger.strength != "strong" or not alike:
        return False
    same_sentence = group[-1].event.trigger.sentence.number == trigger.sentence.number
    parts = {d.part for d in alike if d.part}
    return (telling.anew and not same_sentence) or bool(
        telling.part and parts and telling.part not in parts
    )


def _is_strong(telling: Dated) -> bool:
    return telling.event.trigger.strength == "strong"


def _place_in_text(group: list[Dated]) -> int:
    return group[-1].event.trigger.start


def _kind(telling: Dated) -> tuple[object, ...]:
    """Return all that ``_same`` looks at, but for the sentence."""
    event, interval = telling.event, telling.interval
    place = event.use and (event.use.place and event.use.place.id, event.use.fineness)
    name = event.use and event.use.resolution.mention.name
    borrowed = event.borrowed
    return (
        place, name, event.trigger.told_type, event.trigger.strength, borrowed, interval,
        telling.part, telling.on, _is_outcome(event),
    )  # fmt: skip


def _buckets(use: PlaceUse) -> tuple[list[_Bucket], list[_Bucket]]:
    """Return the buckets of a use, and those beside in which a spot and its town may meet."""
    own: list[_Bucket] = [("name", use.resolution.mention.name)]
    if use.place is None:
        return own, []
    own.append(("id", use.named_id))
    if use.fineness < 3:
        return own, []
    # Bands of a tenth of a degree of latitude (11 km) and their neighbours hold all spots near.
    band = round(use.place.position.lat * 10)
    own.append(("spot" if use.fineness == 4 else "town", band))
    kinds = ("spot", "town") if use.fineness == 4 else ("spot",)
    return own, [(kind, band + step) for kind in kinds for step in (-1, 0, 1)]


def _is_bare(telling: Dated) -> bool:
    strong = telling.event.trigger.strength == "strong"
    return telling.event.use is None and strong and telling.event.told.mood is Mood.ASSERTED


def _with_general(cluster: Cluster, bare: dict[int, list[Dated]]) -> Cluster:
    """Add what the sentence beside says of the same event without a place of its own."""
    number = cluster.lead.event.trigger.sentence.number
    extra = tuple(
        t
        for beside in (number - 1, number + 1)
        for t in bare.get(beside, ())
        if t.event.trigger.type == cluster.type and compatible(t.interval, cluster.interval)
    )
    return Cluster(cluster.tellings + extra, cluster.lead)


def _placeless(tellings: tuple[Dated, ...], clusters: list[Cluster]) -> list[Cluster]:
    """Return one incident a story that is told with its time, but nowhere with a place."""
    told = {FAMILIES[c.type] for c in clusters}
    groups: dict[str, list[Dated]] = {}
    for telling in tellings:
        family = FAMILIES[telling.event.trigger.told_type]
        if _is_bare(telling) and family not in told:
            groups.setdefault(family, []).append(telling)
    return [_cluster(tuple(g)) for g in groups.values() if any(d.timed for d in g)]


def _absorbed(clusters: list[Cluster]) -> tuple[Cluster, ...]:
    """Give the tellings of each covered general statement to the finer places told nearest."""
    extra: dict[int, tuple[Dated, ...]] = {}
    kept: list[int] = []
    for number, cluster in enumerate(clusters):
        homes = _homes(cluster, clusters) if _is_general(cluster) else []
        if not homes:
            kept.append(number)
            continue
        nearest = min(_apart(clusters[n], cluster) for n in homes)
        for home in (n for n in homes if _apart(clusters[n], cluster) == nearest):
            extra[home] = extra.get(home, ()) + _moved(cluster.tellings, clusters[home])
    return tuple(_cluster(clusters[n].tellings + extra.get(n, ())) for n in kept)


def _homes(general: Cluster, clusters: list[Cluster]) -> list[int]:
    return [number for number, other in enumerate(clusters) if _covers(other, general)]


def _is_general(cluster: Cluster) -> bool:
    use = cluster.lead.event.use
    return use is not None and use.precision in (GeoPrecision.COUNTRY, GeoPrecision.AREA)


def _apart(one: Cluster, other: Cluster) -> int:
    """Return how many sentences lie between two clusters' leading tellings."""
    first, second = one.lead.event.trigger.sentence, other.lead.event.trigger.sentence
    return abs(first.number - second.number)


def _moved(tellings: tuple[Dated, ...], home: Cluster) -> tuple[Dated, ...]:
    """Give general tellings the finer place that stands elsewhere in the text."""
    use, how = home.lead.event.use, "place told elsewhere"
    events = (t.event._replace(use=use, how=how, found=Found.ELSEWHERE) for t in tellings)
    return tuple(t._replace(event=e) for t, e in zip(tellings, events, strict=True))


def _same(one: Dated, other: Dated) -> bool:
    return (
        at_one_place(one.event, other.event)
        and _same_story(one, other)
        and compatible(one.interval, other.interval)
    )


def _same_story(first: Dated, second: Dated) -> bool:
    one, other = first.event, second.event
    families = {FAMILIES[one.trigger.told_type], FAMILIES[other.trigger.told_type]}
    if _is_outcome(one) or _is_outcome(other):
        apart = one.trigger.sentence.number != other.trigger.sentence.number
        own = not (one.borrowed or other.borrowed)
        return families <= _HARMFUL and (len(families) == 1 or not (apart and own))
    if len(families) != 1:
        return False
    own = one.trigger.strength == other.trigger.strength == "strong" and not (
        one.borrowed or other.borrowed
    )
    if not own:
        return not _are_apart(first, second)
    return one.trigger.type == other.trigger.type


def _is_outcome(event: Event) -> bool:
    """Whether words name what came of an event, or whom it befell where none is told but before.

    "Shells hit Aro. Two soldiers and a nurse were killed."
    """
    trigger = event.trigger
    if trigger.strength == "effect":
        return True
    before = trigger.sentence.tokens[max(0, trigger.first - 1) : trigger.first]
    passive = bool(before) and before[0].form in _BE
    return event.follows and passive and trigger.sentence.tokens[trigger.first].form in _BEFALLEN


def _are_apart(one: Dated, other: Dated) -> bool:
    """Whether two sentences name two kinds of event: a grenade thrown where somebody had shot."""
    first, second = one.event.trigger, other.event.trigger
    strong = first.strength == second.strength == "strong"
    if not strong or first.type is None or second.type is None:
        return False
    apart = first.sentence.number != second.sentence.number
    return apart and not (one.on or other.on) and KINDS[first.type] != KINDS[second.type]


def compatible(one: DateInterval, other: DateInterval) -> bool:
    """Whether two intervals may mean the same days: they meet, or one is only assumed."""
    if DatePrecision.UNKNOWN in (one.precision, other.precision):
        return True
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start <= other.end and other.start <= one.end


def _stands(cluster: Cluster) -> bool:
    """A cluster of weak words alone needs one that has its own place."""
    return any(not d.event.follows for d in cluster.tellings) or any(
        d.event.trigger.strength == "strong" for d in cluster.tellings
    )


def _covers(finer: Cluster, general: Cluster) -> bool:
    """Whether ``finer`` gives the same story as ``general`` a finer place inside it."""
    use, inner = general.lead.event.use, finer.lead.event.use
    if use is None or inner is None or inner.fineness <= use.fineness:
        return False
    if listed_apart(finer.lead.event, general.lead.event):
        return False
    return (
        FAMILIES[finer.type] == FAMILIES[general.type]
        and (lies_in(inner, use) or (is_flooded(use, inner) and _apart(finer, general) <= 1))
        and compatible(general.interval, finer.interval)
    )
