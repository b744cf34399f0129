"""What every test of two incidents gives, and whether they name one side as the doer."""

from functools import lru_cache
from typing import NamedTuple

from geomap.incidents import sides
from geomap.merge.tolls import alike_numbers
from geomap.models import DatePrecision, Incident


class Agreement(NamedTuple):
    """How far one test finds two incidents alike; nothing is said where they cannot be one."""

    score: float
    words: str


@lru_cache(maxsize=10_000)
def side_of(name: str) -> sides.Side | None:
    """Return the side that a name belongs to; the same names come again and again."""
    return sides.side_of(name)


def share_side(one: Incident, other: Incident) -> bool:
    """Return whether both name one side of a conflict as the doer."""
    if not one.actor or not other.actor:
        return False
    return side_of(one.actor) == side_of(other.actor) is not None


def is_supported(one: Incident, other: Incident) -> bool:
    """Return whether something beside type, day and place speaks for one event."""
    return alike_numbers(one, other) or share_side(one, other)


def both_exact(one: Incident, other: Incident) -> bool:
    """Return whether both tell the day."""
    return DatePrecision.DAY == one.date_precision == other.date_precision
