"""The embedded base map: three degrees of detail side by side, so that no ground is drawn twice.

The world is drawn coarsely, the ground round the incidents to 4 km, and the frames of the incidents
in full. Each is cut out where a finer one lies: no seam is left, no coast hidden under a box.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.webmap.frames import Frame, surroundings_of

_LAYERS = ("land", "lakes", "admin1", "countries")
_DECIMALS = 3
_WORLD = (-180.0, -90.0, 180.0, 90.0)


class Level(NamedTuple):
    """A box drawn with one degree of detail; the world has no box."""

    box: Frame | None
    layers: dict[str, Any]


class BaseMap(NamedTuple):
    """The levels, the coarsest first; ``around`` and ``drawn`` are those with a box."""

    world: Level
    around: list[Level]
    drawn: list[Level]

    def ground(self) -> dict[str, list[dict[str, Any]]]:
        """Return the geometry of each layer, a piece a level, as GeoJSON."""
        levels = [self.world, *self.around, *self.drawn]
        finer = _finer(levels)
        return {
            name: [
                _less(level.layers[name], cover)
                for level, cover in zip(levels, finer, strict=True)
                if level.layers[name]["features"]
            ]
            for name in _LAYERS
        }

    def labels(self) -> list[dict[str, Any]]:
        """Return what may be labelled in each box, and, without a box, in the world."""
        return [_labels(level) for level in (*self.around, *self.drawn, self.world)]


def make_base_map(frames: Sequence[Frame], boundaries: Boundaries) -> BaseMap:
    """Return the base map of a map whose incidents lie in frames."""
    return BaseMap(
        Level(None, boundaries.world()),
        [Level(f, boundaries.around(*f)) for f in surroundings_of(frames)],
        [Level(f, boundaries.base_map(*f)) for f in frames],
    )


def _finer(levels: Sequence[Level]) -> list[BaseGeometry]:
    """Return for each level the part of its ground that finer ones draw."""
    boxes = [shapely.box(*(level.box or _WORLD)) for level in levels]
    return [
        shapely.union_all(
            [b for b in boxes[number + 1 :] if shapely.overlaps(b, box) or box.contains(b)]
        )
        for number, box in enumerate(boxes)
    ]


def _parts(collection: dict[str, Any]) -> Any:
    """Return the simple geometries of a layer as an array; what is only a label has none."""
    shapes = [json.dumps(f["geometry"]) for f in collection["features"] if f["geometry"]]
    return shapely.get_parts(shapely.get_parts(shapely.from_geojson(shapes)))


def _less(collection: dict[str, Any], cover: BaseGeometry) -> dict[str, Any]:
    """Return the geometry of a layer without the ground that finer levels draw."""
    if cover.is_empty:
        shapes = [f["geometry"] for f in collection["features"] if f["geometry"]]
        return {"type": "GeometryCollection", "geometries": shapes}
    parts = _parts(collection)
    meets = shapely.intersects(shapely.envelope(parts), cover)
    cut = shapely.difference(shapely.make_valid(parts[meets], method="structure"), cover)
    left = shapely.geometrycollections([*parts[~meets], *cut[~shapely.is_empty(cut)]])
    rounded = shapely.transform(left, lambda xy: xy.round(_DECIMALS))
    made: dict[str, Any] = json.loads(shapely.to_geojson(rounded))
    return made


def _labels(level: Level) -> dict[str, Any]:
    countries = (f["properties"] for f in level.layers["countries"]["features"])
    regions = ((f["properties"], f["geometry"]) for f in level.layers["admin1_labels"]["features"])
    return {
        "box": list(level.box) if level.box else None,
        "countries": [
            [p["country"], *p["label"], p.get("share", 0)] for p in countries if p.get("label")
        ],
        "regions": [
            [p["id"], p["name"], *g["coordinates"], p["country"], p["area"]] for p, g in regions
        ],
    }
