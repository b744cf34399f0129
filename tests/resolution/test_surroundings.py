import pytest

from geomap.gazetteer import Match
from geomap.models import LonLat, Mention, Place, Role
from geomap.resolution.candidates import STAND_IN
from geomap.resolution.context import nearest
from geomap.resolution.features import Query
from geomap.resolution.grouping import Group
from geomap.resolution.surroundings import Belief, Surroundings

GORIS = Place(id="gn:1", name="Goris", position=LonLat(46.3417, 39.5111), feature_class="P",
              feature_code="PPL", country="AM", admin1="08")  # fmt: skip
KAPAN = GORIS.model_copy(update={"id": "gn:2", "name": "Kapan", "position": LonLat(46.41, 39.21)})
SUVA = GORIS.model_copy(
    update={"id": "gn:3", "name": "Suva", "position": LonLat(178.44, -18.14), "country": "FJ"}
)
SAMOA = GORIS.model_copy(
    update={"id": "gn:4", "name": "Apia", "position": LonLat(-171.76, -13.83), "country": "WS"}
)
FIJI = SUVA.model_copy(update={"id": "gn:5", "name": "Fiji", "feature_class": "A",
                               "feature_code": "PCLI"})  # fmt: skip


def group(
    *places: Place,
    start: int = 0,
    sentence: int = 0,
    lists: frozenset[int] = frozenset(),
    match: str = "exact",
    role: Role = Role.LITERAL,
    told_apart: frozenset[int] = frozenset(),
) -> Group:
    name = places[0].name
    mention = Mention(start=start, end=start + len(name), text=name, name=name, role=role)
    query = Query(name.lower(), name, None, False, role, (), 0)
    matches = tuple(Match(place, name, match) for place in places)
    return Group(name.lower(), (mention,), frozenset({sentence}), lists, query, matches, told_apart)


def seen(*groups: Group, certainty: float = 1.0):
    beliefs = [Belief(group.matches[0], certainty) for group in groups]
    return Surroundings(groups).seen(beliefs)


def test_each_candidate_is_measured_from_the_nearest_of_the_others_round_the_date_line():
    groups = group(SUVA, GORIS), group(SAMOA), group(KAPAN), group(FIJI)
    view = seen(*groups, certainty=0.75)
    context = view.context(0)
    assert {anchor.place for anchor in context.anchors} == {SAMOA, KAPAN, FIJI}
    expected = {p.id: nearest(p, context.anchors, "suva")[0] for p in (SUVA, GORIS)}
    assert context.nearest_km == pytest.approx(expected, abs=1e-6)
    assert context.nearest_km[SUVA.id] == pytest.approx(1152 + 10, abs=1)


def test_the_only_name_of_a_document_lies_near_nothing():
    assert seen(group(GORIS)).context(0).nearest_km == {GORIS.id: float("inf")}


def test_a_name_is_not_measured_from_another_reading_of_itself():
    city, district = group(GORIS), group(GORIS, start=20)
    assert seen(city, district).context(0).nearest_km == {GORIS.id: float("inf")}


def test_who_stands_in_for_a_site_and_who_is_unknown_say_nothing():
    groups = group(GORIS), group(KAPAN, match=STAND_IN), group(SUVA)
    view = Surroundings(groups).seen([None, Belief(groups[1].matches[0], 1.0), None])
    assert view.context(0).anchors == []


@pytest.mark.parametrize("role", [Role.METONYM, Role.DEMONYM])
def test_a_people_is_no_setting(role):
    view = seen(group(GORIS), group(SUVA, role=role), group(KAPAN))
    assert view.context(0).settings == {"AM"}


def test_what_stands_beside_shares_a_sentence_or_a_list():
    lists = frozenset({7})
    groups = group(GORIS, lists=lists), group(SUVA), group(KAPAN, sentence=1, lists=lists)
    beside = seen(*groups).beside(0)
    assert beside.countries == {"FJ"}
    assert beside.towns == (KAPAN.position,)
    assert not any(seen(*groups, certainty=0.5).beside(0))


def test_what_tells_a_namesake_apart_is_no_context_of_the_name():
    groups = group(GORIS, told_apart=frozenset({30})), group(SUVA, start=30), group(KAPAN, start=50)
    view = seen(*groups)
    assert view.told_apart(0) == (SUVA,)
    assert [anchor.place for anchor in view.context(0).anchors] == [KAPAN]
    assert view.context(0).nearest_km[GORIS.id] == pytest.approx(34, abs=1)
    assert view.told_apart(2) == ()
