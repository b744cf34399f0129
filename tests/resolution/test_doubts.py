"""A namesake far from all that a report speaks of is no answer."""

import pytest

from geomap.gazetteer import Match
from geomap.models import Kind, LonLat, Place, Role
from geomap.resolution import Resolver
from geomap.resolution.candidates import STAND_IN
from geomap.resolution.context import Anchor, make_context
from geomap.resolution.doubts import ELSEWHERE, FAR_NAMESAKE, FAR_STAND_IN, doubt, is_tied
from geomap.resolution.features import Query

GORIS = Place(id="gn:1", name="Goris", position=LonLat(46.3417, 39.5111), feature_class="P",
              feature_code="PPL", country="AM", admin1="08", population=20_000)  # fmt: skip
TEGH = GORIS.model_copy(update={"id": "gn:2", "position": LonLat(46.48, 39.56)})
GYUMRI = GORIS.model_copy(update={"id": "gn:3", "position": LonLat(43.85, 40.79)})
TABRIZ = GORIS.model_copy(
    update={
        "id": "gn:4",
        "position": LonLat(46.29, 38.08),
        "country": "IR",
        "population": 1_500_000,
    }
)
TUNIS = TABRIZ.model_copy(update={"id": "gn:5", "position": LonLat(10.17, 36.82), "country": "TN"})
ARMENIA = GORIS.model_copy(update={"id": "gn:6", "feature_class": "A", "feature_code": "PCLI"})
TOWN = GORIS.model_copy(update={"population": 90_000})
MILLION = GORIS.model_copy(update={"population": 1_000_000})

QUERY = Query(name="goris", text="Goris", kind=None, kind_is_written=False, role=Role.LITERAL,
              qualifiers=(), most=0)  # fmt: skip

DOUBTS = [
    # the match, what is matched, how certain, what else the text names, the doubt
    (GORIS, STAND_IN, 0.9, [TEGH], ""),
    (GORIS, STAND_IN, 0.4, [TEGH], ""),
    (GORIS, STAND_IN, 0.4, [GYUMRI], FAR_STAND_IN),
    (GORIS, STAND_IN, 0.9, [GYUMRI], ""),  # in the country that the text speaks of most
    (GORIS, STAND_IN, 0.9, [TUNIS], FAR_STAND_IN),
    (GORIS, STAND_IN, 0.4, [ARMENIA], FAR_STAND_IN),
    (GORIS, STAND_IN, 0.9, [], FAR_STAND_IN),
    (GORIS, "exact", 0.6, [TUNIS], FAR_NAMESAKE),
    (GORIS, "exact", 0.95, [TUNIS], ""),
    (GORIS, "exact", 0.6, [TABRIZ], ""),  # abroad, but not far
    (GORIS, "exact", 0.6, [TUNIS, ARMENIA], ""),
    (GORIS, "exact", 0.6, [], ""),  # a text of one name says nothing of where it plays
    (TOWN, "exact", 0.4, [TUNIS], FAR_NAMESAKE),
    (TOWN, "exact", 0.6, [TUNIS], ""),
    (TOWN, "alternate", 0.6, [TUNIS], FAR_NAMESAKE),
    (MILLION, "exact", 0.3, [TUNIS], ""),
    (MILLION, "alternate", 0.3, [TUNIS], ""),
    (ARMENIA, "exact", 0.3, [TUNIS], ""),
]


def context_of(*others, weight=1.0, is_setting=True):
    return make_context(
        [Anchor(place, f"x{i}", weight, 1, is_setting) for i, place in enumerate(others)]
    )


@pytest.mark.parametrize(("place", "match", "certainty", "others", "expected"), DOUBTS)
def test_doubts(place, match, certainty, others, expected):
    found = doubt(QUERY, Match(place, "Goris", match), certainty, context_of(*others))
    assert found == expected


ASKED = [
    ({}, MILLION, ""),
    ({"kind": Kind.SETTLEMENT}, MILLION, ""),
    ({"kind": Kind.QUARTER}, MILLION, FAR_NAMESAKE),
    ({"role": Role.EMBEDDED}, GORIS, FAR_NAMESAKE),
    ({"role": Role.METONYM}, GORIS, ""),
    ({"role": Role.DATELINE}, GORIS, ""),
]


