"""Make one incident of the tellings of one event."""

from typing import NamedTuple

from geomap.incidents.discourse import FAMILIES
from geomap.incidents.linking import Event
from geomap.incidents.mood import Mood
from geomap.incidents.places import level
from geomap.models import DateInterval, DatePrecision, GeoPrecision, IncidentType, Place

_STRENGTHS = {"strong": 0, "weak": 1, "effect": 2}


class Dated(NamedTuple):
    """A telling and the days it speaks of."""

    event: Event
    interval: DateInterval


class Cluster(NamedTuple):
    """The tellings of one event at one place, the leading one first."""

    tellings: tuple[Dated, ...]

    @property
    def lead(self) -> Dated:
        """The telling that gives type and trigger: a strong one, else the first."""
        return min(self.tellings, key=lambda d: _STRENGTHS[d.event.trigger.strength])

    @property
    def type(self) -> IncidentType:
        """The type of the leading telling."""
        return self.lead.event.trigger.type


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
    clusters = [Cluster(tuple(group)) for group in groups]
    return tuple(c for c in clusters if _stands(c) and not _covered(c, clusters))


def _same(one: Dated, other: Dated) -> bool:
    return (
        _same_place(one.event, other.event)
        and _same_story(one.event, other.event)
        and compatible(one.interval, other.interval)
    )


def _same_story(one: Event, other: Event) -> bool:
    if "effect" in (one.trigger.strength, other.trigger.strength):
        return True
    return FAMILIES[one.trigger.type] == FAMILIES[other.trigger.type]


def _same_place(one: Event, other: Event) -> bool:
    if one.use is None or other.use is None:
        return False
    a, b = one.use.place, other.use.place
    if a is None or b is None:
        return one.use.resolution.mention.name == other.use.resolution.mention.name
    return a.id == b.id


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


def _covered(cluster: Cluster, clusters: list[Cluster]) -> bool:
    """Whether a finer place of the same story makes this general statement superfluous."""
    use = cluster.lead.event.use
    if use is None or use.precision not in (GeoPrecision.COUNTRY, GeoPrecision.AREA):
        return False
    return any(
        other is not cluster
        and FAMILIES[other.type] == FAMILIES[cluster.type]
        and other.lead.event.use is not None
        and level(other.lead.event.use.resolution) > level(use.resolution)
        and contains(use.place, other.lead.event.use.place)
        and compatible(cluster.lead.interval, other.lead.interval)
        for other in clusters
    )


def contains(outer: Place | None, inner: Place | None) -> bool:
    """Whether the gazetteer's codes put ``inner`` inside ``outer`` (a country, admin-1 or -2)."""
    if outer is None or inner is None or outer.country != inner.country:
        return False
    if outer.feature_code.startswith("PCL"):
        return True
    if outer.feature_code == "ADM1":
        return outer.admin1 == inner.admin1
    if outer.feature_code == "ADM2":
        return (outer.admin1, outer.admin2) == (inner.admin1, inner.admin2) and bool(outer.admin2)
    return False
