"""The shipped boundaries as they are read: lazily, and only the lines that a question needs."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from geomap.models import LonLat
from geomap.resources import packaged

_BBOX = re.compile(rb'"bbox":\[([^\]]+)\]')
_SHORE_DEGREES = 0.03  # the outlines are good to 1 km: a quay may lie outside of every unit
_COUNTRY = re.compile(rb'"country":"(\w\w)"')

# Where two states' borders overlap in OpenStreetMap, the one that most UN members see there
# (General Assembly resolutions 68/262 on Crimea and 34/37 on Western Sahara; the rest are strips
# that both sides' mappers drew, where the smaller country's own line is taken).
_PREFERRED = ("UA", "EH", "PS", "XK", "SY", "GE", "AZ", "TW")


class Admin(NamedTuple):
    """An admin-1 unit: ``place_id`` is "gn:<GeoNames id>" where it is known."""

    place_id: str | None
    name: str
    country: str


class Boundaries:
    """Countries as most UN members draw them, and admin-1 outlines for drawing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def open(cls) -> Self:
        """Return the packaged boundaries; nothing is read before the first question."""
        return cls(packaged("data", "territories", "boundaries"))

    def country_at(self, point: LonLat) -> str | None:
        """Return the ISO 3166-1 alpha-2 code of the country at a point, territorial waters too."""
        countries = self._countries
        hits = [
            countries.codes[i]
            for i in countries.tree.query(shapely.Point(point.lon, point.lat))
            if shapely.contains_xy(countries.geometries[i], point.lon, point.lat)
        ]
        return _preferred(hits)

    def countries_at(self, points: Sequence[LonLat]) -> list[str | None]:
        """Return the country at each point; made for many."""
        countries = self._countries
        xy = np.asarray(points, dtype=float).reshape(-1, 2)
        hits: list[list[str]] = [[] for _ in points]
        for code, geometry in zip(countries.codes, countries.geometries, strict=True):
            west, south, east, north = geometry.bounds
            near = np.flatnonzero(
                (xy[:, 0] >= west) & (xy[:, 0] <= east) & (xy[:, 1] >= south) & (xy[:, 1] <= north)
            )
            if len(near):
                for i in near[shapely.contains_xy(geometry, xy[near, 0], xy[near, 1])]:
                    hits[i].append(code)
        return [_preferred(codes) for codes in hits]

    def border_distance_km(self, point: LonLat, country: str) -> float:
        """Return the distance in km from a point to the nearest border or baseline of a country.

        Degrees are scaled at the point, which is good to a few per cent within 100 km.
        """
        scale = np.array([np.cos(np.radians(point.lat)), 1.0])
        geometry = self._countries.geometries[self._countries.codes.index(country)]
        nearby = geometry.boundary.intersection(shapely.Point(*point).buffer(3.0))
        if nearby.is_empty:
            return float("inf")
        scaled = shapely.transform(nearby, lambda xy: xy * scale)
        return float(shapely.distance(scaled, shapely.Point(*(np.array(point) * scale)))) * 111.195

    def outline(self, place_id: str) -> BaseGeometry | None:
        """Return the simplified polygon of an admin-1 unit by its place id, for drawing.

        It is cut along the exact border of its country, of which the coarser outline falls short.
        """
        wanted = f'"id":"{place_id}"'.encode()
        line = next((line for line in self._admin1_lines if wanted in line), None)
        if line is None:
            return None
        feature = json.loads(line)
        unit = shapely.from_geojson(json.dumps(feature["geometry"]))
        countries = self._countries
        if feature["properties"]["country"] not in countries.codes:
            return unit
        country = countries.geometries[countries.codes.index(feature["properties"]["country"])]
        cut = shapely.intersection(unit, country)
        parts = [p for p in shapely.get_parts(cut) if p.geom_type == "Polygon"]
        return shapely.union_all(parts) if parts else unit

    def admin1_at(self, point: LonLat) -> Admin | None:
        """Return the admin-1 unit at a point by the drawn outlines: a fall-back, good to 1 km."""
        reach = _SHORE_DEGREES
        at = shapely.Point(point.lon, point.lat)
        near = self._admin1_in(
            point.lon - reach, point.lat - reach, point.lon + reach, point.lat + reach
        )
        distances = [(geometry.distance(at), i, f) for i, (f, geometry) in enumerate(near)]
        distance, _, feature = min(distances, default=(1.0, 0, None), key=lambda d: d[:2])
        if feature is None or distance > reach:
            return None
        properties = feature["properties"]
        return Admin(properties["id"], properties["name"], properties["country"])

    def base_map(self, west: float, south: float, east: float, north: float) -> dict[str, Any]:
        """Return what a map of the box needs: land, de jure borders and admin-1 lines, clipped.

        The box is in degrees. Each value is a GeoJSON FeatureCollection: "land" (polygons),
        "countries" (lines; properties country, and a label point), "admin1" (lines between units
        of one country), "admin1_labels" (points with name).
        """
        from geomap.boundaries.drawing import draw_base_map

        frame = box(west, south, east, north)
        units = list(self._admin1_in(west, south, east, north))
        countries = self._countries
        near = [(countries.codes[i], countries.geometries[i]) for i in countries.tree.query(frame)]
        return draw_base_map(frame, units, sorted(near, key=lambda c: c[0]))

    def world(self) -> dict[str, Any]:
        """Return a coarse map of the world: FeatureCollections "land" and "countries"."""
        layers: dict[str, Any] = {
            name: {"type": "FeatureCollection", "features": []} for name in ("land", "countries")
        }
        for line in _lines(self._folder / "world.geojsonl.gz"):
            feature = json.loads(line)
            layers[feature["properties"].pop("layer")]["features"].append(feature)
        return layers

    def _admin1_in(
        self, west: float, south: float, east: float, north: float
    ) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
        """Yield the admin-1 units whose box meets a box, reading only those."""
        boxes = self._admin1_boxes
        meets = (
            (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
            & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        )  # fmt: skip
        for i in np.flatnonzero(meets):
            feature = json.loads(self._admin1_lines[i])
            yield feature, shapely.from_geojson(json.dumps(feature["geometry"]))

    @cached_property
    def _admin1_lines(self) -> list[bytes]:
        return _lines(self._folder / "admin1.geojsonl.gz")

    @cached_property
    def _admin1_boxes(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        return np.array([_numbers(_BBOX, line) for line in self._admin1_lines])

    @cached_property
    def _countries(self) -> "_Countries":
        lines = _lines(self._folder / "countries.geojsonl.gz")
        starts = (line.index(b'"geometry":') + len(b'"geometry":') for line in lines)
        shapes = [line.rstrip()[start:-1] for line, start in zip(lines, starts, strict=True)]
        geometries = shapely.from_geojson([s.decode("ascii") for s in shapes])
        shapely.prepare(geometries)
        codes = [_COUNTRY.search(line).group(1).decode() for line in lines]  # type: ignore[union-attr]
        return _Countries(codes, list(geometries), shapely.STRtree(geometries))


class _Countries(NamedTuple):
    codes: list[str]
    geometries: list[BaseGeometry]
    tree: shapely.STRtree


def _lines(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).splitlines()


def _numbers(pattern: re.Pattern[bytes], line: bytes) -> list[float]:
    found = pattern.search(line)
    return [float(x) for x in found.group(1).split(b",")] if found else [0.0] * 4


def _preferred(codes: Sequence[str]) -> str | None:
    if not codes:
        return None
    return min(codes, key=lambda c: (_PREFERRED.index(c) if c in _PREFERRED else 99, c))
