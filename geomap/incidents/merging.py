"""Make one incident of the tellings of one event."""

import math
from typing import NamedTuple

from geomap.incidents.discourse import FAMILIES
from geomap.incidents.linking import Event
from geomap.incidents.mood import Mood
from geomap.incidents.uses import PlaceUse
from geomap.models import DateInterval, DatePrecision, GeoPrecision, IncidentType, LonLat, Place

_VAGUENESS = {"strong": 0.0, "weak": 0.4, "effect": 2.0}
# Families of which dead and damage are told: what came of an event joins one of these.
_HARMFUL = frozenset({"violence", "hazard", "disease", "unrest"})
_REGION_REACH_KM = 120.0  # an informal region has no code; what lies this near is taken to be in it
_SAME_SPOT_KM = 6.0  # a quarter or a building and its town


class Dated(NamedTuple):
    """A telling and the days it speaks of."""

    event: Event
    interval: DateInterval
    timed: bool = False  # whether its own sentence says when


class Cluster(NamedTuple):
    """The tellings of one event at one place, the leading one first."""

    tellings: tuple[Dated, ...]

    @property
    def lead(self) -> Dated:
        """The telling that gives type and trigger: a strong word with its own place, else less."""
        return min(self.tellings, key=_vagueness)

    @property
    def type(self) -> IncidentType:
        """The type of the leading telling."""
        return self.lead.event.trigger.told_type


def _vagueness(telling: Dated) -> float:
    if telling.event.use is None:
        return 9.0
    borrowed = telling.event.how.startswith("place ")
    return _VAGUENESS[telling.event.trigger.strength] + (0.5 if borrowed else 0.0)


def merge(tellings: tuple[Dated, ...]) -> tuple[Cluster, ...]:
    """Return the clusters of ``tellings`` in text order, the covered general ones left out."""
    groups: list[list[Dated]] = []
    for telling in tellings:
        if telling.event.use is None:
            continue
        home = next((g for g in groups if any(_same(telling, other) for other in g)), None)
        if home is not None:
            home.append(telling)
        elif telling.event.told.mood is not Mood.DENIED:
            groups.append([telling])
    clusters = [c for c in (Cluster(tuple(group)) for group in groups) if _stands(c)]
    kept = tuple(_with_general(c, tellings) for c in _absorbed(clusters))
    return (*kept, *_placeless(tellings, clusters))


def _with_general(cluster: Cluster, tellings: tuple[Dated, ...]) -> Cluster:
    """Add what the sentence beside says of the same event without a place of its own."""
    lead = cluster.lead
    number = lead.event.trigger.sentence.number
    extra = tuple(
        t
        for t in tellings
        if t.event.use is None
        and t.event.trigger.type == cluster.type
        and t.event.trigger.strength == "strong"
        and t.event.told.mood is Mood.ASSERTED
        and abs(t.event.trigger.sentence.number - number) == 1
        and compatible(t.interval, lead.interval)
    )
    return Cluster(cluster.tellings + extra)


def _placeless(tellings: tuple[Dated, ...], clusters: list[Cluster]) -> list[Cluster]:
    """Return one incident a story that is told with its time, but nowhere with a place."""
    told = {FAMILIES[c.type] for c in clusters}
    groups: dict[str, list[Dated]] = {}
    for telling in tellings:
        event = telling.event
        strong = event.trigger.strength == "strong" and event.told.mood is Mood.ASSERTED
        if event.use is None and strong and FAMILIES[event.trigger.told_type] not in told:
            groups.setdefault(FAMILIES[event.trigger.told_type], []).append(telling)
    return [Cluster(tuple(g)) for g in groups.values() if any(d.timed for d in g)]


def _absorbed(clusters: list[Cluster]) -> tuple[Cluster, ...]:
    """Give the tellings of each covered general statement to the finer places told nearest."""
    extra: dict[int, tuple[Dated, ...]] = {}
    kept: list[int] = []
    for number, cluster in enumerate(clusters):
        homes = [n for n, other in enumerate(clusters) if _covers(other, cluster)]
        if not homes:
            kept.append(number)
            continue
        nearest = min(_apart(clusters[n], cluster) for n in homes)
        for home in (n for n in homes if _apart(clusters[n], cluster) == nearest):
            extra[home] = extra.get(home, ()) + _moved(cluster.tellings, clusters[home])
    return tuple(Cluster(clusters[n].tellings + extra.get(n, ())) for n in kept)


