"""What the exported fields are, as JSON Schema for machines and as Markdown for people."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, get_origin

from pydantic import TypeAdapter

from geomap.export.codes import SCHEMES
from geomap.export.columns import Column, columns
from geomap.export.kinds import annotation, enums, kind, records
from geomap.models import Record

TABLES = ("incidents", "mentions")
_WORDS = {"str": "text", "int": "integer", "float": "number", "bool": "true/false", "date": "day"}
_POSITION: dict[str, Any] = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "minItems": 2,
    "maxItems": 2,
}
_RINGS: dict[str, Any] = {
    "type": "array",
    "items": {"type": "array", "items": {"$ref": "#/$defs/position"}, "minItems": 4},
}
_SHAPES: dict[str, dict[str, Any]] = {
    "Point": {"$ref": "#/$defs/position"},
    "Polygon": _RINGS,
    "MultiPolygon": {"type": "array", "items": _RINGS},
}
_TIME: dict[str, Any] = {
    "description": "JSON-FG: a day, or an interval with .. for an open end",
    "anyOf": [
        {"type": "null"},
        {"type": "object", "properties": {"date": {"type": "string"}}, "required": ["date"]},
        {
            "type": "object",
            "properties": {
                "interval": {"type": "array", "items": {"type": "string"}, "minItems": 2}
            },
            "required": ["interval"],
        },
    ],
}

_OPENINGS = {
    "incidents": "One row an incident: `geomap export`.",
    "mentions": "One row a toponym: `geomap export --mentions`.",
}


def json_schema(table: str) -> dict[str, Any]:
    """Return the JSON Schema of the GeoJSON that ``table``, one of `TABLES`, is exported to."""
    definitions: dict[str, Any] = {"position": _POSITION}
    optional = _codes() if table == "incidents" else ()
    properties = {
        column.name: _property(column, definitions) for column in (*columns(table), *optional)
    }
    definitions["properties"] = {
        "type": "object",
        "properties": properties,
        "required": [column.name for column in columns(table)],
        "additionalProperties": False,
    }
    definitions["feature"] = _feature()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"geomap {table}",
        "type": "object",
        "properties": {
            "type": {"const": "FeatureCollection"},
            "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
            "provenance": {"type": "object"},
            "features": {"type": "array", "items": {"$ref": "#/$defs/feature"}},
        },
        "required": ["type", "provenance", "features"],
        "$defs": definitions,
    }


def _property(column: Column, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = TypeAdapter(annotation(column)).json_schema(
        mode="serialization", ref_template="#/$defs/{model}"
    )
    definitions.update(schema.pop("$defs", {}))
    return {"description": column.words} | {k: v for k, v in schema.items() if k != "description"}


def _feature() -> dict[str, Any]:
    box = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
    return {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "bbox": box,
            "geometry": {"anyOf": [{"type": "null"}, *map(_geometry, _SHAPES)]},
            "time": _TIME,
            "properties": {"$ref": "#/$defs/properties"},
        },
        "required": ["type", "id", "geometry", "time", "properties"],
        "additionalProperties": False,
    }


def _geometry(shape: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"type": {"const": shape}, "coordinates": _SHAPES[shape]},
        "required": ["type", "coordinates"],
    }


def markdown() -> str:
    """Return the fields of all tables, their records and their words, as a page of Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# Fields\n"
    yield "Made by `geomap schema -o docs/schema.md` from the models; do not edit.\n"
    yield (
        "All formats have the same fields under the same names. GeoJSON and `.geojsonl` hold lists"
        " and records as they are; CSV, GeoPackage, FlatGeobuf, GeoParquet and KML hold them as"
        " JSON text. `.jsonl` holds the records of the Python models instead, whole. A field may"
        " be empty (null) where its type says so. A feature of a `.geojson` has JSON-FG's `time` as"
        " well; one of a text sequence (`.geojsons`, `.geojsonl`) has not, since GDAL would not"
        " open it: its days are `start` and `end`."
    )
    for table, opening in _OPENINGS.items():
        yield f"\n## {table.capitalize()}\n\n{opening}\n"
        yield from _table(columns(table))
    yield "\n## Codes\n\nWith `--codes`; what they mean, and what they don't: `data/codes`.\n"
    yield from _table(_codes())
    every = [column for table in TABLES for column in columns(table)]
    yield "\n## Records within fields"
    for record in records(every):
        yield from _record(record)
    yield "\n## Words"
    for words in enums(every):
        yield from _listed(words)


def _codes() -> tuple[Column, ...]:
    return tuple(column for scheme in SCHEMES.values() for column in scheme)


def _table(shown: Sequence[Column]) -> Iterator[str]:
    yield "| field | type | HXL | what it is |\n|---|---|---|---|"
    for column in shown:
        yield f"| `{column.name}` | {_type(column)} | `{column.hxl}` | {column.words} |"


def _type(column: Column) -> str:
    hint = annotation(column)
    name = _WORDS.get(kind(column).__name__) or _named(hint)
    return name + (" or null" if type(None) in getattr(hint, "__args__", ()) else "")


def _named(hint: Any) -> str:
    """Return the words for a type: ``list of text``, ``Place``, ``pair of integer and number``."""
    inner = [arg for arg in getattr(hint, "__args__", ()) if arg not in (type(None), ...)]
    if get_origin(hint) is tuple and len(inner) == 2:
        return f"pair of {_named(inner[0])} and {_named(inner[1])}"
    if inner:
        return "list of " + _named(inner[0]) if get_origin(hint) is tuple else _named(inner[0])
    name = getattr(hint, "__name__", str(hint))
    return _WORDS.get(name, name)


def _record(record: type[Record]) -> Iterator[str]:
    yield f"\n### {record.__name__}\n\n{_doc(record)}\n\n| field | type |\n|---|---|"
    for name, field in record.model_fields.items():
        optional = " or null" if type(None) in getattr(field.annotation, "__args__", ()) else ""
        yield f"| `{name}` | {_named(field.annotation)}{optional} |"


def _listed(words: type[StrEnum]) -> Iterator[str]:
    yield f"\n**{words.__name__}**: {', '.join(f'`{word}`' for word in words)}."


def _doc(record: type[Record]) -> str:
    lines = (line.strip() for line in (record.__doc__ or "").strip().splitlines())
    return "\n".join(lines).replace("``", "`")