@pytest.mark.parametrize(("asked", "place", "expected"), ASKED)
def test_what_is_asked_counts(asked, place, expected):
    query = QUERY._replace(**asked)
    assert doubt(query, Match(place, "Goris", "exact"), 0.6, context_of(TUNIS)) == expected


@pytest.mark.parametrize("told", [{"weight": 0.4}, {"is_setting": False}])
def test_what_does_not_say_where_the_text_plays(told):
    assert doubt(QUERY, Match(GORIS, "Goris", "exact"), 0.6, context_of(TUNIS, **told)) == ""


SYUNIK = ARMENIA.model_copy(update={"id": "gn:7", "feature_code": "ADM1"})
SHIRAK = SYUNIK.model_copy(update={"id": "gn:8", "admin1": "07", "position": LonLat(43.8, 41.0)})
FAR_SHIRAK = SHIRAK.model_copy(update={"position": LonLat(43.8, 42.0)})
INDIA = ARMENIA.model_copy(update={"country": "IN", "position": LonLat(79.0, 22.0)})
CITY = GORIS.model_copy(update={"population": 200_000})

TIED = [
    # the likeliest, how sure, another, how likely that is, whether they are tied
    (GORIS, 0.3, TUNIS, 0.2, True),
    (GORIS, 0.3, TUNIS, 0.1, False),  # the other is much less likely
    (GORIS, 0.5, TUNIS, 0.4, False),  # sure enough
    (GORIS, 0.3, TEGH, 0.2, False),  # both near: an error costs little
    (CITY, 0.3, GYUMRI.model_copy(update={"population": 60_000}), 0.2, False),  # by far the larger
    (CITY, 0.3, TUNIS.model_copy(update={"population": 70_000}), 0.2, True),
    (TOWN, 0.3, TUNIS.model_copy(update={"population": 900}), 0.2, True),  # larger, but no city
    (
        GORIS,
        0.3,
        ARMENIA.model_copy(update={"position": LonLat(41, 42)}),
        0.2,
        False,
    ),  # it is in it
]


@pytest.mark.parametrize(("place", "sure", "other", "likely", "expected"), TIED)
def test_a_choice_between_namesakes_far_apart_may_be_none(place, sure, other, likely, expected):
    matches = [Match(other, "Goris", "exact"), Match(place, "Goris", "exact")]
    assert is_tied(matches, [likely, sure], [1, 0], sure, {}) is expected


@pytest.mark.parametrize(("first", "second", "expected"), [
    ("exact", "alternate", False),
    ("alternate", "exact", True),
    ("alternate", "alternate", True),
])  # fmt: skip
def test_what_is_only_also_called_so_ties_with_no_main_name(first, second, expected):
    matches = [Match(GORIS, "Goris", first), Match(TUNIS, "Goris", second)]
    assert is_tied(matches, [0.3, 0.2], [0, 1], 0.3, {}) is expected


@pytest.mark.parametrize(("km", "other_km", "expected"), [
    (10, 500, False),
    (10, 100, False),
    (10, 50, True),
    (60, 500, True),
])  # fmt: skip
def test_what_lies_beside_another_place_of_the_text_is_no_tie(km, other_km, expected):
    matches = [Match(GORIS, "Goris", "exact"), Match(TUNIS, "Goris", "exact")]
    nearest_km = {GORIS.id: km, TUNIS.id: other_km}
    assert is_tied(matches, [0.3, 0.2], [0, 1], 0.3, nearest_km) is expected


def test_a_city_that_is_only_also_called_so_is_tied_with_a_village_of_that_name():
    matches = [Match(MILLION, "Goris", "alternate"), Match(TUNIS, "Goris", "exact")]
    assert is_tied(matches, [0.3, 0.2], [0, 1], 0.3, {})


