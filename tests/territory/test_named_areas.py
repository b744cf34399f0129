"""Areas that existed for a time are named only then; no day says nothing of a dispute."""

from datetime import date

import pytest

from geomap.models import LonLat
from geomap.territory import Territories

STEPANAKERT, LACHIN = LonLat(46.7528, 39.8177), LonLat(46.5498, 39.6374)
OBLAST = "former Nagorno-Karabakh Autonomous Oblast"


@pytest.mark.parametrize(
    ("point", "day", "area", "named"),
    [
        (STEPANAKERT, date(2022, 1, 1), "Nagorno-Karabakh outside Azerbaijani control", True),
        (STEPANAKERT, date(2024, 1, 1), "Nagorno-Karabakh outside Azerbaijani control", False),
        (STEPANAKERT, date(2024, 1, 1), OBLAST, True),
        (STEPANAKERT, None, OBLAST, True),
        (LACHIN, date(2020, 11, 9), "Lachin corridor", False),
        (LACHIN, date(2022, 8, 1), "Lachin corridor", True),
        (LACHIN, None, "Lachin corridor", False),
    ],
)
def test_areas_are_named_in_their_time(
    point: LonLat, day: date | None, area: str, named: bool
) -> None:
    areas = Territories.open().classify(point, on=day).areas
    assert any(name.startswith(area) for name in areas) == named


def test_without_a_day_a_dispute_is_unknown() -> None:
    sevastopol = Territories.open().classify(LonLat(33.52, 44.6), on=None)
    assert (sevastopol.country, sevastopol.disputed, sevastopol.controlled_by) == ("UA", None, ())
