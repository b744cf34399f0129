"""Whether two incidents may be of one day, and from when to when each may have been."""

from datetime import date, timedelta

from geomap.merge.agreeing import Agreement, both_exact, share_side
from geomap.merge.tolls import MANY, share_number
from geomap.models import DatePrecision, Incident, IncidentType

ONCE = {IncidentType.TERRITORY_CHANGE, IncidentType.DISASTER, IncidentType.CEASEFIRE}
_LONG = 3  # an interval of more days tells no single event of most types
_NEWS = timedelta(days=2)  # a report that tells no day is of what happened up to so long before it
_FOLLOWED = 14  # days after which a report that tells no day still gives the number of dead
# How many days off two reports may put one event: a night is of two days, and a town is taken when
# its middle is, or its last house, or when somebody says so.
_SLACK = {
    IncidentType.TERRITORY_CHANGE: 3, IncidentType.DISASTER: 1, IncidentType.CEASEFIRE: 1,
}  # fmt: skip
_MOST_DAYS = 31  # a longer interval is looked for by its months

Window = tuple[date, date]


def window(incident: Incident) -> Window | None:
    """Return the first and last day on which an incident may have been, None if nothing tells.

    Without a day in the text it begins some days before the report, whose own day it was given.
    """
    if incident.start is None:
        return None
    first = incident.start - _NEWS if _is_untold(incident) else incident.start
    return first, incident.end or incident.start


def agree_in_days(one: Incident, other: Incident) -> Agreement | None:
    """Days must (nearly) meet; a long interval tells no single event, unless such happen once."""
    first, second = window(one), window(other)
    if first is None or second is None:
        return None
    if first == second and both_exact(one, other):
        return Agreement(1.0, f"both on {_span(first)}")
    apart = days_apart(first, second)
    if apart > 0:
        near = apart <= _slack(one, other)
        return Agreement(0.2, f"{_span(first)} is near {_span(second)}") if near else None
    longest = max((last - start).days for start, last in (first, second))
    alike = first == second or one.type in ONCE or share_number(one, other)
    if longest > _LONG and not alike:
        return None
    off = abs((first[1] - second[1]).days)  # the nearest day first, where a report tells none
    return Agreement(0.5 / (1 + off), f"{_span(first)} meets {_span(second)}")


def days_apart(first: Window, second: Window) -> int:
    """Return how many days lie between two intervals, 0 if they meet."""
    return max((first[0] - second[1]).days, (second[0] - first[1]).days, 0)


def _slack(one: Incident, other: Incident) -> int:
    """Return how many days may lie between two tellings of one event."""
    known = share_number(one, other, least=MANY)
    if known and (_is_untold(one) or _is_untold(other)):
        return _FOLLOWED
    if known:
        return 1
    if one.type != other.type:
        return 0
    moved = one.type is IncidentType.TERRITORY_CHANGE
    return 1 if moved and not share_side(one, other) else _SLACK.get(one.type, 0)


def _is_untold(incident: Incident) -> bool:
    return incident.date_precision is DatePrecision.UNKNOWN


def _span(days: Window) -> str:
    return str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"


def days_of(incident: Incident) -> tuple[list[object], list[object]]:
    """Return the days under which an incident is found, and those under which its like is.

    It is found also under the days that may be meant: a night is of two.
    """
    days = window(incident)
    if days is None:
        return [], []
    sought = _each(*days)
    if incident.type not in _SLACK:
        return sought, sought
    slack = timedelta(days=_SLACK[incident.type])
    return _each(days[0] - slack, days[1] + slack), sought


def months(incident: Incident) -> set[object]:
    """Return the months in which many victims may have been counted before and after."""
    days = window(incident)
    if days is None:
        return set()
    early = days[0] - timedelta(days=_FOLLOWED)
    return {(day.year, day.month) for day in (early, *days, days[1] + timedelta(days=1))}


def _each(start: date, end: date) -> list[object]:
    """Return the days of an interval; the months of a long one, which only its like meets."""
    if start == end:
        return [start]
    length = (end - start).days + 1
    if length <= _MOST_DAYS:
        return [start + timedelta(days=number) for number in range(length)]
    return list({(start.year, start.month), (end.year, end.month)})