def _apart(one: Cluster, other: Cluster) -> int:
    """Return how many sentences lie between two clusters' leading tellings."""
    first, second = one.lead.event.trigger.sentence, other.lead.event.trigger.sentence
    return abs(first.number - second.number)


def _moved(tellings: tuple[Dated, ...], home: Cluster) -> tuple[Dated, ...]:
    """Give general tellings the finer place that stands elsewhere in the text."""
    use = home.lead.event.use
    how = "place told elsewhere"
    return tuple(t._replace(event=t.event._replace(use=use, how=how)) for t in tellings)


def _same(one: Dated, other: Dated) -> bool:
    return (
        _same_place(one.event, other.event)
        and _same_story(one.event, other.event)
        and compatible(one.interval, other.interval)
    )


def _same_story(one: Event, other: Event) -> bool:
    families = {FAMILIES[one.trigger.told_type], FAMILIES[other.trigger.told_type]}
    if "effect" in (one.trigger.strength, other.trigger.strength):
        apart = one.trigger.sentence.number != other.trigger.sentence.number
        own = not (one.how.startswith("place ") or other.how.startswith("place "))
        return families <= _HARMFUL and (len(families) == 1 or not (apart and own))
    if len(families) != 1:
        return False
    own = one.trigger.strength == other.trigger.strength == "strong" and not (
        one.how.startswith("place ") or other.how.startswith("place ")
    )
    return not own or one.trigger.type == other.trigger.type


def _same_place(one: Event, other: Event) -> bool:
    if one.use is None or other.use is None:
        return False
    a, b = one.use.place, other.use.place
    if a is None or b is None:
        return one.use.resolution.mention.name == other.use.resolution.mention.name
    return a.id == b.id or _same_spot(one, other)


def _same_spot(one: Event, other: Event) -> bool:
    """Whether one is a quarter or a site in the other, a few kilometres apart."""
    if one.use is None or other.use is None or one.use.place is None or other.use.place is None:
        return False
    fine = max(one.use.fineness, other.use.fineness) == 4
    near = distance_km(one.use.place.position, other.use.place.position) <= _SAME_SPOT_KM
    return fine and near and min(one.use.fineness, other.use.fineness) >= 3


def compatible(one: DateInterval, other: DateInterval) -> bool:
    """Whether two intervals may mean the same days: they meet, or one is only assumed."""
    if DatePrecision.UNKNOWN in (one.precision, other.precision):
        return True
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start <= other.end and other.start <= one.end


def _stands(cluster: Cluster) -> bool:
    """A cluster of weak words alone needs one that has its own place."""
    return any(not d.event.how.startswith("place of") for d in cluster.tellings) or any(
        d.event.trigger.strength == "strong" for d in cluster.tellings
    )


def _covers(finer: Cluster, general: Cluster) -> bool:
    """Whether ``finer`` gives the same story as ``general`` a finer place inside it."""
    use, inner = general.lead.event.use, finer.lead.event.use
    if use is None or inner is None or finer is general:
        return False
    if use.precision not in (GeoPrecision.COUNTRY, GeoPrecision.AREA):
        return False
    return (
        FAMILIES[finer.type] == FAMILIES[general.type]
        and inner.fineness > use.fineness
        and (contains(use.place, inner.place) or _is_unknown_in(use, inner))
        and compatible(general.lead.interval, finer.lead.interval)
    )


def _is_unknown_in(outer: PlaceUse, inner: PlaceUse) -> bool:
    """A place that the gazetteer lacks is taken to lie in the country that the story is about."""
    return inner.place is None and outer.fineness == 0


def contains(outer: Place | None, inner: Place | None) -> bool:
    """Whether ``inner`` lies in ``outer``: by the gazetteer's codes, by distance where it has none.

    Countries, admin-1 and admin-2 have codes; informal regions (class L) have not.
    """
    if outer is None or inner is None:
        return False
    if outer.feature_class == "L":
        return distance_km(outer.position, inner.position) <= _REGION_REACH_KM
    same_admin1 = outer.country == inner.country and outer.admin1 == inner.admin1
    if outer.feature_code.startswith("PCL"):
        return outer.country == inner.country
    if outer.feature_code == "ADM1":
        return same_admin1
    known = outer.feature_code == "ADM2" and bool(outer.admin2)
    return known and same_admin1 and outer.admin2 == inner.admin2


def distance_km(one: LonLat, other: LonLat) -> float:
    """Return the great-circle distance of two WGS84 positions in kilometres."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    dlat, dlon = lat2 - lat1, math.radians(other.lon - one.lon)
    h = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))
