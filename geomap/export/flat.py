"""Flat tables: CSV, and the cells that all formats without nested values share."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any, BinaryIO

from pydantic_core import to_json

from geomap.export.columns import Column
from geomap.export.kinds import kind
from geomap.export.rows import Encode, Table

UNPLACED = Encode(lambda *_: None, lambda _: None)


def write_csv(table: Table, file: BinaryIO, *, hxl: bool = False) -> None:
    """Write a table as CSV in UTF-8: a header, with ``hxl`` a row of tags, then the rows.

    Lists and records are JSON in their cell; nothing is an empty cell.
    """
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180
    writer.writerow(column.name for column in table.columns)
    if hxl:
        writer.writerow(column.hxl for column in table.columns)
    cells = [(column.name, cell(column)) for column in table.columns]
    for row in table.rows(UNPLACED):
        writer.writerow([in_words(make(row.fields[name])) for name, make in cells])
    text.detach()  # flushes, and leaves the file open


def cell(column: Column) -> Callable[[Any], Any]:
    """Return what makes a cell of a column, one of `FLAT`, from the value in the records."""
    return {list: as_json, date: _same, str: _text, float: _same, int: _same, bool: _same}[
        kind(column)
    ]


def as_json(value: Any) -> str | None:
    """Return lists and records as JSON text."""
    return None if value is None else to_json(value, inf_nan_mode="null").decode()


def _same(value: Any) -> Any:
    return value


def _text(value: str | None) -> str | None:
    return None if value is None else str(value)  # an enum's word


def in_words(value: Any) -> Any:
    """Return a cell as text formats write it: ``true`` and ``false`` as in JSON."""
    return str(value).lower() if isinstance(value, bool) else value
