"""The shipped boundaries as they are read: lazily, and only the lines that a question needs."""

import gzip
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from geomap.boundaries.boxes import Boxes
from geomap.boundaries.coarse import clipped, coarse_lakes, in_layers
from geomap.boundaries.coasts import Coast, nearest_coast
from geomap.boundaries.countries import Countries, boxes_of
from geomap.boundaries.grid import MIXED, Grid, make_grid, read_grid
from geomap.boundaries.packed import PackedLines
from geomap.boundaries.points import Floats, rows_of
from geomap.boundaries.shapes import Layers, Shape, Unit, read_geometry, read_shape, read_unit
from geomap.boundaries.strips import Strips
from geomap.globe import KM_A_DEGREE
from geomap.models import LonLat
from geomap.resources import packaged

Integers = np.ndarray[Any, np.dtype[np.int64]]
SHORE_DEGREES = 0.03  # the outlines are good to 1 km: a quay may lie outside of every unit


class Admin(NamedTuple):
    """An admin-1 unit: ``place_id`` is "gn:<GeoNames id>" where it is known."""

    place_id: str | None
    name: str
    country: str


class Boundaries:
    """Countries as most UN members draw them, and admin-1 outlines for drawing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._units: dict[int, _Unit] = {}

    @classmethod
    def open(cls) -> Self:
        """Return the packaged boundaries; nothing is read before the first question."""
        return cls(packaged("data", "territories", "boundaries"))

    def country_at(self, point: LonLat) -> str | None:
        """Return the ISO 3166-1 alpha-2 code of the country at a point, territorial waters too."""
        number = self._grid.at(point.lon, point.lat)
        if number == MIXED:
            return self._countries.at(point.lon, point.lat)
        return self._grid.codes[number - 1] if number else None

    def countries_at(self, points: Sequence[LonLat]) -> list[str | None]:
        """Return the country at each point; made for many."""
        xy = rows_of(points)
        numbers = self._grid.at_many(xy)
        names: list[str | None] = [None, *self._grid.codes]
        found = [names[n] if n != MIXED else None for n in numbers.tolist()]
        mixed = np.flatnonzero(numbers == MIXED)
        if len(mixed):
            for i, code in zip(mixed.tolist(), self._countries.at_many(xy[mixed]), strict=True):
                found[i] = code
        return found

    def at_sea(self, point: LonLat) -> bool:
        """Tell whether a point lies off every coast; a quay, within 3 km of land, does not."""
        return self.shore_at(point)[0]

    def shore_at(self, point: LonLat) -> tuple[bool, Admin | None]:
        """Return whether a point lies at sea, and on land its admin-1 unit."""
        if unit := self._covering_unit(point):
            return False, unit
        cell = self._land.at(point.lon, point.lat)
        if cell == 0:
            return True, None
        admin = self._asked_unit(point)
        return cell == MIXED and admin is None, admin

    def are_at_sea(self, points: Sequence[LonLat]) -> list[bool]:
        """Tell of each point whether it lies off every coast; made for many."""
        cells = self._land.at_many(rows_of(points))
        found: list[bool] = (cells == 0).tolist()
        mixed = np.flatnonzero(cells == MIXED).tolist()
        units = self.admin1s_at([points[i] for i in mixed])
        for i, unit in zip(mixed, units, strict=True):
            found[i] = unit is None
        return found

    def coast_near(self, point: LonLat) -> Coast | None:
        """Return the nearest coast, good to 2 km; None where none lies within 30 degrees."""
        return nearest_coast(point, self._admin1_tree, self._named_outline)

    def _named_outline(self, i: int) -> tuple[str, str, BaseGeometry]:
        admin, outline = self._unit(i)
        return admin.country, admin.name, outline

    def borders_at(self, point: LonLat) -> tuple[str, ...]:
        """Return the common borders ("AM|AZ") in whose strip, 3 km on each side, a point lies."""
        return self._strips.at(point)

    @cached_property
    def strip_cells(self) -> frozenset[tuple[int, int]]:
        """The square degrees, by their south-west corners, that a border's strip reaches."""
        return self._strips.cells

    def country(self, code: str) -> BaseGeometry | None:
        """Return the exact polygon of a country with its waters; None where it has none."""
        return self._countries.of(code)

    def make_unit_grid(self) -> Grid:
        """Return a new grid over the admin-1 units, by their lines; `prepare` ships it."""
        return make_grid((), [outline for _, outline in self.units()], width=2)

    def make_grid(self) -> Grid:
        """Return a new grid over the countries; `prepare` ships it."""
        countries = self._countries
        return make_grid(countries.codes, [countries.geometry(i) for i in range(len(countries))])

    def border_distance_km(self, point: LonLat, country: str) -> float:
        """Return the distance in km from a point to the nearest border or baseline of a country.

        Infinite where that is further than 3 degrees or the country has no polygon.
        Degrees are scaled at the point, which is good to a few per cent within 100 km.
        """
        scale = np.array([np.cos(np.radians(point.lat)), 1.0])
        geometry = self._countries.of(country)
        if geometry is None:
            return float("inf")
        lon, lat = point
        nearby = shapely.clip_by_rect(geometry.boundary, lon - 3, lat - 3, lon + 3, lat + 3)
        if nearby.is_empty:
            return float("inf")
        scaled = shapely.transform(nearby, lambda xy: xy * scale)
        here = shapely.Point(*(np.array(point) * scale))
        return float(shapely.distance(scaled, here)) * KM_A_DEGREE

    def outline(self, place_id: str) -> BaseGeometry | None:
        """Return the simplified polygon of an admin-1 unit by its place id, for drawing.

        It is cut along the exact border of its country, of which the coarser outline falls short.
        """
        number = self._admin1_lines.number(place_id)
        if number is None:
            return None
        properties, unit = read_unit(self._admin1_lines[number])
        country = self._countries.of(properties["country"])
        if country is None:
            return unit
        cut = shapely.intersection(unit, country)
        parts = [p for p in shapely.get_parts(cut) if p.geom_type == "Polygon"]
        return shapely.union_all(parts) if parts else unit

    def admin1_at(self, point: LonLat) -> Admin | None:
        """Return the admin-1 unit at a point by the drawn outlines: a fall-back, good to 1 km."""
        return self._covering_unit(point) or self._asked_unit(point)

    def _covering_unit(self, point: LonLat) -> Admin | None:
        """Return the one unit that covers the cell of a point, if there is one."""
        number = self._unit_grid.at(point.lon, point.lat)
        return self._unit(number - 1).admin if 0 < number < self._unit_grid.mixed else None

    def _asked_unit(self, point: LonLat) -> Admin | None:
        for i in self._admin1_at.at(point.lon, point.lat):
            admin, outline = self._unit(i)
            if shapely.contains_xy(outline, point.lon, point.lat):
                return admin
        return self._nearest_unit(shapely.Point(*point))

    def admin1s_at(self, points: Sequence[LonLat]) -> list[Admin | None]:
        """Return the admin-1 unit at each point, as `admin1_at` does; made for many."""
        xy = rows_of(points)
        numbers = self._unit_grid.at_many(xy).astype(np.int64)
        asked = np.flatnonzero((numbers == 0) | (numbers == self._unit_grid.mixed))
        numbers[asked] = 1 + self._units_holding(xy[asked])
        return [
            self._unit(number - 1).admin if number else self._nearest_unit(shapely.Point(*point))
            for number, point in zip(numbers.tolist(), points, strict=True)
        ]

    def _units_holding(self, xy: Floats) -> Integers:
        """Return which unit holds each position, the first where two do; -1 where none does."""
        at, units = self._admin1_tree.query(shapely.points(xy))
        order = np.argsort(units, kind="stable")
        at, units = at[order], units[order]
        found: Integers = np.full(len(xy), -1)
        for near in np.split(np.arange(len(units)), np.flatnonzero(np.diff(units)) + 1):
            if len(near):
                number, asked = int(units[near[0]]), at[near]
                asked = asked[found[asked] < 0]
                inside = shapely.contains_xy(self._unit(number).outline, xy[asked])
                found[asked[inside]] = number
        return found

    def _nearest_unit(self, at: BaseGeometry) -> Admin | None:
        lon, lat, reach = at.x, at.y, SHORE_DEGREES
        near = self._admin1_tree.query(
            shapely.box(lon - reach, lat - reach, lon + reach, lat + reach)
        )
        within = [i for i in near.tolist() if shapely.dwithin(self._unit(i).outline, at, reach)]
        if len(within) > 1:  # the distance itself costs more than whether it is short
            within.sort(key=lambda i: (float(shapely.distance(self._unit(i).outline, at)), i))
        return self._unit(within[0]).admin if within else None

    def _unit(self, i: int) -> "_Unit":
        """Return the i-th admin-1 unit, read at its first use."""
        if i not in self._units:
            properties, outline = read_unit(self._admin1_lines[i])
            shapely.prepare(outline)
            admin = Admin(properties["id"], properties["name"], properties["country"])
            self._units[i] = _Unit(admin, outline)
        return self._units[i]

    def base_map(self, west: float, south: float, east: float, north: float) -> Layers:
        """Return what a map of the box needs: land, de jure borders and admin-1 lines, clipped.

        The box is in degrees. The layers are "land" and "lakes" (polygons), "countries" (lines;
        properties country, and label, a point), "admin1" (lines between units of one country),
        "admin1_labels" (no geometry; properties id, name, country, area, and label).
        """
        from geomap.boundaries.drawing import draw_base_map

        frame = box(west, south, east, north)
        units = list(self._admin1_in(west, south, east, north))
        lakes = self._lakes_in(west, south, east, north)
        return draw_base_map(frame, units, self._countries.meeting(frame), lakes)

    def world(self) -> Layers:
        """Return a coarse map of the world, in the layers of ``base_map``."""
        return in_layers(self._world_shapes)

    def around(self, west: float, south: float, east: float, north: float) -> Layers:
        """Return what a map shows round its region, in the layers of ``base_map``: good to 4 km."""
        meets = _meeting(boxes_of(self._around_lines), west, south, east, north)
        ground = (read_shape(self._around_lines[i]) for i in meets)
        labels = (shape for shape in self._world_shapes if shape.geometry is None)
        lakes = coarse_lakes(self._lakes_in(west, south, east, north))
        return in_layers(clipped(chain(ground, lakes, labels), west, south, east, north))

    def units(self) -> Iterator[tuple[Admin, BaseGeometry]]:
        """Yield every admin-1 unit with its outline."""
        return (self._unit(i) for i in range(len(self._admin1_lines)))

    def _admin1_in(self, west: float, south: float, east: float, north: float) -> Iterator[Unit]:
        """Yield the admin-1 units whose box meets a box, reading only those."""
        for i in _meeting(self._admin1_lines.boxes, west, south, east, north):
            yield read_unit(self._admin1_lines[i])

    def _lakes_in(
        self, west: float, south: float, east: float, north: float
    ) -> Iterator[BaseGeometry]:
        """Yield the lakes whose box meets a box, reading only those."""
        for i in _meeting(self._lake_lines.boxes, west, south, east, north):
            yield read_geometry(self._lake_lines[i])

    @cached_property
    def _lake_lines(self) -> PackedLines:
        return PackedLines(self._folder / "lakes.geojsonl.gz")

    @cached_property
    def _world_shapes(self) -> list[Shape]:
        return list(map(read_shape, _lines(self._folder / "world.geojsonl.gz")))

    @cached_property
    def _around_lines(self) -> list[bytes]:
        return _lines(self._folder / "around.geojsonl.gz")

    @cached_property
    def _admin1_lines(self) -> PackedLines:
        return PackedLines(self._folder / "admin1.geojsonl.gz")

    @cached_property
    def _admin1_at(self) -> Boxes:
        return Boxes([tuple(box) for box in self._admin1_lines.boxes.tolist()])

    @cached_property
    def _admin1_tree(self) -> shapely.STRtree:
        return shapely.STRtree(shapely.box(*self._admin1_lines.boxes.T))

    @cached_property
    def _grid(self) -> Grid:
        return read_grid(self._folder / "grid.gz")

    @cached_property
    def _unit_grid(self) -> Grid:
        return read_grid(self._folder / "units.gz")

    @cached_property
    def _land(self) -> Grid:
        return read_grid(self._folder / "land.gz")

    @cached_property
    def _strips(self) -> Strips:
        return Strips(self._folder / "strips.geojsonl.gz")

    @cached_property
    def _countries(self) -> Countries:
        return Countries(_lines(self._folder / "countries.geojsonl.gz"))


class _Unit(NamedTuple):
    admin: Admin
    outline: BaseGeometry


def _meeting(
    boxes: np.ndarray[Any, np.dtype[np.float64]],
    west: float,
    south: float,
    east: float,
    north: float,
) -> list[int]:
    """Return which boxes share ground with a box."""
    meets = (
        (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
        & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    )  # fmt: skip
    return [int(i) for i in np.flatnonzero(meets)]


def _lines(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).splitlines()
