"""What every format writes: rows with a geometry, a time and the fields of the columns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.export.columns import (
    DECIMALS,
    Column,
    Told,
    columns,
    named_of,
    reader,
    told_of,
)
from geomap.models import GeoPrecision, Incident, Provenance, Report

Outline = Callable[[str], BaseGeometry | None]


class Encode(NamedTuple):
    """How a format writes geometries: points, which most are, and all others."""

    point: Callable[[float, float], Any]  # longitude and latitude in degrees
    area: Callable[[BaseGeometry], Any]


class Shape(NamedTuple):
    """A geometry, ready to be written.

    ``box`` is west, south, east, north in degrees; ``encoded`` what the format made of it.
    """

    box: tuple[float, float, float, float]
    encoded: Any


class Row(NamedTuple):
    """One incident or one toponym; ``fields`` are in the order of the table's columns."""

    shape: Shape | None
    time: dict[str, Any] | None
    fields: dict[str, Any]


class Table(NamedTuple):
    """What is exported: rows are made when they are asked for, and only once.

    ``provenance`` tells what made it and which of the user's corrections were followed: all of
    them only when the rows have passed.
    """

    columns: Sequence[Column]
    rows: Callable[[Encode], Iterator[Row]]
    provenance: Callable[[], dict[str, Any]]


def incident_table(
    reports: Iterable[Report],
    *,
    boundaries: Boundaries | None = None,
    codes: Sequence[Column] = (),
) -> Table:
    """Return the incidents of ``reports`` in their order, with columns of other codebooks if asked.

    The reports are read when rows are asked for, one by one.
    """
    shown = (*columns("incidents"), *codes)
    read = reader(shown)
    made = _Making()

    def rows(encode: Encode) -> Iterator[Row]:
        shapes = Shapes((boundaries or Boundaries.open()).outline, encode)
        for one in chain.from_iterable(map(told_of, made.noted(reports))):
            yield Row(shapes.of(one), _time(one.incident), read(one))

    return Table(shown, rows, made.members)


def mention_table(reports: Iterable[Report]) -> Table:
    """Return every toponym of ``reports`` with its role, its place and its candidates."""
    shown = columns("mentions")
    read = reader(shown)
    made = _Making()

    def rows(encode: Encode) -> Iterator[Row]:
        shapes = Shapes(lambda _: None, encode)
        for one in chain.from_iterable(map(named_of, made.noted(reports))):
            yield Row(shapes.point(*one.point) if one.point else None, None, read(one))

    return Table(shown, rows, made.members)


class _Making:
    """What made the reports that have passed: the first one's versions, all corrections."""

    def __init__(self) -> None:
        self._provenance: Provenance | None = None
        self._corrections: dict[str, None] = {}

    def noted(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield ``reports`` as they are."""
        for report in reports:
            self._provenance = self._provenance or report.provenance
            self._corrections.update(dict.fromkeys(report.corrections))
            yield report

    def members(self) -> dict[str, Any]:
        """Return it as JSON."""
        told = self._provenance.model_dump(mode="json") if self._provenance else {}
        return told | {"corrections": list(self._corrections)} if self._corrections else told


class Shapes:
    """Geometries of incidents; an area's polygon is cut and encoded once, many share one."""

    def __init__(self, outline: Outline, encode: Encode) -> None:
        self._outline = outline
        self._encode = encode
        self._areas: dict[str, Shape | None] = {}

    def of(self, told: Told) -> Shape | None:
        """Return the geometry of an incident: a point, an area's polygon, or none."""
        if not told.point:
            return None
        precision = told.incident.geo_precision
        if precision is GeoPrecision.AREA and (area := self._area(told.place.id)):
            return area
        return self.point(*told.point)

    def point(self, lon: float, lat: float) -> Shape:
        """Return a point, in degrees that are rounded already."""
        return Shape((lon, lat, lon, lat), self._encode.point(lon, lat))

    def _area(self, place_id: str) -> Shape | None:
        if place_id not in self._areas:
            self._areas[place_id] = self._cut(place_id)
        return self._areas[place_id]

    def _cut(self, place_id: str) -> Shape | None:
        polygon = self._outline(place_id)
        if polygon is None:
            return None
        drawn = shapely.transform(
            shapely.orient_polygons(polygon), lambda degrees: degrees.round(DECIMALS)
        )
        west, south, east, north = (round(float(x), DECIMALS) for x in drawn.bounds)
        return Shape((west, south, east, north), self._encode.area(drawn))


def _time(incident: Incident) -> dict[str, Any] | None:
    """Return JSON-FG's time: a date, or an interval with ".." for an open end."""
    if incident.start is None:
        return None
    if incident.start == incident.end:
        return {"date": incident.start.isoformat()}
    end = incident.end.isoformat() if incident.end else ".."
    return {"interval": [incident.start.isoformat(), end]}
