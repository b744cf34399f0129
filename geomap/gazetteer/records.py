"""Rows of the file made into places and matches, as cheaply as Python can."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from geomap.gazetteer.names import KIND_MASK, KIND_SHIFT, NTH_MASK, spelling
from geomap.gazetteer.schema import NameKind
from geomap.models import LonLat, Place

COLUMNS: Final = (
    "p.key, p.name, p.lon, p.lat, p.feature, p.country, p.admin1, p.admin2, p.population, p.source"
)
_FOREIGN_ID = "SELECT id FROM foreign_place WHERE key = ?"
_DIVISION = "SELECT name FROM division WHERE country = ? AND admin1 = ? AND admin2 = ?"

_NAME, _POPULATION, _REFERENCE, _NAMES = 1, 8, 10, 11
_WEAK = NameKind.WEAK.value

_FIELDS = set(Place.model_fields)
_MANY_FOREIGN = 10_000
_MANY_DIVISIONS = 60_000  # all of them are a few MB; those of a broken file could be more


class Match(NamedTuple):
    """A place that a name may mean, and how the name was found.

    ``name`` is the spelling in the gazetteer. ``match`` is "exact" (the main name as written),
    "folded" (the main name but for case, accents and hyphens), "alternate" (another name),
    "generic-word" (after a generic word was dropped or added, or an abbreviation spelt out),
    "transliteration" (after it was written in Latin letters or by other rules), "weak" (a code or
    a machine transliteration that happens to read so) or "typo" (one letter is wrong).
    """

    place: Place
    name: str
    match: str


class Divisions(dict[tuple[str, str, str], str | None]):
    """Plain names of divisions by country, admin-1 and admin-2 code, read when first asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __missing__(self, codes: tuple[str, str, str]) -> str | None:
        row = self._connection.execute(_DIVISION, codes).fetchone()
        name: str | None = row[0] if row else None
        if len(self) >= _MANY_DIVISIONS:
            self.clear()
        self[codes] = name
        return name


class ForeignIds(dict[int, str]):
    """The ids of places that GeoNames does not know, by key, read when first asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __missing__(self, key: int) -> str:
        place_id: str = self._connection.execute(_FOREIGN_ID, (key,)).fetchone()[0]
        if len(self) >= _MANY_FOREIGN:
            self.clear()
        self[key] = place_id
        return place_id


class PlaceReader:
    """Makes places of the rows of one file."""

    def __init__(self, connection: sqlite3.Connection, sources: Sequence[str]) -> None:
        self._divisions = Divisions(connection)
        self._foreign = ForeignIds(connection)
        self._sources = tuple(sources)

    def place(self, row: Any) -> Place:
        """Return the place in a row that starts with `COLUMNS`.

        By the pickle protocol: its values were checked when the file was built, and validating
        them anew would take most of the time of a lookup.
        """
        (
            key, name, lon, lat, feature, country, admin1, admin2, population, source, *_,
        ) = row  # fmt: skip
        place = _new(Place)
        _set_values(
            place,
            {
                "id": f"gn:{key}" if key >= 0 else self._foreign[key],
                "name": name,
                "position": _record(LonLat, (lon, lat)),
                "feature_class": feature[0],
                "feature_code": feature[2:],
                "country": country,
                "admin1": admin1,
                "admin1_name": self._divisions[country, admin1, ""] if admin1 else None,
                "admin2": admin2,
                "admin2_name": self._divisions[country, admin1, admin2] if admin2 else None,
                "population": population,
                "source": self._sources[source],
            },
        )
        _set_fields(place, _FIELDS)
        _set_extra(place, None)
        _set_private(place, None)
        return place

    def matches(self, rows: list[Any], name: str, match: str = "") -> tuple[Match, ...]:
        """Return the matches in rows of `COLUMNS`, reference and names, the likeliest first.

        ``match`` is how all were found where that is not by ``name`` as it stands.
        """
        if len(rows) > 1:
            rows.sort(key=_strong_and_populous_first)
        place = self.place
        return tuple([_record(Match, (place(row), *_found_by(row, name, match))) for row in rows])


_new = Place.__new__
_record = tuple.__new__
# Models are frozen, and setting by attribute would ask whether they are.
_set_values = BaseModel.__dict__["__dict__"].__set__
_set_fields = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_set_private = BaseModel.__dict__["__pydantic_private__"].__set__


def kind_of(row: Any) -> int:
    """Return the kind of the name by which a row was found."""
    return row[_REFERENCE] >> KIND_SHIFT & KIND_MASK  # type: ignore[no-any-return]


def _found_by(row: Any, name: str, match: str) -> tuple[str, str]:
    """Return the spelling in the gazetteer that a row was found by, and what kind of match it is.

    ``match`` is how, where that is not by ``name`` as it stands.
    """
    reference = row[_REFERENCE]
    nth = reference & NTH_MASK
    if not nth:
        main = row[_NAME]
        return main, match or ("exact" if main == name else "folded")
    is_weak = reference >> KIND_SHIFT & KIND_MASK == _WEAK
    return spelling(row[_NAMES], nth), "weak" if is_weak else match or "alternate"


def populous_first(row: Any) -> tuple[int, int]:
    """Return what rows are sorted by: the most populous first, then by key."""
    return -row[_POPULATION], row[0]


def _strong_and_populous_first(row: Any) -> tuple[bool, int, int, int]:
    kind = row[_REFERENCE] >> KIND_SHIFT & KIND_MASK
    return kind == _WEAK, -row[_POPULATION], kind, row[0]


def likeliest_first(matches: Iterable[Match]) -> list[Match]:
    """Return matches in the order in which a name without any context most likely means them.

    A main name outweighs another name of a place up to a thousand times as populous: "Goris" is
    the town, not Gori, which some also call so; "Bombay" is Mumbai, not the village in New York.
    """
    return sorted(matches, key=_unlikeliness)


def _unlikeliness(match: Match) -> tuple[bool, int]:
    weight = max(match.place.population, 100)
    return match.match in {"weak", "typo"}, -weight * (1000 if match.match in _MAIN else 1)


_MAIN = frozenset({"exact", "folded"})
