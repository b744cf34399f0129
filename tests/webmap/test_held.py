"""The hatched ground of pictures: which days count, and how what changed in them is told."""

from datetime import date

import pytest
import shapely

from geomap.models import GeoPrecision, IncidentType
from geomap.webmap.picture.held import PART, WHOLE, Days, Held, days_of
from tests.webmap import samples

SQUARE = shapely.geometry.mapping(shapely.box(46, 39, 47, 40))
BESIDE = shapely.geometry.mapping(shapely.box(47, 39, 48, 40))


def _area(*rows, across: float = 1.0) -> dict:
    told = [[since, until, [holder], "controlled", "a book"] for since, until, holder in rows]
    return {"name": "ground", "how": "", "across": across, "rows": told}


def _piece(*of: int, shape=SQUARE, shown=(("", "Law"),)) -> dict:
    return {"of": list(of), "lawful": "Law", "shown": shown, "shape": shape}


SEPTEMBER = Days(date(2022, 9, 1), date(2022, 9, 30))
OCCUPIED = _area(("2020-01-01", None, "Other"))
FREED = _area(("2020-01-01", "2022-09-10", "Other"), ("2022-09-11", None, "Law"))
TAKEN = _area(("2022-09-11", None, "Other"))
LAWFUL = _area(("2020-01-01", None, "Law"))
ENDED = _area(("2020-01-01", "2022-08-31", "Other"))


@pytest.mark.parametrize(
    ("areas", "how"),
    [
        ([OCCUPIED], WHOLE),
        ([FREED], PART),
        ([TAKEN], PART),
        ([LAWFUL], None),
        ([ENDED], None),
        ([LAWFUL, OCCUPIED], None),  # the finest speaks
        ([TAKEN, LAWFUL], PART),
        ([TAKEN, OCCUPIED], WHOLE),  # before the finest has a row, the next one speaks
    ],
)
def test_ground_is_hatched_for_the_days_in_which_others_hold_it(areas, how) -> None:
    control = {"areas": areas, "pieces": [_piece(*range(len(areas)))]}
    hatched = Held(control, SEPTEMBER).hatched()
    assert [name for name, shapes in hatched.items() if shapes] == ([how] if how else [])


def test_a_day_of_the_hand_over_is_wholly_one_or_the_other() -> None:
    control = {"areas": [FREED], "pieces": [_piece(0)]}
    before, after = date(2022, 9, 10), date(2022, 9, 11)
    assert Held(control, Days(before, before)).hatched()[WHOLE]
    assert not any(Held(control, Days(after, after)).hatched().values())


def test_neighbours_held_alike_are_one_piece() -> None:
    control = {"areas": [OCCUPIED], "pieces": [_piece(0), _piece(0, shape=BESIDE)]}
    (ground,) = Held(control, SEPTEMBER).hatched()[WHOLE]
    assert ground.geom_type == "Polygon"
    assert ground.area == pytest.approx(2.0)


def test_without_days_or_in_the_holders_eyes_nothing_is_hatched() -> None:
    control = {"areas": [OCCUPIED], "pieces": [_piece(0)]}
    assert not any(Held(control, None).hatched().values())
    assert not any(Held(control, SEPTEMBER, "de-facto").hatched().values())
    seen = {"areas": [OCCUPIED], "pieces": [_piece(0, shown=(("", "Other"),))]}
    assert not any(Held(seen, SEPTEMBER, "OT").hatched().values())


def test_ground_is_a_states_own_from_the_day_on_which_it_says_so() -> None:
    shown = (("", "Law"), ("2022-09-20", "Other"))
    control = {"areas": [OCCUPIED], "pieces": [_piece(0, shown=shown)]}
    assert Held(control, SEPTEMBER, "OT").hatched()[PART]
    last = Days(date(2022, 9, 20), date(2022, 9, 30))
    assert not any(Held(control, last, "OT").hatched().values())


def _told(*days: date):
    incidents = tuple(
        samples.incident(0, "hit", IncidentType.SHELLING, place=samples.GORIS, id=f"d{number}",
            geo_precision=GeoPrecision.EXACT, start=day, end=day)
        for number, day in enumerate(days)
    )  # fmt: skip
    return [samples.report().model_copy(update={"incidents": incidents})]


def test_the_days_are_those_of_the_incidents_without_what_lies_far_off() -> None:
    may = [date(2022, 5, day) for day in range(1, 10)]
    assert days_of(_told(*may)) == Days(may[0], may[-1])
    assert days_of(_told(date(1994, 1, 1), *may)) == Days(may[0], may[-1])
    assert days_of(_told(*may, date(2030, 1, 1))) == Days(may[0], may[-1])
    assert days_of(_told(date(2022, 4, 1), *may)) == Days(date(2022, 4, 1), may[-1])


def test_a_single_day_is_the_last_that_anything_speaks_of() -> None:
    assert days_of(_told(date(2022, 5, 1))) == Days(samples.DAY, samples.DAY)
    assert days_of([samples.report(published=None).model_copy(update={"incidents": ()})]) is None
