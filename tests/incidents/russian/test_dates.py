from datetime import date

import pytest

from geomap.incidents.russian.dates import day_in

WEDNESDAY = date(2022, 9, 14)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13 сентября обстрелян город", date(2022, 9, 13)),
        ("ЕРЕВАН, 13 сен — Новости.", date(2022, 9, 13)),
        ("обстрел 5 мая 2021 года", date(2021, 5, 5)),
        ("пожар 28 декабря", date(2021, 12, 28)),  # none is to come
        ("во вторник вечером", date(2022, 9, 13)),
        ("в среду", WEDNESDAY),
        ("в воскресенье", date(2022, 9, 11)),
        ("Накануне стреляли", date(2022, 9, 13)),
        ("сегодня утром", WEDNESDAY),
        ("по заявлению от 10 ноября", None),
        ("31 сентября", None),
        ("средства доставлены", None),
    ],
)
def test_days(text, day):
    assert day_in(text, WEDNESDAY) == day


def test_without_a_publication_date_only_whole_dates_are_days():
    assert day_in("во вторник, 13 сентября", None) is None
    assert day_in("13 сентября 2022", None) == date(2022, 9, 13)
