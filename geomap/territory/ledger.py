"""The territory ledger: dated, sourced rows, read and checked.

Six tables in `data/territories/ledger/`, whose README documents every column: `areas.csv` (what
ground), `control.csv` (who held it, from day to day), `claims.csv` (who claimed it), `stances.csv`
(which state takes it for whose), `undemarcated.csv` (borders without an agreed line) and
`sources.csv` (what the others cite, by key).
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import Field, ValidationError, field_validator, model_validator

from geomap.errors import LedgerError
from geomap.models import Record
from geomap.resources import packaged

FOREVER = date.max
R = TypeVar("R", bound=Record)


class AreaKind(StrEnum):
    """How an area is drawn, from the finest to the coarsest."""

    PLACE = "place"  # gazetteer records themselves, not what lies in them
    CIRCLE = "circle"
    POLYGON = "polygon"
    FILE = "file"  # a GeoJSON file beside the table
    ADMIN = "admin"
    COUNTRY = "country"
    BORDER = "border"  # the strip along the border of two states, "AM|AZ"


class Row(Record):
    """A row of any table; empty cells are left out before it is made."""

    area: str
    line: int = Field(default=0, repr=False)  # of its table, to be told where it is wrong


class Area(Row):
    """A piece of ground. ``where`` depends on ``kind``: see the ledger's README."""

    name: str
    kind: AreaKind
    where: str
    country: str | None = None  # only the part of it that lies in this state counts
    special: bool = False  # named among a place's `areas` ...
    since: date | None = None  # ... from this day
    until: date | None = None  # ... to this day
    de_jure: str | None = None  # whose it is to most UN members, where the boundary file differs;
    # "-" for nobody's
    size: float  # rough, in square degrees: of two areas the smaller one speaks first
    how: str = ""
    place: str | None = None  # the gazetteer's record of a region of which this is the outline

    def is_named(self, day: date | None) -> bool:
        """Tell whether a place's record of a day names the area; undated areas always are."""
        dated = bool(self.since or self.until)
        if not self.special or (dated and day is None):
            return False
        return day is None or (self.since or date.min) <= day <= (self.until or FOREVER)


class Period(Row):
    """A row that holds from day to day; ``until`` is None while it lasts."""

    since: date
    until: date | None = None
    source: str
    note: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.until and self.until < self.since:
            raise ValueError(f"ends ({self.until}) before it begins ({self.since})")
        return self

    def holds(self, day: date) -> bool:
        """Tell whether the row holds on a day."""
        return self.since <= day <= (self.until or FOREVER)


class Control(Period):
    """Who held an area. Several holders share it, the first being the foremost."""

    holder: tuple[str, ...]
    status: str = "controlled"
    confidence: str = "high"

    @field_validator("holder", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split("|")) if isinstance(value, str) else value

    @field_validator("status")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in {"controlled", "peacekeepers", "contested", "unknown"}:
            raise ValueError(f"status {value!r} is none of controlled, peacekeepers, contested")
        return value


class Claim(Period):
    """Who claimed an area: a state's ISO code, or the name of an authority that is none."""

    claimant: str


class Stance(Period):
    """Whose ground an area is to one state: ISO codes, or an authority that is no state."""

    state: str
    owner: str


class Undemarcated(Period):
    """The two states of a border had agreed on no line, or had marked none on the ground."""


class Source(Record):
    """A publication that rows cite by its key."""

    source: str
    citation: str
    published: str

    def __str__(self) -> str:
        return f"{self.citation} ({self.published})"


class Ledger(NamedTuple):
    """All rows, by area. ``folders`` is where each area's files lie, for areas that have any."""

    areas: dict[str, Area]
    control: dict[str, tuple[Control, ...]]
    claims: dict[str, tuple[Claim, ...]]
    stances: dict[str, tuple[Stance, ...]]
    folders: dict[str, Path]
    undemarcated: dict[str, tuple[Undemarcated, ...]] = {}  # noqa: RUF012 - never written to

    def rows(self) -> Iterator[Period]:
        """Yield every dated row."""
        tables = (self.control, self.claims, self.stances, self.undemarcated)
        return (row for table in tables for rows in table.values() for row in rows)


