"""The fields of an export: one table, from which every format and its schema are made.

`data/schema/columns.csv` says what each is called, where its value stands in the records
(``path``), and what it means; its type is the type of that field in `models`. Few are derived:
most stand somewhere in what is told of an incident, which is put together once.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from geomap.models import (
    Document,
    GeoPrecision,
    Incident,
    LonLat,
    Mention,
    Place,
    Provenance,
    Report,
    Resolution,
    TerritoryStatus,
)
from geomap.resources import packaged_table

DECIMALS = 5  # of a degree: about a metre; RFC 7946 advises against more than 7


class Told(NamedTuple):
    """All that the fields of one incident are read from; what is missing has a stand-in."""

    incident: Incident
    place: Any  # a Place, or a stand-in of None alone
    point: Any  # where it is put, a LonLat rounded as it is written, or a stand-in of None alone
    resolution: Any  # a Resolution, or a stand-in of None alone
    ground: TerritoryStatus
    document: Document
    made: Provenance


class Named(NamedTuple):
    """All that the fields of one toponym are read from."""

    mention: Mention
    place: Any  # a Place, or a stand-in of None alone
    point: Any  # its position, a LonLat rounded as it is written, or a stand-in of None alone
    meaning: Resolution
    document: Document
    made: Provenance


class Column(NamedTuple):
    """One exported field.

    ``path`` is a field of what is told and a field of that record; a longer one is derived.
    ``hxl`` is the tag of the Humanitarian Exchange Language. ``derive`` gives the value where it
    is not simply what stands at ``path``, ``type`` its type where it is not that of the field.
    """

    name: str
    path: str
    words: str
    hxl: str = ""
    derive: Callable[[Any], Any] | None = None
    type: Any = None


class _Nothing:
    """Stands where a record is missing: each of its fields is None, and it is false."""

    def __bool__(self) -> bool:
        return False

    def __getattr__(self, name: str) -> None:
        return None


_ENUMS = ("type", "geo_precision", "date_precision", "status", "role", "kind")
NOTHING = _Nothing()
NOT_SAID = Provenance(geomap="")
ROOTS: dict[str, type] = {
    "incident": Incident,
    "mention": Mention,
    "place": Place,
    "point": LonLat,
    "resolution": Resolution,
    "meaning": Resolution,
    "ground": TerritoryStatus,
    "document": Document,
    "made": Provenance,
}


def geo_precision(told: Told) -> GeoPrecision | None:
    """Return how exactly the place is known; words that no place was found for tell nothing."""
    return told.incident.geo_precision if told.place else None


def _radius(told: Told) -> float | None:
    return told.incident.radius_km if told.point else None


def _holder(told: Told) -> str | None:
    return next(iter(told.ground.controlled_by), None)


def _mention_id(named: Named) -> str:
    return f"{named.document.id}:{named.mention.start}"


DERIVED: dict[str, dict[str, Callable[[Any], Any]]] = {
    "incidents": {
        "geo_precision": geo_precision,
        "radius_km": _radius,
        "controlled_by": _holder,
    },
    "mentions": {"id": _mention_id},
}


_TYPES: dict[tuple[str, str], Any] = {  # of what does not stand in the records as it is
    ("incidents", "controlled_by"): str | None,
    ("mentions", "id"): str,
}


@cache
def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of ``incidents`` or ``mentions``, from the packaged table."""
    derived = DERIVED[table]
    return tuple(
        Column(
            row["name"],
            row["path"],
            row["words"],
            row["hxl"],
            derived.get(row["name"]),
            _TYPES.get((table, row["name"])),
        )
        for row in packaged_table("data", "schema", "columns.csv")
        if row["table"] == table
    )


def told_of(report: Report) -> Iterator[Told]:
    """Yield what is told of each incident of a report."""
    made = report.provenance or NOT_SAID
    for incident in report.incidents:
        yield Told(
            incident,
            incident.place or NOTHING,
            _point(incident) or NOTHING,
            incident.resolution or NOTHING,
            incident.territory or _ground(incident.place),
            report.document,
            made,
        )


def _point(incident: Incident) -> LonLat | None:
    """Return where to put an incident: nowhere without a place, or for a whole country."""
    if incident.place is None or incident.geo_precision is GeoPrecision.COUNTRY:
        return None
    return _rounded(incident.place.position)


def _ground(place: Place | None) -> TerritoryStatus:
    """Return what is known of ground that nobody classified: what the gazetteer says of it."""
    if place is None:
        return TerritoryStatus(day=None)
    return TerritoryStatus(day=None, country=place.country, admin1=place.admin1_name)


def named_of(report: Report) -> Iterator[Named]:
    """Yield what is told of each toponym of a report, in the order of the text."""
    made = report.provenance or NOT_SAID
    for resolution in report.resolutions:
        place = resolution.place
        point = _rounded(place.position) if place else NOTHING
        yield Named(resolution.mention, place or NOTHING, point, resolution, report.document, made)


def _rounded(position: LonLat) -> LonLat:
    return LonLat(round(position.lon, DECIMALS), round(position.lat, DECIMALS))


def reader(columns: Sequence[Column]) -> Callable[[Any], dict[str, Any]]:
    """Return the function that gives the fields of what is told, as the records hold them.

    All that simply stands somewhere is fetched in one call, which halves the time of an export.
    """
    names = [column.name for column in columns]
    fetch = attrgetter(*(column.path for column in columns))
    derived = [(column.name, column.derive) for column in columns if column.derive]
    words = [name for name in _ENUMS if name in names]  # written five times as fast as plain text

    def read(told: Any) -> dict[str, Any]:
        fields = dict(zip(names, fetch(told), strict=True))
        for name, derive in derived:
            fields[name] = derive(told)
        for name in words:
            if fields[name] is not None:
                fields[name] = str(fields[name])
        return fields

    return read
