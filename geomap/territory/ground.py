"""Which areas of the ledger a place lies in, the finest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, floor, hypot, radians
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries.points import rows_of
from geomap.errors import LedgerError
from geomap.globe import KM_A_DEGREE
from geomap.models import LonLat, Place
from geomap.resources import packaged_table
from geomap.territory.ledger import Area, AreaKind, Ledger
from geomap.territory.shapes import position, read_shape

_CIRCLE = 3  # figures of a circle
Box = tuple[float, float, float, float]


class Spot(NamedTuple):
    """What is classified: a point, its de jure country, the ids of its admin-1 unit and itself.

    ``borders`` are those in whose strip it lies, such as "AM|AZ".
    """

    point: LonLat
    country: str | None
    unit: str | None
    place: str | None = None
    borders: tuple[str, ...] = ()


def _codes(spot: Spot, kind: AreaKind) -> tuple[str | None, ...]:
    """Return the codes of a spot that an area of some kind may name."""
    if kind is AreaKind.BORDER:
        return spot.borders
    if kind is AreaKind.COUNTRY:
        return (spot.country,)
    return (spot.unit if kind is AreaKind.ADMIN else spot.place,)


@dataclass(frozen=True, eq=False)  # compared by identity: each area is made ready once
class Ground:
    """An area made ready to be asked whether it contains a spot."""

    area: Area
    codes: frozenset[str]  # countries, place ids, or a border
    circles: tuple[tuple[LonLat, float], ...]
    polygon: BaseGeometry | None

    def contains(self, spot: Spot) -> bool:
        """Tell whether a spot lies in the area."""
        if self.area.country and spot.country != self.area.country:
            return False
        if self.codes:
            return not self.codes.isdisjoint(_codes(spot, self.area.kind))
        if self.polygon is not None:
            return bool(shapely.contains_xy(self.polygon, *spot.point))
        return any(_km(spot.point, centre) <= radius for centre, radius in self.circles)

    def boxes(self) -> Iterator[Box]:
        """Yield boxes that hold the area; none where it is known by its codes."""
        if self.polygon is not None:
            yield self.polygon.bounds
        for centre, radius in self.circles:
            high = radius / KM_A_DEGREE
            wide = high / max(cos(radians(centre.lat)), 0.01)
            yield centre.lon - wide, centre.lat - high, centre.lon + wide, centre.lat + high


def make_ground(area: Area, folder: Path | None = None) -> Ground:
    """Return an area made ready; ``folder`` is where its file lies, if it has one.

    Raises:
        LedgerError: if ``where`` is not what the area's kind asks for, or its polygon is invalid.
    """
    try:
        return _make(area, folder)
    except ValueError as error:
        row = f"areas.csv, line {area.line}, {area.area!r}"
        raise LedgerError(f"{row}: where={area.where!r}: {error}") from error


def _make(area: Area, folder: Path | None) -> Ground:
    if area.kind in (AreaKind.PLACE, AreaKind.ADMIN, AreaKind.COUNTRY):
        return Ground(area, frozenset(area.where.split("|")), (), None)
    if area.kind is AreaKind.BORDER:
        return Ground(area, frozenset((area.where,)), (), None)
    if area.kind is AreaKind.CIRCLE:
        return Ground(area, frozenset(), tuple(_circle(p) for p in area.where.split(";")), None)
    if area.kind is AreaKind.FILE:
        polygon = read_shape((folder or Path()) / area.where)
    else:
        polygon = shapely.Polygon([position(part) for part in area.where.split(",")])
    if not polygon.is_valid:
        raise ValueError(shapely.is_valid_reason(polygon))
    shapely.prepare(polygon)
    return Ground(area, frozenset(), (), polygon)


def _circle(text: str) -> tuple[LonLat, float]:
    if len(text.split()) != _CIRCLE:
        raise ValueError(f"{text!r} is not a longitude, a latitude and a radius in km")
    lon, lat, radius = text.split()
    if float(radius) <= 0:
        raise ValueError(f"a circle of {radius} km")
    return position(f"{lon} {lat}"), float(radius)


def _km(one: LonLat, other: LonLat) -> float:
    across = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return hypot(across, one.lat - other.lat) * KM_A_DEGREE


class Grounds:
    """All areas, found by country, by place id, and by the square degree they reach."""

    def __init__(self, grounds: Iterable[Ground]) -> None:
        self.all = sorted(grounds, key=lambda g: (g.area.size, g.area.area))
        self._by_code: defaultdict[str, list[int]] = defaultdict(list)
        self._by_cell: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for i, ground in enumerate(self.all):
            for code in ground.codes:
                self._by_code[code].append(i)
            for cell in {cell for box in ground.boxes() for cell in _cells(box)}:
                self._by_cell[cell].append(i)

    def codes(self, kind: AreaKind) -> frozenset[str]:
        """Return the codes of all areas of a kind."""
        return frozenset(code for g in self.all if g.area.kind is kind for code in g.codes)

    @property
    def cells(self) -> frozenset[tuple[int, int]]:
        """The square degrees that a drawn area reaches, by their south-west corners."""
        return frozenset(self._by_cell)

    def at(self, spot: Spot) -> tuple[Ground, ...]:
        """Return the areas that a spot lies in, the smallest first."""
        found = {
            *self._by_code.get(spot.country or "", ()),
            *self._by_code.get(spot.unit or "", ()),
            *self._by_code.get(spot.place or "", ()),
            *(i for border in spot.borders for i in self._by_code.get(border, ())),
            *self._by_cell.get((floor(spot.point.lon), floor(spot.point.lat)), ()),
        }
        if not found:
            return ()
        return tuple(self.all[i] for i in sorted(found) if self.all[i].contains(spot))


class Degrees:
    """A set of square degrees, asked of many points at once."""

    def __init__(self, cells: Iterable[tuple[int, int]]) -> None:
        self._held = np.zeros((361, 181), dtype=bool)
        for lon, lat in cells:
            self._held[(lon + 180) % 360, min(max(lat + 90, 0), 180)] = True

    def at(self, points: Sequence[LonLat]) -> list[bool]:
        """Tell of each point whether its square is in the set."""
        xy = np.floor(rows_of(points)).astype(np.int64)
        found: list[bool] = self._held[(xy[:, 0] + 180) % 360, xy[:, 1] + 90].tolist()
        return found


def make_grounds(ledger: Ledger) -> Grounds:
    """Return the areas of a ledger, made ready."""
    return Grounds(make_ground(a, ledger.folders.get(a.area)) for a in ledger.areas.values())


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    west, south, east, north = box
    for lon in range(floor(west), floor(east) + 1):
        for lat in range(floor(south), floor(north) + 1):
            yield lon, lat


def unit_of(place: Place) -> str | None:
    """Return the place id of the admin-1 unit that a place is in, or is."""
    if place.feature_code == "ADM1":
        return place.id
    return _units().get((place.country or "", place.admin1 or ""))


@cache
def _units() -> dict[tuple[str, str], str]:
    rows = packaged_table("data", "gazetteer", "admin1.csv")
    return {(row["country"], row["admin1"]): row["id"] for row in rows}


@cache
def country_names() -> dict[str, str]:
    """Return the English short name of each country by its ISO code."""
    rows = packaged_table("data", "gazetteer", "countries.csv")
    return {row["country"]: row["name"] for row in rows}


def unit_countries() -> frozenset[tuple[str, str]]:
    """Return each country with each of its admin-1 place ids."""
    return frozenset((country, unit) for (country, _), unit in _units().items())


def all_units() -> frozenset[str]:
    """Return every admin-1 place id that the gazetteer's table knows."""
    return frozenset(_units().values())
