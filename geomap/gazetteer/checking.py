"""Check a gazetteer file through and through: slower than opening it, and surer."""

import sqlite3
from contextlib import closing
from pathlib import Path
from struct import unpack_from

from geomap import resources
from geomap.errors import GazetteerError
from geomap.gazetteer.names import ENTRY_BYTES, KEY_SHIFT, number_of, references
from geomap.gazetteer.schema import GazetteerInfo
from geomap.gazetteer.sources import default_sources
from geomap.gazetteer.store import Gazetteer
from geomap.text import fold

_COUNTS = (
    ("rows", "SELECT count(*) FROM place"),
    ("names", f"SELECT coalesce(sum(length(entries)), 0) / {ENTRY_BYTES} FROM name"),
)
_FAULTS = (
    (
        "places outside the world",
        "SELECT count(*) FROM place WHERE abs(lat) > 90 OR abs(lon) > 180",
    ),
    (
        "places that their own name does not find",
        "SELECT count(*) FROM (SELECT key, name FROM place ORDER BY key LIMIT 20000) AS p"
        " WHERE NOT EXISTS(SELECT 1 FROM name"
        " WHERE bucket = bucket_of(p.name) AND refers(entries, p.name, p.key))"
        " AND fold(p.name) <> ''",
    ),
    (
        "groups of names that its filter leaves out",
        "SELECT count(*) FROM name WHERE NOT all_pass(entries)",
    ),
)


def verify(path: Path | None = None) -> GazetteerInfo:
    """Return what a gazetteer holds, after every page and some of its answers were checked.

    Raises:
        GazetteerError: saying what is wrong with it.
    """
    path = path or resources.gazetteer_path()
    with Gazetteer.open(path) as gazetteer:
        info = gazetteer.info()
        for source in default_sources():
            for name, place_id in source.canaries:
                if place_id not in {match.place.id for match in gazetteer.lookup(name)}:
                    raise _faulty(path, f"it does not find {name} ({place_id})")
    _check_pages(path, info)
    return info


def _check_pages(path: Path, info: GazetteerInfo) -> None:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        _teach(connection, path)
        try:
            answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if answer != "ok":
                raise _faulty(path, answer)
            for what, query in _COUNTS:
                if (count := connection.execute(query).fetchone()[0]) != getattr(info, what):
                    raise _faulty(path, f"it holds {count:,} {what}, not {getattr(info, what):,}")
            for what, query in _FAULTS:
                if count := connection.execute(query).fetchone()[0]:
                    raise _faulty(path, f"it has {count:,} {what}")
        except sqlite3.DatabaseError as error:
            raise _faulty(path, str(error)) from error


def _teach(connection: sqlite3.Connection, path: Path) -> None:
    """Give SQLite the functions that the faults are found by."""
    with Gazetteer.open(path) as gazetteer:
        index = gazetteer.index
        index.passes(0)  # reads the filter while the file is open

    def refers(entries: bytes, name: str, key: int) -> bool:
        return key in {r >> KEY_SHIFT for r in references(entries, number_of(fold(name)))}

    def all_pass(entries: bytes) -> bool:
        return all(map(index.passes, unpack_from(f">{len(entries) // ENTRY_BYTES}q", entries)))

    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("bucket_of", 1, lambda name: number_of(fold(name)) >> index.shift)
    connection.create_function("refers", 3, refers, deterministic=True)
    connection.create_function("all_pass", 1, all_pass, deterministic=True)


def _faulty(path: Path, what: str) -> GazetteerError:
    return GazetteerError(
        f"{path} is damaged: {what}; run `geomap gazetteer build`, or"
        " `geomap gazetteer update --rollback` if an earlier one was kept"
    )
