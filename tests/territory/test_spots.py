"""On land or at sea, and in the strip of a border that nobody has drawn."""

from datetime import date

import pytest

from geomap.models import LonLat, Place
from geomap.territory import Territories

DAY = date(2023, 6, 1)


@pytest.fixture(scope="module")
def territories() -> Territories:
    return Territories.open()


@pytest.mark.parametrize(
    ("lon", "lat", "at_sea", "country", "note"),
    [
        (33.0, 43.5, True, None, "at sea, outside of all territorial waters"),  # Black Sea
        (51.0, 41.0, True, None, "at sea, outside of all territorial waters"),  # Caspian Sea
        (41.4, 41.7, True, "GE", "at sea, in the territorial waters of Georgia"),
        (41.64, 41.65, False, "GE", ""),  # Batumi, a port
        (45.3, 40.3, False, "AM", ""),  # a lake is no sea
        (46.34, 39.51, False, "AM", ""),
    ],
)
def test_at_sea(territories, lon, lat, at_sea, country, note) -> None:
    one = territories.classify(LonLat(lon, lat), on=DAY)
    assert (one.at_sea, one.country, "".join(one.notes)) == (at_sea, country, note)


def record(name: str, code: str, lon: float, lat: float, country: str | None) -> Place:
    return Place(
        id="gn:1", name=name, position=LonLat(lon, lat), feature_class=code[0],
        feature_code=code[2:], country=country,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "at_sea"),
    [
        (record("Black Sea", "H.SEA", 34.0, 43.0, None), True),
        (record("a rock", "T.RK", 33.0, 43.5, None), True),
        (record("a gas field", "S.GASF", 31.0, 45.0, "UA"), False),  # filed under a state
        (record("Dead Sea", "H.SEA", 35.5, 31.5, None), False),  # a lake
    ],
)
def test_records_at_sea(territories, place, at_sea) -> None:
    assert territories.classify(place, on=DAY).at_sea == at_sea


def test_the_nearest_coast_is_told_with_its_state(territories) -> None:
    coast = territories.boundaries.coast_near(LonLat(33.0, 43.5))
    assert (coast.country, coast.unit) == ("UA", "Sevastopol")
    assert coast.km == pytest.approx(115, abs=5)
    middle = territories.boundaries.coast_near(LonLat(-30.0, 40.0))
    assert (middle.country, round(middle.km, -2)) == ("PT", 100)


@pytest.mark.parametrize(
    ("lon", "lat", "day", "border", "dispute"),
    [
        (46.5305, 39.5476, "2023-06-01", "border of Armenia and Azerbaijan", "undemarcated"),
        (46.3417, 39.5111, "2023-06-01", None, "no"),  # Goris, 8 km off
        (2.35, 48.85, "2023-06-01", None, "no"),
    ],
)
def test_an_undemarcated_border_is_told_and_disputes_nothing(
    territories, lon, lat, day, border, dispute
) -> None:
    status = territories.classify(LonLat(lon, lat), on=date.fromisoformat(day))
    assert (status.undemarcated, status.dispute) == (border, dispute)
    assert status.disputed is False
    (many,) = territories.classify_many([LonLat(lon, lat)], on=date.fromisoformat(day))
    assert many.undemarcated == border


def test_a_border_that_was_agreed_upon_is_undemarcated_no_longer(territories) -> None:
    vorukh_road = LonLat(70.5696, 39.9655)
    names = [
        territories.classify(vorukh_road, on=day).undemarcated
        for day in (date(2025, 3, 12), date(2025, 3, 13))
    ]
    assert names == ["border of Kyrgyzstan and Tajikistan", None]


def test_where_claims_meet_a_dispute_is_told_before_the_border(territories) -> None:
    tawang = LonLat(91.86, 27.59)
    status = territories.classify(tawang, on=DAY)
    assert status.dispute == "yes"
