"""The ground that others hold than by law, or that is fought over: what the map hatches, by day."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.models import LonLat
from geomap.territory import DE_FACTO, UN, Ledger, Territories, country_names
from geomap.territory.ground import Ground, make_ground
from geomap.territory.ledger import AreaKind
from geomap.webmap.outlines import drawn

_DETAIL = 0.004  # degrees; the areas are good to some kilometres
_DECIMALS = 3
_GRID = 10**-_DECIMALS  # degrees


class _Shape(NamedTuple):
    ground: Ground
    state: str  # whose it is to most UN members
    geometry: BaseGeometry


def control_ground(
    frames: Sequence[dict[str, Any]],
    boundaries: Boundaries,
    ledger: Ledger | None = None,
    *,
    around: Sequence[dict[str, Any]] = (),
    worldview: str = "un",
) -> dict[str, list[dict[str, Any]]]:
    """Return the areas of the ledger that lie in frames, or around them, and the ground they make.

    A frame has a "box" and "layers", as the page draws them. Each of "areas", the finest first, has
    "name", "how" (its line was drawn), "across" (degrees from end to end) and "rows" (since, until
    or null, holders, status, source). "pieces" lie side by side, and meet in the same points. Each
    has "of" (the numbers of the areas that it lies in: the first one that has a row for a day
    speaks), "lawful" (the state whose it is by law), "shown" (whose it is in the eyes of
    ``worldview``, from which day on) and "shape" (GeoJSON).
    """
    ledger = ledger or Territories.open().ledger
    shapes = list(_shapes(frames, around, boundaries, ledger))
    owners = _owners(worldview, boundaries, ledger)
    return {
        "areas": [_area(shape, ledger) for shape in shapes],
        "pieces": [
            {
                "of": of,
                "lawful": country_names().get(shapes[of[0]].state),
                "shown": owners(ground, shapes[of[0]].state),
                "shape": json.loads(shapely.to_geojson(ground)),
            }
            for of, ground in _side_by_side([shape.geometry for shape in shapes])
        ],
    }


def _area(shape: _Shape, ledger: Ledger) -> dict[str, Any]:
    area = shape.ground.area
    west, south, east, north = shape.geometry.bounds
    rows = ledger.control[area.area]
    return {
        "name": area.name,
        "how": area.how,
        "across": round(max(east - west, north - south), 3),
        "rows": [
            [str(r.since), str(r.until) if r.until else None, list(r.holder), r.status, r.source]
            for r in rows
        ],
    }


def _owners(
    worldview: str, boundaries: Boundaries, ledger: Ledger
) -> Callable[[BaseGeometry, str], list[list[str | None]]]:
    """Return a function that tells whose a piece of a state's ground is, from which day on."""
    if worldview in (UN, DE_FACTO):
        return lambda _, state: [["", country_names().get(state)]]
    territories = Territories(boundaries, ledger)

    def owners(ground: BaseGeometry, _: str) -> list[list[str | None]]:
        inner = ground.representative_point()
        told = territories.seen_by(LonLat(inner.x, inner.y), view=worldview)
        return [["" if day == date.min else str(day), owner] for day, owner in told]

    return owners


def _side_by_side(shapes: Sequence[BaseGeometry]) -> Iterator[tuple[list[int], BaseGeometry]]:
    """Yield the pieces into which shapes divide one another, with the numbers of those they lie in.

    All lines are noded together on one grid, so neighbouring pieces have their points in common.
    """
    lines = shapely.union_all([shape.boundary for shape in shapes], grid_size=_GRID)
    faces = np.array(shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))))
    inner = shapely.STRtree(shapely.point_on_surface(faces))
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for shape, face in inner.query(np.array(shapes, dtype=object), predicate="contains").T.tolist():
        holders[face].append(shape)
    pieces: defaultdict[tuple[int, ...], list[BaseGeometry]] = defaultdict(list)
    for face, of in sorted(holders.items()):
        pieces[tuple(sorted(of))].append(faces[face])
    for numbers, parts in sorted(pieces.items()):
        whole = shapely.orient_polygons(shapely.multipolygons(parts))
        yield list(numbers), shapely.transform(whole, lambda xy: xy.round(_DECIMALS))


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
    drawable = (area for area in areas if area.kind is not AreaKind.PLACE)  # told of as a whole
    for area in sorted(drawable, key=lambda a: (a.size, a.area)):
        ground = make_ground(area, ledger.folders.get(area.area))
        state = _lawful(ground, boundaries)
        if not state:
            continue
        geometry = drawn(ground, boundaries).intersection(shown)
        if ground.polygon is not None and area.country:
            geometry = _part_in(area.country, geometry, borders, boundaries)
        simple = shapely.transform(geometry.simplify(_DETAIL), lambda xy: xy.round(_DECIMALS))
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
