"""A user's own places: tables kept in a folder beside the gazetteer and built into it each time.

A table is a CSV (commas, semicolons or tabs) with the columns name, lat and lon, and of those of
our own tables as many as wanted; or a table of Who's On First.
"""

import csv
import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path

from geomap.errors import DataError
from geomap.gazetteer.schema import Row, Source
from geomap.gazetteer.tables import COLUMNS, opened, row_of, rows_of
from geomap.gazetteer.wof import MARK, read_wof

USER = "user"  # the version of their sources
_NEEDED = ("name", "lat", "lon")
_LONG_FORMS = {
    "latitude": "lat", "longitude": "lon", "lng": "lon", "alternatenames": "names",
    "country_code": "country",
}  # fmt: skip
_PLAIN, _WOF = "own places ", "Who's On First "  # what the names of their sources start with
_ENDINGS = (".csv", ".tsv", ".txt", ".gz")


def folder_beside(gazetteer: Path) -> Path:
    """Return the folder of a gazetteer file that keeps its user's places."""
    return gazetteer.parent / "places"


def count_places(table: Path) -> int:
    """Return how many places a table holds, each of them one that a gazetteer can hold.

    Raises:
        DataError: naming the file, the line and what is wrong, if it is no table of places.
    """
    if not table.is_file() or not table.name.endswith(_ENDINGS) or table.name.startswith("."):
        raise DataError(f"{table}: there is no such table ({', '.join(_ENDINGS)})")
    count = sum(1 for _ in _reader(table)())
    if not count:
        raise DataError(f"{table} holds no places")
    return count


@contextmanager
def kept(table: Path, gazetteer: Path) -> Iterator[None]:
    """Copy a table beside a gazetteer, in place of one of the same name.

    If what is then done in the ``with`` block fails, the folder is as it was before.
    """
    copy = folder_beside(gazetteer) / table.name
    before = copy.with_name(f".{copy.name}.before")
    before.unlink(missing_ok=True)  # of a command that was killed
    if copy.exists():
        _copy(copy, before)
    if not (copy.exists() and copy.samefile(table)):
        _copy(table, copy)
    try:
        yield
    except BaseException:
        if before.exists():
            before.replace(copy)
        else:
            copy.unlink()
            with suppress(OSError):  # other tables are in it
                copy.parent.rmdir()
        raise
    before.unlink(missing_ok=True)


def find_table(name: str, gazetteer: Path) -> Path:
    """Return the table of this name that is kept beside a gazetteer.

    Raises:
        DataError: naming the tables that there are, if this is none of them.
    """
    tables = {table.name: table for table in user_tables(gazetteer)}
    if name not in tables:
        there = f"there are {', '.join(tables)}" if tables else "none was added"
        raise DataError(f"no table of places is called {name}; {there}")
    return tables[name]


def _copy(table: Path, copy: Path) -> None:
    part = copy.with_name(f".{copy.name}.part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(table, part)
        part.replace(copy)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DataError(
            f"{copy} cannot be written ({error.strerror or error}); nothing was changed:"
            " free some space or mend the folder's rights, then try again"
        ) from error


def user_tables(gazetteer: Path) -> tuple[Path, ...]:
    """Return the tables kept beside a gazetteer, in order of their names."""
    folder = folder_beside(gazetteer)
    tables = sorted(folder.iterdir()) if folder.is_dir() else ()
    return tuple(table for table in tables if not table.name.startswith("."))


def user_sources(gazetteer: Path, *, without: Path | None = None) -> tuple[Source, ...]:
    """Return the tables kept beside a gazetteer as sources, in order of their names, but one."""
    return tuple(_source(table) for table in user_tables(gazetteer) if table != without)


def _source(table: Path) -> Source:
    is_wof = _is_wof(table)
    return Source(
        name=f"{_WOF if is_wof else _PLAIN}{table.name}",
        version=USER,
        licence="CC BY 4.0, Who's On First" if is_wof else "the user's own",
        digest=hashlib.sha256(table.read_bytes()).hexdigest(),
        rows=_reader(table),
    )


def file_of(source: str) -> str:
    """Return the name of the file that a source of a user's places was read from."""
    return source.removeprefix(_PLAIN).removeprefix(_WOF)


def _reader(table: Path) -> "partial[Iterator[Row]]":
    return partial(read_wof if _is_wof(table) else read_places, table)


def _is_wof(table: Path) -> bool:
    with opened(table) as file:
        return file.read(len(MARK)) == MARK


def read_places(path: Path) -> Iterator[Row]:
    """Yield the rows of a user's table of places.

    Raises:
        DataError: naming the file and line where a row breaks the format.
    """
    with opened(path) as file:
        head = file.readline()
        reader = csv.DictReader(
            chain([head], file), delimiter=max(",;\t", key=head.count), restval=""
        )
        names = [name.strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = [_LONG_FORMS.get(name, name) for name in names]
        _check_columns(path, reader.fieldnames)
        yield from rows_of(path, reader, _user_row)


def _check_columns(path: Path, columns: list[str]) -> None:
    if missing := [name for name in _NEEDED if name not in columns]:
        raise DataError(
            f"{path} lacks the columns {', '.join(missing)}; of name, lat and lon none may be"
            f" missing, and there may be {', '.join(c for c in COLUMNS if c not in _NEEDED)}"
        )


def _user_row(record: Mapping[str, str]) -> Row:
    values = {column: record.get(column, "").strip() for column in COLUMNS}
    values["id"] = values["id"] or _own_id(values)
    values["feature"] = values["feature"] or "P.PPL"
    values["country"] = values["country"].upper()
    return row_of(values)


def _own_id(values: Mapping[str, str]) -> str:
    """Return an id that stays the same as long as the place's name and point do."""
    words = re.sub(r"[^a-z0-9]+", "-", values["name"].lower()).strip("-")
    place = f"{values['name']} {values['lat']} {values['lon']}"
    return f"user:{words or 'place'}-{hashlib.sha256(place.encode()).hexdigest()[:6]}"
