"""The ground of a picture: land, lakes, lines, and what incidents take in."""

from collections.abc import Iterable, Iterator
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.models import GeoPrecision, Incident
from geomap.webmap.looks import colours, group_of
from geomap.webmap.outlines import Outline, Outlines
from geomap.webmap.picture.svg import element, path
from geomap.webmap.picture.view import View

FAR = 5.2  # zoom; from further off, lines inside countries would be a haze


def base(view: View, ground: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Yield the land, the lakes, and the lines between countries and in them."""
    palette, far = colours(), view.zoom < FAR
    looks: dict[str, dict[str, object]] = {
        "land": {"fill": palette["land"], "stroke": palette["land"], "stroke_width": 1},
        "lakes": {"fill": palette["sea"], "stroke": palette["shore"], "stroke_width": 0.6},
        "admin1": {"fill": "none", "stroke": palette["admin"], "stroke_width": 1},
        "countries": {
            "fill": "none", "stroke": palette["border"], "stroke_width": 0.8 if far else 1.4,
        },
    }  # fmt: skip
    for name, look in looks.items():
        if name == "admin1" and far:
            continue
        for shape in ground[name]:
            yield path(view.project(_geometry(shape)), stroke_linejoin="round", **look)


def reaches(view: View, incidents: Iterable[Incident], outlines: Outlines) -> Iterator[str]:
    """Yield the areas and circles in which incidents lie; each ground once."""
    drawn = set()
    for incident in incidents:
        place, group = incident.place, group_of(incident.type)
        if place is None or incident.geo_precision in (GeoPrecision.EXACT, None):
            continue
        key = (place.id, incident.geo_precision, incident.radius_km, group)
        if key in drawn:
            continue
        drawn.add(key)
        yield _reach(view, incident, outlines.of_incident(incident), colours()[group])


def _reach(view: View, incident: Incident, outline: Outline | None, colour: str) -> str:
    look = {
        "fill": colour, "stroke": colour, "fill_opacity": 0.1, "stroke_width": 1.5,
        "stroke_dasharray": "5 4",
    }  # fmt: skip
    if outline is not None:
        return path(view.project(outline.shape), **look)
    if not incident.radius_km or incident.place is None:
        return ""
    x, y = view.at(incident.place.position)
    radius = view.pixels(incident.radius_km, incident.place.position.lat)
    return element("circle", cx=x, cy=y, r=radius, **look)


def _geometry(shape: dict[str, Any]) -> BaseGeometry:
    return shapely.geometry.shape(shape)
