"""What part of the world a picture shows, and where a place lies on it, by Mercator."""

from math import cos, log2, radians
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.models import LonLat

_TILE = 256  # pixels of the world at zoom 0
_NORTHMOST = 85.05  # degrees; where the projection ends
_CLOSEST = 9.0  # zoom; nearer than this the base map has nothing to show
_KM_ROUND = 40075.0
_MARGIN = 12.0  # pixels drawn beyond the edge, so that no outline runs along it
Box = tuple[float, float, float, float]


class View(NamedTuple):
    """A map of so many pixels; ``left`` and ``top`` are pixels of a world ``scale`` pixels wide."""

    scale: float
    left: float
    top: float
    width: float
    height: float

    @property
    def zoom(self) -> float:
        """The zoom level of Leaflet that has this scale."""
        return log2(self.scale / _TILE)

    def at(self, point: LonLat) -> tuple[float, float]:
        """Return where a point lies, in pixels from the upper left corner."""
        x, y = _world(np.array([[point.lon, point.lat]]), self.scale)[0]
        return float(x) - self.left, float(y) - self.top

    def holds(self, xy: tuple[float, float]) -> bool:
        """Tell whether a pixel lies on the map."""
        return 0 <= xy[0] <= self.width and 0 <= xy[1] <= self.height

    def pixels(self, km: float, lat: float) -> float:
        """Return how many pixels some kilometres take at a latitude."""
        return km / _KM_ROUND * self.scale / cos(radians(min(abs(lat), _NORTHMOST)))

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return what of a geometry lies on the map, in pixels."""
        inside = shapely.clip_by_rect(geometry, *self._box)
        shift = np.array([self.left, self.top])
        return shapely.transform(inside, lambda xy: _world(xy, self.scale) - shift)

    @property
    def _box(self) -> Box:
        west, north = self._lonlat(-_MARGIN, -_MARGIN)
        east, south = self._lonlat(self.width + _MARGIN, self.height + _MARGIN)
        return west, south, east, north

    def _lonlat(self, x: float, y: float) -> tuple[float, float]:
        lon = (x + self.left) / self.scale * 360 - 180
        lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * (y + self.top) / self.scale))))
        return lon, float(lat)


def fit(box: Box, width: float, height: float, *, pad: Box) -> View:
    """Return the view that shows a box of degrees, with ``pad`` pixels free on its four sides.

    The sides are left, top, right and bottom.
    """
    west, south, east, north = box
    corners = np.array([[west, north], [east, south]])
    (x0, y0), (x1, y1) = _world(corners, 1.0)
    room = (width - pad[0] - pad[2], height - pad[1] - pad[3])
    scale = min(room[0] / max(x1 - x0, 1e-9), room[1] / max(y1 - y0, 1e-9), _TILE * 2**_CLOSEST)
    left = (x0 + x1) / 2 * scale - pad[0] - room[0] / 2
    top = (y0 + y1) / 2 * scale - pad[1] - room[1] / 2
    return View(scale, left, top, width, height)


def _world(lonlat: Any, scale: float) -> Any:
    """Return positions as pixels of a world of ``scale`` pixels, x to the east, y to the south."""
    lat = np.radians(np.clip(lonlat[:, 1], -_NORTHMOST, _NORTHMOST))
    x = (lonlat[:, 0] + 180) / 360
    y = (1 - np.arcsinh(np.tan(lat)) / np.pi) / 2
    return np.column_stack([x, y]) * scale
