"""Reports in which an event that several tell of stands once, with every telling."""

from collections.abc import Iterable, Sequence

from geomap.merge.grouping import Group
from geomap.models import Document, Incident, Report, Telling


def merged_reports(reports: Sequence[Report], groups: Iterable[Group]) -> list[Report]:
    """Return ``reports`` with each event in the report of its lead only, and its tellings in it.

    Nothing is lost: what the others say is in ``tellings``, with whose word it is and which
    numbers; a report whose incidents all went elsewhere stays, without incidents.
    """
    documents = {report.document.id: report.document for report in reports}
    groups = list(groups)
    merged = {_key(group.lead): _merged(group, documents) for group in groups}
    renamed = {member.id: group.id for group in groups for member in group.members}
    return [
        report.model_copy(
            update={
                "incidents": tuple(
                    _linked(merged[_key(incident)], renamed)
                    for incident in report.incidents
                    if _key(incident) in merged
                )
            }
        )
        for report in reports
    ]


def _key(incident: Incident) -> tuple[str, str, int]:
    return incident.document, incident.id, incident.trigger.start


def _merged(group: Group, documents: dict[str, Document]) -> Incident:
    lead = group.lead
    changes: dict[str, object] = {
        "id": group.id,
        "linked": tuple(dict.fromkeys((*lead.linked, *group.linked))),
    }
    if len(group.members) > 1:
        tellings = zip(group.members, group.why, strict=True)
        changes["tellings"] = tuple(
            _telling(member, documents[member.document], why) for member, why in tellings
        )
    return lead.model_copy(update=changes)


def _linked(incident: Incident, renamed: dict[str, str]) -> Incident:
    """Return the incident with links to the events that its opposing claims are in now."""
    linked = dict.fromkeys(renamed.get(name, name) for name in incident.linked)
    linked.pop(incident.id, None)
    return incident.model_copy(update={"linked": tuple(linked)})


def _telling(incident: Incident, document: Document, why: tuple[str, ...]) -> Telling:
    return Telling(
        document=incident.document,
        incident=incident.id,
        source=document.source,
        url=document.url,
        published=document.published,
        type=incident.type,
        place=incident.place.name if incident.place else None,
        start=incident.start,
        end=incident.end,
        date_precision=incident.date_precision,
        actor=incident.actor,
        reported_by=incident.reported_by,
        status=incident.status,
        killed=incident.killed,
        injured=incident.injured,
        quote=incident.evidence[0].text,
        why=why,
    )
