"""Incidents to groups that each tell of one event.

Incidents are taken in an order of their own (day of publication, document, id), whatever order they
come in, and each joins the group it agrees with most: so a document added later changes nothing of
what stood before. Of one document's incidents those that agree most join first. Only incidents that
share a day and a place, its words, a region or its victims are compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from geomap.merge.agreement import Judgement, Verdict, judge, surely_two
from geomap.merge.keys import Key, keys
from geomap.models import DatePrecision, Incident, Report

_OTHER = Judgement(Verdict.OTHER, 0.0, ())


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


class _Match(NamedTuple):
    """The group that an incident agrees with most, if any, how far and why; those opposed to it."""

    score: float
    group: _Growing | None
    why: tuple[str, ...]
    opposed: list[_Growing]


class _Sought(NamedTuple):
    """An incident, the keys under which it is found, those of its like, and what it matches."""

    incident: Incident
    filed: list[Key]
    sought: list[Key]
    match: _Match


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
    ordered = (incident for incident, _ in sorted(listed, key=_order))
    for _, told in groupby(ordered, key=lambda incident: incident.document):
        growing.take_report(list(told))
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

    def take_report(self, incidents: list[Incident]) -> None:
        """Put what one report tells into groups, first what agrees most."""
        found = [self._sought(incident) for incident in incidents]
        if len(found) > 1:
            found.sort(key=lambda one: -one.match.score)
        joined: set[int] = set()  # groups that grew since the matches were sought
        told: set[object] = set()  # what the report tells once more may be of its own new groups
        for incident, filed, sought, match in found:
            what = incident.type, incident.place and incident.place.id
            stale = id(match.group) in joined or what in told
            group = self._take(incident, self._match(incident, sought) if stale else match)
            for key in filed:
                self._file(key, group)
            joined.add(id(group))
            told.add(what)

    def _sought(self, incident: Incident) -> _Sought:
        filed, sought = ([], []) if incident.id in self._apart else keys(incident)
        return _Sought(incident, filed, sought, self._match(incident, sought))

    def _take(self, incident: Incident, match: _Match) -> _Growing:
        """Put an incident into the group that it agrees with most, or into a new one."""
        group = match.group or _Growing([], [])
        group.members.append(incident)
        group.why.append(match.why)
        if match.group is None:
            self.all.append(group)
        _link(group, match.opposed)
        return group

    def _match(self, incident: Incident, sought: list[Key]) -> _Match:
        """Return the group that an incident agrees with most, and those opposed to it."""
        opposed: list[_Growing] = []
        best = _Match(0.0, None, (), opposed)
        for group in self._near(sought):
            found = _against(incident, group)
            if found.verdict is Verdict.OPPOSED:
                opposed.append(group)
            elif found.verdict is Verdict.SAME and found.score > best.score:
                best = _Match(found.score, group, found.reasons, opposed)
        return best

    def _near(self, sought: list[Key]) -> Iterator[_Growing]:
        """Yield the groups that share a place and a day with an incident, each once."""
        seen: set[int] = set()
        for listed in filter(None, map(self._at.get, sought)):
            for group in listed:
                if id(group) not in seen:
                    seen.add(id(group))
                    yield group

    def _file(self, key: Key, group: _Growing) -> None:
        listed = self._at[key]
        if not listed or listed[-1] is not group:
            listed.append(group)


def _against(incident: Incident, group: _Growing) -> Judgement:
    """Return how an incident stands to a group: opposed to any of it, else as to its likest."""
    members = _firm(group.members)
    if len(members) == 1:
        return judge(members[0], incident)
    judged = [judge(member, incident) for member in members]
    opposed = next((one for one in judged if one.verdict is Verdict.OPPOSED), None)
    if opposed:
        return opposed
    best = max(judged, key=lambda one: one.score)
    if best.verdict is Verdict.SAME:
        unlike = (m for m, one in zip(members, judged, strict=True) if one.verdict is Verdict.OTHER)
        if any(surely_two(member, incident) for member in unlike):
            return _OTHER
    return best


def _firm(members: list[Incident]) -> list[Incident]:
    """Return those whose day is told and whose place is known, all if there are none.

    The others agree with much, and would tie together what is not one event.
    """
    if len(members) == 1:
        return members
    told = [m for m in members if m.place and m.date_precision is not DatePrecision.UNKNOWN]
    return told or members


def _link(group: _Growing, opposed: list[_Growing]) -> None:
    for other in opposed:
        if other is not group:
            group.opposed.append(other)
            other.opposed.append(group)


def _name(groups: list[_Growing], known: dict[str, str]) -> None:
    """Give each group the id it had, if any; the largest share of an old group keeps its id."""
    claims = []
    for number, group in enumerate(groups if known else ()):
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
