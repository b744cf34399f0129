"""Which areas of the ledger a place lies in, the finest first."""

import csv
from collections.abc import Iterator
from functools import cache
from itertools import chain
from math import cos, hypot, radians
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.errors import LedgerError
from geomap.models import LonLat, Place
from geomap.resources import packaged
from geomap.territory.ledger import Area, AreaKind

_KM_A_DEGREE = 111.195


class Spot(NamedTuple):
    """What is classified: a point, its de jure country, and its admin-1 unit's place id."""

    point: LonLat
    country: str | None
    unit: str | None


class Ground(NamedTuple):
    """An area made ready to be asked whether it contains a spot."""

    area: Area
    codes: frozenset[str]  # countries, or place ids of admin-1 units
    circles: tuple[tuple[LonLat, float], ...]
    polygon: BaseGeometry | None

    def contains(self, spot: Spot) -> bool:
        """Tell whether a spot lies in the area."""
        if self.area.country and spot.country != self.area.country:
            return False
        if self.area.kind is AreaKind.COUNTRY:
            return spot.country in self.codes
        if self.area.kind is AreaKind.ADMIN:
            return spot.unit in self.codes
        if self.polygon is not None:
            return bool(shapely.contains_xy(self.polygon, *spot.point))
        return any(_km(spot.point, centre) <= radius for centre, radius in self.circles)


def make_ground(area: Area) -> Ground:
    """Return an area made ready.

    Raises:
        LedgerError: if ``where`` is not what the area's kind asks for, or its polygon is invalid.
    """
    try:
        return _make(area)
    except ValueError as error:
        raise LedgerError(f"areas.csv, {area.area!r}: where={area.where!r}: {error}") from error


def _make(area: Area) -> Ground:
    if area.kind in (AreaKind.ADMIN, AreaKind.COUNTRY):
        return Ground(area, frozenset(area.where.split("|")), (), None)
    if area.kind is AreaKind.CIRCLE:
        circles = tuple(_circle(part) for part in area.where.split(";"))
        return Ground(area, frozenset(), circles, None)
    polygon = shapely.Polygon([_position(part) for part in area.where.split(",")])
    if not polygon.is_valid:
        raise ValueError(shapely.is_valid_reason(polygon))
    shapely.prepare(polygon)
    return Ground(area, frozenset(), (), polygon)


def _position(text: str) -> LonLat:
    lon, lat = map(float, text.split())
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"{text!r} is no longitude and latitude in degrees; are they swapped?")
    return LonLat(lon, lat)


def _circle(text: str) -> tuple[LonLat, float]:
    lon, lat, radius = text.split()
    return _position(f"{lon} {lat}"), float(radius)


def _km(one: LonLat, other: LonLat) -> float:
    across = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return hypot(across, one.lat - other.lat) * _KM_A_DEGREE


def finest_first(grounds: Iterator[Ground]) -> list[Ground]:
    """Return areas from the smallest to the largest."""
    return sorted(grounds, key=lambda g: (g.area.size, g.area.area))


def unit_of(place: Place) -> str | None:
    """Return the place id of the admin-1 unit that a place is in, or is."""
    if place.feature_code == "ADM1":
        return place.id
    return _units().get((place.country or "", place.admin1 or ""))


@cache
def _units() -> dict[tuple[str, str], str]:
    with packaged("data", "gazetteer", "admin1.csv").open(encoding="utf-8", newline="") as file:
        return {(row["country"], row["admin1"]): row["id"] for row in csv.DictReader(file)}


@cache
def country_names() -> dict[str, str]:
    """Return the English short name of each country by its ISO code."""
    with packaged("data", "gazetteer", "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["country"]: row["name"] for row in csv.DictReader(file)}


def all_units() -> frozenset[str]:
    """Return every admin-1 place id that the gazetteer's table knows."""
    return frozenset(chain(_units().values()))
