"""Read our own place tables: one CSV format for the overlay, countries, admin-1 and features.

Columns: id, name, names and codes (each separated by ``|``), lat, lon, country, admin1, admin2,
feature ("P.PPL"), population, source. Empty cells mean unknown. Codes are what a list of places
may say but a sentence hardly does ("TX", "Mass.", "AZE"): lookups find them as weak matches.
``data/gazetteer/README.md`` tells the origin of each table.
"""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from geomap.errors import DataError
from geomap.gazetteer.schema import Row

COLUMNS = (
    "id", "name", "names", "codes", "lat", "lon", "country", "admin1", "admin2", "feature",
    "population", "source",
)  # fmt: skip
_GZIP = b"\x1f\x8b"
_LONGEST_CELL = 1 << 24  # characters: the names of a country in all languages
_MOST_PEOPLE = 20_000_000_000
_ID = re.compile(r"gn:[1-9]\d{0,11}|(?!gn:)[^\s:]+:\S+").fullmatch
_FEATURE = re.compile(r"[A-Z]\.[A-Z0-9]+").fullmatch
_COUNTRY = re.compile("[A-Z]{2}").fullmatch


def read_table(path: Path) -> Iterator[Row]:
    """Yield the rows of a place table.

    Raises:
        DataError: naming the file and line where a row breaks the format.
    """
    with opened(path, "utf-8") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise DataError(f"{path}: the columns must be {', '.join(COLUMNS)}")
        yield from rows_of(path, reader, row_of)


@contextmanager
def opened(path: Path, encoding: str = "utf-8-sig") -> Iterator[TextIO]:
    """Open a table as text, gzipped or not: its first bytes tell, whatever it is called.

    Raises:
        DataError: if it cannot be read, now or later while it is open.
    """
    try:
        packed = _is_packed(path)
        with (
            gzip.open(path) if packed else path.open("rb") as raw,
            io.TextIOWrapper(raw, encoding=encoding, newline="") as file,
        ):
            yield file
    except UnicodeDecodeError as error:
        with gzip.open(path) if packed else path.open("rb") as lines:
            line = first_undecodable(lines)
        raise DataError(f"{path}, line {line}: not in UTF-8; save the table as UTF-8") from error
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path} cannot be read to its end ({error}); get it anew") from error


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_GZIP)) == _GZIP


def first_undecodable(lines: Iterable[bytes]) -> int:
    """Return the number of the first line that is not in UTF-8, 0 if all are."""
    return next((n for n, line in enumerate(lines, 1) if not _is_text(line)), 0)


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def rows_of(
    path: Path, reader: "csv.DictReader[str]", row: Callable[[Any], Row | None]
) -> Iterator[Row]:
    """Yield the rows that ``row`` makes of a table's records, but for those it makes None of.

    Raises:
        DataError: naming the file, the line and what is wrong with it.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for record in reader:
            made = row(record)
            if made is not None:
                yield checked(made)
    except UnicodeDecodeError:
        raise
    except csv.Error as error:
        raise DataError(f"{path}, line {reader.line_num + 1}: {error}") from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        reason = f"lacks the column {error}" if isinstance(error, KeyError) else str(error)
        raise DataError(f"{path}, line {reader.line_num}: {reason}") from error


def row_of(record: Mapping[str, str]) -> Row:
    """Return the row in the cells of one line, by column; `checked` tells whether it makes sense.

    Raises:
        ValueError: saying which cell breaks the format.
    """
    return Row(
        id=record["id"],
        name=record["name"],
        lon=number(record["lon"], "lon"),
        lat=number(record["lat"], "lat"),
        feature=record["feature"],
        country=record["country"] or None,
        admin1=record["admin1"] or None,
        admin2=record["admin2"] or None,
        population=people(record["population"]),
        names=_list(record["names"]),
        weak=_list(record["codes"]),
    )


def checked(row: Row) -> Row:
    """Return a row as it is if a gazetteer can hold it.

    Raises:
        ValueError: saying what of it makes no sense.
    """
    if not (-180 <= row.lon <= 180 and -90 <= row.lat <= 90):  # nor is NaN
        raise ValueError(f"lat {row.lat}, lon {row.lon} is no position in degrees")
    if not _FEATURE(row.feature):
        raise ValueError(f"feature {row.feature!r} is not of the form P.PPL")
    if not _ID(str(row.id)):
        raise ValueError(f"id {row.id!r} is not of the form gn:174895, of digits, or own:name")
    if not row.name.strip():
        raise ValueError("name must be given")
    if row.country and not _COUNTRY(row.country):
        raise ValueError(f"country {row.country!r} is not a code of two letters, as AM")
    if not 0 <= row.population <= _MOST_PEOPLE:
        raise ValueError(f"population {row.population} is not what a place can have")
    return row


def number(cell: str, column: str) -> float:
    """Return the number in a cell.

    Raises:
        ValueError: naming the column, if there is none.
    """
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{column} {cell!r} is not a number (write 39.51)") from None


def people(cell: str) -> int:
    """Return the inhabitants in a cell, 0 where it is empty.

    Raises:
        ValueError: if it is no whole number.
    """
    count = number(cell or "0", "population")
    if not count.is_integer():
        raise ValueError(f"population {cell!r} is not a whole number")
    return int(count)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
