"""Build a gazetteer file: write beside the old one, verify, swap in atomically.

Sources are read in order as streams, so memory stays bounded whatever their size; names are sorted
by SQLite on disk. A crash or a kill at any moment leaves the old file as it was.
"""

import json
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from geomap.errors import GazetteerError
from geomap.gazetteer.progress import Progress, reporting
from geomap.gazetteer.schema import (
    APPLICATION_ID,
    INDEXES,
    SCHEMA_VERSION,
    TABLES,
    GazetteerInfo,
    NameKind,
    Row,
    Source,
    SourceInfo,
    cell_of,
)
from geomap.gazetteer.store import Gazetteer
from geomap.text import fold

_BATCH = 20_000
_PRAGMAS = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
    "PRAGMA journal_mode = OFF",  # a half-written file is thrown away, never rolled back
    "PRAGMA synchronous = OFF",  # one fsync at the end instead
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -64000",
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
# a later source's main name is an alternate where an earlier source gave the place another one
_SORT_NAMES = """
INSERT INTO name
SELECT folded, key,
    CASE kind WHEN 0 THEN spelling IS NOT (SELECT place.name FROM place WHERE place.key = best.key)
    ELSE kind END,
    spelling
FROM (SELECT folded, key, min(kind) AS kind, spelling FROM staged GROUP BY folded, key) AS best
ORDER BY folded, key"""
_FIND_DIVISIONS = """
INSERT OR IGNORE INTO division
SELECT country, admin1, CASE feature WHEN 'A.ADM2' THEN admin2 ELSE '' END, name FROM place
WHERE feature IN ('A.ADM1', 'A.ADM2') AND country IS NOT NULL AND admin1 IS NOT NULL
    AND (feature = 'A.ADM1' OR admin2 IS NOT NULL)
ORDER BY key"""

_APOSTROPHE = re.compile("['’‘ʼʻʿʾ`´]")

PlaceValues = tuple[
    int, str | None, str, float, float, int, str, str | None, str | None, str | None, int, int, str
]
NameValues = tuple[str, int, int, str]


def build(
    destination: Path,
    sources: Sequence[Source],
    *,
    not_covered: Sequence[str] = (),
    progress: Progress | None = None,
) -> GazetteerInfo:
    """Build a gazetteer at ``destination`` from ``sources``; where they overlap the first wins.

    Args:
        destination: the file to make or replace; its folder is made if need be.
        sources: where the rows come from, the most trusted first.
        not_covered: what a user should know to be absent; kept in the file.
        progress: called with a step's name, the rows done and the rows expected (0: unknown);
            by default a bar is drawn where standard error is a terminal.

    Raises:
        GazetteerError: if the new file fails its checks; the old one, if any, is untouched.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    partial = destination.with_name(f".{destination.name}.part")
    _claim(partial)
    try:
        with reporting(progress) as report:
            _write(partial, sources, not_covered, report)
            report("checking", 0, 0)
            info = _verified(partial, sources)
            _sync(partial)
            partial.replace(destination)
    finally:
        partial.unlink(missing_ok=True)
    return info._replace(path=str(destination))


def _claim(partial: Path) -> None:
    """Clear away what a killed build left; a build that still runs holds a lock on its file."""
    if not partial.exists():
        return
    with closing(sqlite3.connect(partial, timeout=0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise GazetteerError(
                    f"another build is writing {partial}; wait for it, or stop it"
                ) from error
    partial.unlink()


def _write(
    path: Path, sources: Sequence[Source], not_covered: Sequence[str], report: Progress
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.executescript(TABLES)
        connection.execute("BEGIN")
        keys = _ForeignKeys()
        infos = [
            _load(connection, number, source, keys, report) for number, source in enumerate(sources)
        ]
        report("sorting names", 0, 0)
        connection.execute(_SORT_NAMES)
        report("indexing", 0, 0)
        connection.execute(_FIND_DIVISIONS)
        _write_meta(connection, infos, not_covered)
        connection.execute("COMMIT")
        connection.executescript(INDEXES)


class _ForeignKeys(dict[str, int]):
    """The keys of places that GeoNames does not know: -1, -2 ... in order of appearance."""

    def __missing__(self, place_id: str) -> int:
        key = self[place_id] = -len(self) - 1
        return key

    def key(self, place_id: str) -> int:
        """Return the key of any place: the number itself where it is a GeoNames id."""
        return int(place_id[3:]) if place_id.startswith("gn:") else self[place_id]


def _load(
    connection: sqlite3.Connection,
    number: int,
    source: Source,
    keys: _ForeignKeys,
    report: Progress,
) -> SourceInfo:
    done = 0
    rows = source.rows()
    report(source.name, done, source.expected)
    while batch := list(islice(rows, _BATCH)):
        keyed = [(keys.key(row.id), row) for row in batch]
        connection.executemany(
            _INSERT_PLACE, (_place_values(key, row, number) for key, row in keyed)
        )
        connection.executemany(
            "INSERT INTO staged VALUES (?, ?, ?, ?)",
            (values for key, row in keyed for values in _name_values(key, row)),
        )
        done += len(batch)
        report(source.name, done, source.expected)
    if done < source.floor:
        raise GazetteerError(
            f"{source.name} gave {done} places, at least {source.floor} were expected;"
            " the old gazetteer is kept"
        )
    return SourceInfo(source.name, source.version, source.licence, source.digest, done)


def _place_values(key: int, row: Row, source: int) -> PlaceValues:
    return (
        key,
        row.id if key < 0 else None,
        row.name,
        row.lon,
        row.lat,
        cell_of(row.lon, row.lat),
        row.feature,
        row.country,
        row.admin1,
        row.admin2,
        row.population,
        source,
        "\n".join(row.names + row.weak),
    )


def _name_values(key: int, row: Row) -> Iterator[NameValues]:
    """Yield each folded form of the row's names once, under the best kind that it has."""
    seen = {""}
    kinds = (
        (NameKind.MAIN.value, (row.name,)),  # .value: SQLite binds plain ints much faster
        (NameKind.ALTERNATE.value, row.names),
        (NameKind.WEAK.value, row.weak),
    )
    for kind, spellings in kinds:
        for spelling in spellings:
            for folded in _folded_forms(spelling):
                if folded not in seen:
                    seen.add(folded)
                    yield folded, key, kind, spelling


def _folded_forms(spelling: str) -> tuple[str, ...]:
    """Return a name's folded form, and the one without apostrophes, as "Sana'a" is "Sanaa" too."""
    folded = fold(spelling)
    if " " in folded and _APOSTROPHE.search(spelling):
        return folded, fold(_APOSTROPHE.sub("", spelling))
    return (folded,)


def _write_meta(
    connection: sqlite3.Connection, infos: Sequence[SourceInfo], not_covered: Sequence[str]
) -> None:
    values = {
        "rows": connection.execute("SELECT count(*) FROM place").fetchone()[0],
        "names": connection.execute("SELECT count(*) FROM name").fetchone()[0],
        "sources": infos,
        "not_covered": list(not_covered),
    }
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [(key, json.dumps(value, ensure_ascii=False)) for key, value in values.items()],
    )


def _verified(path: Path, sources: Sequence[Source]) -> GazetteerInfo:
    with Gazetteer.open(path) as gazetteer:
        for name, place_id in (canary for source in sources for canary in source.canaries):
            if place_id not in {match.place.id for match in gazetteer.lookup(name)}:
                raise GazetteerError(
                    f"the new gazetteer does not find {name} ({place_id}); the old one is kept"
                )
        return gazetteer.info()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
