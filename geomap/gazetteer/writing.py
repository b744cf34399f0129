"""Write the rows of sources into a new gazetteer file, with memory bounded by a batch."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from geomap.errors import GazetteerError
from geomap.gazetteer.indexing import write_names
from geomap.gazetteer.names import WEAK_MARK
from geomap.gazetteer.progress import Progress
from geomap.gazetteer.schema import (
    APPLICATION_ID,
    INDEXES,
    SCHEMA_VERSION,
    TABLES,
    Row,
    Source,
    SourceInfo,
    nothing,
)

T = TypeVar("T")

_BATCH = 20_000
_PRAGMAS = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
    "PRAGMA journal_mode = OFF",  # a half-written file is thrown away, never rolled back
    "PRAGMA synchronous = OFF",  # one fsync at the end instead
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -128000",
    "PRAGMA threads = 2",
)
_INSERT_PLACE = """
INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, {source:d}, ?)
ON CONFLICT(key) DO UPDATE SET
    country = coalesce(country, excluded.country),
    admin1 = coalesce(admin1, excluded.admin1),
    admin2 = coalesce(admin2, excluded.admin2),
    population = max(population, excluded.population),
    names = names || char(10) || excluded.name || char(10) || excluded.names"""
# In the order of the keys, so that each page of the table of places is met once.
_ADD_NAMES = """
UPDATE place SET names = place.names || char(10) || more.names
FROM (SELECT key, group_concat(name, char(10)) AS names FROM added GROUP BY key) AS more
WHERE place.key = more.key"""
_FIND_DIVISIONS = """
INSERT OR IGNORE INTO division
SELECT country, admin1, CASE feature WHEN 'A.ADM2' THEN admin2 ELSE '' END, name FROM place
WHERE feature IN ('A.ADM1', 'A.ADM2') AND country IS NOT NULL AND admin1 IS NOT NULL
    AND (feature = 'A.ADM1' OR admin2 IS NOT NULL)
ORDER BY source, key"""
_INSERT_FOREIGN = """
INSERT INTO foreign_place SELECT ?2, ?1 WHERE EXISTS(SELECT 1 FROM place WHERE key = ?2)"""
_DROP_STRAY_LINKS = """
DELETE FROM inside WHERE child NOT IN (SELECT key FROM place)
    OR parent NOT IN (SELECT key FROM place)"""


class ShortSourceError(GazetteerError):
    """A source gave fewer rows than a sound copy of it has."""


class _ForeignKeys(dict[str, int]):
    """The keys of places that GeoNames does not know: -1, -2 ... in order of appearance."""

    def __missing__(self, place_id: str) -> int:
        key = self[place_id] = -len(self) - 1
        return key

    def key(self, place_id: str | int) -> int:
        """Return the key of any place: the number itself where it is a GeoNames id."""
        if isinstance(place_id, int):
            return place_id
        return int(place_id[3:]) if place_id.startswith("gn:") else self[place_id]


def write(
    connection: sqlite3.Connection,
    sources: Sequence[Source],
    meta: Mapping[str, Any],
    report: Progress,
) -> None:
    """Fill a new, empty database with all that the sources give."""
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.executescript(TABLES)
    connection.execute("BEGIN")
    keys = _ForeignKeys()
    counts = [
        _load(connection, number, source, keys, report) for number, source in enumerate(sources)
    ]
    connection.execute(_FIND_DIVISIONS)
    infos = []
    for rows, source in zip(counts, sources, strict=True):
        more = _load_more(connection, source, keys, report)
        _check_floor(source, rows or more)
        infos.append(
            SourceInfo(source.name, source.version, source.licence, source.digest, rows or more)
        )
    connection.executemany(_INSERT_FOREIGN, keys.items())
    indexed = write_names(connection, sum(counts), report)
    report("indexing", 0, 0)
    connection.execute(_DROP_STRAY_LINKS)
    counted = {"rows": indexed.places, "names": indexed.names, "name_shift": indexed.shift}
    _write_meta(connection, {**counted, **meta, "sources": infos})
    connection.execute("COMMIT")
    connection.execute("PRAGMA cache_size = -64000")  # what a sorter takes, too
    connection.executescript(INDEXES)


def _load(
    connection: sqlite3.Connection,
    number: int,
    source: Source,
    keys: _ForeignKeys,
    report: Progress,
) -> int:
    done = 0
    insert = _INSERT_PLACE.format(source=number)
    report(source.name, done, source.expected)
    for batch in _batches(source.rows(), source.name):
        connection.executemany(insert, _place_values(batch, keys))
        done += len(batch)
        report(source.name, done, source.expected)
    if source.rows is not nothing:
        _check_floor(source, done)
    return done


def _check_floor(source: Source, count: int) -> None:
    if count < source.floor:
        raise ShortSourceError(
            f"{source.name} gave {count:,} rows, at least {source.floor:,} were expected;"
            " the old gazetteer is kept"
        )


def _batches(items: Iterable[T], source: str) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := _next(iterator, source):
        yield batch


def _next(items: Iterator[T], source: str) -> list[T]:
    try:
        return list(islice(items, _BATCH))
    except OSError as error:
        raise GazetteerError(
            f"{source} could not be read ({error}); the old gazetteer, if any, is kept: check the"
            " disk and the file that it is read from, then try again"
        ) from error


def _place_values(rows: Sequence[Row], keys: _ForeignKeys) -> Iterator[tuple[Any, ...]]:
    """Yield what is bound for each row: its key, the columns that it shares, and its names."""
    key_of = keys.key
    for row in rows:
        names = "\n".join(row[9]) if row[9] else ""
        if row[10]:
            names = "\n".join(filter(None, (names, *(WEAK_MARK + name for name in row[10]))))
        yield (key_of(row[0]), *row[1:9], names)


def _load_more(
    connection: sqlite3.Connection, source: Source, keys: _ForeignKeys, report: Progress
) -> int:
    """Take what a source gives beside rows, and count it, whether or not its places are there."""
    given = 0
    for links in _batches(source.links(), source.name):
        pairs = [(keys.key(child), keys.key(parent)) for child, parent in links]
        connection.executemany("INSERT OR IGNORE INTO inside VALUES (?, ?)", pairs)
        given += len(links)
    for divisions in _batches(source.divisions(), source.name):
        connection.executemany("INSERT OR IGNORE INTO division VALUES (?, ?, ?, ?)", divisions)
        given += len(divisions)
    return given + _load_names(connection, source, keys, report)


def _load_names(
    connection: sqlite3.Connection, source: Source, keys: _ForeignKeys, report: Progress
) -> int:
    """Take the names that a source gives; those of places that nobody has are left out."""
    done = 0
    for batch in _batches(source.names(), source.name):
        connection.executemany(
            "INSERT INTO added SELECT ?1, ?2 WHERE EXISTS(SELECT 1 FROM place WHERE key = ?1)",
            [
                (keys.key(named.id), WEAK_MARK + named.name if named.weak else named.name)
                for named in batch
            ],
        )
        done += len(batch)
        report(f"{source.name}: names", done, 0)
    if done:
        connection.execute(_ADD_NAMES)
        connection.execute("DELETE FROM added")
    return done


def _write_meta(connection: sqlite3.Connection, meta: Mapping[str, Any]) -> None:
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [(key, json.dumps(value, ensure_ascii=False)) for key, value in meta.items()],
    )
