"""The data of the page: islands of JSON that nothing can mistake for code."""

import gzip
import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

import shapely

from geomap.boundaries import Boundaries
from geomap.models import (
    DatePrecision,
    GeoPrecision,
    Incident,
    IncidentType,
    LonLat,
    Place,
    Report,
    Status,
    Telling,
)
from geomap.territory import Territories, country_names, owners_of_countries, words_of
from geomap.webmap.basemap import make_base_map
from geomap.webmap.control import control_ground
from geomap.webmap.frames import frames_of
from geomap.webmap.outlines import Outlines
from geomap.wording import Names, doubt_words

# Folium renders what it is given once more as a Jinja template, and the page is HTML with inline
# JavaScript: each of these characters starts something in one of the three.
_ESCAPED = {c: f"\\u{ord(c):04x}" for c in "{}<>&$`\u2028\u2029"}

READABLE = (
    1_000_000  # letters of JSON, about 4,000 incidents; more than that nobody reads in a page
)

_PLAIN = (
    "id", "type", "place_text", "geo_precision", "radius_km", "start", "end", "date_precision",
    "actor", "target", "origin", "reported_by", "status", "killed", "injured", "background",
    "text_status", "linked",
)  # fmt: skip
_plain = attrgetter(*_PLAIN)
_AT = {name: number for number, name in enumerate(_PLAIN)}
_AS_IT_IS = {type(None), str, int, float, IncidentType, GeoPrecision, DatePrecision, Status}
USUAL = {"status": "reported"}  # what most incidents have is left out of their rows
COLUMNS = (
    *_PLAIN, "document", "place", "ground", "trigger", "evidence", "why", "label", "tellings",
)  # fmt: skip
_OF_TELLING = ("type", "place", "start", "end", "date_precision", "actor", "reported_by", "status",
               "killed", "injured", "quote")  # fmt: skip


class _Table:
    """Values that many incidents share: each is kept once, and incidents hold its number."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        """Return the number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Any:
        return iter(self._numbers)


class _Tables:
    """What the incidents of some reports share."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.names = Names(i for report in reports for i in report.incidents)
        self.places, self.grounds, self.sentences, self.reasons = (_Table() for _ in range(4))
        self.documents = [_document(report) for report in reports]
        self._numbers = {report.document.id: n for n, report in enumerate(reports)}

    def label(self, incident: Incident) -> str | None:
        """Return how the place is said, unless the place's own label says it."""
        if incident.place is None:
            return None
        words = self.names.where(incident)
        return None if words == self.names.of(incident.place) else words

    def document(self, telling: Telling) -> int:
        """Return the number of a telling's document; one that is no report here is added."""
        number = self._numbers.setdefault(telling.document, len(self.documents))
        if number == len(self.documents):
            named = telling.model_dump(mode="json", include={"source", "url", "published"})
            self.documents.append(_without_gaps({"id": telling.document} | named))
        return number


class Island(NamedTuple):
    """The text of a script element that is data, and the element's type."""

    kind: str
    text: str


def to_island(value: Any, readable: int = READABLE) -> Island:
    """Return a JSON value as an island that is safe inside a page and inside a template.

    Up to ``readable`` letters it is JSON, so that a page can be searched for what it says; more
    is compressed, in base64: many times smaller, and read by the browser in less time.

    Raises:
        ValueError: if a number is none.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if len(text) <= readable:
        return Island("application/json", _escaped(text))
    return Island("text/plain", b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode("ascii"))


def _escaped(text: str) -> str:
    """Return JSON as one JSON string, which the page parses twice.

    Braces outside of JSON's strings can't be escaped, so they have to stand in a string.
    """
    island = json.dumps(text, ensure_ascii=False)
    for character, escape in _ESCAPED.items():  # many times faster than str.translate
        island = island.replace(character, escape)
    return island


def ground_data(reports: Sequence[Report], boundaries: Boundaries) -> dict[str, Any]:
    """Return the ground that the page draws: the base map, its labels, and who held what when.

    "owners" are the countries that are another's ground to the state whose view is asked for.
    """
    frames = frames_of(
        i.place.position for r in reports for i in r.incidents if i.place and is_on_map(i)
    )
    made = make_base_map(frames, boundaries)
    ledger, worldview = Territories.open().ledger, worldview_of(reports)
    return {
        "ground": made.ground(),
        "labels": made.labels(),
        "frames": [list(frame) for frame in frames],
        "control": control_ground(
            [level._asdict() for level in made.drawn],
            boundaries,
            ledger,
            around=[level._asdict() for level in made.around],
            worldview=worldview,
        ),
        "owners": owners_of_countries(worldview, ledger),
    }


def page_data(
    reports: Sequence[Report], boundaries: Boundaries, places: Sequence[Place], title: str
) -> dict[str, Any]:
    """Return all that the page's script reads but the ground."""
    tables, outlines = _Tables(reports), Outlines(boundaries)
    rows = [
        _row(incident, number, tables)
        for number, report in enumerate(reports)
        for incident in report.incidents
    ]
    return {
        "title": title,
        "documents": tables.documents,
        "columns": list(COLUMNS),
        "usual": USUAL,
        "rows": rows,
        "places": [_place(place, tables.names, outlines) for place in tables.places],
        "grounds": [_without_gaps(ground.model_dump(mode="json")) for ground in tables.grounds],
        "sentences": [[start, text] for _, start, text in tables.sentences],
        "reasons": list(tables.reasons),
        "worldview": {"key": worldview_of(reports), "words": words_of(worldview_of(reports))},
        "countries": country_names(),
        "towns": [[p.name, *_rounded(p.position), p.population] for p in places],
        "provenance": _provenance(reports),
    }


