"""Whether two incidents tell of one event: each test by name, with the words that explain it."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import NamedTuple

from geomap.gazetteer.near import distance_km
from geomap.incidents.sides import side_of
from geomap.models import DatePrecision, GeoPrecision, Incident, IncidentType, Place, Status
from geomap.resources import packaged_table
from geomap.text import fold

_ONCE = {IncidentType.TERRITORY_CHANGE, IncidentType.DISASTER, IncidentType.CEASEFIRE}
_LONG = timedelta(days=3)  # an interval longer than this tells no single event of most types
_NEWS = timedelta(days=2)  # a report that tells no day is of what happened up to so long before it
_ONE_KM = 15.0  # how far two places of one name may be apart and mean one: it has two entries
_QUARTER_KM = 15.0  # how far a quarter may be from the middle of its town
# Where both parties fight, or where words for a crowd differ, the actors tell nothing apart.
_NO_ACTOR = {
    IncidentType.ARMED_CLASH, IncidentType.PROTEST, IncidentType.RIOT, IncidentType.CEASEFIRE,
    IncidentType.DISASTER, IncidentType.ACCIDENT, IncidentType.DISEASE,
}  # fmt: skip


class Verdict(Enum):
    """What two incidents are to each other."""

    SAME = "same"
    OPPOSED = "opposed"  # two sides' accounts of one event: linked, never merged
    OTHER = "other"


class Judgement(NamedTuple):
    """A verdict, how much speaks for it, and why in words."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


class Agreement(NamedTuple):
    """How far one test finds two incidents alike; nothing is said where they cannot be one."""

    score: float
    words: str


def judge(one: Incident, other: Incident) -> Judgement:
    """Return whether two incidents tell of one event."""
    found: list[Agreement] = []
    for test in (_types, _days, _places):
        agreed = test(one, other)
        if agreed is None:
            return Judgement(Verdict.OTHER, 0.0, ())
        found.append(agreed)
    opposed = _opposed(one, other)
    if opposed:
        return Judgement(Verdict.OPPOSED, 0.0, (opposed,))
    numbers = _numbers(one, other)
    score = sum(agreed.score for agreed in found) + numbers.score
    words = (*(agreed.words for agreed in found), numbers.words)
    return Judgement(Verdict.SAME, score, tuple(filter(None, words)))


@cache
def _pairs() -> dict[frozenset[str], bool]:
    """Return the pairs of types that may be one event, and whether that needs support."""
    return {
        frozenset((row["one"], row["other"])): bool(row["needs"])
        for row in packaged_table("data", "merging", "types.csv")
    }


@cache
def _camps() -> dict[str, str]:
    return {row["word"]: row["camp"] for row in packaged_table("data", "merging", "camps.csv")}


def _types(one: Incident, other: Incident) -> Agreement | None:
    if one.type == other.type:
        return Agreement(1.0, f"both {one.type.value}")
    needs_support = _pairs().get(frozenset((one.type.value, other.type.value)))
    supported = _share_side(one, other) or _share_number(one, other)
    if needs_support is False or (needs_support and supported):
        return Agreement(0.5, f"{one.type.value} and {other.type.value} may be one event")
    return None


def _share_side(one: Incident, other: Incident) -> bool:
    return side_of(one.actor) == side_of(other.actor) is not None


def window(incident: Incident) -> tuple[date, date] | None:
    """Return the first and last day on which an incident may have been, None if nothing tells.

    Without a day in the text it begins some days before the report, whose own day it was given.
    """
    if incident.start is None:
        return None
    told = incident.date_precision is not DatePrecision.UNKNOWN
    first = incident.start if told else incident.start - _NEWS
    return first, incident.end or incident.start


def _days(one: Incident, other: Incident) -> Agreement | None:
    """Days must meet; a long interval tells no single event, unless such things happen once."""
    first, second = window(one), window(other)
    if first is None or second is None or first[0] > second[1] or second[0] > first[1]:
        return None
    if first == second and DatePrecision.DAY == one.date_precision == other.date_precision:
        return Agreement(1.0, f"both on {_span(first)}")
    longest = max(first[1] - first[0], second[1] - second[0])
    alike = first == second or one.type in _ONCE or _share_number(one, other)
    if longest > _LONG and not alike:
        return None
    off = abs((first[1] - second[1]).days)  # the nearest day first, where a report tells none
    return Agreement(0.5 / (1 + off), f"{_span(first)} meets {_span(second)}")


