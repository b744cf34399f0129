"""Coarse ground and borders: for what a map shows beyond its region, and for a map of the world.

Countries are put together from admin-1 units that were simplified as one coverage, so neighbours
share each line, and a border is drawn once. A unit belongs to the country in whose exact polygon
it lies, so these borders are de jure too.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries.shapes import LAYERS, Layers, Shape

WORLD_DEGREES = 0.2  # left out of a map of the world
AROUND_DEGREES = 0.04  # left out of the ground round a region
_TILE = 15.0  # degrees
_SPECK = 0.05  # square degrees; smaller islands are left out of a map of the world
_POND = 0.3  # square degrees; smaller lakes are left out of a map of the world
_PUDDLE = 0.03  # square degrees; smaller lakes are left out round a region
_DENSE = (
    0.12  # square degrees; where units are smaller on average, their lines would be a grey haze
)
_GRID = 0.001  # degrees
Feature = dict[str, Any]
Unit = tuple[str, BaseGeometry]  # the code of its country, and its outline


def world_features(units: Sequence[Unit], lakes: Sequence[BaseGeometry]) -> Iterator[Feature]:
    """Yield land, lakes, borders and a label for each country, coarse enough for a world map."""
    land, borders, _, countries = _drawn(units, WORLD_DEGREES)
    large = shapely.multipolygons([p for p in shapely.get_parts(land) if p.area > _SPECK])
    yield _feature(large, {"layer": "land"})
    waters = shapely.union_all([lake for lake in lakes if lake.area > _POND])
    yield _feature(waters.simplify(WORLD_DEGREES / 2), {"layer": "lakes"})
    yield _feature(borders, {"layer": "countries"})
    for code, country in sorted(countries.items()):
        if not code.isalpha():  # ground that is no country's by the sources, such as a base
            continue
        largest = max(shapely.get_parts(country), key=lambda p: p.area)
        middle = shapely.maximum_inscribed_circle(largest, tolerance=0.1).coords[0]
        properties = {
            "layer": "countries",
            "country": code,
            "label": [round(float(x), 2) for x in middle],
            "share": round(country.area / (360.0 * 144.0), 4),
        }
        yield {"type": "Feature", "properties": properties, "geometry": None}


def around_features(units: Sequence[Unit]) -> Iterator[Feature]:
    """Yield land, borders and lines in states in squares, each with its box: few need reading."""
    land, borders, inner, _ = _drawn(units, AROUND_DEGREES)
    for layer, whole in (("land", land), ("countries", borders), ("admin1", inner)):
        for west in np.arange(-180.0, 180.0, _TILE):
            for south in np.arange(-90.0, 90.0, _TILE):
                square = (west, south, west + _TILE, south + _TILE)
                piece = shapely.clip_by_rect(whole, *square)
                if not piece.is_empty:
                    yield _feature(piece, {"layer": layer})


def coarse_lakes(lakes: Iterable[BaseGeometry]) -> Iterator[Shape]:
    """Yield lakes with as much detail as the ground round a region; the small ones are left out."""
    for lake in lakes:
        if lake.area > _PUDDLE:
            yield Shape({"layer": "lakes"}, _rounded(lake.simplify(AROUND_DEGREES / 2)))


def in_layers(shapes: Iterable[Shape]) -> Layers:
    """Return shapes by their property "layer"."""
    layers: Layers = {name: [] for name in LAYERS}
    for properties, geometry in shapes:
        others = {key: value for key, value in properties.items() if key != "layer"}
        layers[properties["layer"]].append(Shape(others, geometry))
    return layers


def clipped(
    shapes: Iterable[Shape], west: float, south: float, east: float, north: float
) -> Iterator[Shape]:
    """Yield what of shapes lies in a box; of a label all, if its point does."""
    for shape in shapes:
        if shape.geometry is None:
            lon, lat = shape.properties["label"]
            if west < lon < east and south < lat < north:
                yield shape
            continue
        piece = shapely.clip_by_rect(shape.geometry, west, south, east, north)
        if not piece.is_empty:
            yield Shape(shape.properties, _rounded(piece))


def _drawn(
    units: Sequence[Unit], tolerance: float
) -> tuple[BaseGeometry, BaseGeometry, BaseGeometry, dict[str, BaseGeometry]]:
    """Return land, lines between countries, lines in them, and countries, simplified together."""
    simple = shapely.coverage_simplify(np.array([g for _, g in units]), tolerance)
    mended = shapely.make_valid(simple, method="structure")
    parts: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for (code, _), geometry in zip(units, mended, strict=True):
        parts[code].append(geometry)
    countries = {c: shapely.union_all(gs, grid_size=_GRID) for c, gs in parts.items()}
    land = shapely.union_all(mended, grid_size=_GRID)
    lines = shapely.union_all([g.boundary for g in countries.values()], grid_size=_GRID)
    inland = shapely.difference(lines, land.boundary.buffer(2 * _GRID))
    inner = shapely.union_all([_lines_in(c, parts[c]) for c in countries], grid_size=_GRID)
    return land, shapely.line_merge(inland), shapely.line_merge(inner), countries


def _lines_in(code: str, units: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the lines between the units of a country; none where they are a haze from afar."""
    if not code.isalpha() or sum(unit.area for unit in units) < _DENSE * len(units):
        return shapely.LineString()
    lines = shapely.union_all([unit.boundary for unit in units], grid_size=_GRID)
    outer = shapely.union_all(units, grid_size=_GRID).boundary
    return shapely.difference(lines, outer.buffer(2 * _GRID))


def _feature(geometry: BaseGeometry, properties: dict[str, Any]) -> Feature:
    rounded = _rounded(geometry)
    return {
        "type": "Feature",
        "bbox": [round(float(x), 2) for x in rounded.bounds],
        "properties": properties,
        "geometry": json.loads(shapely.to_geojson(rounded)),
    }


def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: xy.round(2))
