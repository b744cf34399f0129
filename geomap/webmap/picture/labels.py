"""Names on a picture: the weightiest first, each where it has room, none on another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import log10, sqrt
from typing import Any, NamedTuple

from geomap.models import LonLat, Place
from geomap.territory import country_names
from geomap.webmap.looks import colours
from geomap.webmap.picture.ground import FAR
from geomap.webmap.picture.marks import Mark
from geomap.webmap.picture.svg import element, text, width_of
from geomap.webmap.picture.view import View

_NEAR = 4.75  # zoom; from further off the labels of the world are shown
_GAP = 5.0  # pixels between a mark and its name
_DEGREE = 256 / 360  # pixels at zoom 0
Box = tuple[float, float, float, float]


class Style(NamedTuple):
    """How a kind of name is written."""

    size: float
    colour: str
    weight: int = 400
    slant: str = "normal"
    spacing: float = 0.0  # ems between letters


_STYLES = {
    "here": Style(12.5, "ink", 700),
    "town": Style(11.5, "label"),
    "country": Style(13, "label", spacing=0.14),
    "region": Style(10.5, "label", slant="italic"),
}


class Name(NamedTuple):
    """A name, where it belongs, and how far from there it must keep."""

    words: str
    x: float
    y: float
    kind: str
    rank: float
    off: float = 0.0  # pixels; a name that stands beside a point has places to choose from


class Sheet:
    """What of a picture is taken."""

    def __init__(self, width: float, height: float, taken: Iterable[Box]) -> None:
        self._edge = (width, height)
        self._taken = list(taken)

    def place(self, name: Name) -> str:
        """Return a name where it has room; nothing if it has none."""
        style = _STYLES[name.kind]
        wide = width_of(name.words, style.size, spaced=style.spacing) + 4
        for x, y in _choices(name, wide, style.size):
            box = (x - wide / 2, y - style.size * 0.65, x + wide / 2, y + style.size * 0.65)
            if self._is_free(box):
                self._taken.append(box)
                return _written(name.words, x, y, style, town=name.kind == "town")
        return ""

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < 3 or top < 3 or right > self._edge[0] - 3 or bottom > self._edge[1] - 3:
            return False
        return not any(
            left < o[2] and o[0] < right and top < o[3] and o[1] < bottom for o in self._taken
        )


def _choices(name: Name, wide: float, size: float) -> Iterator[tuple[float, float]]:
    """Yield middles for a name: on its point, or under, over, right, left or askew of it."""
    if not name.off:
        yield name.x, name.y
        return
    up, across = name.off + size * 0.65, name.off + wide / 2
    yield from ((name.x, name.y + up), (name.x, name.y - up))
    yield from ((name.x + across, name.y), (name.x - across, name.y))
    if name.kind == "here":  # whose name is worth a place askew
        yield from product(
            (name.x + across * 0.8, name.x - across * 0.8), (name.y + up, name.y - up)
        )


def _written(words: str, x: float, y: float, style: Style, *, town: bool) -> str:
    palette = colours()
    base = y + style.size * 0.36
    return text(
        words.upper() if style.spacing else words, x, base, style.size, text_anchor="middle",
        fill=palette["ink"] if town else palette[style.colour], font_weight=style.weight,
        font_style=style.slant, letter_spacing=f"{style.spacing}em" if style.spacing else None,
        stroke=palette["halo"], stroke_width=3, stroke_linejoin="round", paint_order="stroke",
    )  # fmt: skip


def names_on(
    view: View,
    ground: dict[str, Any],
    here: Iterable[tuple[str, Mark]],
    towns: Iterable[Place],
) -> list[Name]:
    """Return the names that a view may show, the weightiest first; ``ground`` is the page's."""
    found = [
        Name(words, m.x, m.y, "here", 200 + len(m.incidents), m.radius + _GAP) for words, m in here
    ]
    told = {name.words for name in found}
    found += (name for name in _towns(view, towns) if name.words not in told)
    found += _countries(view, ground["labels"], ground["owners"])
    found += _regions(view, ground["labels"])
    return sorted(found, key=lambda name: (-name.rank, name.words, name.x))


def _towns(view: View, towns: Iterable[Place]) -> Iterator[Name]:
    for place in towns:
        size = log10(place.population + 1)
        x, y = view.at(place.position)
        if view.zoom >= (4 if size > 6 else 5.5 if size > 5.3 else 7) and view.holds((x, y)):
            yield Name(place.name, x, y, "town", 60 + size, _GAP)


def _countries(
    view: View, labels: Sequence[dict[str, Any]], owners: Mapping[str, str]
) -> Iterator[Name]:
    """Yield each country once, by the finest box that holds a point for it in view.

    From afar the world's labels alone will do, and islets and city states have none.
    """
    seen, near = set(), view.zoom >= _NEAR
    for level in reversed(_by_detail(labels)):
        for code, lon, lat, share in level["countries"] if near or not level["box"] else ():
            x, y = view.at(LonLat(lon, lat))
            if code not in seen and view.holds((x, y)) and (near or share > 0):
                seen.add(code)
                name = country_names().get(code, code)
                words = f"{name} ({owners[code]})" if code in owners else name
                yield Name(words, x, y, "country", 100 + share)


def _by_detail(labels: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the levels, the world first, then the larger boxes first."""
    return sorted(labels, key=lambda level: -_area(level["box"]))


def _area(box: Box | None) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) if box else 1e9


def _regions(view: View, labels: Sequence[dict[str, Any]]) -> Iterator[Name]:
    seen = set()
    for level in labels:
        for key, words, lon, lat, _, area in level["regions"]:
            room = sqrt(area) * 2**view.zoom * _DEGREE
            x, y = view.at(LonLat(lon, lat))
            if key in seen or room <= len(words) * 5 or view.zoom < FAR or not view.holds((x, y)):
                continue
            seen.add(key)
            yield Name(words, x, y, "region", min(50.0, area))


def dots(view: View, towns: Iterable[Place], shown: set[str]) -> Iterator[str]:
    """Yield a point for each town whose name found room."""
    for place in towns:
        if place.name in shown:
            x, y = view.at(place.position)
            yield element("circle", cx=x, cy=y, r=2.0, fill=colours()["ink"])
