"""Drawn geometry with what is known of it: read from lines of GeoJSON, and kept as geometry.

Layers are cut several times over before a page has them; GeoJSON is only what is read and written.
"""

import json
from typing import Any, Final, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

LAYERS: Final = ("land", "lakes", "countries", "admin1", "admin1_labels")
_GEOMETRY: Final = b'"geometry":'


class Shape(NamedTuple):
    """A piece of a layer; what is only a label has no geometry."""

    properties: dict[str, Any]
    geometry: BaseGeometry | None


class Unit(NamedTuple):
    """A shape that has a geometry."""

    properties: dict[str, Any]
    geometry: BaseGeometry


Layers = dict[str, list[Shape]]  # by the names in `LAYERS`


def read_shape(line: bytes) -> Shape:
    """Return a line of GeoJSON, a feature whose geometry stands last, as a shape."""
    start = line.index(_GEOMETRY)
    properties: dict[str, Any] = json.loads(line[:start].rstrip(b", ") + b"}")["properties"]
    return Shape(properties, _geometry(line, start))


def read_unit(line: bytes) -> Unit:
    """Return such a line that has a geometry.

    Raises:
        ValueError: if it has none.
    """
    properties, geometry = read_shape(line)
    if geometry is None:
        raise ValueError(f"no geometry in {line[:80]!r}")
    return Unit(properties, geometry)


def read_geometry(line: bytes) -> BaseGeometry:
    """Return the geometry of such a line.

    Raises:
        ValueError: if it has none.
    """
    geometry = _geometry(line, line.index(_GEOMETRY))
    if geometry is None:
        raise ValueError(f"no geometry in {line[:80]!r}")
    return geometry


def _geometry(line: bytes, start: int) -> BaseGeometry | None:
    text = line[start + len(_GEOMETRY) : line.rindex(b"}")].decode("ascii")
    return None if text == "null" else shapely.from_geojson(text)
