"""The polygons of an ESRI shapefile, as Natural Earth gives its lakes out: geometry, no table."""

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

_POLYGON = 5
_HEADER = 100  # bytes of the file's header
_BEFORE_PARTS = 44  # bytes of a record before its parts: kind, box, two counts


def read_polygons(path: Path) -> Iterator[BaseGeometry]:
    """Yield the shape of each polygon record; records of other kinds are passed over.

    Raises:
        ValueError: if the file is not a shapefile.
    """
    content = path.read_bytes()
    if content[:4] != b"\x00\x00\x27\x0a":
        raise ValueError(f"{path} is not a shapefile")
    at = _HEADER
    while at < len(content):
        words = struct.unpack_from(">2i", content, at)[1]
        record = content[at + 8 : at + 8 + 2 * words]
        if struct.unpack_from("<i", record)[0] == _POLYGON:
            yield _polygon(record)
        at += 8 + 2 * words


def _polygon(record: bytes) -> BaseGeometry:
    """Return the shape of a record: its clockwise rings, less those that run the other way."""
    parts, points = struct.unpack_from("<2i", record, 36)
    starts = np.frombuffer(record, "<i4", parts, _BEFORE_PARTS)
    xy = np.frombuffer(record, "<f8", 2 * points, _BEFORE_PARTS + 4 * parts).reshape(-1, 2)
    rings = [shapely.linearrings(ring) for ring in np.split(xy, starts[1:])]
    inner = [shapely.polygons(ring) for ring in rings if shapely.is_ccw(ring)]
    outer = [shapely.polygons(ring) for ring in rings if not shapely.is_ccw(ring)]
    return shapely.difference(shapely.union_all(outer), shapely.union_all(inner))
