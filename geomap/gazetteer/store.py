"""The gazetteer as it is read: one SQLite file, never written, asked by name, id or position."""

import json
import sqlite3
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from geomap import resources
from geomap.errors import GazetteerError, GazetteerNotFoundError
from geomap.gazetteer.finding import NameIndex
from geomap.gazetteer.lookup import Lookup
from geomap.gazetteer.names import KIND_MASK, KIND_SHIFT, WEAK_MARK
from geomap.gazetteer.near import cell_ranges, distance_km
from geomap.gazetteer.records import COLUMNS, Match, PlaceReader, populous_first
from geomap.gazetteer.schema import (
    APPLICATION_ID,
    CELL,
    SCHEMA_VERSION,
    GazetteerInfo,
    NameKind,
    SourceInfo,
    damaged,
)
from geomap.models import LonLat, Place

_BY_KEY = f"SELECT {COLUMNS} FROM place p WHERE p.key = ?"
_BY_CELLS = f"SELECT {COLUMNS} FROM place p WHERE {CELL} BETWEEN ? AND ?"
_WITHIN = f"SELECT {COLUMNS} FROM place p WHERE p.country = ?"
_NAMES = "SELECT name, names FROM place WHERE key = ?"
_FOREIGN_KEY = "SELECT key FROM foreign_place WHERE id = ?"

_UNIT = f"{_WITHIN} AND p.feature BETWEEN 'A.' AND 'A.~'"
_ADMIN1 = f"{_UNIT} AND p.admin1 = ? AND p.feature = 'A.ADM1'"
_ADMIN2 = f"{_UNIT} AND p.admin1 = ? AND p.admin2 = ? AND p.feature = 'A.ADM2'"
_COUNTRY = f"{_UNIT} AND p.admin1 IS NULL AND p.feature LIKE 'A.PCL%'"
_ADMIN1_UNITS = f"{_UNIT} AND p.feature = 'A.ADM1'"
_ADMIN2_UNITS = f"{_UNIT} AND p.admin1 = ? AND p.feature = 'A.ADM2'"
_IN_ADMIN1 = f"{_WITHIN} AND p.admin1 = ? AND p.admin2 IS NULL AND p.feature <> 'A.ADM1'"
_IN_ADMIN2 = f"{_WITHIN} AND p.admin1 = ? AND p.admin2 = ? AND p.feature <> 'A.ADM2'"
_OUTSIDES = f"SELECT {COLUMNS} FROM inside i JOIN place p ON p.key = i.parent WHERE i.child = ?"
_INSIDES = f"SELECT {COLUMNS} FROM inside i JOIN place p ON p.key = i.child WHERE i.parent = ?"

_META = frozenset(("rows", "names", "name_shift", "sources", "not_covered", "recipe"))
_CACHE_KIB = 6000  # pages kept in memory: the upper floors of the trees, whatever the size


