"""What holds of every row of our own data, whatever it says."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

import pytest

from geomap.boundaries import Boundaries
from geomap.territory import Territories, read_ledger
from geomap.territory.ledger import FOREVER, Ledger


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger()


def test_no_gap_in_the_control_of_an_area(ledger: Ledger) -> None:
    for area, rows in ledger.control.items():
        told_to = rows[0].until or FOREVER
        for row in rows[1:]:
            assert told_to == FOREVER or row.since <= told_to + timedelta(days=1), (area, told_to)
            told_to = max(told_to, row.until or FOREVER)


def test_no_silent_overlap_in_the_control_of_an_area(ledger: Ledger) -> None:
    for area, rows in ledger.control.items():
        for one, other in combinations(rows, 2):
            both = other.since <= (one.until or FOREVER) and one.since <= (other.until or FOREVER)
            marked = "low" in (one.confidence, other.confidence)
            assert not both or one.holder == other.holder or marked, (area, one, other)


def test_every_row_has_a_source_that_ends_with_its_date(ledger: Ledger) -> None:
    assert all(row.source.rstrip().endswith(")") for row in ledger.rows())
    assert all(any(c.isdigit() for c in row.source) for row in ledger.rows())


def test_no_row_speaks_of_the_future(ledger: Ledger) -> None:
    assert max(row.since for row in ledger.rows()) <= date(2026, 12, 31)


def test_every_id_is_known_to_the_gazetteer(gazetteer, ledger: Ledger) -> None:
    territories = Territories(Boundaries.open(), ledger)
    assert territories.check(lambda place_id: gazetteer.get(place_id) is not None) == ()


def test_every_disputed_area_has_its_main_dates(ledger: Ledger) -> None:
    told = defaultdict(int)
    for area in ledger.areas.values():
        told[area.country or area.de_jure or area.where] += len(ledger.control.get(area.area, ()))
    assert len([ground for ground, rows in told.items() if rows]) > 60
