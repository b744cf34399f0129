"""Ground that others held than by law, in the days that a picture is of: as the page hatches it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.models import Report
from geomap.webmap.looks import colours
from geomap.webmap.picture.svg import element, path
from geomap.webmap.picture.view import View

_SPECK = 12.0  # pixels; smaller ground is shown from nearer
_WIDE = 6.5  # zoom; from further off, dashes round held ground would be a haze
_FAR = 3  # times the span of the others: what happened further off is left out of the days
_LEAST = timedelta(days=14)
WHOLE, PART = "held", "held-part"  # the hatchings: all the time, and part of it
_GAPS = {WHOLE: 6, PART: 14}  # pixels between lines


Spell = tuple[list[Any] | None, bool]  # who held ground, and whether that is as by law


class Days(NamedTuple):
    """The days that a picture is of, both included."""

    first: date
    last: date


def days_of(reports: Sequence[Report]) -> Days | None:
    """Return from when to when incidents happened, without the few that lie far from all others.

    Where that is not more than one day, it is the last that any incident or report speaks of.
    """
    dated = [i for r in reports for i in r.incidents if i.start]
    starts = sorted(i.start for i in dated if i.start)
    ends = [day for i in dated if (day := i.end or i.start)]
    if len(starts) > 1 and max(ends) > starts[0]:
        first, last = _main_range(starts)
        return Days(first, last if last < starts[-1] else max(ends))
    days = [*ends, *(r.document.published for r in reports if r.document.published)]
    return Days(max(days), max(days)) if days else None


def _main_range(days: Sequence[date]) -> tuple[date, date]:
    """Return the first and last of sorted days, without the few that lie far from all others."""
    first, last = 0, len(days) - 1
    few = 0 if len(days) < 4 else max(1, len(days) // 10)
    for i in range(1, few + 1):
        if _is_far(days[i] - days[i - 1], days[last] - days[i]):
            first = i
    for i in range(last, max(last - few, first), -1):
        if _is_far(days[i] - days[i - 1], days[i - 1] - days[first]):
            last = i - 1
    return days[first], days[last]


def _is_far(gap: timedelta, span: timedelta) -> bool:
    return gap > _FAR * max(span, _LEAST)


def hatchings() -> str:
    """Return the patterns of ground that others hold than by law."""
    return "".join(_hatching(name, gap) for name, gap in _GAPS.items())


def _hatching(name: str, gap: int) -> str:
    line = element(
        "path", d=f"M0 0V{gap}", stroke=colours()["held"], stroke_width=1.1, stroke_opacity=0.6
    )
    return element(
        "pattern", line, id=name, width=gap, height=gap, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip


class Held:
    """What of the ground is hatched in some days; a picture and its legend ask for it."""

    def __init__(self, control: dict[str, Any], days: Days | None, worldview: str = "un") -> None:
        """Use the ground that `control_ground` gives; without days, nothing is hatched."""
        self._areas, self._pieces = control["areas"], control["pieces"]
        self.days = days
        self._worldview = worldview

    def hatched(self, view: View | None = None) -> dict[str, list[BaseGeometry]]:
        """Return the ground by its hatching, what was held alike in one piece.

        Areas that are only specks in ``view`` don't speak; without it all do.
        """
        alike: defaultdict[tuple[object, ...], list[BaseGeometry]] = defaultdict(list)
        for piece in self._pieces if self.days else ():
            spells = self._spells(piece, view)
            against = sum(not lawful for _, lawful in spells.values())
            if against:
                how = WHOLE if against == len(spells) else PART
                told = tuple(
                    (day, lawful, row and (tuple(row[2]), row[3]))
                    for day, (row, lawful) in spells.items()
                )
                alike[how, told].append(shapely.geometry.shape(piece["shape"]))
        found: dict[str, list[BaseGeometry]] = {WHOLE: [], PART: []}
        for key, shapes in alike.items():
            found[str(key[0])].append(shapely.union_all(shapes))
        return found

    def _spells(self, piece: dict[str, Any], view: View | None) -> dict[str, Spell]:
        """Return what is told of a piece from which day on, and whether it is as by law.

        The finest area in sight speaks. Nothing is told against the law where none does.
        """
        areas = [a for a in (self._areas[i] for i in piece["of"]) if _is_seen(a, view)]
        rows = [row for area in areas for row in area["rows"]]
        first, last = map(str, self.days or ("", ""))
        turns = {r[0] for r in rows} | {_day_after(r[1]) for r in rows if r[1]}
        turns |= {day for day, _ in piece["shown"]}
        told: dict[str, Spell] = {}
        for day in (first, *sorted(day for day in turns if first < day <= last)):
            row = next(filter(None, (_row_on(area["rows"], day) for area in areas)), None)
            spell = (row, row is None or self._is_lawful(piece, row, day))
            if not told or spell != told[max(told)]:
                told[day] = spell
        return told

    def _is_lawful(self, piece: dict[str, Any], row: Sequence[Any], day: str) -> bool:
        owner = next(to for since, to in reversed(piece["shown"]) if since <= day)
        alone = row[3] == "controlled" and len(row[2]) == 1
        return bool(alone and (self._worldview == "de-facto" or row[2] == [owner]))

    def drawn(self, view: View) -> Iterator[str]:
        """Yield the hatched ground of a view."""
        dashes = {"stroke_width": 1.4, "stroke_dasharray": "7 3 2 3"}
        line = dashes if view.zoom >= _WIDE else {"stroke_width": 0.9, "stroke_opacity": 0.7}
        for how, shapes in self.hatched(view).items():
            for shape in shapes:
                yield path(
                    view.project(shape), fill=f"url(#{how})", stroke=colours()["held"], **line
                )


def _row_on(rows: Sequence[list[Any]], day: str) -> list[Any] | None:
    told = [r for r in rows if r[0] <= day and (r[1] is None or day <= r[1])]
    return told[-1] if told else None


def _day_after(day: str) -> str:
    return str(date.fromisoformat(day) + timedelta(days=1)) if day < "9999-12-31" else day


def _is_seen(area: dict[str, Any], view: View | None) -> bool:
    """Tell whether an area is more than a speck in a view."""
    return view is None or bool(area["across"] * view.scale / 360 >= _SPECK)
