"""GeoJSON as RFC 7946 asks for it; a collection has OGC JSON-FG's `time` member as well.

One feature an incident. A place without a point (none named, or a whole country) has a null
geometry: nothing is ever put at a fake position. An area is its polygon where one is known.
"""

import json
import shutil
import tempfile
from collections.abc import Iterable
from math import inf
from pathlib import Path
from typing import Any, BinaryIO

import shapely
from pydantic_core import to_json, to_jsonable_python
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.export.rows import Encode, Row, Shape, Table, incident_table
from geomap.models import Report
from geomap.resources import writing_beside

_SEPARATOR = b"\x1e"  # RFC 8142: a record separator before, a line feed after each feature
_IN_MEMORY = 1 << 20  # bytes of features kept off the disk


def to_geojson(
    reports: Iterable[Report], *, boundaries: Boundaries | None = None
) -> dict[str, Any]:
    """Return a FeatureCollection of all incidents, in the order of the reports.

    Args:
        reports: what was found.
        boundaries: where the polygons of areas come from; by default the packaged ones.
    """
    table = incident_table(reports, boundaries=boundaries)
    box = _Box()
    features = []
    for row in table.rows(_GEOMETRY):
        box.add(row.shape)
        features.append(plain(_timed(row)))
    return {**box.member(), "provenance": table.provenance(), "features": features}


def write_geojson(
    reports: Iterable[Report], path: Path, *, boundaries: Boundaries | None = None
) -> None:
    """Write the incidents to a file: beside it first, read back, then renamed.

    Reports are taken one by one, so that ten million need no more memory than ten.

    Raises:
        ExportError: if the file cannot be written; one that stood there before still stands.
    """
    table = incident_table(reports, boundaries=boundaries)
    with writing_beside(path) as file:
        write_collection(table, file)


def write_collection(table: Table, file: BinaryIO) -> None:
    """Write a table as one FeatureCollection, a feature a line: compact, and a diff shows rows.

    The box stands before the features, as readers like it, but is known only after them: so they
    go to a temporary file first.
    """
    box = _Box()
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, buffering=_IN_MEMORY) as features:
        before = b"\n"
        for row in table.rows(_GEOMETRY):
            box.add(row.shape)
            features.write(before + _encoded(_timed(row)))
            before = b",\n"
        head = _encoded({**box.member(), "provenance": table.provenance()})
        file.write(head[:-1] + b',"features":[')
        if features.tell():
            features.write(b"\n")
        features.seek(0)
        shutil.copyfileobj(features, file, _IN_MEMORY)
        file.write(b"]}\n")


def write_sequence(table: Table, file: BinaryIO) -> None:
    """Write a table as a GeoJSON text sequence (RFC 8142): each feature can be read alone.

    Without JSON-FG's `time`, by which GDAL would take the file for JSON-FG, of which it reads no
    sequences; start and end are among the properties.
    """
    for row in table.rows(_GEOMETRY):
        file.write(_SEPARATOR + _encoded(_feature(row)) + b"\n")


def _point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": (lon, lat)}


def _area(shape: BaseGeometry) -> dict[str, Any]:
    return dict(json.loads(shapely.to_geojson(shape)))


_GEOMETRY = Encode(_point, _area)


class _Box:
    """The box around all features, kept while they pass."""

    def __init__(self) -> None:
        self._west = self._south = inf
        self._east = self._north = -inf

    def add(self, shape: Shape | None) -> None:
        """Grow as far as a shape needs."""
        if shape is None:
            return
        west, south, east, north = shape.box
        self._west = min(self._west, west)
        self._south = min(self._south, south)
        self._east = max(self._east, east)
        self._north = max(self._north, north)

    def member(self) -> dict[str, Any]:
        """Return the opening of a collection: what it is, and its box if it has any."""
        kind: dict[str, Any] = {"type": "FeatureCollection"}
        if self._west > self._east:
            return kind
        return kind | {"bbox": [self._west, self._south, self._east, self._north]}


def _feature(row: Row) -> dict[str, Any]:
    fields = row.fields
    feature: dict[str, Any] = {"type": "Feature", "id": fields["id"]}
    if row.shape:
        feature["bbox"] = row.shape.box
    feature["geometry"] = row.shape.encoded if row.shape else None
    feature["properties"] = fields
    return feature


def _timed(row: Row) -> dict[str, Any]:
    """Return a feature with JSON-FG's `time`, as the features of a collection have it."""
    return {**_feature(row), "time": row.time}


def _encoded(value: Any) -> bytes:
    """Return a value as JSON; a number that JSON does not know becomes null."""
    return to_json(value, inf_nan_mode="null")


def plain(value: Any) -> Any:
    """Return a value made of what JSON knows: dates as text, records as objects."""
    return to_jsonable_python(value, inf_nan_mode="null")
