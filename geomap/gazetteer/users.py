"""A user's own places: tables kept in a folder beside the gazetteer and built into it each time.

A table is a CSV (commas, semicolons or tabs) with the columns name, lat and lon, and of those of
our own tables as many as wanted; or a table of Who's On First.
"""

import csv
import gzip
import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from geomap.errors import DataError
from geomap.gazetteer.schema import Row, Source
from geomap.gazetteer.tables import COLUMNS, row_of
from geomap.gazetteer.wof import MARK, read_wof

_NEEDED = ("name", "lat", "lon")
_LONG_FORMS = {
    "latitude": "lat", "longitude": "lon", "lng": "lon", "alternatenames": "names",
    "country_code": "country",
}  # fmt: skip
_ENDINGS = (".csv", ".tsv", ".txt", ".gz")


def folder_beside(gazetteer: Path) -> Path:
    """Return the folder of a gazetteer file that keeps its user's places."""
    return gazetteer.parent / "places"


def keep(table: Path, gazetteer: Path) -> int:
    """Copy a table beside a gazetteer, in place of one of the same name; return its places.

    Raises:
        DataError: naming the file and line, if it is no table of places.
    """
    if not table.is_file() or not table.name.endswith(_ENDINGS):
        raise DataError(f"{table}: there is no such table (.csv, .tsv or .tsv.gz)")
    count = sum(1 for _ in _reader(table)())
    if not count:
        raise DataError(f"{table} holds no places")
    folder = folder_beside(gazetteer)
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / table.name
    if copy.resolve() != table.resolve():
        partial_copy = copy.with_name(f".{copy.name}.part")
        shutil.copyfile(table, partial_copy)
        partial_copy.replace(copy)
    return count


def user_sources(gazetteer: Path) -> tuple[Source, ...]:
    """Return the tables kept beside a gazetteer as sources, in order of their names."""
    folder = folder_beside(gazetteer)
    tables = sorted(folder.iterdir()) if folder.is_dir() else ()
    return tuple(_source(table) for table in tables if not table.name.startswith("."))


def _source(table: Path) -> Source:
    is_wof = _is_wof(table)
    return Source(
        name=f"Who's On First {table.name}" if is_wof else f"own places {table.name}",
        version="user",
        licence="CC BY 4.0, Who's On First" if is_wof else "the user's own",
        digest=hashlib.sha256(table.read_bytes()).hexdigest(),
        rows=_reader(table),
    )


def _reader(table: Path) -> "partial[Iterator[Row]]":
    return partial(read_wof if _is_wof(table) else read_places, table)


def _is_wof(table: Path) -> bool:
    try:
        with (gzip.open if table.suffix == ".gz" else open)(table, "rb") as file:
            return file.read(len(MARK)) == MARK.encode()
    except (OSError, EOFError) as error:
        raise DataError(f"{table} cannot be read ({error})") from error


def read_places(path: Path) -> Iterator[Row]:
    """Yield the rows of a user's table of places.

    Raises:
        DataError: naming the file and line where a row breaks the format.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
            file.seek(0)
            reader = csv.DictReader(file, delimiter=max(",;\t", key=head.count))
            names = [name.strip().lower() for name in reader.fieldnames or ()]
            reader.fieldnames = [_LONG_FORMS.get(name, name) for name in names]
            _check_columns(path, reader.fieldnames)
            for record in reader:
                yield _user_row(record, f"{path}, line {reader.line_num}")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not in UTF-8; save it so, then add it again") from error


def _check_columns(path: Path, columns: list[str]) -> None:
    if missing := [name for name in _NEEDED if name not in columns]:
        raise DataError(
            f"{path} lacks the columns {', '.join(missing)}; of name, lat and lon none may be"
            f" missing, and there may be {', '.join(c for c in COLUMNS if c not in _NEEDED)}"
        )


def _user_row(record: Mapping[str, str | None], where: str) -> Row:
    values = {column: (record.get(column) or "").strip() for column in COLUMNS}
    values["id"] = values["id"] or _own_id(values)
    values["feature"] = values["feature"] or "P.PPL"
    values["country"] = values["country"].upper()
    try:
        return row_of(values)
    except (ValueError, TypeError) as error:
        raise DataError(f"{where}: {error}") from error


def _own_id(values: Mapping[str, str]) -> str:
    """Return an id that stays the same as long as the place's name and point do."""
    words = re.sub(r"[^a-z0-9]+", "-", values["name"].lower()).strip("-")
    place = f"{values['name']} {values['lat']} {values['lon']}"
    return f"user:{words or 'place'}-{hashlib.sha256(place.encode()).hexdigest()[:6]}"
