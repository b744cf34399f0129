import pytest

from geomap.models import LonLat, Place
from geomap.resolution.context import Anchor, make_context, nearest

GORIS = Place(id="gn:1", name="Goris", position=LonLat(46.3417, 39.5111), feature_class="P",
              feature_code="PPL", country="AM", admin1="08")  # fmt: skip
KAPAN = GORIS.model_copy(update={"id": "gn:2", "name": "Kapan", "position": LonLat(46.41, 39.21)})
TABRIZ = GORIS.model_copy(update={"id": "gn:4", "name": "Tabriz", "country": "IR", "admin1": "33"})
ARMENIA = Place(id="gn:3", name="Armenia", position=LonLat(45, 40.25), feature_class="A",
                feature_code="PCLI", country="AM")  # fmt: skip


def anchor(place: Place, weight: float = 1.0, mentions: int = 1, is_setting: bool = True) -> Anchor:
    return Anchor(place, place.name.lower(), weight, mentions, is_setting)


def test_shares_of_countries_and_regions():
    context = make_context([anchor(GORIS), anchor(ARMENIA)])
    assert context.countries == {"AM": 1.0}
    assert context.regions == {("AM", "08"): 1.0}
    assert context.written_countries == {"AM"}
    assert context.written_regions == frozenset()


def test_a_country_has_the_share_of_its_mentions_as_far_as_they_are_believed():
    context = make_context([anchor(GORIS, 0.5, mentions=3), anchor(TABRIZ, 0.25, mentions=2)])
    assert context.countries == {"AM": 0.75, "IR": 0.25}


def test_only_firm_anchors_named_as_places_set_the_scene():
    people = anchor(ARMENIA, is_setting=False)
    assert make_context([people, anchor(TABRIZ, 0.5)]).settings == frozenset()
    assert make_context([people, anchor(TABRIZ, 0.6)]).settings == {"IR"}


def test_the_nearest_is_another_name_and_no_country():
    km, place = nearest(GORIS, [anchor(p) for p in (GORIS, KAPAN, ARMENIA)], "goris")
    assert place == KAPAN
    assert km == pytest.approx(34, abs=1)


def test_a_doubtful_anchor_counts_as_farther_off():
    sure, _ = nearest(GORIS, [anchor(KAPAN)], "goris")
    doubtful, _ = nearest(GORIS, [anchor(KAPAN, 0.5)], "goris")
    assert doubtful == pytest.approx(sure + 20)


def test_an_empty_document_has_no_context():
    context = make_context([])
    assert context.countries == {}
    assert nearest(GORIS, context.anchors, "goris") == (float("inf"), None)