class Gazetteer:
    """A read-only gazetteer. Use one a thread; pickling keeps the path and opens it again."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._cursor = connection.cursor()
        meta = self._meta()
        self.index = NameIndex(path, self._rows, meta["name_shift"])
        self._reader = PlaceReader(connection, [source[0] for source in meta["sources"]])
        self._lookup = Lookup(self.index, self._rows, self._reader)

    @classmethod
    def open(cls, path: str | Path | None = None) -> Self:
        """Open a gazetteer file, by default the user's own.

        Raises:
            GazetteerNotFoundError: if there is no such file yet.
            GazetteerError: if it is damaged or of another schema version.
        """
        path = Path(path) if path else resources.gazetteer_path()
        if not path.is_file():
            raise GazetteerNotFoundError(
                f"there is no gazetteer at {path} yet; run `geomap gazetteer build`"
            )
        return cls(path, _connect(path))

    def close(self) -> None:
        """Close the file; nothing can be asked afterwards."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, tuple[Path]]:
        return type(self).open, (self.path,)

    def lookup(self, name: str, *, typos: bool = False) -> tuple[Match, ...]:
        """Return the places that ``name`` may mean, the most populous first, weak matches last.

        Only where nothing bears the name as it stands, generic words are dropped or added
        ("Lachin city", "Mount X", "X district") and other scripts are written in Latin letters.

        Args:
            name: the name, in any script.
            typos: where all that finds nothing, try other ways of spelling and then one wrong
                letter; some milliseconds, so nothing for scanning texts.
        """
        return self._lookup.by_name(name) or (self._lookup.loosely(name) if typos else ())

    def romanised(self, name: str, countries: Collection[str]) -> tuple[Match, ...]:
        """Return the places of some countries that ``name`` means by another way of romanising.

        Those with the fewest changes; for names that `lookup` does not find. It takes up to a
        millisecond for each tradition of writing that is usual in ``countries`` (ISO codes).
        """
        return self._lookup.romanised(name, countries)

    def by_half(self, name: str, countries: Collection[str]) -> tuple[Match, ...]:
        """Return the towns of some countries of whose double names ``name`` is a half.

        For names that `lookup` does not find. The first time that it is asked of a country it
        looks through all its places.
        """
        return self._lookup.by_half(name, countries)

    def knows(self, folded: str) -> bool:
        """Tell whether a folded name, as it stands and not merely weakly, names any place."""
        return any(
            reference >> KIND_SHIFT & KIND_MASK < NameKind.WEAK
            for reference in self.index.of(folded)
        )

    def get(self, place_id: str) -> Place | None:
        """Return the place with this id ("gn:174895"), or None."""
        rows = self._by_id(_BY_KEY, place_id)
        return self._reader.place(rows[0]) if rows else None

    def near(self, point: LonLat, km: float) -> tuple[Place, ...]:
        """Return the places within ``km`` kilometres of ``point``, the nearest first."""
        found = [
            (distance, row[0], row)
            for low, high in cell_ranges(point, km)
            for row in self._rows(_BY_CELLS, (low, high))
            if (distance := distance_km(point, row[2], row[3])) <= km
        ]
        return tuple(self._reader.place(row) for _, _, row in sorted(found))

    def within(self, country: str, admin1: str | None = None) -> tuple[Place, ...]:
        """Return the places of a country, or of one of its admin-1 units, most populous first."""
        if admin1 is None:
            rows = self._rows(_WITHIN, (country,))
        else:
            rows = self._rows(f"{_WITHIN} AND p.admin1 = ?", (country, admin1))
        return tuple(map(self._reader.place, sorted(rows, key=populous_first)))

    def parents(self, place_id: str) -> tuple[Place, ...]:
        """Return what a place lies in, the nearest first: admin-2, admin-1, country, continent."""
        found = {row[0]: row for row in self._by_id(_BY_KEY, place_id)}
        for key, _, _, _, _, country, admin1, admin2, *_ in list(found.values()):
            steps = (
                (_OUTSIDES, (key,)),
                (_ADMIN2, (country, admin1, admin2)),
                (_ADMIN1, (country, admin1)),
                (_COUNTRY, (country,)),
            )
            for query, values in steps:
                found |= {row[0]: row for row in self._rows(query, values) if row[0] not in found}
            for above in list(found)[1:]:
                found |= {row[0]: row for row in self._rows(_OUTSIDES, (above,))}
        return tuple(map(self._reader.place, list(found.values())[1:]))

    def children(self, place_id: str) -> tuple[Place, ...]:
        """Return what lies directly in a place, the most populous first.

        Of a continent the countries, of a country the admin-1 units, of these the admin-2 units
        and the places that belong to none, of an admin-2 unit its places.
        """
        found = {}
        for key, _, _, _, feature, country, admin1, admin2, *_ in self._by_id(_BY_KEY, place_id):
            queries: tuple[tuple[str, tuple[Any, ...]], ...] = ((_INSIDES, (key,)),)
            if feature.startswith("A.PCL"):
                queries += ((_ADMIN1_UNITS, (country,)),)
            elif feature == "A.ADM1":
                codes = (country, admin1)
                queries += ((_ADMIN2_UNITS, codes), (_IN_ADMIN1, codes))
            elif feature == "A.ADM2":
                queries += ((_IN_ADMIN2, (country, admin1, admin2)),)
            found = {row[0]: row for query, values in queries for row in self._rows(query, values)}
        return tuple(map(self._reader.place, sorted(found.values(), key=populous_first)))

    def names(self, place_id: str) -> tuple[str, ...]:
        """Return all spellings of a place's name, the main one first; empty for an unknown id."""
        rows = self._by_id(_NAMES, place_id)
        if not rows:
            return ()
        main, others = rows[0]
        spellings = [name.removeprefix(WEAK_MARK) for name in others.split("\n")]
        return tuple(dict.fromkeys([main, *filter(None, spellings)]))

    def info(self) -> GazetteerInfo:
        """Return what the file holds, from which sources, and what it does not cover."""
        meta = self._meta()
        return GazetteerInfo(
            path=str(self.path),
            schema_version=SCHEMA_VERSION,
            rows=meta["rows"],
            names=meta["names"],
            sources=tuple(SourceInfo(*source) for source in meta["sources"]),
            not_covered=tuple(meta["not_covered"]),
            recipe=meta["recipe"],
        )

    def _meta(self) -> dict[str, Any]:
        meta = {key: json.loads(value) for key, value in self._rows("SELECT * FROM meta")}
        if _META - meta.keys():
            raise damaged(self.path)
        return meta

    def _rows(self, query: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
        try:
            return self._cursor.execute(query, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise damaged(self.path) from error

    def _by_id(self, query: str, place_id: str) -> list[Any]:
        if place_id.startswith("gn:") and place_id[3:].isdecimal():
            return self._rows(query, (int(place_id[3:]),))
        return [
            row for key in self._rows(_FOREIGN_KEY, (place_id,)) for row in self._rows(query, key)
        ]


def _connect(path: Path) -> sqlite3.Connection:
    _check_size(path)
    try:
        # immutable: no locks and no journal are looked for; builds replace the file, never edit it
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("BEGIN")  # once, not for each statement anew
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise damaged(path) from error
    if application != APPLICATION_ID:
        connection.close()
        raise GazetteerError(f"{path} is not a geomap gazetteer; run `geomap gazetteer build`")
    if version != SCHEMA_VERSION:
        connection.close()
        raise GazetteerError(
            f"{path} has gazetteer schema {version}, this geomap reads {SCHEMA_VERSION};"
            " run `geomap gazetteer build`"
        )
    return connection


def _check_size(path: Path) -> None:
    """Compare the size that SQLite's header states with the file's, to see a cut file at once."""
    with path.open("rb") as file:
        header = file.read(100)
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    page = 65536 if page == 1 else page
    if len(header) < 100 or page * pages != path.stat().st_size:
        raise damaged(path)
