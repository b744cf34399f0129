"""The gazetteer file: its tables, its version, and the rows that sources give to the builder.

``place`` holds one row a place under an integer key: the GeoNames id itself, or a negative number
for a place that GeoNames does not know, whose id then stands in ``foreign_place``. Its ``names``
are all but the main one, a line each, the weak ones marked. ``name`` is the index of names and
``filter`` tells what is not in it, see `geomap.gazetteer.names`. `CELL` numbers squares of a
quarter of a degree, for `near`. ``division`` gives the plain names of admin-1 and admin-2 codes.
``inside`` says which place lies in which where codes do not tell: countries in continents, and
what GeoNames' hierarchy adds.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from geomap.errors import GazetteerError

APPLICATION_ID: Final = 0x67656F6D  # "geom" in the file's header: what `file` and we tell it by
SCHEMA_VERSION: Final = 4

CELLS_A_DEGREE: Final = 4
_SHOWN: Final = 16  # hexadecimal digits of a hash that outputs show; `info` shows all
CELLS_ROUND: Final = 360 * CELLS_A_DEGREE

CELL: Final = (
    f"(CAST((lat + 90) * {CELLS_A_DEGREE} AS INTEGER) * {CELLS_ROUND}"
    f" + CAST((lon + 180) * {CELLS_A_DEGREE} AS INTEGER) % {CELLS_ROUND})"
)

TABLES: Final = """
CREATE TABLE place(
    key INTEGER PRIMARY KEY, name TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL,
    feature TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER NOT NULL,
    source INTEGER NOT NULL, names TEXT NOT NULL);
CREATE TABLE foreign_place(key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TEMP TABLE added(key INTEGER, name TEXT);
CREATE TABLE name(bucket INTEGER PRIMARY KEY, entries BLOB NOT NULL);
CREATE TABLE filter(part INTEGER PRIMARY KEY, bits BLOB NOT NULL);
CREATE TABLE division(
    country TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY(country, admin1, admin2)) WITHOUT ROWID;
CREATE TABLE inside(
    child INTEGER NOT NULL, parent INTEGER NOT NULL, PRIMARY KEY(child, parent)) WITHOUT ROWID;
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

INDEXES: Final = f"""
CREATE INDEX place_cell ON place({CELL});
CREATE INDEX place_division ON place(country, admin1);
CREATE INDEX place_unit ON place(country, admin1, admin2) WHERE feature BETWEEN 'A.' AND 'A.~';
CREATE INDEX inside_parent ON inside(parent);
"""


_DAY = re.compile(r"\d{4}-\d\d-\d\d").fullmatch


class NameKind(IntEnum):
    """How much a name says about its place; where two names fold alike the smaller is kept."""

    MAIN = 0
    ALTERNATE = 1
    WEAK = 2  # codes of three letters, machine transliterations: never the name in a news text


class Row(NamedTuple):
    """One place as a source gives it. ``names`` are alternates, the most useful first."""

    id: str | int  # "user:post", or GeoNames' number; "gn:174895" is the same, and slower
    name: str
    lon: float
    lat: float
    feature: str  # "P.PPL"
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class Named(NamedTuple):
    """One more name of a place that some source gives."""

    id: str | int
    name: str
    weak: bool = False


class Division(NamedTuple):
    """The plain name of an admin-1 unit, or with ``admin2`` of an admin-2 unit."""

    country: str
    admin1: str
    admin2: str
    name: str


Link = tuple[str, str]
"""The id of a place and the id of one that it lies in."""


def nothing() -> Iterator[Any]:
    """Return what a source gives of a kind that it has nothing of."""
    return iter(())


class Source(NamedTuple):
    """A set of rows and where it comes from.

    Earlier sources win over later ones where both know a place; later ones then only add names
    and fill gaps. ``floor`` is the least number of rows that a sound copy gives; each of
    ``canaries`` is a name and the id (or "country:AM") that it must find once all is built.
    ``names``, ``links`` and ``divisions`` come without rows of their own and are kept where their
    places exist.
    """

    name: str
    version: str
    licence: str
    digest: str
    rows: Callable[[], Iterator[Row]]
    expected: int = 0
    floor: int = 1
    canaries: tuple[tuple[str, str], ...] = ()
    names: Callable[[], Iterator[Named]] = nothing
    links: Callable[[], Iterator[Link]] = nothing
    divisions: Callable[[], Iterator[Division]] = nothing


class SourceInfo(NamedTuple):
    """What a gazetteer file records of a source that it was built from."""

    name: str
    version: str
    licence: str
    digest: str
    rows: int

    def __str__(self) -> str:
        digest = f"; sha256 {self.digest[:_SHOWN]}" if self.digest else ""
        return f"{self.name} {self.version} ({self.licence}{digest})"


class GazetteerInfo(NamedTuple):
    """What is in a gazetteer file, and what is not."""

    path: str
    schema_version: int
    rows: int
    names: int
    sources: tuple[SourceInfo, ...]
    not_covered: tuple[str, ...]
    recipe: Mapping[str, Any] = MappingProxyType({})  # how it was made: what `add` makes it from

    @property
    def version(self) -> str:
        """A short digest of the schema and of all sources: equal for equal contents."""
        chosen = {key: value for key, value in self.recipe.items() if key != "source"}
        made = [str(self.schema_version), json.dumps(chosen, sort_keys=True)]
        text = "\n".join([*made, *(source.digest for source in self.sources)])
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @property
    def date(self) -> str:
        """The newest day of a source that tells one, as ISO date; "" where none does."""
        return max(filter(_DAY, (source.version for source in self.sources)), default="")

    def __str__(self) -> str:
        data = f", data of {self.date}" if self.date else ""
        return (
            f"version {self.version}{data}, {self.rows:,} places under {self.names:,} names,"
            f" schema {self.schema_version}"
        )


def damaged(path: Path) -> GazetteerError:
    """Return the error of a file that is not as it was built."""
    return GazetteerError(f"{path} is damaged; run `geomap gazetteer build` to make it anew")