def _span(days: tuple[date, date]) -> str:
    return str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _places(one: Incident, other: Incident) -> Agreement | None:
    if one.place and other.place and one.place.id == other.place.id:
        return Agreement(1.0, f"both at {one.place.name}")
    if _share_words(one, other):
        return Agreement(0.8, f"both at {one.place_text}")
    for whole, part in ((one, other), (other, one)):
        for test in (_is_region_of, _is_town_of):
            if test(whole, part) and whole.place and part.place:
                return Agreement(0.4, f"{part.place.name} is in {whole.place.name}")
    return None


def _share_words(one: Incident, other: Incident) -> bool:
    """Whether the texts word the place alike, and mean no two places as far as is known.

    A name that the gazetteer lacks is told by its words alone; one that has two entries is one.
    """
    if not one.place_text or fold(one.place_text) != fold(other.place_text or ""):
        return False
    if one.place is None or other.place is None:
        return True
    return _km(one.place, other.place) <= _ONE_KM


def _is_region_of(whole: Incident, part: Incident) -> bool:
    """A region as a whole is where something was only if it is of one kind or counts the same."""
    area, inner = whole.place, part.place
    if area is None or inner is None or area.feature_code != "ADM1" or not area.admin1:
        return False
    if GeoPrecision.COUNTRY in {whole.geo_precision, part.geo_precision}:
        return False
    inside = (area.country, area.admin1) == (inner.country, inner.admin1)
    exact = whole.date_precision == part.date_precision == DatePrecision.DAY
    return inside and exact and (whole.type in _ONCE or _share_number(whole, part))


def _is_town_of(whole: Incident, part: Incident) -> bool:
    """A quarter stands for its town where the town's report names it, or counts the same."""
    town, quarter = whole.place, part.place
    if town is None or quarter is None or quarter.feature_code != "PPLX":
        return False
    if town.feature_class != "P" or _km(town, quarter) > _QUARTER_KM:
        return False
    named = fold(quarter.name) in {fold(name) for name in whole.context}
    return named or _share_number(whole, part)


def _km(one: Place, other: Place) -> float:
    return distance_km(one.position, *other.position)


def _share_number(one: Incident, other: Incident) -> bool:
    pairs = ((one.killed, other.killed), (one.injured, other.injured))
    return any(a is not None and a == b and a > 0 for a, b in pairs)


def _numbers(one: Incident, other: Incident) -> Agreement:
    """Numbers that differ tell nothing apart: tolls rise, and sources count differently."""
    if _share_number(one, other):
        return Agreement(0.5, "the same number of dead or injured")
    differ = [
        f"{what} {a} and {b}"
        for what, a, b in (
            ("killed", one.killed, other.killed),
            ("injured", one.injured, other.injured),
        )
        if a is not None and b is not None and a != b
    ]
    return Agreement(0.0, "; ".join(differ))


def _opposed(one: Incident, other: Incident) -> str:
    """Return how two accounts contradict each other in who did it or who says so, if they do."""
    if one.type not in _NO_ACTOR and not _compatible(one.actor, other.actor, _of_two_camps):
        return f"done by {one.actor} and by {other.actor}"
    claims = one.status == other.status == Status.CLAIMED
    agreed = bool(one.actor) and bool(other.actor)
    if claims and not agreed and not _compatible(one.reported_by, other.reported_by, _words):
        return f"claimed by {one.reported_by} and by {other.reported_by}"
    return ""


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
    first, second = _camp(one), _camp(other)
    return bool(first and second) and first != second


def _camp(name: str) -> str | None:
    folded = f" {fold(name)} "
    return next((camp for word, camp in _camps().items() if f" {word} " in folded), None)


def _words(one: str, other: str) -> bool:
    """Whether each name has a word that the other lacks, by their first five letters.

    Offices of nobody's ("the governor") are unlike none: they may be of either side.
    """
    if _is_office(one) or _is_office(other):
        return False
    stems, others = ({word[:5] for word in fold(name).split()} for name in (one, other))
    return not (stems <= others or others <= stems)
