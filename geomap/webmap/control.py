"""The ground that others hold than by law, or that is fought over: what the map hatches, by day."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.models import LonLat
from geomap.territory import Ledger, Territories, country_names, owner_of
from geomap.territory.ground import Ground, make_ground
from geomap.webmap.outlines import drawn

_DETAIL = 0.004  # degrees; the areas are good to some kilometres
_NEARLY_ALL = 0.8


class _Shape(NamedTuple):
    ground: Ground
    state: str  # whose it is to most UN members
    geometry: BaseGeometry


def control_areas(
    frames: Sequence[dict[str, Any]],
    boundaries: Boundaries,
    ledger: Ledger | None = None,
    *,
    around: Sequence[dict[str, Any]] = (),
    worldview: str = "un",
) -> list[dict[str, Any]]:
    """Return the areas of the ledger that lie in frames, or around them, the largest first.

    A frame has a "box" and "layers", as the page draws them. Each area has "name", "how" (its
    line was drawn), "lawful" (the state whose it is by law), "shown" (whose it is in the
    eyes of ``worldview``), "shape" (GeoJSON), "rows" (since,
    until or null, holders, status, source) and "within" (the numbers of the areas that hold it).
    """
    ledger = ledger or Territories.open().ledger
    shapes = list(_shapes(frames, around, boundaries, ledger))
    return [
        {
            "name": shape.ground.area.name,
            "how": shape.ground.area.how,
            "lawful": country_names().get(shape.state),
            "shown": owner_of(worldview, shape.ground, shape.state, ledger),
            "shape": json.loads(shapely.to_geojson(shape.geometry)),
            "rows": [
                [
                    str(r.since),
                    str(r.until) if r.until else None,
                    list(r.holder),
                    r.status,
                    r.source,
                ]
                for r in ledger.control[shape.ground.area.area]
            ],
            "within": [i for i, other in enumerate(shapes[:number]) if _holds(other, shape)],
        }
        for number, shape in enumerate(shapes)
    ]


def _shapes(
    frames: Sequence[dict[str, Any]],
    around: Sequence[dict[str, Any]],
    boundaries: Boundaries,
    ledger: Ledger,
) -> Iterator[_Shape]:
    framed = _ground_shown(frames)
    shown = shapely.union(framed, _ground_shown(around))
    coarse = shapely.difference(_border_lines(around), framed)
    borders = shapely.union(_border_lines(frames), coarse)
    areas = (ledger.areas[name] for name in ledger.control)
    for area in sorted(areas, key=lambda a: (-a.size, a.area)):
        ground = make_ground(area, ledger.folders.get(area.area))
        state = _lawful(ground, boundaries)
        if not state:
            continue
        geometry = drawn(ground, boundaries).intersection(shown)
        if ground.polygon is not None and area.country:
            geometry = _part_in(area.country, geometry, borders, boundaries)
        simple = shapely.transform(geometry.simplify(_DETAIL), lambda xy: xy.round(3))
        if simple.area > 0:
            yield _Shape(ground, state, shapely.make_valid(simple))


def _ground_shown(frames: Sequence[dict[str, Any]]) -> BaseGeometry:
    return shapely.union_all([shapely.box(*frame["box"]) for frame in frames])


def _border_lines(frames: Sequence[dict[str, Any]]) -> BaseGeometry:
    shapes = (shape for frame in frames for shape in frame["layers"]["countries"])
    return shapely.union_all([s.geometry for s in shapes if s.geometry is not None])


def _lawful(ground: Ground, boundaries: Boundaries) -> str:
    """Return the state that an area lies in; of a user's layer, the one in its middle."""
    state = ground.area.de_jure or ground.area.country
    if state or ground.polygon is None or not ground.area.area.startswith("layer:"):
        return state or ""
    middle = ground.polygon.representative_point()
    return boundaries.country_at(LonLat(middle.x, middle.y)) or ""


def _part_in(
    country: str, whole: BaseGeometry, borders: BaseGeometry, boundaries: Boundaries
) -> BaseGeometry:
    """Return the part of an area in a state, cut along the borders as they are drawn."""
    lines = shapely.union_all([whole.boundary, borders.intersection(whole)])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inner = ((face, face.representative_point()) for face in faces)
    return shapely.union_all(
        [face for face, p in inner if boundaries.country_at(LonLat(p.x, p.y)) == country]
    )


def _holds(larger: _Shape, smaller: _Shape) -> bool:
    """Tell whether an area holds nearly all of another, so that the other speaks for its ground."""
    common = larger.geometry.intersection(smaller.geometry).area
    return bool(common >= _NEARLY_ALL * smaller.geometry.area)
