"""Write the rows of sources into a new gazetteer file, with memory bounded by a batch.

Names are staged as they come and sorted once by SQLite, on disk where they are many.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from geomap.errors import GazetteerError
from geomap.gazetteer.progress import Progress
from geomap.gazetteer.schema import (
    APPLICATION_ID,
    INDEXES,
    SCHEMA_VERSION,
    TABLES,
    NameKind,
    Row,
    Source,
    SourceInfo,
    cell_of,
    nothing,
)
from geomap.text import fold, fold_all

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
INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT(key) DO UPDATE SET
    country = coalesce(country, excluded.country),
    admin1 = coalesce(admin1, excluded.admin1),
    admin2 = coalesce(admin2, excluded.admin2),
    population = max(population, excluded.population),
    names = names || char(10) || excluded.name || char(10) || excluded.names"""
_STAGE = "INSERT INTO staged VALUES (?, ?, ?, ?)"
_SORT_NAMES = """
INSERT OR IGNORE INTO name SELECT folded, key, kind, spelling FROM staged
ORDER BY folded, key, kind"""
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
_DROP_STRAY_LINKS = """
DELETE FROM inside WHERE child NOT IN (SELECT key FROM place)
    OR parent NOT IN (SELECT key FROM place)"""

_PLAIN = re.compile("[A-Za-z ]*").fullmatch
_APOSTROPHE = re.compile("['’‘ʼʻʿʾ`´]")
_MAIN, _ALTERNATE, _WEAK = (kind.value for kind in NameKind)  # SQLite binds plain ints faster

PlaceValues = tuple[
    int, str | None, str, float, float, int, str, str | None, str | None, str | None, int, int, str
]
NameValues = tuple[str, int, int, str | None]
Keyed = list[tuple[int, Row]]


class ShortSourceError(GazetteerError):
    """A source gave fewer rows than a sound copy of it has."""


class _ForeignKeys(dict[str, int]):
    """The keys of places that GeoNames does not know: -1, -2 ... in order of appearance."""

    def __missing__(self, place_id: str) -> int:
        key = self[place_id] = -len(self) - 1
        return key

    def key(self, place_id: str) -> int:
        """Return the key of any place: the number itself where it is a GeoNames id."""
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
    known: set[int] = set()  # the places of all sources but the last, which may be a huge one
    counts = []
    for number, source in enumerate(sources):
        last = number == len(sources) - 1
        counts.append(_load(connection, number, source, keys, known, last, report))
    connection.execute(_FIND_DIVISIONS)
    infos = []
    for rows, source in zip(counts, sources, strict=True):
        more = _load_more(connection, source, keys, report)
        _check_floor(source, rows or more)
        infos.append(
            SourceInfo(source.name, source.version, source.licence, source.digest, rows or more)
        )
    report("sorting names", 0, 0)
    connection.execute("PRAGMA cache_size = -64000")  # what a sorter takes, too
    connection.execute(_SORT_NAMES)
    report("indexing", 0, 0)
    connection.execute(_DROP_STRAY_LINKS)
    _write_meta(connection, {**meta, "sources": infos})
    connection.execute("COMMIT")
    connection.executescript(INDEXES)


def _load(
    connection: sqlite3.Connection,
    number: int,
    source: Source,
    keys: _ForeignKeys,
    known: set[int],
    last: bool,
    report: Progress,
) -> int:
    done = 0
    report(source.name, done, source.expected)
    for batch in _batches(source.rows(), source.name):
        keyed = [(keys.key(row[0]), row) for row in batch]
        connection.executemany(_INSERT_PLACE, [_place_values(*pair, number) for pair in keyed])
        connection.executemany(_STAGE, _name_values(keyed, known))
        if not last:
            known.update(key for key, _ in keyed)
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


def _place_values(key: int, row: Row, source: int) -> PlaceValues:
    place_id, name, lon, lat, feature, country, admin1, admin2, population, names, weak = row
    foreign_id = place_id if key < 0 else None
    others = "\n".join(names + weak) if names or weak else ""
    cell = cell_of(lon, lat)
    return (
        key, foreign_id, name, lon, lat, cell, feature, country, admin1, admin2, population,
        source, others,
    )  # fmt: skip


def _name_values(keyed: Keyed, known: set[int]) -> Iterator[NameValues]:
    """Yield each folded form of the rows' names once a row, under the best kind that it has.

    The main name that a later source gives is an alternate where an earlier one gave another.
    """
    spellings: list[str] = []
    keys: list[int] = []
    kinds: list[int] = []
    for key, row in keyed:
        names, weak = row[9], row[10]
        spellings.append(row[1])
        keys.append(key)
        kinds.append(_ALTERNATE if key in known else _MAIN)
        if names or weak:
            spellings += names
            spellings += weak
            keys += [key] * (len(names) + len(weak))
            kinds += [_ALTERNATE] * len(names) + [_WEAK] * len(weak)
    return _staged(spellings, keys, kinds)


def _staged(spellings: list[str], keys: list[int], kinds: list[int]) -> Iterator[NameValues]:
    last, seen = 0, set[str]()
    for folded, spelling, key, kind in zip(
        fold_all(spellings), spellings, keys, kinds, strict=True
    ):
        if key != last:
            last, seen = key, {"", folded}
            if folded:
                yield folded, key, kind, None if kind == _MAIN else spelling
        elif folded not in seen:
            seen.add(folded)
            yield folded, key, kind, None if kind == _MAIN else spelling
        # "Sana'a" is "Sanaa" too
        if " " in folded and not _PLAIN(spelling) and _APOSTROPHE.search(spelling):
            closed = fold(_APOSTROPHE.sub("", spelling))
            if closed not in seen:
                seen.add(closed)
                yield closed, key, kind, None if kind == _MAIN else spelling


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
            "INSERT INTO added SELECT ?1, ?2, ?3 WHERE EXISTS(SELECT 1 FROM place WHERE key = ?1)",
            [
                (keys.key(named.id), named.name, _WEAK if named.weak else _ALTERNATE)
                for named in batch
            ],
        )
        done += len(batch)
        report(f"{source.name}: names", done, 0)
    if done:
        _stage_added(connection)
        connection.execute(_ADD_NAMES)
        connection.execute("DELETE FROM added")
    return done


def _stage_added(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT key, name, kind FROM added")
    while batch := rows.fetchmany(_BATCH):
        keys, spellings, kinds = (list(column) for column in zip(*batch, strict=True))
        connection.executemany(_STAGE, _staged(spellings, keys, kinds))


def _write_meta(connection: sqlite3.Connection, meta: Mapping[str, Any]) -> None:
    counted = {
        "rows": connection.execute("SELECT count(*) FROM place").fetchone()[0],
        "names": connection.execute("SELECT count(*) FROM name").fetchone()[0],
    }
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            (key, json.dumps(value, ensure_ascii=False))
            for key, value in {**counted, **meta}.items()
        ],
    )
