"""The area itself that an incident is said to lie in: an admin-1 unit, or ground of the ledger."""

from collections.abc import Callable
from functools import cache, cached_property
from math import cos, radians
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.globe import KM_A_DEGREE
from geomap.models import GeoPrecision, Incident, LonLat, Place
from geomap.territory import Ledger, read_ledger
from geomap.territory.ground import Ground, make_ground


class Outline(NamedTuple):
    """An area in WGS84 degrees; ``how`` says what it is of and how drawn, if it is no unit."""

    shape: BaseGeometry
    how: str = ""

    @property
    def middle(self) -> LonLat:
        """Where the area's symbol goes: its centroid, if that lies in it."""
        centroid = self.shape.centroid
        point = centroid if self.shape.contains(centroid) else self.shape.representative_point()
        return LonLat(point.x, point.y)


class Outlines:
    """Finds the outlines of places: of admin-1 units, and of regions that the ledger draws."""

    def __init__(self, boundaries: Boundaries, read: Callable[[], Ledger] = read_ledger) -> None:
        """Use boundaries, and a ledger that is read when first asked for a region."""
        self._boundaries = boundaries
        self._read = read
        self._found = cache(self._of)

    def of_incident(self, incident: Incident) -> Outline | None:
        """Return the outline of the area that an incident is said to lie in, where it has one."""
        if incident.place is None or incident.geo_precision is not GeoPrecision.AREA:
            return None
        return self.of(incident.place)

    def of(self, place: Place) -> Outline | None:
        """Return the outline of a place, where it has one."""
        return self._found(place.id, place.feature_code)

    def _of(self, place: str, feature: str) -> Outline | None:
        if feature == "ADM1":
            unit = self._boundaries.outline(place)
            return None if unit is None else Outline(unit)
        return self._regions.get(place) if place.startswith("geomap:") else None

    @cached_property
    def _regions(self) -> dict[str, Outline]:
        """The areas of the ledger that are a place of the gazetteer, by its id."""
        ledger = self._read()
        areas = [area for area in ledger.areas.values() if area.place]
        grounds = (make_ground(area, ledger.folders.get(area.area)) for area in areas)
        return {str(ground.area.place): self._region(ground) for ground in grounds}

    def _region(self, ground: Ground) -> Outline:
        """Return what of an area lies in its state; lines of ours may run out to sea."""
        shape, state = drawn(ground, self._boundaries), ground.area.country
        country = self._boundaries.country(state) if state and ground.polygon is not None else None
        inside = shape if country is None else shapely.intersection(shape, country)
        told = (ground.area.name, ground.area.how)
        return Outline(inside, ", ".join(words for words in told if words))


def drawn(ground: Ground, boundaries: Boundaries) -> BaseGeometry:
    """Return ground as polygons; empty if it is a whole state."""
    if ground.polygon is not None:
        return ground.polygon
    if ground.circles:
        return shapely.union_all([_circle(at, km) for at, km in ground.circles])
    outlines = (boundaries.outline(code) for code in sorted(ground.codes))
    return shapely.union_all([outline for outline in outlines if outline is not None])


def _circle(at: LonLat, km: float) -> BaseGeometry:
    round_ = shapely.Point(0, 0).buffer(km / KM_A_DEGREE, quad_segs=6)
    scale = np.array([1 / cos(radians(at.lat)), 1.0])
    return shapely.transform(round_, lambda xy: xy * scale + np.array(at))
