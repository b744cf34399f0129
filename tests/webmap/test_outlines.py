"""The areas that incidents are said to lie in, as they are drawn."""

import pytest
import shapely

from geomap.boundaries import Boundaries
from geomap.models import GeoPrecision, IncidentType, LonLat
from geomap.territory import read_ledger
from geomap.webmap.outlines import Outline, Outlines
from tests.webmap import samples

KARABAKH = samples.RANGE.model_copy(
    update={
        "id": "geomap:nagorno-karabakh",
        "name": "Nagorno-Karabakh",
        "feature_code": "RGN",
        "country": "AZ",
    }
)
STEPANAKERT, LACHIN = (46.752, 39.818), (46.546, 39.641)


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    return Outlines(Boundaries.open())


def _at(place, precision):
    return samples.incident(
        5, "strikes", IncidentType.AIR_STRIKE, place=place, geo_precision=precision
    )


def test_a_region_that_the_ledger_draws_is_its_area_and_says_how_it_was_drawn(outlines) -> None:
    outline = outlines.of(KARABAKH)
    assert shapely.contains_xy(outline.shape, *STEPANAKERT)
    assert not shapely.contains_xy(outline.shape, *LACHIN)
    assert "error up to 8 km" in outline.how
    assert outline.shape.contains(shapely.Point(outline.middle))


def test_a_unit_is_its_own_outline(outlines) -> None:
    outline = outlines.of(samples.LACHIN_DISTRICT)
    assert shapely.contains_xy(outline.shape, *samples.LACHIN_DISTRICT.position)
    assert outline.how == ""


def test_a_region_ends_at_the_sea_and_at_the_border_of_its_state(outlines) -> None:
    cyprus = outlines.of(KARABAKH.model_copy(update={"id": "geomap:northern-cyprus"})).shape
    assert shapely.contains_xy(cyprus, 33.36, 35.24)
    assert not shapely.contains_xy(cyprus, 33.3, 35.6)


def test_only_what_lies_somewhere_in_an_area_has_an_outline(outlines) -> None:
    assert outlines.of_incident(_at(KARABAKH, GeoPrecision.AREA)) is not None
    assert outlines.of_incident(_at(KARABAKH, GeoPrecision.NEAR)) is None
    assert outlines.of_incident(_at(samples.RANGE, GeoPrecision.AREA)) is None
    assert outlines.of_incident(_at(None, GeoPrecision.AREA)) is None


def test_an_area_with_a_hole_in_its_middle_has_its_symbol_on_its_ground() -> None:
    ring = shapely.Point(46, 40).buffer(1).difference(shapely.Point(46, 40).buffer(0.5))
    assert ring.contains(shapely.Point(Outline(ring).middle))
    assert Outline(shapely.box(0, 0, 2, 2)).middle == LonLat(1.0, 1.0)


def test_every_region_of_the_ledger_is_drawn(outlines) -> None:
    named = {area.place for area in read_ledger().areas.values() if area.place}
    for place in named:
        outline = outlines.of(KARABAKH.model_copy(update={"id": place}))
        assert outline is not None, place
        assert outline.shape.is_valid, place
        assert not outline.shape.is_empty, place
