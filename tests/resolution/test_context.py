import pytest

from geomap.models import LonLat, Mention, Place
from geomap.resolution.context import make_context, nearest

GORIS = Place(id="gn:1", name="Goris", position=LonLat(46.3417, 39.5111), feature_class="P",
              feature_code="PPL", country="AM", admin1="08")  # fmt: skip
KAPAN = GORIS.model_copy(update={"id": "gn:2", "name": "Kapan", "position": LonLat(46.41, 39.21)})
ARMENIA = Place(id="gn:3", name="Armenia", position=LonLat(45, 40.25), feature_class="A",
                feature_code="PCLI", country="AM")  # fmt: skip


def mention(name: str) -> Mention:
    return Mention(start=0, end=len(name), text=name, name=name)


def test_shares_of_countries_and_regions():
    context = make_context([(mention("Goris"), "goris", GORIS, 1.0),
                            (mention("Armenia"), "armenia", ARMENIA, 1.0)])  # fmt: skip
    assert context.countries == {"AM": 1.0}
    assert context.regions == {("AM", "08"): 1.0}
    assert context.written_countries == {"AM"}
    assert context.written_regions == frozenset()


def test_the_nearest_is_another_name_and_no_country():
    believed = [(mention(p.name), p.name.lower(), p, 1.0) for p in (GORIS, KAPAN, ARMENIA)]
    km, place = nearest(GORIS, make_context(believed).anchors, "goris")
    assert place == KAPAN
    assert km == pytest.approx(34, abs=1)


def test_a_context_knows_how_far_each_place_asked_about_lies_from_the_others():
    believed = [(mention(p.name), p.name.lower(), p, 1.0) for p in (GORIS, KAPAN, ARMENIA)]
    context = make_context(believed, "goris", [GORIS])
    assert context.nearest_km == {GORIS.id: nearest(GORIS, context.anchors, "goris")[0]}
    assert make_context([], "goris", [GORIS]).nearest_km == {GORIS.id: float("inf")}


def test_an_empty_document_has_no_context():
    context = make_context([])
    assert context.countries == {}
    assert nearest(GORIS, context.anchors, "goris") == (float("inf"), None)
