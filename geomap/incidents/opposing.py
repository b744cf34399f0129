"""Link what opposed sides say of one event: same place and days, another side's word."""

from geomap.incidents.sides import side_of
from geomap.incidents.stories import FAMILIES
from geomap.models import Incident


def link_opposing(incidents: list[Incident]) -> list[Incident]:
    """Return ``incidents`` with ``linked`` filled: each other's ids, never merged."""
    at: dict[str, list[Incident]] = {}
    for incident in incidents:
        if incident.place is not None:
            at.setdefault(incident.place.id, []).append(incident)
    return [
        one.model_copy(update={"linked": tuple(o.id for o in beside if _opposes(one, o))})
        for one in incidents
        for beside in [at[one.place.id] if one.place else []]
    ]


def _opposes(one: Incident, other: Incident) -> bool:
    """Whether two incidents at one place are what two sides say of one event."""
    first, second = side_of(one.reported_by), side_of(other.reported_by)
    if first is None or second is None or first == second:
        return False
    return FAMILIES[one.type] == FAMILIES[other.type] and _meet(one, other)


def _meet(one: Incident, other: Incident) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start <= other.end and other.start <= one.end
