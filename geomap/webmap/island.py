"""The data of the page: one JSON island that nothing can mistake for code."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.models import GeoPrecision, Incident, LonLat, Place, Report
from geomap.territory import country_names, words_of
from geomap.webmap.control import control_areas
from geomap.webmap.frames import frames_of, surroundings_of

# Folium renders what it is given once more as a Jinja template, and the page is HTML with inline
# JavaScript: each of these characters starts something in one of the three.
_ESCAPED = {c: f"\\u{ord(c):04x}" for c in "{}<>&$`\u2028\u2029"}

_PLAIN = (
    "id", "type", "place_text", "geo_precision", "radius_km", "start", "end", "date_precision",
    "actor", "target", "origin", "reported_by", "status", "killed", "injured", "background",
    "text_status", "linked",
)  # fmt: skip
COLUMNS = (*_PLAIN, "document", "place", "ground", "trigger", "evidence", "why")


class _Table:
    """Values that many incidents share: each is kept once, and incidents hold its number."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        """Return the number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Any:
        return iter(self._numbers)


def to_island(value: Any) -> str:
    """Return a JSON value as a JSON string, safe inside a script element and inside a template.

    Braces outside of JSON's strings can't be escaped, so the JSON text is itself written as one
    JSON string: the page parses it twice.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    island = json.dumps(text, ensure_ascii=False)
    for character, escape in _ESCAPED.items():  # many times faster than str.translate
        island = island.replace(character, escape)
    return island


def page_data(
    reports: Sequence[Report], boundaries: Boundaries, places: Sequence[Place], title: str
) -> dict[str, Any]:
    """Return all that the page's script reads."""
    placed, grounds, sentences, reasons = _Table(), _Table(), _Table(), _Table()
    rows = [
        _row(incident, number, placed, grounds, sentences, reasons)
        for number, report in enumerate(reports)
        for incident in report.incidents
    ]
    worldview = next((r.provenance.worldview for r in reports if r.provenance), "un")
    frames = frames_of(
        i.place.position for r in reports for i in r.incidents if i.place and is_on_map(i)
    )
    round_them = [
        {"box": list(f), "layers": boundaries.around(*f)} for f in surroundings_of(frames)
    ]
    drawn = [{"box": list(f), "layers": boundaries.base_map(*f)} for f in frames]
    return {
        "title": title,
        "documents": [_document(report) for report in reports],
        "columns": list(COLUMNS),
        "rows": rows,
        "places": [_place(place, boundaries) for place in placed],
        "grounds": [_without_gaps(ground.model_dump(mode="json")) for ground in grounds],
        "sentences": [[start, text] for _, start, text in sentences],
        "reasons": list(reasons),
        "world": boundaries.world(),
        "frames": [*round_them, *drawn],
        "control": control_areas(drawn, boundaries, around=round_them, worldview=worldview),
        "worldview": {"key": worldview, "words": words_of(worldview)},
        "countries": country_names(),
        "towns": [[p.name, *_rounded(p.position), p.population] for p in places],
        "provenance": _provenance(reports),
    }


def is_on_map(incident: Incident) -> bool:
    """Tell whether an incident gets a symbol: it has a place finer than a country."""
    return incident.place is not None and incident.geo_precision is not GeoPrecision.COUNTRY


def _row(
    incident: Incident,
    document: int,
    places: _Table,
    grounds: _Table,
    sentences: _Table,
    reasons: _Table,
) -> list[Any]:
    """Return an incident in the order of ``COLUMNS``, without the empty cells at its end."""
    row = [_cell(getattr(incident, name)) for name in _PLAIN]
    row += [
        document,
        places.number(incident.place) if incident.place else None,
        grounds.number(incident.territory) if incident.territory else None,
        [incident.trigger.start, incident.trigger.end],
        [sentences.number((document, e.start, e.text)) for e in incident.evidence],
        [reasons.number(words) for words in _why(incident)] or None,
    ]
    while row and row[-1] is None:
        row.pop()
    return row


def _cell(value: Any) -> Any:
    """Return a field's value as JSON; what is empty or false is null."""
    if value is None or value is False or value == ():
        return None
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _document(report: Report) -> dict[str, Any]:
    document = report.document.model_dump(mode="json", exclude={"text", "language"})
    return _without_gaps(document) | {"warnings": list(report.warnings)}


def _place(place: Place, boundaries: Boundaries) -> dict[str, Any]:
    outline = boundaries.outline(place.id) if place.feature_code == "ADM1" else None
    shape = middle = None
    if outline is not None:
        shape = json.loads(shapely.to_geojson(shapely.transform(outline, lambda xy: xy.round(3))))
        middle = _rounded(LonLat(*_middle(outline).coords[0]))
    return _without_gaps({
        "name": place.name,
        "at": _rounded(place.position),
        "admin1": place.admin1_name,
        "country": place.country,
        "outline": shape,
        "middle": middle,
    })  # fmt: skip


def _middle(outline: BaseGeometry) -> shapely.Point:
    """Return where an area's symbol goes: its centroid, if that lies in it."""
    centroid = outline.centroid
    return centroid if outline.contains(centroid) else outline.representative_point()


def _why(incident: Incident) -> list[str]:
    """Return why the name was taken for this place, the weightiest reasons first."""
    resolution = incident.resolution
    if resolution is None or not resolution.candidates:
        return []
    features = resolution.candidates[0].features
    helped = [f for f in features if f.value * f.weight > 0]
    return [f.words for f in sorted(helped, key=lambda f: -f.value * f.weight)[:4]]


def _provenance(reports: Iterable[Report]) -> dict[str, Any] | None:
    made = next((r.provenance for r in reports if r.provenance), None)
    return made.model_dump(mode="json") if made else None


def _without_gaps(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, [], ())}


def _rounded(position: LonLat) -> list[float]:
    return [round(position.lon, 4), round(position.lat, 4)]
