"""Link what opposed sides say of one event: places near each other, the same days and kind."""

from geomap.globe import distance_km
from geomap.incidents.sides import side_of
from geomap.incidents.stories import FAMILIES
from geomap.models import DatePrecision, Incident, IncidentType
from geomap.wording import is_around

_APART_KM = 10.0  # beyond what each place may span: both sides of a border name one clash
# Fought within sight of each other. Shells that fall on both sides are two shellings.
_FACE_TO_FACE = frozenset({IncidentType.ARMED_CLASH, IncidentType.SHOOTING})
_DATED = frozenset({DatePrecision.DAY, DatePrecision.WEEK})


def link_opposing(incidents: list[Incident]) -> list[Incident]:
    """Return ``incidents`` with ``linked`` filled: each other's ids, never merged."""
    told = [i for i in incidents if _is_placed(i) and side_of(i.reported_by) is not None]
    return [
        one.model_copy(update={"linked": tuple(o.id for o in told if _opposes(one, o))})
        for one in incidents
    ]


def _is_placed(incident: Incident) -> bool:
    """Whether it is known where it was: of two places put around one town nobody knows."""
    return incident.place is not None and not is_around(incident)


def _opposes(one: Incident, other: Incident) -> bool:
    """Whether two incidents are what two sides say of one event."""
    first, second = side_of(one.reported_by), side_of(other.reported_by)
    if first is None or second is None or first == second:
        return False
    alike = FAMILIES[one.type] == FAMILIES[other.type]
    return alike and _is_beside(one, other) and _meet(one, other)


def _is_beside(one: Incident, other: Incident) -> bool:
    """Whether both are at one place, or tell of a day's fight at places next to each other."""
    if one.place is None or other.place is None or is_around(one):
        return False
    if one.place.id == other.place.id:
        return True
    dated = bool({one.date_precision, other.date_precision} & _DATED)
    fought = {one.type, other.type} <= _FACE_TO_FACE
    apart = _APART_KM + (one.radius_km or 0) + (other.radius_km or 0)
    return dated and fought and distance_km(one.place.position, other.place.position) <= apart


def _meet(one: Incident, other: Incident) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start <= other.end and other.start <= one.end