def worldview_of(reports: Sequence[Report]) -> str:
    """Return in whose eyes ground is named."""
    return next((r.provenance.worldview for r in reports if r.provenance), "un")


def is_on_map(incident: Incident) -> bool:
    """Tell whether an incident gets a symbol: it has a place finer than a country."""
    return incident.place is not None and incident.geo_precision is not GeoPrecision.COUNTRY


def _row(incident: Incident, document: int, tables: _Tables) -> list[Any]:
    """Return an incident in the order of ``COLUMNS``, without the empty cells at its end."""
    row = [v if v.__class__ in _AS_IT_IS else _cell(v) for v in _plain(incident)]
    for name, usual in USUAL.items():
        row[_AT[name]] = None if row[_AT[name]] == usual else row[_AT[name]]
    row += [
        document,
        tables.places.number(incident.place) if incident.place else None,
        tables.grounds.number(incident.territory) if incident.territory else None,
        [incident.trigger.start, incident.trigger.end],
        [tables.sentences.number((document, e.start, e.text)) for e in incident.evidence],
        [tables.reasons.number(words) for words in _why(incident)] or None,
        tables.label(incident),
        [_telling(telling, tables) for telling in incident.tellings] or None,
    ]
    while row and row[-1] is None:
        row.pop()
    return row


def _telling(telling: Telling, tables: _Tables) -> dict[str, Any]:
    """Return what one report tells of an event that several tell of, without what it leaves out."""
    told = {name: _cell(getattr(telling, name)) for name in _OF_TELLING}
    why = [tables.reasons.number(words) for words in telling.why]
    return _without_gaps({"document": tables.document(telling), **told, "why": why})


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


def _place(place: Place, names: Names, outlines: Outlines) -> dict[str, Any]:
    outline = outlines.of(place)
    shape = middle = None
    if outline is not None:
        rounded = shapely.transform(outline.shape, lambda xy: xy.round(3))
        shape, middle = json.loads(shapely.to_geojson(rounded)), _rounded(outline.middle)
    return _without_gaps({
        "name": place.name,
        "label": label if (label := names.of(place)) != place.name else None,
        "at": _rounded(place.position),
        "admin1": place.admin1_name,
        "country": place.country,
        "outline": shape,
        "middle": middle,
        "how": outline.how if outline else None,
    })  # fmt: skip


def _why(incident: Incident) -> list[str]:
    """Return why the name was taken for this place, after how unsure that is if it is."""
    resolution = incident.resolution
    if resolution is None or not resolution.candidates:
        return []
    features = resolution.candidates[0].features
    helped = [f for f in features if f.value * f.weight > 0]
    words = [f.words for f in sorted(helped, key=lambda f: -f.value * f.weight)[:4]]
    words = list(dict.fromkeys([*filter(None, [resolution.reason]), *words]))
    return [doubt, *words] if (doubt := doubt_words(resolution)) else words


def _provenance(reports: Iterable[Report]) -> dict[str, Any] | None:
    made = next((r.provenance for r in reports if r.provenance), None)
    return made.model_dump(mode="json") if made else None


def _without_gaps(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, [], (), "")}


def _rounded(position: LonLat) -> list[float]:
    return [round(position.lon, 4), round(position.lat, 4)]
