"""The symbols of a picture: as on the page, single ones and rings for what lies on one spot."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import pi
from typing import NamedTuple

from geomap.models import Incident
from geomap.webmap.looks import colours, group_of, symbols
from geomap.webmap.picture.svg import element, text

SIZE = 26.0  # pixels
_TOUCH = 30.0  # pixels; symbols nearer than this would lie on one another
_MIDDLE = 12  # of a symbol's own square
_RING = 15.0  # radius of a cluster's ring in its own square of 40


class Mark(NamedTuple):
    """Where something is drawn, in pixels, and the incidents that it stands for."""

    x: float
    y: float
    incidents: list[Incident]

    @property
    def radius(self) -> float:
        """Half of the room that it takes, in pixels."""
        return SIZE / 2 + 2 if len(self.incidents) == 1 else _size(len(self.incidents)) / 2


def gathered(spots: Iterable[tuple[float, float, Incident]]) -> list[Mark]:
    """Return the marks of incidents: one for all that would lie on one another."""
    marks: list[Mark] = []
    for x, y, incident in spots:
        near = (m for m in marks if (m.x - x) ** 2 + (m.y - y) ** 2 < _TOUCH**2)
        home = next(near, None)
        if home is None:
            marks.append(Mark(x, y, [incident]))
        else:
            home.incidents.append(incident)
    return marks


def drawn(mark: Mark) -> str:
    """Return the picture of a mark."""
    if len(mark.incidents) > 1:
        return _cluster(mark)
    [incident] = mark.incidents
    return symbol(incident.type, incident.status, mark.x, mark.y) + _halo(
        incident.geo_precision or "exact", mark.x, mark.y
    )


def symbol(kind: str, status: str, x: float, y: float, size: float = SIZE) -> str:
    """Return a symbol round a point: shape and colour by type, fill by status."""
    look, palette = symbols(), colours()
    group = group_of(kind)
    colour, paper = palette[group], palette["paper"]
    hollow = status in ("claimed", "denied")
    shape = element(
        "path",
        d=look["outlines"][look["groups"][group]["shape"]],
        fill=paper if hollow else colour,
        stroke=palette["ink"] if status == "confirmed" else colour if hollow else paper,
        stroke_width=1.8 if status == "confirmed" else 2 if hollow else 1.2,
        stroke_dasharray="3 2.4" if status == "denied" else None,
    )
    sign = element(
        "path",
        d="M3 21L21 3" if status == "denied" else _glyph(kind),
        fill="none",
        stroke=colour if hollow else paper,
        stroke_width=2.4 if status == "denied" else 1.9,
    )
    scale = size / SIZE
    place = f"translate({x - _MIDDLE * scale:.2f} {y - _MIDDLE * scale:.2f}) scale({scale:.3f})"
    return element(
        "g", shape, sign, transform=place, stroke_linejoin="round", stroke_linecap="round"
    )


def _glyph(kind: str) -> str:
    types = symbols()["types"]
    glyph: str = types.get(kind, types["other"])["glyph"]
    return glyph


def halo_key(precision: str, x: float, y: float) -> str:
    """Return what tells a precision in the legend."""
    if precision == "exact":
        return element("circle", cx=x, cy=y, r=5.0, fill=colours()["ink"])
    return _halo(precision, x, y, 9.0)


def _halo(precision: str, x: float, y: float, radius: float = SIZE / 2 + 2.5) -> str:
    """Return the dashes round a symbol that stands for more than a point."""
    dashes = {"fill": "none", "stroke": colours()["ink"], "stroke_width": 1.5}
    if precision == "near":
        return element("circle", cx=x, cy=y, r=radius, stroke_dasharray="4 3", **dashes)
    if precision == "area":
        side = 2 * radius
        return element(
            "rect", x=x - radius, y=y - radius, width=side, height=side, rx=5,
            stroke_dasharray="4 3", **dashes,
        )  # fmt: skip
    return ""


def _size(count: int) -> int:
    return 32 if count < 10 else 38 if count < 100 else 44 if count < 1000 else 50


def _cluster(mark: Mark) -> str:
    """Return a ring whose arcs show the mix of kinds, the number in it."""
    palette, count = colours(), len(mark.incidents)
    scale = _size(count) / 40
    disc = element("circle", r=18.5, fill=palette["paper"], stroke=palette["line"], stroke_width=1)
    number = text(
        _in_short(count),
        0, 4.5, 12, text_anchor="middle", font_weight=700, fill=palette["ink"],
    )  # fmt: skip
    place = f"translate({mark.x:.2f} {mark.y:.2f}) scale({scale:.3f})"
    return element("g", disc, *_arcs(mark.incidents), number, transform=place)


def _in_short(count: int) -> str:
    """Return a number in at most four letters: 999, 1.2k, 12k."""
    return str(count) if count < 1000 else f"{count / 1000:.{1 if count < 9950 else 0}f}k"


def _arcs(incidents: Sequence[Incident]) -> Iterator[str]:
    around, turned = 2 * pi * _RING, 0.0
    counts = Counter(group_of(incident.type) for incident in incidents)
    for group, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        part = around * n / len(incidents)
        yield element(
            "circle", r=_RING, fill="none", stroke=colours()[group], stroke_width=6,
            stroke_dasharray=f"{part:.2f} {around - part:.2f}", stroke_dashoffset=f"{-turned:.2f}",
        )  # fmt: skip
        turned += part
