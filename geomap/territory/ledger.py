"""The territory ledger: dated, sourced rows, read and checked.

Three tables in `data/territories/ledger/`, whose README documents every column: `areas.csv` (what
ground), `control.csv` (who held it, from day to day) and `claims.csv` (who claimed it).
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError, field_validator, model_validator

from geomap.errors import LedgerError
from geomap.models import Record
from geomap.resources import packaged

FOREVER = date.max
R = TypeVar("R", bound="Row")


class AreaKind(StrEnum):
    """How an area is drawn, from the finest to the coarsest."""

    CIRCLE = "circle"
    POLYGON = "polygon"
    ADMIN = "admin"
    COUNTRY = "country"


class Row(Record):
    """A row of any table; empty cells are left out before it is made."""

    area: str


class Area(Row):
    """A piece of ground. ``where`` depends on ``kind``: see the ledger's README."""

    name: str
    kind: AreaKind
    where: str
    country: str | None = None  # only the part of it that lies in this state counts
    special: bool = False  # named among a place's `areas`
    de_jure: str | None = None  # whose it is to most UN members, where the boundary file differs
    size: float  # rough, in square degrees: of two areas the smaller one speaks first
    how: str = ""


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


class Ledger(NamedTuple):
    """All rows, by area."""

    areas: dict[str, Area]
    control: dict[str, tuple[Control, ...]]
    claims: dict[str, tuple[Claim, ...]]


def read_ledger(folder: Path | None = None) -> Ledger:
    """Read and check a ledger, by default the packaged one.

    Raises:
        LedgerError: naming file, row and reason: a broken row, an unknown area, a range that ends
            before it begins, or two rows that give one area to different holders on one day.
    """
    folder = folder or packaged("data", "territories", "ledger")
    areas = {row.area: row for _, row in _rows(folder / "areas.csv", Area)}
    control = _by_area(folder / "control.csv", Control, areas)
    claims = _by_area(folder / "claims.csv", Claim, areas)
    for area, rows in control.items():
        _check_overlap(folder / "control.csv", area, rows)
    return Ledger(areas, control, claims)


def _rows(path: Path, kind: type[R]) -> Iterator[tuple[int, R]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for record in reader:
            cells = {key: value for key, value in record.items() if value}
            try:
                yield reader.line_num, kind.model_validate(cells)
            except ValidationError as error:
                reason = "; ".join(
                    f"{'.'.join(map(str, e['loc'])) or 'row'}: {e['msg']}" for e in error.errors()
                )
                raise LedgerError(f"{path}, line {reader.line_num}: {reason}") from error


P = TypeVar("P", bound=Period)


def _by_area(path: Path, kind: type[P], areas: dict[str, Area]) -> dict[str, tuple[P, ...]]:
    found: defaultdict[str, list[P]] = defaultdict(list)
    for number, row in _rows(path, kind):
        if row.area not in areas:
            raise LedgerError(f"{path}, line {number}: area {row.area!r} is not in areas.csv")
        found[row.area].append(row)
    return {area: tuple(sorted(rows, key=lambda r: r.since)) for area, rows in found.items()}


def _check_overlap(path: Path, area: str, rows: tuple[Control, ...]) -> None:
    """Refuse rows of one area that overlap in time and differ in holder without saying contested.

    Where sources differ, both rows may stand if one of them is marked so in its confidence.
    """
    for one, other in pairwise(rows):
        clash = other.since <= (one.until or FOREVER) and one.holder != other.holder
        if clash and "low" not in (one.confidence, other.confidence):
            raise LedgerError(
                f"{path}: {area!r} is given to {'/'.join(one.holder)} until {one.until or 'now'}"
                f" and to {'/'.join(other.holder)} from {other.since}"
            )
