"""The same incident told by several documents, or several times in one.

Only what agrees is put together: the type, the place and the days, with actors and sources that
do not contradict each other. The claims of opposing sides stay apart.
"""

from collections.abc import Iterable

from geomap.models import Incident, Report, Status
from geomap.text import fold


def merge_incidents(reports: Iterable[Report]) -> tuple[tuple[Incident, ...], ...]:
    """Return the incidents of ``reports`` in groups that each tell of one event.

    Groups are in the order of their first incident, and so are the incidents in each. An incident
    without a place is a group of its own, since nothing tells it from another of its type.
    """
    groups: list[list[Incident]] = []
    for incident in (incident for report in reports for incident in report.incidents):
        fitting = (group for group in groups if all(same_event(incident, o) for o in group))
        group = next(fitting, None)
        if group is None:
            groups.append([incident])
        else:
            group.append(incident)
    return tuple(map(tuple, groups))


def same_event(one: Incident, other: Incident) -> bool:
    """Return whether two incidents agree in type, place and days, and contradict in nothing."""
    if one.place is None or other.place is None or one.place.id != other.place.id:
        return False
    if one.type != other.type or not _days_overlap(one, other):
        return False
    if not _compatible(one.actor, other.actor):
        return False
    claims = one.status == other.status == Status.CLAIMED
    agreed = bool(one.actor) and bool(other.actor)
    return not claims or agreed or _compatible(one.reported_by, other.reported_by)


def _days_overlap(one: Incident, other: Incident) -> bool:
    if one.start is None or other.start is None:
        return False
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def _compatible(one: str | None, other: str | None) -> bool:
    """Return whether two names may mean one party: one is unknown, or says no more than the other.

    Words are compared by their first five letters, so that "Azerbaijan" fits "Azerbaijani forces";
    "Armenian army" and "Azerbaijani army" share a word, but each has one that the other lacks.
    """
    stems, others = ({word[:5] for word in fold(name or "").split()} for name in (one, other))
    return stems <= others or others <= stems
