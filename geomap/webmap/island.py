"""The data of the page: one JSON island that no template and no HTML parser can mistake for code."""

import json
from collections.abc import Sequence
from typing import Any

import shapely

from geomap.boundaries import Boundaries
from geomap.models import GeoPrecision, Incident, LonLat, Place, Report
from geomap.territory import country_names
from geomap.webmap.frames import frames_of

# Folium renders what it is given once more as a Jinja template, and the page is HTML with inline
# JavaScript: each of these characters starts something in one of the three.
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "{}<>&$`\u2028\u2029'"}


def to_island(value: Any) -> str:
    """Return a JSON value as JavaScript that is safe inside a script element.

    Braces outside of strings stay as they are, so the text is written as one string for
    ``JSON.parse``: then every brace can be escaped.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPED)


def page_data(
    reports: Sequence[Report], boundaries: Boundaries, places: Sequence[Place], title: str
) -> dict[str, Any]:
    """Return all that the page's script reads."""
    pairs = [(incident, i) for i, report in enumerate(reports) for incident in report.incidents]
    frames = frames_of(i.place.position for i, _ in pairs if i.place and is_on_map(i))
    made = next((r.provenance for r in reports if r.provenance), None)
    return {
        "title": title,
        "documents": [_document(report) for report in reports],
        "incidents": [_incident(incident, i, boundaries) for incident, i in pairs],
        "world": boundaries.world(),
        "frames": [{"box": list(f), "layers": boundaries.base_map(*f)} for f in frames],
        "countries": country_names(),
        "places": [[p.name, *_rounded(p.position), p.population] for p in places],
        "provenance": made.model_dump(mode="json") if made else None,
    }


def is_on_map(incident: Incident) -> bool:
    """Tell whether an incident gets a symbol: it has a place finer than a country."""
    return incident.place is not None and incident.geo_precision is not GeoPrecision.COUNTRY


def _document(report: Report) -> dict[str, Any]:
    document = report.document
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "published": document.published.isoformat() if document.published else None,
        "url": document.url,
    }


def _incident(incident: Incident, document: int, boundaries: Boundaries) -> dict[str, Any]:
    data = incident.model_dump(
        mode="json",
        include={
            "id", "type", "place_text", "geo_precision", "radius_km", "origin", "context", "start",
            "end", "date_precision", "actor", "target", "reported_by", "status", "killed",
            "injured", "background", "text_status", "linked", "territory",
        },
    )  # fmt: skip
    data["document"] = document
    data["trigger"] = [incident.trigger.start, incident.trigger.end]
    data["evidence"] = [[e.start, e.end, e.text] for e in incident.evidence]
    if incident.place is not None:
        data["place"] = incident.place.name
        data["why"] = _why(incident)
    if incident.place is not None and is_on_map(incident):
        data["at"] = _rounded(incident.place.position)
        if incident.geo_precision is GeoPrecision.AREA:
            data["outline"] = _outline(incident.place, boundaries)
    return {key: value for key, value in data.items() if value not in (None, [], ())}


def _why(incident: Incident) -> list[str]:
    """Return why the name was taken for this place, the weightiest reasons first."""
    resolution = incident.resolution
    if resolution is None or not resolution.candidates:
        return []
    best = resolution.candidates[0]
    return [f.words for f in best.features if f.value * f.weight > 0][:4]


def _outline(place: Place, boundaries: Boundaries) -> dict[str, Any] | None:
    outline = boundaries.outline(place.id)
    return json.loads(shapely.to_geojson(outline)) if outline is not None else None


def _rounded(position: LonLat) -> list[float]:
    return [round(position.lon, 4), round(position.lat, 4)]
