"""Which column of a table is which field of a report, where its names are others."""

from collections.abc import Mapping
from typing import Any

from geomap.errors import DocumentError

FIELDS = ("text", "id", "title", "published", "source", "language", "url")
Columns = Mapping[str, str]  # field of a report -> column of the table


def parse_columns(words: str) -> dict[str, str]:
    """Return the mapping that ``text=body,published=date`` says.

    Raises:
        DocumentError: if it is none, or names a field that reports have not.
    """
    pairs = [pair.partition("=") for pair in words.split(",") if pair.strip()]
    mapping = {field.strip(): column.strip() for field, _, column in pairs}
    wrong = [field for field, column in mapping.items() if field not in FIELDS or not column]
    if wrong:
        known = ", ".join(FIELDS)
        raise DocumentError(f"--columns {words!r}: write field=column; fields are {known}")
    return mapping


def missing(record: Mapping[str, Any], columns: Columns, field: str) -> str | None:
    """Return the column that is to be ``field``, if a record has none of that name."""
    column = columns.get(field)
    return None if column is None or column in record else column


def renamed(record: Mapping[str, Any], columns: Columns) -> Mapping[str, Any]:
    """Return a record under the names of the fields; what is mapped hides what bears the name."""
    if not columns:
        return record
    return {**record, **{field: record.get(column) for field, column in columns.items()}}
