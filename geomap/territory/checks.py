"""What can be wrong in a ledger that its format allows."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from math import pi

from geomap.territory.ground import Ground, Grounds, all_units, country_names
from geomap.territory.ledger import AreaKind, Control, Ledger

_KM_A_DEGREE = 111.195
_SHORT_GAP = timedelta(days=60)


def problems(ledger: Ledger, grounds: Grounds) -> Iterator[str]:
    """Yield each problem in words: the table, the area, and what is wrong."""
    for ground in grounds.all:
        yield from (f"areas.csv, {ground.area.area!r}: {p}" for p in _of_area(ground, ledger))
    for area, rows in ledger.control.items():
        yield from (f"control.csv, {area!r}: {p}" for p in _of_rows(rows))


def _of_area(ground: Ground, ledger: Ledger) -> Iterator[str]:
    area = ground.area
    if not any(area.area in table for table in (ledger.control, ledger.claims, ledger.stances)):
        yield "no row of control, claims or stances speaks of it"
    if area.kind is AreaKind.POLYGON and not area.how:
        yield "how was it drawn, and with what error?"
    if area.kind is AreaKind.ADMIN:
        yield from (f"no admin-1 unit {u}" for u in sorted(ground.codes - all_units()))
    if area.kind is AreaKind.COUNTRY:
        yield from (f"no country {c}" for c in sorted(ground.codes - set(country_names())))
    drawn = _size(ground)
    if drawn and not drawn / 4 <= abs(area.size) <= drawn * 4 and area.kind is not AreaKind.FILE:
        yield f"size {area.size:g} does not fit what is drawn, {drawn:.2g} square degrees"


def _size(ground: Ground) -> float:
    if ground.polygon is not None:
        return float(ground.polygon.area)
    return sum(pi * (radius / _KM_A_DEGREE) ** 2 for _, radius in ground.circles)


def _of_rows(rows: tuple[Control, ...]) -> Iterator[str]:
    """Yield short gaps: between two hands there is a day that nobody looked up."""
    for one, other in pairwise(rows):
        if one.until is None:
            continue
        gap = other.since - one.until - timedelta(days=1)
        if timedelta(0) < gap <= _SHORT_GAP:
            yield f"nobody held it from {one.until + timedelta(days=1)} to {other.since}"