STRANGERS = [
    # the place, how sure, how likely none is meant, what is asked besides, the doubt
    (MILLION, 0.5, 0.4, {}, FAR_NAMESAKE),
    (SYUNIK, 0.5, 0.4, {}, FAR_NAMESAKE),
    (MILLION, 0.5, 0.1, {}, ""),
    (MILLION, 0.65, 0.35, {}, ""),
    (ARMENIA, 0.5, 0.4, {}, ""),
    (MILLION, 0.5, 0.4, {"role": Role.METONYM}, ""),
]


@pytest.mark.parametrize(("place", "sure", "absent", "asked", "expected"), STRANGERS)
def test_a_stranger_that_is_hardly_likelier_than_none(place, sure, absent, asked, expected):
    query, match = QUERY._replace(**asked), Match(place, "Goris", "exact")
    assert doubt(query, match, sure, context_of(TUNIS), absent) == expected


WHOLES = [
    # what the text says it lies in, the match, the doubt
    ((SYUNIK,), GORIS, ""),
    ((FAR_SHIRAK,), GORIS, ELSEWHERE),
    ((FAR_SHIRAK, SYUNIK), GORIS, ""),  # one of the readings has it
    ((SHIRAK,), GYUMRI, ""),  # the code of another division, but near
    ((INDIA,), GORIS, ELSEWHERE),
    ((ARMENIA,), TABRIZ.model_copy(update={"population": 900}), ""),  # across a border, but near
    ((FAR_SHIRAK,), CITY, ""),  # writers know it by any border
    ((FAR_SHIRAK,), SYUNIK, ""),
]


@pytest.mark.parametrize(("wholes", "place", "expected"), WHOLES)
def test_a_town_far_from_what_the_text_puts_it_in(wholes, place, expected):
    query = QUERY._replace(qualifiers=wholes)
    assert doubt(query, Match(place, "Goris", "exact"), 0.95, context_of(ARMENIA)) == expected


# Each name with the id that is meant (gn: left out), "" where none is.
REPORTS = {
    "a square is named after anything": (
        "Crowds filled [Republic Square|kind=site|] in [Yerevan|616052], [Armenia|174982]."
    ),
    "so is a street": "In [Kapan|174875] they met in [Goris Street|kind=road|].",
    "a court is in the town of its name": (
        "In [Tegh|kind=settlement|174743] they met at [Goris Court|kind=site|174895]."
    ),
    "not in one on another continent": (
        "A shell hit [Salem Hospital|kind=site|] in [Goris|174895], [Armenia|174982]."
    ),
    "nor does that town tell where it plays": "[Houston Hospital|kind=site|] in [Goris|174895].",
    "who speaks does not tell where": (
        "[Goris|174895] burns, [Paris|role=metonym|kind=settlement|2988507] said."
    ),
}  # fmt: skip


SYUNIK = ARMENIA.model_copy(update={"feature_code": "ADM1"})
SHIRAK = SYUNIK.model_copy(
    update={"id": "gn:7", "position": LonLat(41.0, 41.0), "country": "TR", "admin1": "07"}
)


@pytest.mark.parametrize(
    ("place", "located", "expected"),
    [
        (GORIS, [TEGH], ""),
        (GORIS, [GYUMRI], ELSEWHERE),
        (GORIS, [TEGH, GYUMRI], ELSEWHERE),
        (GORIS, [SYUNIK], ""),  # in it
        (GORIS, [SHIRAK], ELSEWHERE),
        (MILLION, [GYUMRI], ""),
    ],
)
def test_a_town_far_from_where_the_text_says_that_it_lies_is_no_answer(place, located, expected):
    query = QUERY._replace(located=tuple(located))
    found = doubt(query, Match(place, "Goris", "exact"), 0.95, context_of(ARMENIA))
    assert found == expected


@pytest.mark.parametrize("marked", REPORTS.values(), ids=REPORTS.keys())
def test_reports(gazetteer, read_marks, marked):
    document, mentions, expected = read_marks(marked)
    resolutions = Resolver(gazetteer)(document, mentions)
    assert [str((r.place and r.place.geonameid) or "") for r in resolutions] == expected
    assert all(bool(r.reason) == (r.place is None) for r in resolutions)
