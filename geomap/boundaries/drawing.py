"""Cuts a base map out of the boundaries: pure geometry in, GeoJSON out."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

_DECIMALS = 3
_WIDE = 40.0  # degrees; a wider map shows countries only
Unit = tuple[dict[str, Any], BaseGeometry]


def draw_base_map(
    frame: BaseGeometry,
    units: Sequence[Unit],
    countries: Sequence[tuple[str, BaseGeometry]],
    lakes: Iterable[BaseGeometry] = (),
) -> dict[str, Any]:
    """Return "land", "lakes", "countries", "admin1" and "admin1_labels" of the framed region."""
    tolerance = _tolerance(frame)
    if wide := _width(frame) > _WIDE:
        units = _coarser(units, tolerance)
        countries = [(code, geometry.simplify(tolerance)) for code, geometry in countries]
    inside = [(f, _clipped(g, frame)) for f, g in units]
    inside = [(f, g) for f, g in inside if not g.is_empty]
    grid = 0.02 if wide else 10.0**-_DECIMALS
    land = shapely.union_all([g for _, g in inside], grid_size=grid)
    return {
        "land": _collection([_feature(_simple(land, tolerance), {})]),
        "lakes": _collection(_waters(frame, lakes, tolerance)),
        "countries": _collection(_borders(frame, land, countries, tolerance)),
        "admin1": _collection(() if wide else _inner_lines(inside, tolerance)),
        "admin1_labels": _collection(() if wide else _labels(inside)),
    }


def _waters(
    frame: BaseGeometry, lakes: Iterable[BaseGeometry], tolerance: float
) -> Iterable[dict[str, Any]]:
    """Yield the lakes of which a map of this width shows more than a speck."""
    for lake in lakes:
        water = _clipped(lake, frame)
        if water.area > (4 * tolerance) ** 2:
            yield _feature(_simple(water, tolerance), {})


def _clipped(geometry: BaseGeometry, frame: BaseGeometry) -> BaseGeometry:
    """Return what lies in the frame; clipping can leave holes that touch the edge, so mended."""
    clipped = shapely.clip_by_rect(geometry, *frame.bounds)
    if clipped.is_valid:
        return clipped
    return shapely.make_valid(clipped, method="structure", keep_collapsed=False)


def _width(frame: BaseGeometry) -> float:
    west, _, east, _ = frame.bounds
    return float(east - west)


def _coarser(units: Sequence[Unit], tolerance: float) -> list[Unit]:
    """Return the units with less detail, neighbours still sharing one line."""
    simple = shapely.coverage_simplify(np.array([g for _, g in units]), tolerance)
    return [(f, shapely.make_valid(g)) for (f, _), g in zip(units, simple, strict=True)]


def _tolerance(frame: BaseGeometry) -> float:
    """Return how much detail to leave out, in degrees: about a pixel of a 1,400 pixel map."""
    return max(0.002, _width(frame) / 1400)


def _borders(
    frame: BaseGeometry,
    land: BaseGeometry,
    countries: Sequence[tuple[str, BaseGeometry]],
    tolerance: float,
) -> Iterable[dict[str, Any]]:
    """Yield each country's border on land, and a point for its label.

    The exact polygons reach out to sea; only what runs on land (or within about 2 km of the
    coarser land polygons) is drawn.
    """
    shore = land.buffer(0.02)
    for code, geometry in countries:
        polygon = shapely.clip_by_rect(geometry, *frame.bounds)
        if polygon.is_empty:
            continue
        edge = shapely.clip_by_rect(shapely.boundary(geometry), *frame.bounds)
        line = edge.intersection(shore)
        ground = polygon.intersection(land)
        label = (ground if not ground.is_empty else polygon).representative_point()
        properties = {
            "country": code,
            "label": [round(label.x, _DECIMALS), round(label.y, _DECIMALS)],
            "share": round(polygon.area / frame.area, 3),
        }
        yield _feature(_simple(line, tolerance), properties)


def _inner_lines(units: Sequence[Unit], tolerance: float) -> Iterable[dict[str, Any]]:
    """Yield the lines between admin-1 units of one country; their outer lines are borders."""
    by_country: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for feature, geometry in units:
        by_country[feature["properties"]["country"]].append(geometry)
    for country, geometries in sorted(by_country.items()):
        if len(geometries) < 2:
            continue
        lines = shapely.union_all([g.boundary for g in geometries])
        outer = shapely.union_all(geometries, grid_size=10.0**-_DECIMALS).boundary
        inner = lines.difference(outer.buffer(0.004))
        if not inner.is_empty:
            merged = shapely.line_merge(inner) if inner.geom_type == "MultiLineString" else inner
            yield _feature(_simple(merged, tolerance), {"country": country})


def _labels(units: Sequence[Unit]) -> Iterable[dict[str, Any]]:
    for feature, geometry in units:
        properties = feature["properties"]
        yield _feature(
            geometry.representative_point(),
            {
                "id": properties["id"],
                "name": properties["name"],
                "country": properties["country"],
                "area": round(geometry.area, 3),
            },
        )


def _simple(geometry: BaseGeometry, tolerance: float) -> BaseGeometry:
    return geometry.simplify(tolerance)


def _feature(geometry: BaseGeometry, properties: dict[str, Any]) -> dict[str, Any]:
    rounded = shapely.transform(geometry, lambda xy: xy.round(_DECIMALS))
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": json.loads(shapely.to_geojson(rounded)),
    }


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
