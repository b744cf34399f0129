"""Reports as one SVG picture: the map that the page opens with, and what tells how to read it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import nan
from statistics import median_low
from typing import Any, NamedTuple

from geomap.boundaries import Boundaries
from geomap.models import Incident, LonLat, Place, Report
from geomap.webmap.island import ground_data, is_on_map, worldview_of
from geomap.webmap.looks import colours
from geomap.webmap.maps import heading_of
from geomap.webmap.outlines import Outlines
from geomap.webmap.picture import furniture, inset
from geomap.webmap.picture.ground import base, reaches
from geomap.webmap.picture.held import Held, days_of, hatchings
from geomap.webmap.picture.labels import Sheet, dots, names_on
from geomap.webmap.picture.marks import Mark, drawn, gathered
from geomap.webmap.picture.svg import FONT, cleaned, element
from geomap.webmap.picture.view import Box, View, fit
from geomap.wording import Names

WIDTH, HEIGHT = 1200, 860  # pixels
_TOP = 66.0  # pixels over the map
_EDGE = 16.0
_WORLD = (-150.0, -50.0, 170.0, 72.0)
_NEAR = (25.0, 20.0)  # degrees of longitude and latitude from the middle of the incidents
_MOST = 0.9  # of the incidents: where these lie together, the rest may lie outside


class Setting(NamedTuple):
    """What a picture is made of."""

    reports: Sequence[Report]
    outlines: Outlines
    ground: dict[str, Any]
    places: Sequence[Place]
    names: Names
    incidents: list[Incident]
    spots: list[tuple[LonLat, Incident]]  # those of the place where most happened first
    held: Held
    worldview: str


def to_svg(
    reports: Sequence[Report],
    *,
    boundaries: Boundaries | None = None,
    title: str | None = None,
    places: Sequence[Place] = (),
    width: int = WIDTH,
    height: int = HEIGHT,
) -> str:
    """Return the incidents of reports as an SVG picture, each time the same bytes.

    Args:
        reports: what was found.
        boundaries: what the base map is cut from; by default the packaged boundaries.
        title: the heading; by default the title of the only report.
        places: towns to label for orientation.
        width: in pixels.
        height: in pixels.
    """
    boundaries = boundaries or Boundaries.open()
    outlines, ground = Outlines(boundaries), ground_data(reports, boundaries)
    view = worldview_of(reports)
    incidents = [incident for report in reports for incident in report.incidents]
    shown = [incident for incident in incidents if is_on_map(incident)]
    setting = Setting(
        reports, outlines, ground, places, Names(incidents), shown,
        _spots(shown, outlines), Held(ground["control"], days_of(reports), view), view,
    )  # fmt: skip
    notes = furniture.sources(reports, width)
    tall = height - _TOP - 15 * len(notes) - 22
    heading = title or heading_of(reports)
    palette = colours()
    return element(
        "svg",
        element("title", cleaned(heading)),
        element("defs", hatchings(), _clip(width, tall)),
        element("rect", width=width, height=height, fill=palette["paper"]),
        furniture.heading(heading, reports, width),
        element("g", *_map(setting, width, tall), transform=f"translate(0 {_TOP:.0f})"),
        furniture.footer(notes, _TOP + tall + 20),
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", width=width,
        height=height, font_family=FONT, role="img",
    )  # fmt: skip


def _clip(width: float, height: float) -> str:
    return element("clipPath", element("rect", width=width, height=height), id="frame")


def _map(setting: Setting, width: float, height: float) -> Iterator[str]:
    legend = furniture.Legend(
        furniture.legend_entries(
            [i for r in setting.reports for i in r.incidents],
            setting.incidents,
            setting.held,
            setting.worldview,
        )
    )
    box = _shown(setting) or _WORLD
    pad = (legend.width + 2 * _EDGE + 14, 34.0, 44.0, 48.0)
    view = fit(box, width, height, pad=pad)
    yield element("rect", width=width, height=height, fill=colours()["sea"])
    corner = (_EDGE, height - legend.height - _EDGE)
    room = (corner[0] - 6, corner[1] - 6, corner[0] + legend.width + 6, height)
    scale = (width - 170.0, height - 48.0, width, height)
    spots = {incident.id: spot for spot, incident in setting.spots}
    nearer = inset.insets(view, _marks(setting, view), spots, [room, scale])
    yield element("g", *_drawn(setting, view, [room, scale], nearer), clip_path="url(#frame)")
    for number, part in enumerate(nearer):
        bar = furniture.scale_bar(part.view, part.lat, part.view.width - 10, part.view.height - 10)
        yield inset.framed(part, number, (*_drawn(setting, part.view), bar))
    yield legend.at(*corner)
    yield furniture.scale_bar(view, (box[1] + box[3]) / 2, width - _EDGE, height - _EDGE)


def _marks(setting: Setting, view: View) -> list[Mark]:
    """Return what stands on a view of the map."""
    return gathered((*view.at(spot), i) for spot, i in setting.spots if view.holds(view.at(spot)))


def _drawn(
    setting: Setting, view: View, free: Sequence[Box] = (), nearer: Sequence[inset.Inset] = ()
) -> Iterator[str]:
    """Yield the map itself, the ground first and the names last.

    Names keep off the boxes ``free`` and the insets ``nearer``, which have names of their own.
    """
    marks = _marks(setting, view)
    yield from base(view, setting.ground["ground"])
    yield from setting.held.drawn(view)
    yield from reaches(view, setting.incidents, setting.outlines)
    yield from _pairs(view, setting)
    taken = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    sheet = Sheet(view.width, view.height, [*taken, *free, *(part.at for part in nearer)])
    told = [mark for mark in marks if not any(inset.hides(part, mark) for part in nearer)]
    named = _named(setting, told)
    written, shown = [], set()
    for name in names_on(view, setting.ground, named, setting.places):
        if put := sheet.place(name):
            written.append(put)
            shown.add(name.words)
    for part in nearer:
        yield from inset.pointer(part)
    yield from dots(view, setting.places, shown - {words for words, _ in named})
    yield from map(drawn, marks)
    yield from written


def _named(setting: Setting, marks: Sequence[Mark]) -> list[tuple[str, Mark]]:
    """Return what marks are called: by the place where most happened, and how many others."""
    named: dict[str, Mark] = {}
    for mark in marks:
        places = Counter(setting.names.of(i.place) for i in mark.incidents if i.place is not None)
        (leading, _), *others = places.most_common()
        short = leading.partition(" (")[0]
        named.setdefault(f"{short} + {len(others)} more" if others else leading, mark)
    return list(named.items())


def _spots(incidents: Sequence[Incident], outlines: Outlines) -> list[tuple[LonLat, Incident]]:
    """Return where incidents are drawn: first those of the place where most happened."""
    spots = [(_spot(i, i.place, outlines), i) for i in incidents if i.place is not None]
    counts = Counter(spot for spot, _ in spots)
    return sorted(spots, key=lambda item: -counts[item[0]])


def _spot(incident: Incident, place: Place, outlines: Outlines) -> LonLat:
    outline = outlines.of_incident(incident)
    return outline.middle if outline else place.position


def _pairs(view: View, setting: Setting) -> Iterator[str]:
    """Yield dots between the places of accounts that oppose each other."""
    spots = {incident.id: view.at(spot) for spot, incident in setting.spots}
    pairs = {
        tuple(sorted((i.id, other)))
        for i in setting.incidents
        for other in i.linked
        if other in spots and spots[other] != spots[i.id]
    }
    for one, other in sorted(pairs):
        (x0, y0), (x1, y1) = spots[one], spots[other]
        yield element(
            "path", d=f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}", fill="none",
            stroke=colours()["ink"], stroke_width=2, stroke_dasharray="1 6", stroke_linecap="round",
        )  # fmt: skip


def _shown(setting: Setting) -> Box | None:
    """Return the box of degrees to show: all incidents, or those that nearly all lie among."""
    points = [spot for spot, _ in setting.spots]
    if not points:
        return None
    lon, lat = median_low([p.lon for p in points]), median_low([p.lat for p in points])
    near = [p for p in points if abs(p.lon - lon) < _NEAR[0] and abs(p.lat - lat) < _NEAR[1]]
    chosen = near if len(near) >= _MOST * len(points) else points
    lons, lats = [p.lon for p in chosen], [p.lat for p in chosen]
    outlines = map(setting.outlines.of_incident, setting.incidents)
    areas = [outline.shape.bounds for outline in outlines if outline]
    box = (min(lons), min(lats), max(lons), max(lats))
    within = [a for a in areas if _meets(a, box)]
    sides = list(zip(box, *within, strict=True)) or [(nan,) * 4]
    return min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])


def _meets(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
