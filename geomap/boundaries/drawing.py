"""Cuts a base map out of the boundaries: pure geometry in, layers out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries.shapes import Layers, Shape, Unit

_DECIMALS = 3
_BESIDE = 0.004  # degrees; a line as near as that to an edge runs along it
_ALONG = (0.25, 0.5, 0.75)  # shares of a line's length
_WIDE = 40.0  # degrees; a wider map shows countries only


def draw_base_map(
    frame: BaseGeometry,
    units: Sequence[Unit],
    countries: Sequence[tuple[str, BaseGeometry]],
    lakes: Iterable[BaseGeometry] = (),
) -> Layers:
    """Return the layers of the framed region."""
    tolerance = _tolerance(frame)
    if wide := _width(frame) > _WIDE:
        units = _coarser(units, tolerance)
        countries = [(code, geometry.simplify(tolerance)) for code, geometry in countries]
    inside = [Unit(p, _clipped(g, frame)) for p, g in units]
    inside = [unit for unit in inside if not unit.geometry.is_empty]
    grid = 0.02 if wide else 10.0**-_DECIMALS
    by_country: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for properties, geometry in inside:
        by_country[properties["country"]].append(geometry)
    grounds = {code: shapely.union_all(own, grid_size=grid) for code, own in by_country.items()}
    land = shapely.union_all(list(grounds.values()), grid_size=grid)
    return {
        "land": [_shape(land.simplify(tolerance), {})],
        "lakes": list(_waters(frame, lakes, tolerance)),
        "countries": list(_borders(frame, land, countries, tolerance)),
        "admin1": [] if wide else list(_inner_lines(by_country, grounds, tolerance)),
        "admin1_labels": [] if wide else list(_labels(inside)),
    }


def _waters(
    frame: BaseGeometry, lakes: Iterable[BaseGeometry], tolerance: float
) -> Iterator[Shape]:
    """Yield the lakes of which a map of this width shows more than a speck."""
    for lake in lakes:
        water = _clipped(lake, frame)
        if water.area > (4 * tolerance) ** 2:
            yield _shape(water.simplify(tolerance), {})


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
    return [Unit(p, shapely.make_valid(g)) for (p, _), g in zip(units, simple, strict=True)]


def _tolerance(frame: BaseGeometry) -> float:
    """Return how much detail to leave out, in degrees: about a pixel of a 1,400 pixel map."""
    return max(0.002, _width(frame) / 1400)


def _borders(
    frame: BaseGeometry,
    land: BaseGeometry,
    countries: Sequence[tuple[str, BaseGeometry]],
    tolerance: float,
) -> Iterator[Shape]:
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
            "label": _point(label),
            "share": round(polygon.area / frame.area, 3),
        }
        yield _shape(line.simplify(tolerance), properties)


def _inner_lines(
    by_country: Mapping[str, Sequence[BaseGeometry]],
    grounds: Mapping[str, BaseGeometry],
    tolerance: float,
) -> Iterator[Shape]:
    """Yield the lines between admin-1 units of one country; their outer lines are borders."""
    for country, geometries in sorted(by_country.items()):
        if len(geometries) < 2:
            continue
        lines = shapely.line_merge(shapely.union_all([g.boundary for g in geometries]))
        inner = _off(shapely.get_parts(lines), grounds[country].boundary)
        if inner.size:
            merged = shapely.line_merge(shapely.multilinestrings(inner))
            yield _shape(merged.simplify(tolerance), {"country": country})


def _off(lines: Any, edge: BaseGeometry) -> Any:
    """Return the lines that don't run along an edge, which was rounded to a grid.

    Lines end where they meet, so one runs along the edge with all of it or with none.
    """
    shapely.prepare(edge)
    places = shapely.line_interpolate_point(lines[:, None], np.array(_ALONG), normalized=True)
    return lines[~shapely.dwithin(places, edge, _BESIDE).all(axis=1)]


def _labels(units: Sequence[Unit]) -> Iterator[Shape]:
    for properties, geometry in units:
        kept = {key: properties[key] for key in ("id", "name", "country")}
        label = _point(geometry.representative_point())
        yield Shape({**kept, "label": label, "area": round(geometry.area, 3)}, None)


def _point(at: BaseGeometry) -> list[float]:
    return [round(at.x, _DECIMALS), round(at.y, _DECIMALS)]


def _shape(geometry: BaseGeometry, properties: dict[str, Any]) -> Shape:
    return Shape(properties, shapely.transform(geometry, lambda xy: xy.round(_DECIMALS)))
