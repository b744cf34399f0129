"""KML 2.2, for Google Earth and the like: a placemark a row, with all fields as its data."""

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.export.flat import cell, in_words
from geomap.export.rows import Encode, Row, Table

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>geomap</name>\n'
)
_TAIL = "</Document></kml>\n"
_UNWRITABLE = {number: " " for number in range(32) if chr(number) not in "\t\n\r"} | {
    0xFFFE: " ",
    0xFFFF: " ",
}  # what XML 1.0 cannot hold


def write_kml(table: Table, file: BinaryIO) -> None:
    """Write a table as KML. What has no place is a placemark without a geometry."""
    cells = [(column.name, cell(column)) for column in table.columns]
    file.write(_HEAD.encode())
    for row in table.rows(Encode(_point, _area)):
        data = ((name, make(row.fields[name])) for name, make in cells)
        file.write("".join(_placemark(row, list(data))).encode())
    file.write(_TAIL.encode())


def _placemark(row: Row, data: list[tuple[str, Any]]) -> Iterator[str]:
    yield f"<Placemark id={quoteattr('i' + _clean(row.fields['id']))}>"
    yield f"<name>{_escaped(_title(row.fields))}</name>"
    yield from _when(row.time)
    yield "<ExtendedData>"
    for name, value in data:
        if value is not None:
            yield f'<Data name="{name}"><value>{_escaped(str(in_words(value)))}</value></Data>'
    yield "</ExtendedData>"
    if row.shape:
        yield row.shape.encoded
    yield "</Placemark>\n"


def _title(fields: dict[str, Any]) -> str:
    what = str(fields.get("type", fields.get("text", ""))).replace("_", " ")
    return f"{what}, {fields['place']}" if fields.get("place") else what


def _when(time: dict[str, Any] | None) -> Iterator[str]:
    if time is None:
        return
    if day := time.get("date"):
        yield f"<TimeStamp><when>{day}</when></TimeStamp>"
        return
    start, end = time["interval"]
    until = "" if end == ".." else f"<end>{end}</end>"
    yield f"<TimeSpan><begin>{start}</begin>{until}</TimeSpan>"


def _point(lon: float, lat: float) -> str:
    return f"<Point><coordinates>{lon},{lat}</coordinates></Point>"


def _area(shape: BaseGeometry) -> str:
    polygons = "".join(map(_polygon, shapely.get_parts(shape)))
    return f"<MultiGeometry>{polygons}</MultiGeometry>"


def _polygon(polygon: shapely.Polygon) -> str:
    holes = "".join(
        f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in polygon.interiors
    )
    outer = f"<outerBoundaryIs>{_ring(polygon.exterior)}</outerBoundaryIs>"
    return f"<Polygon>{outer}{holes}</Polygon>"


def _ring(ring: shapely.LinearRing) -> str:
    corners = " ".join(f"{lon:.7g},{lat:.7g}" for lon, lat in ring.coords)
    return f"<LinearRing><coordinates>{corners}</coordinates></LinearRing>"


def _clean(text: str) -> str:
    return text.translate(_UNWRITABLE)


def _escaped(text: str) -> str:
    return escape(_clean(text), {"\r": "&#13;"})
