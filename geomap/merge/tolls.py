"""What the numbers of dead and injured say of two tellings: the same, nearly, or far apart."""

from collections.abc import Iterator

from geomap.models import Incident

MANY = 3  # so many dead or injured seldom are the same number twice by chance
CROWD = 10  # so many tell an event of one day and type by themselves
_NEARLY = 1.25  # how much higher the other count may be, where both are of ten or more
_FAR = 3.0  # how much higher it must be to speak against one event


def share_number(one: Incident, other: Incident, least: int = 1) -> bool:
    """Return whether both count the same dead or injured, ``least`` or more."""
    return any(a == b >= least for _, a, b in _counts(one, other))


def alike_numbers(one: Incident, other: Incident) -> bool:
    """Return whether both count the same, or nearly so: "more than 50" here, 60 there."""
    return any(
        a == b > 0 or (min(a, b) >= CROWD and max(a, b) <= _NEARLY * min(a, b))
        for _, a, b in _counts(one, other)
    )


def far_apart(one: Incident, other: Incident) -> bool:
    """Return whether one counts so many more that it hardly tells of the same event."""
    return any(max(a, b) > _FAR * min(a, b) + 2 for _, a, b in _counts(one, other))


def counted(incident: Incident, least: int) -> Iterator[str]:
    """Yield the numbers by which an incident may be known: "killed 22"."""
    for what, number in (("killed", incident.killed), ("injured", incident.injured)):
        if number is not None and number >= least:
            yield f"{what} {number}"


def differences(one: Incident, other: Incident) -> str:
    """Return in words which numbers differ: "killed 22 and 31"."""
    return "; ".join(f"{what} {a} and {b}" for what, a, b in _counts(one, other) if a != b)


def _counts(one: Incident, other: Incident) -> Iterator[tuple[str, int, int]]:
    """Yield the kinds of victims that both count, with both numbers."""
    if one.killed is not None and other.killed is not None:
        yield "killed", one.killed, other.killed
    if one.injured is not None and other.injured is not None:
        yield "injured", one.injured, other.injured
