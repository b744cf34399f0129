"""The embedded base map: three degrees of detail side by side, so that no ground is drawn twice.

The world is drawn coarsely, the ground round the incidents to 4 km, and the frames of the incidents
in full. Each is cut out where a finer one lies: no seam is left, no coast hidden under a box.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries, Layers, Shape
from geomap.webmap.frames import Frame, surroundings_of

_DRAWN = ("land", "lakes", "admin1", "countries")
_DECIMALS = 3
_WORLD = (-180.0, -90.0, 180.0, 90.0)


class Level(NamedTuple):
    """A box drawn with one degree of detail; the world has no box."""

    box: Frame | None
    layers: Layers


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
                if level.layers[name]
            ]
            for name in _DRAWN
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


def _less(shapes: Iterable[Shape], cover: BaseGeometry) -> dict[str, Any]:
    """Return the geometry of a layer, as GeoJSON, without the ground that finer levels draw."""
    whole = [shape.geometry for shape in shapes if shape.geometry is not None]
    left = whole if cover.is_empty else _cut(whole, cover)
    made: dict[str, Any] = json.loads(shapely.to_geojson(shapely.geometrycollections(left)))
    return made


def _cut(shapes: Sequence[BaseGeometry], cover: BaseGeometry) -> list[BaseGeometry]:
    """Return the simple parts of shapes, without what is covered."""
    parts = shapely.get_parts(shapely.get_parts(np.array(shapes)))
    meets = shapely.intersects(shapely.envelope(parts), cover)
    cut = shapely.difference(shapely.make_valid(parts[meets], method="structure"), cover)
    left = [*parts[~meets], *cut[~shapely.is_empty(cut)]]
    return [shapely.transform(shape, lambda xy: xy.round(_DECIMALS)) for shape in left]


def _labels(level: Level) -> dict[str, Any]:
    countries = (shape.properties for shape in level.layers["countries"])
    return {
        "box": list(level.box) if level.box else None,
        "countries": [
            [p["country"], *p["label"], p.get("share", 0)] for p in countries if p.get("label")
        ],
        "regions": [
            [p["id"], p["name"], *p["label"], p["country"], p["area"]]
            for p, _ in level.layers["admin1_labels"]
        ],
    }
