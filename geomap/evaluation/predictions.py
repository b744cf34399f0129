"""Reports as flat predictions, and predictions as a file that other scorers read too."""

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from geomap.evaluation.incidents import Fields
from geomap.evaluation.toponyms import Toponym
from geomap.models import Incident, Report, Role
from geomap.resources import write_beside

# What corpora count as toponyms: the place itself, what it stands for, and the head of a dispatch.
DEFAULT_ROLES = frozenset({Role.LITERAL, Role.METONYM, Role.DATELINE})


def predicted_toponyms(report: Report, roles: Collection[Role] = DEFAULT_ROLES) -> list[Toponym]:
    """Return the toponyms of a report that stand in one of ``roles``; figures are no names."""
    return [
        Toponym(
            start=resolution.mention.start,
            end=resolution.mention.end,
            lat=resolution.place.position.lat if resolution.place else None,
            lon=resolution.place.position.lon if resolution.place else None,
            geonameid=resolution.place.geonameid if resolution.place else None,
            confidence=resolution.confidence,
        )
        for resolution in report.resolutions
        if resolution.mention.role in roles and resolution.mention.coordinates is None
    ]


def predicted_incidents(report: Report) -> list[Fields]:
    """Return the incidents of a report with the fields that are scored, flat."""
    return [_flat(incident) for incident in report.incidents]


def _flat(incident: Incident) -> dict[str, Any]:
    place, territory = incident.place, incident.territory
    fields = incident.model_dump(
        mode="json",
        include={
            "id",
            "type",
            "geo_precision",
            "start",
            "end",
            "status",
            "killed",
            "background",
            "reported_by",
        },
    )
    fields |= {
        "place": place.name if place else incident.place_text,
        "lat": place.position.lat if place else None,
        "lon": place.position.lon if place else None,
        "country": (territory and territory.country) or (place and place.country),
        "admin1": (territory and territory.admin1) or (place and place.admin1_name),
        "controlled_by": None,
        "disputed": territory.disputed if territory else None,
    }
    if territory and territory.controlled_by:
        fields["controlled_by"] = "|".join(territory.controlled_by)
    return fields


def write_predictions(path: str | Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write one JSON object a line to ``path``.

    Raises:
        ExportError: if it cannot be written.
    """
    lines = "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    write_beside(Path(path), lines.encode())
