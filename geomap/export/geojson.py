"""GeoJSON as RFC 7946 asks for it, with OGC JSON-FG's `time` member.

One feature an incident. A place without a point (none named, or a whole country) has a null
geometry: nothing is ever put at a fake position. An area is its polygon where one is known.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.models import Document, GeoPrecision, Incident, Report
from geomap.resources import write_beside

_DECIMALS = 5  # about a metre; RFC 7946 advises against more than 7
Outline = Callable[[str], BaseGeometry | None]


def to_geojson(
    reports: Iterable[Report], *, boundaries: Boundaries | None = None
) -> dict[str, Any]:
    """Return a FeatureCollection of all incidents, in the order of the reports.

    Args:
        reports: what was found.
        boundaries: where the polygons of areas come from; by default the packaged ones.
    """
    outline = cache((boundaries or Boundaries.open()).outline)  # many incidents share an area
    reports = list(reports)
    features = [
        to_feature(incident, report.document, outline)
        for report in reports
        for incident in report.incidents
    ]
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    boxes = [feature["bbox"] for feature in features if "bbox" in feature]
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        collection["bbox"] = [min(west), min(south), max(east), max(north)]
    collection["provenance"] = _provenance(reports)
    collection["features"] = features
    return collection


def to_feature(incident: Incident, document: Document, outline: Outline) -> dict[str, Any]:
    """Return one incident as a Feature; ``outline`` tells an area's polygon by its place id."""
    geometry = _geometry(incident, outline)
    feature: dict[str, Any] = {"type": "Feature", "id": incident.id}
    if geometry is not None:
        feature["bbox"] = [round(float(x), _DECIMALS) for x in geometry.bounds]
    feature["geometry"] = _coordinates(geometry)
    feature["time"] = _time(incident)
    feature["properties"] = dict(_properties(incident, document))
    return feature


def has_point(incident: Incident) -> bool:
    """Tell whether an incident can be put on a map: a place is named, and not a whole country."""
    return incident.place is not None and incident.geo_precision is not GeoPrecision.COUNTRY


def _geometry(incident: Incident, outline: Outline) -> BaseGeometry | None:
    if incident.place is None or not has_point(incident):
        return None
    if incident.geo_precision is GeoPrecision.AREA:
        polygon = outline(incident.place.id)
        if polygon is not None:
            return shapely.orient_polygons(polygon)
    return shapely.Point(*incident.place.position)


def _coordinates(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    if geometry is None:
        return None
    rounded = shapely.transform(geometry, lambda xy: xy.round(_DECIMALS))
    return dict(json.loads(shapely.to_geojson(rounded)))


def _time(incident: Incident) -> dict[str, Any] | None:
    """Return JSON-FG's time: a date, or an interval with ".." for an open end."""
    if incident.start is None:
        return None
    if incident.start == incident.end:
        return {"date": incident.start.isoformat()}
    return {"interval": [incident.start.isoformat(), _day(incident.end) or ".."]}


def _properties(incident: Incident, document: Document) -> Iterator[tuple[str, Any]]:
    yield "document", incident.document
    yield "type", incident.type.value
    yield from _where(incident)
    yield from _territory(incident)
    yield "start", _day(incident.start)
    yield "end", _day(incident.end)
    yield "date_precision", incident.date_precision.value
    for field in ("actor", "target", "origin", "reported_by"):
        yield field, getattr(incident, field)
    yield "status", incident.status.value
    yield "killed", incident.killed
    yield "injured", incident.injured
    yield "background", incident.background
    yield "trigger", incident.trigger.text
    yield "evidence", [e.model_dump(mode="json") for e in incident.evidence]
    yield "text_status", list(incident.text_status)
    yield "linked", list(incident.linked)
    yield "reasons", list(incident.reasons)
    yield "title", document.title
    yield "source", document.source
    yield "published", _day(document.published)
    yield "url", document.url


def _where(incident: Incident) -> Iterator[tuple[str, Any]]:
    place = incident.place
    yield "place", place.name if place else None
    yield "place_id", place.id if place else None
    yield "place_text", incident.place_text
    if place and has_point(incident):
        yield "lat", round(place.position.lat, _DECIMALS)
        yield "lon", round(place.position.lon, _DECIMALS)
    yield "geo_precision", incident.geo_precision.value if incident.geo_precision else None
    yield "radius_km", incident.radius_km
    yield "context", list(incident.context)
    resolution = incident.resolution
    yield "confidence", resolution.confidence if resolution else None
    yield "place_reason", resolution.reason if resolution else None


def _territory(incident: Incident) -> Iterator[tuple[str, Any]]:
    status = incident.territory
    place = incident.place
    yield "country", status.country if status else place.country if place else None
    yield "admin1", status.admin1 if status else place.admin1_name if place else None
    yield "controlled_by", next(iter(status.controlled_by), None) if status else None
    yield "controllers", list(status.controlled_by) if status else []
    yield "control", status.control if status else "unknown"
    yield "disputed", status.disputed if status else None
    yield "claimed_by", list(status.claimed_by) if status else []
    yield "areas", list(status.areas) if status else []
    yield "history", [f.model_dump(mode="json") for f in status.history] if status else []
    yield "territory_sources", list(status.sources) if status else []
    yield "territory_notes", list(status.notes) if status else []


def _provenance(reports: Sequence[Report]) -> dict[str, Any]:
    """Return what made the reports, and all corrections of the user that were followed."""
    made = next((r.provenance for r in reports if r.provenance), None)
    told = made.model_dump(mode="json") if made else {}
    followed = dict.fromkeys(words for report in reports for words in report.corrections)
    return told | {"corrections": list(followed)} if followed else told


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def write_geojson(
    reports: Iterable[Report], path: Path, *, boundaries: Boundaries | None = None
) -> None:
    """Write the incidents to a file: beside it first, read back, then renamed.

    Raises:
        ExportError: if the file cannot be written; one that stood there before still stands.
    """
    write_beside(path, to_text(to_geojson(reports, boundaries=boundaries)).encode())


def to_text(collection: dict[str, Any]) -> str:
    """Return a FeatureCollection as JSON, a feature a line: compact, and a diff shows incidents."""
    head = {key: value for key, value in collection.items() if key != "features"}
    lines = ",\n".join(map(_json, collection["features"]))
    features = f"[\n{lines}\n]" if lines else "[]"
    return f'{_json(head)[:-1]},"features":{features}}}\n'


def _json(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError:  # a number that JSON doesn't know
        return _json(_finite(value))


def _finite(value: Any) -> Any:
    """Return a JSON value without NaN and infinities, which JSON does not know."""
    if isinstance(value, dict):
        return {key: _finite(v) for key, v in value.items()}
    if isinstance(value, list):
        return [_finite(v) for v in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
