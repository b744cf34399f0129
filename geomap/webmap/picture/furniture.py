"""What stands round the map of a picture: heading, legend, scale, sources."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from geomap.models import Incident, Report
from geomap.territory import country_names, words_of
from geomap.webmap.island import worldview_of
from geomap.webmap.looks import colours, symbols
from geomap.webmap.maps import amount_of
from geomap.webmap.picture.held import PART, WHOLE, Held
from geomap.webmap.picture.marks import halo_key, symbol
from geomap.webmap.picture.svg import element, shortened, text, width_of, wrapped
from geomap.webmap.picture.view import View

_LINE = 21.0  # pixels
_PAD = 12.0
_SMALL = 11.5
_ASIDE = re.compile(r"(, see|; sha256) [^)]*")  # where a licence is told at length, and a digest
_OWN = re.compile(r".* geomap \((.*)\)")  # a list of geomap's own, and its licence
_IN_BASE = ("OpenStreetMap contributors", "Natural Earth")  # named with the base map
MONTHS = (
    "January February March April May June July August September October November December"
).split()


class Entry(NamedTuple):
    """A line of the legend: a heading has no picture."""

    words: str
    picture: str = ""


def day_words(day: date) -> str:
    """Return a day as a reader says it: "13 September 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def heading(title: str, reports: Sequence[Report], width: float) -> str:
    """Return the title, and under it how much of what in which days, unless the title says it."""
    days = [d for r in reports for i in r.incidents for d in (i.start, i.end) if d]
    amount = amount_of(reports)
    told = ", ".join(words for words in (amount, _span(days)) if words and words != title)
    return (
        text(shortened(title, 21, width - 40), 20, 32, 21, font_weight=700, fill=colours()["ink"])
        + text(told, 20, 53, 13, fill=colours()["quiet"])
    )  # fmt: skip


def _span(days: Sequence[date]) -> str:
    if not days:
        return ""
    first, last = day_words(min(days)), day_words(max(days))
    return first if first == last else f"{first} to {last}"


def legend_entries(
    incidents: Sequence[Incident],
    shown: Sequence[Incident],
    held: Held,
    worldview: str = "un",
) -> list[Entry]:
    """Return what a picture of incidents needs told; pictures stand at the origin."""
    look = symbols()
    types = Counter(str(i.type) for i in incidents)
    statuses = {str(i.status) for i in incidents}
    precisions = {str(i.geo_precision) for i in shown}
    kinds = sorted(types, key=lambda kind: (-types[kind], kind))
    entries = [Entry("What")] if kinds else []
    entries += (Entry(_type_label(kind), symbol(kind, "reported", 0, 0, 19)) for kind in kinds)
    entries += [Entry("Whose word")] if statuses else []
    entries += (
        Entry(words, symbol("other", status, 0, 0, 19))
        for status, words in look["statuses"].items()
        if status in statuses
    )
    entries += [Entry("How exactly")] if precisions & set(look["precisions"]) else []
    entries += (
        Entry(words, halo_key(key, 0, 0))
        for key, words in look["precisions"].items()
        if key in precisions
    )
    entries += _told_of(held, worldview)
    return entries


def _told_of(held: Held, worldview: str) -> Iterator[Entry]:
    """Yield what the hatchings say, and of which days."""
    hatched = {how for how, shapes in held.hatched().items() if shapes}
    if not hatched or held.days is None:
        return
    words = symbols()["held"]
    told = words.get(worldview, words["other"]).format(country_names().get(worldview, worldview))
    yield Entry(f"Ground, {_span(held.days)}")
    if WHOLE in hatched:
        yield Entry(told, _swatch(WHOLE))
    if PART in hatched:
        yield Entry(
            words["part"] if WHOLE in hatched else f"{told}, {words['part']}", _swatch(PART)
        )


def _type_label(kind: str) -> str:
    types = symbols()["types"]
    label: str = types.get(kind, types["other"])["label"]
    return label


def _swatch(hatching: str) -> str:
    return element(
        "rect", x=-9, y=-8, width=18, height=16, rx=2, fill=f"url(#{hatching})",
        stroke=colours()["held"], stroke_dasharray="4 2",
    )  # fmt: skip


class Legend:
    """The legend as a box; ``width`` and ``height`` are in pixels."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        words = [width_of(e.words, _SMALL) for e in entries]
        self.width = max(words, default=0) + 2 * _PAD + 30
        self.height = _LINE * len(entries) + 2 * _PAD - 4 if entries else 0.0

    def at(self, x: float, y: float) -> str:
        """Return the legend with its upper left corner at a point."""
        if not self._entries:
            return ""
        palette = colours()
        sheet = element(
            "rect", width=self.width, height=self.height, rx=6, fill=palette["paper"],
            stroke=palette["line"],
        )  # fmt: skip
        return element("g", sheet, *self._lines(), transform=f"translate({x:.1f} {y:.1f})")

    def _lines(self) -> Iterator[str]:
        y = _PAD + 5
        for entry in self._entries:
            if entry.picture:
                yield element("g", entry.picture, transform=f"translate({_PAD + 9:.1f} {y:.1f})")
            heads = not entry.picture
            yield text(
                entry.words, _PAD if heads else _PAD + 28, y + 4, _SMALL,
                font_weight=700 if heads else 400, fill=colours()["quiet" if heads else "ink"],
            )  # fmt: skip
            y += _LINE


def scale_bar(view: View, lat: float, right: float, bottom: float) -> str:
    """Return a bar of a round number of kilometres, and its length."""
    lengths = [n * 10**k for k in range(4) for n in (1, 2, 3, 5)]
    km = max([n for n in lengths if view.pixels(n, lat) <= 130], default=1)
    wide = view.pixels(km, lat)
    line = f"M{right - wide:.1f} {bottom - 6:.1f}v6h{wide:.1f}v-6"
    return element("path", d=line, fill="none", stroke=colours()["ink"], stroke_width=1.3) + text(
        f"{km:,} km", right - wide / 2, bottom - 6, 11, text_anchor="middle", fill=colours()["ink"],
        stroke=colours()["halo"], stroke_width=3, paint_order="stroke",
    )  # fmt: skip


def sources(reports: Sequence[Report], width: float) -> list[str]:
    """Return the lines under the map: what it is, and what it rests on."""
    notes = symbols()["notes"]
    made = next((r.provenance for r in reports if r.provenance), None)
    base = notes["base"]
    if made:
        told = "; ".join(_places_from(made.sources))
        base += f" Places: {told}." if told else ""
        base += f" Made with geomap {made.geomap}."
    named = words_of(worldview_of(reports))
    return list(wrapped(f"{notes['found']} Ground is named {named}. {base}", _SMALL, width - 40))


def _places_from(named: Sequence[str]) -> list[str]:
    """Return what the places rest on, each with its licence; geomap's own lists as one."""
    plain = [_ASIDE.sub("", source) for source in named]
    own = {f"geomap's lists ({found[1]})": None for s in plain if (found := _OWN.fullmatch(s))}
    others = [s for s in plain if not _OWN.fullmatch(s) and not any(b in s for b in _IN_BASE)]
    return [*others, *own]


def footer(lines: Sequence[str], y: float) -> str:
    """Return lines of small print from a height on."""
    return "".join(
        text(line, 20, y + 15 * number, _SMALL, fill=colours()["quiet"])
        for number, line in enumerate(lines)
    )
