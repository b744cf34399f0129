"""The gazetteer as it is read: one SQLite file, never written, asked by name, id or position."""

import json
import sqlite3
from collections.abc import Iterator
from math import ceil, cos, hypot, pi, radians
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from geomap import resources
from geomap.errors import GazetteerError, GazetteerNotFoundError
from geomap.gazetteer.schema import (
    APPLICATION_ID,
    CELLS_A_DEGREE,
    CELLS_ROUND,
    SCHEMA_VERSION,
    GazetteerInfo,
    NameKind,
    SourceInfo,
)
from geomap.gazetteer.variants import variants
from geomap.models import LonLat, Place
from geomap.text import fold

_COLUMNS = (
    "p.key, p.foreign_id, p.name, p.lon, p.lat, p.feature, p.country, p.admin1, p.admin2,"
    " p.population, p.source"
)
_BY_NAME = (
    f"SELECT {_COLUMNS}, n.kind, n.spelling FROM name n JOIN place p ON p.key = n.key"
    " WHERE n.folded = ?"
)
_KNOWS = f"SELECT 1 FROM name WHERE folded = ? AND kind < {NameKind.WEAK:d} LIMIT 1"
_BY_KEY = f"SELECT {_COLUMNS} FROM place p WHERE p.key = ?"
_BY_FOREIGN_ID = f"SELECT {_COLUMNS} FROM place p WHERE p.foreign_id = ?"
_BY_CELLS = f"SELECT {_COLUMNS} FROM place p WHERE p.cell BETWEEN ? AND ?"
_WITHIN = f"SELECT {_COLUMNS} FROM place p WHERE p.country = ?"
_NAMES = "SELECT p.name, p.names FROM place p WHERE "
_DIVISION = "SELECT name FROM division WHERE country = ? AND admin1 = ? AND admin2 = ?"

_FIELDS = set(Place.model_fields)
_POPULATION, _KIND, _SPELLING = 9, 11, 12
_REMEMBERED = 256  # names whose matches are kept: a text names the same few places again and again
_KM_A_DEGREE = 6371.0088 * pi / 180


class Match(NamedTuple):
    """A place that a name may mean, and how the name was found.

    ``name`` is the spelling in the gazetteer. ``match`` is "exact" (the main name as written),
    "folded" (the main name but for case, accents and hyphens), "alternate" (another name),
    "generic-word" (after a generic word was dropped or added, or an abbreviation spelt out) or
    "weak" (a code or a machine transliteration that happens to read so).
    """

    place: Place
    name: str
    match: str


