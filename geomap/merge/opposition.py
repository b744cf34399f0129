"""Whether two accounts of one event are of opposing sides: those are linked and never merged."""

from collections.abc import Callable
from functools import cache

from geomap.merge.agreeing import side_of
from geomap.models import Incident, IncidentType, Status
from geomap.resources import packaged_table
from geomap.text import fold

# Where both parties fight, or where words for a crowd differ, the actors tell nothing apart.
_NO_ACTOR = {
    IncidentType.ARMED_CLASH, IncidentType.PROTEST, IncidentType.RIOT, IncidentType.CEASEFIRE,
    IncidentType.DISASTER, IncidentType.ACCIDENT, IncidentType.DISEASE,
}  # fmt: skip


def opposed(one: Incident, other: Incident) -> str:
    """Return how two accounts contradict each other in who did it or who says so, if they do."""
    if one.type not in _NO_ACTOR and not _compatible(one.actor, other.actor, _of_two_camps):
        return f"done by {one.actor} and by {other.actor}"
    claims = one.status == other.status == Status.CLAIMED
    agreed = bool(one.actor) and bool(other.actor)
    if claims and not agreed and not _compatible(one.reported_by, other.reported_by, _words):
        return f"claimed by {one.reported_by} and by {other.reported_by}"
    return ""


@cache
def _camps() -> dict[str, str]:
    return {row["word"]: row["camp"] for row in packaged_table("data", "merging", "camps.csv")}


def _compatible(one: str | None, other: str | None, unlike: Callable[[str, str], bool]) -> bool:
    """Return whether two names may mean one party: one is unknown, one side, or not unlike."""
    if not one or not other:
        return True
    first, second = side_of(one), side_of(other)
    if first and second:
        return first == second
    return not unlike(one, other)


def _is_office(name: str) -> bool:
    """Whether a name tells an office alone ("the governor"), which may be of any side."""
    return name == name.lower()


def _of_two_camps(one: str, other: str) -> bool:
    """Whether one name is of a state's people and the other of those who fight it."""
    return {_camp(one), _camp(other)} == {"state", "other"}


def _camp(name: str) -> str | None:
    folded = f" {fold(name)} "
    return next((camp for word, camp in _camps().items() if f" {word} " in folded), None)


def _words(one: str, other: str) -> bool:
    """Whether each name has a word that the other lacks, by their first five letters.

    Offices of nobody's ("the governor") are unlike none: they may be of either side. Those who
    only count ("Health Ministry") contradict nobody.
    """
    if _is_office(one) or _is_office(other) or "none" in {_camp(one), _camp(other)}:
        return False
    stems, others = ({word[:5] for word in fold(name).split()} for name in (one, other))
    return not (stems <= others or others <= stems)
