"""What can be wrong in a ledger that its format allows."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import combinations
from math import pi

from geomap.globe import KM_A_DEGREE
from geomap.territory.contradictions import contradictions
from geomap.territory.ground import Ground, Grounds, all_units, country_names
from geomap.territory.ledger import AreaKind, Control, Ledger, Stance

_CODE = 2  # letters of a state's code; names of authorities are longer


def problems(
    ledger: Ledger, grounds: Grounds, knows: Callable[[str], bool] | None = None
) -> Iterator[str]:
    """Yield each problem in words: the table, the area, and what is wrong.

    Args:
        ledger: the rows.
        grounds: its areas, made ready.
        knows: tells whether the gazetteer has a record of a place id; without it none is asked.
    """
    for ground in grounds.all:
        yield from (f"areas.csv, {ground.area.area!r}: {p}" for p in _of_area(ground, ledger))
        if knows:
            unknown = sorted(code for code in _places(ground) if not knows(code))
            yield from (
                f"areas.csv, {ground.area.area!r}: the gazetteer has no {u}" for u in unknown
            )
    for area, rows in ledger.control.items():
        yield from (f"control.csv, {area!r}: {p}" for p in _of_rows(rows))
    for area, stances in ledger.stances.items():
        yield from (f"stances.csv, {area!r}: {p}" for p in _of_stances(stances))
    yield from (str(clash) for clash in contradictions(ledger, grounds))


def _places(ground: Ground) -> Iterator[str]:
    """Yield the ids of the gazetteer's records that an area names."""
    if ground.area.kind is AreaKind.PLACE:
        yield from ground.codes
    if ground.area.place:
        yield ground.area.place


def _of_area(ground: Ground, ledger: Ledger) -> Iterator[str]:
    area = ground.area
    tables = (ledger.control, ledger.claims, ledger.stances, ledger.undemarcated)
    if not any(area.area in table for table in tables):
        yield "no row of control, claims or stances speaks of it"
    if area.kind is AreaKind.POLYGON and not area.how:
        yield "how was it drawn, and with what error?"
    if area.kind is AreaKind.ADMIN:
        yield from (f"no admin-1 unit {u}" for u in sorted(ground.codes - all_units()))
    if area.kind is AreaKind.COUNTRY:
        yield from _unknown(ground.codes)
    if area.kind is AreaKind.BORDER:
        yield from _unknown(area.where.split("|"))
    drawn = _size(ground)
    if drawn and not drawn / 4 <= abs(area.size) <= drawn * 4 and area.kind is not AreaKind.FILE:
        yield f"size {area.size:g} does not fit what is drawn, {drawn:.2g} square degrees"


def _of_stances(rows: Iterable[Stance]) -> Iterator[str]:
    """Yield what is wrong in the stances on an area: no such state, or two views at one time."""
    rows = list(rows)
    yield from _unknown(row.state for row in rows)
    yield from _unknown(row.owner for row in rows if len(row.owner) == _CODE)
    for one, other in combinations(rows, 2):
        later = max(one.since, other.since)
        together = one.holds(later) and other.holds(later)
        if one.state == other.state and one.owner != other.owner and together:
            yield f"{one.state} takes it for ground of {one.owner} and of {other.owner} at one time"


def _unknown(codes: Iterable[str]) -> Iterator[str]:
    return (f"no country {code}" for code in sorted(set(codes) - set(country_names())))


def _size(ground: Ground) -> float:
    if ground.polygon is not None:
        return float(ground.polygon.area)
    return sum(pi * (radius / KM_A_DEGREE) ** 2 for _, radius in ground.circles)


def _of_rows(rows: tuple[Control, ...]) -> Iterator[str]:
    """Yield gaps: between two hands there are days that nobody looked up."""
    last = rows[0].until
    for row in rows[1:]:
        if last and row.since > last + timedelta(days=1):
            yield f"nobody held it from {last + timedelta(days=1)} to {row.since}"
        last = None if last is None or row.until is None else max(last, row.until)