class _Divisions(dict[tuple[str, str, str], str | None]):
    """Plain names of divisions by country, admin-1 and admin-2 code, read when first asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __missing__(self, codes: tuple[str, str, str]) -> str | None:
        row = self._connection.execute(_DIVISION, codes).fetchone()
        name: str | None = row[0] if row else None
        self[codes] = name
        return name


class Gazetteer:
    """A read-only gazetteer. Use one a thread; pickling keeps the path and opens it again."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._divisions = _Divisions(connection)
        self._sources = tuple(source.name for source in self.info().sources)
        self._recent: dict[str, tuple[Match, ...]] = {}

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

    def lookup(self, name: str) -> tuple[Match, ...]:
        """Return the places that ``name`` may mean, the most populous first, weak matches last.

        Generic words are dropped or added ("Lachin city", "Mount X", "X district") only where
        nothing bears the name as it stands.
        """
        if name in self._recent:
            return self._recent[name]
        if len(self._recent) >= _REMEMBERED:
            self._recent.clear()
        found = self._recent[name] = self._lookup(name)
        return found

    def _lookup(self, name: str) -> tuple[Match, ...]:
        folded = fold(name)
        if rows := self._rows(_BY_NAME, (folded,)):
            return self._matches(rows, name)
        for variant in variants(folded) if folded else ():
            if rows := self._rows(_BY_NAME, (variant.folded,)):
                fitting = [row for row in rows if row[5][0] in variant.classes]
                if fitting or not variant.classes:
                    return self._matches(fitting or rows, None)
        return ()

    def knows(self, folded: str) -> bool:
        """Tell whether a folded name, as it stands and not merely weakly, names any place."""
        return bool(self._rows(_KNOWS, (folded,)))

    def get(self, place_id: str) -> Place | None:
        """Return the place with this id ("gn:174895"), or None."""
        rows = self._by_id(f"SELECT {_COLUMNS} FROM place p WHERE ", place_id)
        return self._place(rows[0]) if rows else None

    def near(self, point: LonLat, km: float) -> tuple[Place, ...]:
        """Return the places within ``km`` kilometres of ``point``, the nearest first."""
        found = [
            (distance, row)
            for low, high in _cell_ranges(point, km)
            for row in self._rows(_BY_CELLS, (low, high))
            if (distance := _distance_km(point, row[3], row[4])) <= km
        ]
        return tuple(self._place(row) for _, row in sorted(found, key=lambda f: (f[0], f[1][0])))

    def within(self, country: str, admin1: str | None = None) -> tuple[Place, ...]:
        """Return the places of a country, or of one of its admin-1 units, most populous first."""
        if admin1 is None:
            rows = self._rows(_WITHIN, (country,))
        else:
            rows = self._rows(f"{_WITHIN} AND p.admin1 = ?", (country, admin1))
        return tuple(map(self._place, sorted(rows, key=_populous_first)))

    def names(self, place_id: str) -> tuple[str, ...]:
        """Return all spellings of a place's name, the main one first; empty for an unknown id."""
        rows = self._by_id(_NAMES, place_id)
        if not rows:
            return ()
        main, others = rows[0]
        return tuple(dict.fromkeys([main, *filter(None, others.split("\n"))]))

    def info(self) -> GazetteerInfo:
        """Return what the file holds, from which sources, and what it does not cover."""
        meta = {key: json.loads(value) for key, value in self._rows("SELECT * FROM meta")}
        try:
            return GazetteerInfo(
                path=str(self.path),
                schema_version=SCHEMA_VERSION,
                rows=meta["rows"],
                names=meta["names"],
                sources=tuple(SourceInfo(*source) for source in meta["sources"]),
                not_covered=tuple(meta["not_covered"]),
            )
        except (KeyError, TypeError) as error:
            raise _damaged(self.path) from error

    def _rows(self, query: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
        try:
            return self._connection.execute(query, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path) from error

    def _by_id(self, query: str, place_id: str) -> list[Any]:
        if place_id.startswith("gn:") and place_id[3:].isdecimal():
            return self._rows(query + "p.key = ?", (int(place_id[3:]),))
        return self._rows(query + "p.foreign_id = ?", (place_id,))

    def _matches(self, rows: list[Any], name: str | None) -> tuple[Match, ...]:
        if len(rows) > 1:
            rows.sort(key=_strong_and_populous_first)
        return tuple(Match(self._place(row), row[_SPELLING], _match(row, name)) for row in rows)

    def _place(self, row: Any) -> Place:
        key, foreign_id, name, lon, lat, feature, country, admin1, admin2, population, source = row[
            :_KIND
        ]
        return _restored(
            {
                "id": foreign_id or f"gn:{key}",
                "name": name,
                "position": LonLat(lon, lat),
                "feature_class": feature[0],
                "feature_code": feature[2:],
                "country": country,
                "admin1": admin1,
                "admin1_name": self._divisions[country, admin1, ""] if admin1 else None,
                "admin2": admin2,
                "admin2_name": self._divisions[country, admin1, admin2] if admin2 else None,
                "population": population,
                "source": self._sources[source],
            }
        )


def _restored(values: dict[str, Any]) -> Place:
    """Return a place by the pickle protocol: its values were checked when the file was built.

    Validating them anew would take a third of the time of a lookup.
    """
    place = Place.__new__(Place)
    place.__setstate__(
        {
            "__dict__": values,
            "__pydantic_fields_set__": _FIELDS,
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return place


def _match(row: Any, name: str | None) -> str:
    if row[_KIND] == NameKind.WEAK:
        return "weak"
    if name is None:
        return "generic-word"
    if row[_KIND] == NameKind.ALTERNATE:
        return "alternate"
    return "exact" if row[_SPELLING] == name else "folded"


def _populous_first(row: Any) -> tuple[int, int]:
    return -row[_POPULATION], row[0]


def _strong_and_populous_first(row: Any) -> tuple[bool, int, int, int]:
    return row[_KIND] == NameKind.WEAK, -row[_POPULATION], row[_KIND], row[0]


def _connect(path: Path) -> sqlite3.Connection:
    _check_size(path)
    try:
        # immutable: no locks and no journal are looked for; builds replace the file, never edit it
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise _damaged(path) from error
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
        raise _damaged(path)


def _damaged(path: Path) -> GazetteerError:
    return GazetteerError(f"{path} is damaged; run `geomap gazetteer build` to make it anew")


def _distance_km(point: LonLat, lon: float, lat: float) -> float:
    """Return the distance in km; good to 0.5% over the few hundred km that `near` is used for."""
    across = (lon - point.lon + 180) % 360 - 180
    return _KM_A_DEGREE * hypot(across * cos(radians((lat + point.lat) / 2)), lat - point.lat)


def _cell_ranges(point: LonLat, km: float) -> Iterator[tuple[int, int]]:
    """Yield the runs of cell numbers, row by row, that cover a circle, round the date line too."""
    reach = km / _KM_A_DEGREE
    bottom, top = max(-90.0, point.lat - reach), min(90.0, point.lat + reach)
    narrowest = cos(radians(max(abs(bottom), abs(top))))
    across = min(180.0, reach / narrowest) if narrowest > 1e-9 else 180.0
    first = int((point.lon - across + 180) * CELLS_A_DEGREE // 1)
    count = min(CELLS_ROUND, ceil(2 * across * CELLS_A_DEGREE) + 1)
    for row in range(int((bottom + 90) * CELLS_A_DEGREE), int((top + 90) * CELLS_A_DEGREE) + 1):
        start = first % CELLS_ROUND
        end = start + count - 1
        base = row * CELLS_ROUND
        yield base + start, base + min(end, CELLS_ROUND - 1)
        if end >= CELLS_ROUND:
            yield base, base + end - CELLS_ROUND
