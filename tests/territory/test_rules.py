"""The rules of the coding guide, each on its own."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.models import LonLat
from geomap.territory.ledger import Claim, Control
from geomap.territory.rules import cited, holders_of, is_covered, is_disputed, points_over

DAY = date(2022, 8, 25)


def control(holder: str, since: str = "2020-01-01", until: str | None = None, **more: str):
    row = {"area": "a", "holder": holder, "since": since, "until": until, "source": "S (2020)"}
    return Control.model_validate({**row, **more})


def claim(claimant: str) -> Claim:
    return Claim(area="a", claimant=claimant, since=date(2000, 1, 1), source="C (2000)")


@pytest.mark.parametrize(
    ("country", "holding", "claims", "changed", "disputed"),
    [
        ("AZ", None, [], False, False),
        ("AZ", control("Azerbaijan"), [], False, False),
        ("AZ", control("Artsakh"), [], False, True),  # (a) another holder
        ("AZ", control("Azerbaijan"), [claim("AM")], False, True),  # (b) another state claims it
        ("AZ", control("Azerbaijan"), [claim("Artsakh")], False, True),  # (b) an authority
        ("AZ", control("Azerbaijan"), [claim("AZ")], False, False),
        ("AZ", control("Azerbaijan|Artsakh"), [], False, True),  # (c) held in part by each
        ("AZ", control("Azerbaijan", status="contested"), [], False, True),  # (c) fought over
        ("AZ", control("Azerbaijan"), [], True, True),  # it changed hands
        (None, None, [], False, None),
        (None, control("China"), [], False, True),  # nobody's de jure
    ],
)
def test_disputed(country, holding, claims, changed, disputed) -> None:
    assert is_disputed(country, holding, claims, DAY, changed=changed) is disputed


@pytest.mark.parametrize(
    ("holding", "country", "day", "holders"),
    [
        (control("Artsakh|Armenia"), "AZ", DAY, ("Artsakh", "Armenia")),
        (None, "AZ", DAY, ("Azerbaijan",)),
        (None, "AZ", None, ()),  # no day
        (None, None, DAY, ()),  # the high seas
        (None, "UA", date(1980, 1, 1), ()),  # before there was such a state
        (None, "UA", date(1991, 8, 24), ("Ukraine",)),
        (None, "AZ", date(1988, 2, 20), ("Azerbaijan",)),  # the ledger reaches back so far there
        (None, "FR", date(1900, 1, 1), ("France",)),
        (control("Artsakh", "1900-01-01"), "AZ", date(1901, 1, 1), ("Artsakh",)),  # a row says so
    ],
)
def test_holders(holding, country, day, holders) -> None:
    assert holders_of(holding, country, day) == holders


def test_who_held_it_is_not_known_so_neither_is_a_dispute() -> None:
    assert is_disputed("UA", None, [claim("RU")], date(1980, 1, 1), changed=False) is None


@pytest.mark.parametrize(
    ("row", "told", "covered"),
    [
        (control("X", "2020-01-01", "2020-12-31"), [], False),
        (
            control("X", "2020-01-01", "2020-12-31"),
            [control("Y", "2019-01-01", "2020-06-30"), control("Z", "2020-07-01")],
            True,
        ),
        (
            control("X", "2020-01-01", "2020-12-31"),
            [control("Y", "2019-01-01", "2020-06-29"), control("Z", "2020-07-01")],
            False,
        ),
        (control("X", "2020-01-01"), [control("Y", "2020-01-01", "2030-01-01")], False),
    ],
)
def test_a_coarser_row_is_told_only_for_days_that_no_finer_tells(row, told, covered) -> None:
    assert is_covered(row, told) == covered


def test_a_source_is_cited_once() -> None:
    assert cited("AZ", control("X"), [claim("AM"), claim("IR")])[1:] == ("S (2020)", "C (2000)")
    assert cited(None, None, []) == ()


@settings(deadline=None)
@given(st.builds(LonLat, st.floats(-170, 170), st.floats(-80, 80)), st.floats(0.1, 50))
def test_points_over_a_circle_lie_in_it(centre: LonLat, radius: float) -> None:
    from geopy.distance import great_circle

    points = list(points_over(centre, radius))
    assert len(points) == 30
    far = max(great_circle((p.lat, p.lon), (centre.lat, centre.lon)).km for p in points)
    assert far == pytest.approx(radius, rel=0.1)
