"""Whether two incidents tell of one event: each test by name, with the words that explain it."""

from enum import Enum
from typing import NamedTuple

from geomap.merge.agreeing import Agreement, both_exact
from geomap.merge.days import agree_in_days, days_apart, window
from geomap.merge.kinds import agree_in_type
from geomap.merge.opposition import opposed
from geomap.merge.spots import agree_in_place, far_places
from geomap.merge.tolls import differences, share_number
from geomap.models import Incident

_ENOUGH = 1.5  # where type, day and place all agree but roughly, they do not agree enough
_TESTS = (agree_in_type, agree_in_days, agree_in_place)


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


_OTHER = Judgement(Verdict.OTHER, 0.0, ())


def judge(one: Incident, other: Incident) -> Judgement:
    """Return whether two incidents tell of one event."""
    found: list[Agreement] = []
    for test in _TESTS:
        agreed = test(one, other)
        if agreed is None:
            return _OTHER
        found.append(agreed)
    if against := opposed(one, other):
        return Judgement(Verdict.OPPOSED, 0.0, (against,))
    if one.document == other.document and not _told_twice(found):
        return _OTHER
    numbers = _numbers(one, other)
    score = sum(agreed.score for agreed in found) + numbers.score
    words = (*(agreed.words for agreed in found), numbers.words)
    if score < _ENOUGH:
        return _OTHER
    return Judgement(Verdict.SAME, score, tuple(filter(None, words)))


def _numbers(one: Incident, other: Incident) -> Agreement:
    """Numbers that differ tell nothing apart: tolls rise, and sources count differently."""
    if share_number(one, other):
        return Agreement(0.5, "the same number of dead or injured")
    return Agreement(0.0, differences(one, other))


def _told_twice(found: list[Agreement]) -> bool:
    """Whether type and place are the same: what one report tells apart needs as much to be one."""
    kind, _, place = found
    return kind.score == place.score == 1.0


def surely_two(one: Incident, other: Incident) -> bool:
    """Return whether no third report can make one of two that don't agree by themselves.

    They are of one report, which tells them apart, or at two towns, or on two days.
    """
    if one.document == other.document or far_places(one, other):
        return True
    first, second = window(one), window(other)
    if first is None or second is None or not both_exact(one, other):
        return False
    return days_apart(first, second) > 1