def read_ledger(folder: Path | None = None) -> Ledger:
    """Read and check a ledger, by default the packaged one.

    Only `areas.csv` must be there. Without a `sources.csv` the rows' sources
    are citations themselves.

    Raises:
        LedgerError: naming file, row and reason: a broken row, an unknown area or source, a range
            that ends before it begins, or two rows that give one area to different holders on one
            day.
    """
    folder = folder or packaged("data", "territories", "ledger")
    areas = _by_key(folder / "areas.csv", Area, "area")
    sources = _sources(folder / "sources.csv")
    control = _by_area(folder / "control.csv", Control, areas, sources)
    for area, rows in control.items():
        _check_overlap(folder / "control.csv", area, rows)
    claims = _by_area(folder / "claims.csv", Claim, areas, sources)
    stances = _by_area(folder / "stances.csv", Stance, areas, sources)
    borders = _by_area(folder / "undemarcated.csv", Undemarcated, areas, sources)
    return Ledger(areas, control, claims, stances, dict.fromkeys(areas, folder), borders)


def joined(ledgers: Iterable[Ledger]) -> Ledger:
    """Return several ledgers as one; their areas have different keys."""
    given = list(ledgers)
    return Ledger(
        {key: row for ledger in given for key, row in ledger.areas.items()},
        {key: rows for ledger in given for key, rows in ledger.control.items()},
        {key: rows for ledger in given for key, rows in ledger.claims.items()},
        {key: rows for ledger in given for key, rows in ledger.stances.items()},
        {key: folder for ledger in given for key, folder in ledger.folders.items()},
        {key: rows for ledger in given for key, rows in ledger.undemarcated.items()},
    )


def _sources(path: Path) -> dict[str, Source] | None:
    if not path.is_file():
        return None
    return _by_key(path, Source, "source")


def _by_key(path: Path, kind: type[R], key: str) -> dict[str, R]:
    found: dict[str, R] = {}
    for number, row in _rows(path, kind):
        name = getattr(row, key)
        if name in found:
            raise LedgerError(f"{path}, line {number}: {key} {name!r} is there already")
        found[name] = row
    return found


def _rows(path: Path, kind: type[R]) -> Iterator[tuple[int, R]]:
    if not path.is_file():
        raise LedgerError(f"{path} is missing")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for record in reader:
            cells: dict[str, object] = {key: value for key, value in record.items() if value}
            if issubclass(kind, Row):
                cells["line"] = reader.line_num
            try:
                yield reader.line_num, kind.model_validate(cells)
            except ValidationError as error:
                where = f"{path}, line {reader.line_num}"
                raise LedgerError(f"{where}: {reasons(error)}") from error


def reasons(error: ValidationError) -> str:
    """Return in words what is wrong in a row."""
    return "; ".join(
        ": ".join((*map(str, e["loc"]), e["msg"].removeprefix("Value error, ")))
        for e in error.errors()
    )


P = TypeVar("P", bound=Period)


def _by_area(
    path: Path, kind: type[P], areas: dict[str, Area], sources: dict[str, Source] | None
) -> dict[str, tuple[P, ...]]:
    found: defaultdict[str, list[P]] = defaultdict(list)
    for number, row in _rows(path, kind) if path.is_file() else ():
        if row.area not in areas:
            raise LedgerError(f"{path}, line {number}: area {row.area!r} is not in areas.csv")
        found[row.area].append(_cited(row, sources, f"{path}, line {number}"))
    return {area: tuple(sorted(rows, key=lambda r: r.since)) for area, rows in found.items()}


def _cited(row: P, sources: dict[str, Source] | None, where: str) -> P:
    """Return a row whose source is written out."""
    if sources is None:
        return row
    try:
        cited = "; ".join(str(sources[key]) for key in row.source.split("|"))
    except KeyError as error:
        raise LedgerError(f"{where}: source {error} is not in sources.csv") from error
    return row.model_copy(update={"source": cited})


def _check_overlap(path: Path, area: str, rows: tuple[Control, ...]) -> None:
    """Refuse rows of one area that overlap in time and differ in holder without saying contested.

    Where sources differ, both rows may stand if one of them is marked so in its confidence.
    """
    for one, other in combinations(rows, 2):
        clash = other.since <= (one.until or FOREVER) and one.holder != other.holder
        if clash and "low" not in (one.confidence, other.confidence):
            raise LedgerError(
                f"{path}, lines {one.line} and {other.line}: {area!r} is given to"
                f" {'/'.join(one.holder)} until {one.until or 'now'}"
                f" and to {'/'.join(other.holder)} from {other.since}"
            )
