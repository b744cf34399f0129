"""The ground of a picture: land, lakes, lines, held ground and what incidents take in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.models import GeoPrecision, Incident, LonLat
from geomap.webmap.looks import colours, group_of
from geomap.webmap.outlines import Outline, Outlines
from geomap.webmap.picture.svg import element, path
from geomap.webmap.picture.view import View

_SPECK = 12.0  # pixels; smaller ground is shown from nearer
_WIDE = 6.5  # zoom; from further off, dashes round held ground would be a haze
FAR = 5.2  # zoom; from further off, lines inside countries would be a haze
HATCH = "held"


def hatching() -> str:
    """Return the pattern of ground that others hold than by law."""
    line = element(
        "path", d="M0 0V6", stroke=colours()["held"], stroke_width=1.1, stroke_opacity=0.6
    )
    return element(
        "pattern", line, id=HATCH, width=6, height=6, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip


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


def held(
    view: View, areas: Sequence[dict[str, Any]], day: date | None, worldview: str = "un"
) -> Iterator[str]:
    """Yield the ground that others held than by law on a day, less what in it is told apart."""
    shapes = [_geometry(area["shape"]) for area in areas]
    seen = [_is_seen(view, shape) for shape in shapes]
    facts = [_fact(a["rows"], day) if shown else None for a, shown in zip(areas, seen, strict=True)]
    dashes = {"stroke_width": 1.4, "stroke_dasharray": "7 3 2 3"}
    line = dashes if view.zoom >= _WIDE else {"stroke_width": 0.9, "stroke_opacity": 0.7}
    for number, (area, fact) in enumerate(zip(areas, facts, strict=True)):
        if fact is None or _is_lawful(area, fact, worldview):
            continue
        inner = [
            shapes[i]
            for i, other in enumerate(areas)
            if facts[i] is not None and number in other["within"]
        ]
        own = shapely.difference(shapes[number], shapely.union_all(inner))
        yield path(view.project(own), fill=f"url(#{HATCH})", stroke=colours()["held"], **line)


def _is_seen(view: View, shape: BaseGeometry) -> bool:
    """Tell whether ground is more than a speck in a view."""
    if shape.is_empty:
        return False
    west, south, east, north = shape.bounds
    (x0, y0), (x1, y1) = view.at(LonLat(west, north)), view.at(LonLat(east, south))
    return max(x1 - x0, y1 - y0) >= _SPECK


def is_held(areas: Iterable[dict[str, Any]], day: date | None, worldview: str = "un") -> bool:
    """Tell whether any ground is hatched on a day."""
    told = ((area, _fact(area["rows"], day)) for area in areas)
    return any(fact is not None and not _is_lawful(area, fact, worldview) for area, fact in told)


def _fact(rows: Sequence[list[Any]], day: date | None) -> list[Any] | None:
    if day is None:
        return None
    told = [r for r in rows if r[0] <= str(day) and (r[1] is None or str(day) <= r[1])]
    return told[-1] if told else None


def _is_lawful(area: dict[str, Any], fact: Sequence[Any], worldview: str) -> bool:
    alone = fact[3] == "controlled" and len(fact[2]) == 1
    return bool(alone and (worldview == "de-facto" or fact[2] == [area["shown"]]))


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
