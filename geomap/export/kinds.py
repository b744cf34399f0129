"""What type of value a column holds, told from the type of its field in `models`."""

import types
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from geomap.export.columns import ROOTS, Column
from geomap.models import Record

FLAT = (str, int, float, bool, date)  # what a cell of a flat table can be


def annotation(column: Column) -> Any:
    """Return the type of the field that a column shows, None among its options if it may be."""
    if column.type is not None:
        return column.type
    root, *fields = column.path.split(".")
    found: Any = ROOTS[root]
    optional = root in {"place", "point", "resolution"}
    for field in fields:
        found = _hint(found, field)
    return found | None if optional else found


def _hint(owner: Any, field: str) -> Any:
    owner = next((t for t in get_args(owner) if t is not type(None)), owner)
    return get_type_hints(owner)[field]


def kind(column: Column) -> type:
    """Return what a cell of a flat table holds: one of `FLAT`, or ``list`` for all else.

    What is no single value is written to flat tables as JSON text.
    """
    inner = core(annotation(column))
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return str
    return inner if inner in FLAT else list


def core(hint: Any) -> Any:
    """Return a type without its ``| None``."""
    if get_origin(hint) in (types.UnionType, Union):
        return next(option for option in get_args(hint) if option is not type(None))
    return hint


def records(columns: Sequence[Column]) -> list[type[Record]]:
    """Return the records that columns hold whole, in the order in which they are met."""
    found: dict[type[Record], None] = {}
    for column in columns:
        _collect(annotation(column), found)
    return list(found)


def _collect(hint: Any, found: dict[type[Record], None]) -> None:
    for part in get_args(hint):
        _collect(part, found)
    if isinstance(hint, type) and issubclass(hint, Record) and hint not in found:
        found[hint] = None
        for inner in get_type_hints(hint).values():
            _collect(inner, found)


def enums(columns: Sequence[Column]) -> list[type[StrEnum]]:
    """Return the closed lists of words that columns hold."""
    hints = [core(annotation(column)) for column in columns]
    met = [h for h in hints if isinstance(h, type) and issubclass(h, StrEnum)]
    return list(dict.fromkeys(met))
