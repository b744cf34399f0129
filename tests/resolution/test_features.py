import pytest

from geomap.gazetteer import Match
from geomap.models import Kind, LonLat, Place, Role
from geomap.resolution.context import make_context
from geomap.resolution.features import (
    Query,
    beside_its_list,
    dwarfed,
    kind_fit,
    make_beside,
    qualified_otherwise,
    without_a_town,
    worldwide,
)

NOWHERE = make_context(())


def place(feature: str, country: str | None = None, population: int = 0) -> Place:
    feature_class, _, code = feature.partition(".")
    return Place(
        id="gn:1", name="X", position=LonLat(0, 0), feature_class=feature_class,
        feature_code=code, country=country, population=population,
    )  # fmt: skip


def query(**at_home: int) -> Query:
    return Query(
        name="x", text="X", kind=None, kind_is_written=False, role=Role.LITERAL, qualifiers=(),
        most=max(at_home.values()), at_home=at_home,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("country", "population", "expected"),
    [("US", 9_999, 0.571), ("US", 99_999_999, 0.0), ("GE", 9_999, 0.0), ("FR", 9_999, 0.0)],
)
def test_a_small_place_is_dwarfed_by_a_namesake_in_its_own_country(country, population, expected):
    asked = query(US=99_999_999, GE=9_999)
    match = Match(place("P.PPL", country, population), "X", "exact")
    assert dwarfed(asked, match, NOWHERE) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize(
    ("feature", "country", "expected"),
    [("L.CONT", None, 1), ("H.SEA", None, 1), ("T.ISL", None, 1), ("T.ISL", "GR", 0),
     ("P.PPL", None, 0)],
)  # fmt: skip
def test_what_no_country_holds_is_worldwide(feature, country, expected):
    match = Match(place(feature, country), "X", "exact")
    assert worldwide(query(US=1), match, NOWHERE) == expected


@pytest.mark.parametrize(
    ("feature", "inhabitants", "expected"),
    [("H.SEA", 0, 1), ("S.AIRP", 0, 1), ("H.SEA", 700, 0), ("P.PPL", 0, 0), ("A.ADM1", 0, 0)],
)
def test_a_sea_whose_name_no_town_bears_is_hardly_another(feature, inhabitants, expected):
    match = Match(place(feature), "X", "exact")
    assert without_a_town(query(US=inhabitants), match, NOWHERE) == expected


@pytest.mark.parametrize(
    ("feature", "country", "expected"),
    [("P.PPL", "GR", 1), ("P.PPL", "GE", 0), ("H.OCN", None, 0), ("T.ISL", None, 0)],
)
def test_what_no_country_holds_is_not_put_elsewhere_by_one(feature, country, expected):
    asked = query(US=1)._replace(
        qualifiers=(place("A.PCLI", "GE").model_copy(update={"id": "gn:2"}),)
    )
    match = Match(place(feature, country), "X", "exact")
    assert qualified_otherwise(asked, match, NOWHERE) == expected


@pytest.mark.parametrize(
    ("kind", "feature", "fit"),
    [(Kind.COUNTRY, "A.PCLI", 1), (Kind.COUNTRY, "A.ADM1", 0), (Kind.COUNTRY, "L.CONT", 0.5),
     (Kind.REGION, "T.ISL", 0.5), (Kind.AREA, "H.SEA", 0.5), (Kind.SETTLEMENT, "L.CONT", 0),
     (Kind.REGION, "A.ADM1", 1), (None, "P.PPL", 0)],
)  # fmt: skip
def test_a_kind_may_fit_nearly(kind, feature, fit):
    assert kind_fit(kind, place(feature)) == fit


@pytest.mark.parametrize(
    ("feature", "peers", "expected"),
    [
        ("P.PPL", [("P.PPL", 0.0)], 1.0),
        ("P.PPL", [("P.PPL", 1.0), ("P.PPL", 9.0)], 0.025),  # 111 km on the equator
        ("P.PPL", [("A.ADM2", 0.0)], 0.0),
        ("A.ADM2", [("P.PPL", 0.0)], 0.0),
        ("P.PPL", [], 0.0),
    ],
)
def test_towns_of_a_list_lie_beside_one_another(feature, peers, expected):
    towns = [
        place(code).model_copy(update={"position": LonLat(degrees, 0)}) for code, degrees in peers
    ]
    asked = query(US=1)._replace(beside=make_beside((), towns))
    match = Match(place(feature), "X", "exact")
    assert beside_its_list(asked, match, NOWHERE) == pytest.approx(expected, abs=0.001)
