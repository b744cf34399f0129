"""Incidents to groups that each tell of one event.

Incidents are taken in an order of their own (day of publication, document, id), whatever order they
come in, and each joins the group it agrees with most: so a document added later changes nothing of
what stood before. Only incidents that share a day and a place, its words or a region are compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from geomap.merge.agreement import Judgement, Verdict, judge, window
from geomap.models import DatePrecision, Incident, Report
from geomap.text import fold

Key = tuple[str, str | None, str, object]  # how it is looked for, country, place or region, day
_MOST_DAYS = 31  # a longer interval is looked for by its months


class Group(NamedTuple):
    """One event: its tellings, the lead first, and why each of the others joined.

    ``id`` is the lead's, or the one that the event had in an earlier run. ``linked`` are the ids
    of groups in which an opposing side tells of the event.
    """

    id: str
    members: tuple[Incident, ...]
    why: tuple[tuple[str, ...], ...]
    linked: tuple[str, ...]

    @property
    def lead(self) -> Incident:
        """Return the telling that stands for the event: the one published first."""
        return self.members[0]


@dataclass(eq=False)
class _Growing:
    """A group that may still grow."""

    members: list[Incident]
    why: list[tuple[str, ...]]
    opposed: list["_Growing"] = field(default_factory=list)
    id: str = ""


def merge_incidents(
    reports: Iterable[Report], *, known: dict[str, str] | None = None, apart: Iterable[str] = ()
) -> tuple[Group, ...]:
    """Return the incidents of ``reports`` in groups that each tell of one event.

    Args:
        reports: what was found.
        known: ids of incidents to the ids of the events they were merged into before; an event
            keeps the id that most of its members had.
        apart: ids of incidents that stay alone, by the user's word.

    Groups are in the order in which their leads come in the reports. An incident without a day, or
    without words for its place, is a group of its own: nothing tells it from another of its type.
    """
    listed = [(incident, report) for report in reports for incident in report.incidents]
    place = {id(incident): number for number, (incident, _) in enumerate(listed)}
    growing = _Groups(frozenset(apart))
    for incident, _ in sorted(listed, key=_order):
        growing.take(incident)
    _name(growing.all, known or {})
    done = sorted(growing.all, key=lambda group: place[id(group.members[0])])
    return tuple(map(_finished, done))


def _order(item: tuple[Incident, Report]) -> tuple[date, str, int, str]:
    incident, report = item
    published = report.document.published or date.max
    return published, incident.document, incident.trigger.start, incident.id


def _finished(group: _Growing) -> Group:
    linked = dict.fromkeys(other.id for other in group.opposed)
    return Group(group.id, tuple(group.members), tuple(group.why), tuple(linked))


class _Groups:
    """All groups so far, found by place and day."""

    def __init__(self, apart: frozenset[str]) -> None:
        self.all: list[_Growing] = []
        self._apart = apart
        self._at: defaultdict[Key, list[_Growing]] = defaultdict(list)

    def take(self, incident: Incident) -> None:
        """Put an incident into the group that it agrees with most, or into a new one."""
        opposed: list[_Growing] = []
        best: tuple[float, _Growing, tuple[str, ...]] | None = None
        for group in self._near(incident):
            found = _against(incident, group)
            if found.verdict is Verdict.OPPOSED:
                opposed.append(group)
            elif found.verdict is Verdict.SAME and (best is None or found.score > best[0]):
                best = found.score, group, found.reasons
        group = best[1] if best else _Growing([], [])
        group.members.append(incident)
        group.why.append(best[2] if best else ())
        if best is None:
            self.all.append(group)
        self._file(incident, group)
        _link(group, opposed)

    def _near(self, incident: Incident) -> Iterator[_Growing]:
        """Yield the groups that share a place and a day with the incident, each once."""
        if incident.id in self._apart:
            return
        seen: set[int] = set()
        for key in _sought(incident):
            for group in self._at[key]:
                if id(group) not in seen:
                    seen.add(id(group))
                    yield group

    def _file(self, incident: Incident, group: _Growing) -> None:
        if incident.id in self._apart:
            return
        for key in _filed(incident):
            if group not in self._at[key][-1:]:
                self._at[key].append(group)


def _against(incident: Incident, group: _Growing) -> Judgement:
    """Return how an incident stands to a group: opposed to any of it, else as to its likest."""
    judged = [judge(member, incident) for member in _firm(group.members)]
    opposed = next((one for one in judged if one.verdict is Verdict.OPPOSED), None)
    return opposed or max(judged, key=lambda one: (one.verdict is Verdict.SAME, one.score))


def _firm(members: list[Incident]) -> list[Incident]:
    """Return those whose day is told and whose place is known, all if there are none.

    The others agree with much, and would tie together what is not one event.
    """
    told = [m for m in members if m.place and m.date_precision is not DatePrecision.UNKNOWN]
    return told or members


def _link(group: _Growing, opposed: list[_Growing]) -> None:
    for other in opposed:
        if other is not group:
            group.opposed.append(other)
            other.opposed.append(group)


def _filed(incident: Incident) -> Iterator[Key]:
    """Yield where an incident can be found: its place; as a region, a quarter, or within one."""
    kinds = {"ADM1": ("place", "region"), "PPLX": ("place", "inside", "quarter")}
    return _keyed(incident, kinds.get(_code(incident), ("place", "inside")))


def _sought(incident: Incident) -> Iterator[Key]:
    """Yield where its like is: at its place, in the region it is, the region or town it is in."""
    kinds = {"ADM1": ("place", "inside"), "PPLX": ("place", "region", "inside")}
    return _keyed(incident, kinds.get(_code(incident), ("place", "region", "quarter")))


def _code(incident: Incident) -> str:
    return incident.place.feature_code if incident.place else ""


def _keyed(incident: Incident, kinds: tuple[str, ...]) -> Iterator[Key]:
    days = window(incident)
    if days is None:
        return
    for day in _days(*days):
        if incident.place_text:
            yield "words", None, fold(incident.place_text), day
        if place := incident.place:
            for kind in kinds:
                where = place.id if kind == "place" else place.admin1 or place.id
                yield kind, place.country, where, day


def _days(start: date, end: date) -> Iterator[object]:
    """Yield the days of an interval; the months of a long one, which only its like meets."""
    length = (end - start).days + 1
    if length <= _MOST_DAYS:
        yield from (start + timedelta(days=number) for number in range(length))
        return
    yield from {(start.year, start.month), (end.year, end.month)}


def _name(groups: list[_Growing], known: dict[str, str]) -> None:
    """Give each group the id it had, if any; the largest share of an old group keeps its id."""
    claims = []
    for number, group in enumerate(groups):
        had = [known[member.id] for member in group.members if member.id in known]
        claims += [(-had.count(name), number, name) for name in dict.fromkeys(had)]
    taken: set[str] = set()
    for _, number, name in sorted(claims):
        if name not in taken and not groups[number].id:
            groups[number].id = name
            taken.add(name)
    for group in groups:
        group.id = group.id or _free(group, taken)


def _free(group: _Growing, taken: set[str]) -> str:
    """Return the id of the first member that no other group has."""
    name = next((m.id for m in group.members if m.id not in taken), group.members[0].id)
    taken.add(name)
    return name
