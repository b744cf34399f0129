"""Codes of other data sets: what is mapped, and what is left open."""

import csv
from datetime import date

import pytest

from geomap.export.codes import SCHEMES, code_columns
from geomap.export.columns import reader, told_of
from geomap.models import DatePrecision, GeoPrecision, IncidentType, TerritoryStatus
from geomap.resources import packaged
from tests.webmap import samples

DISTRICT = samples.LACHIN_DISTRICT.model_copy(update={"feature_code": "ADM2"})

WATERS = TerritoryStatus(day=None, at_sea=True, country="AM")


def codes(kind: IncidentType, **fields):
    one = samples.incident(0, "hit", kind, **{"place": samples.GORIS} | fields)
    [told] = told_of(samples.report().model_copy(update={"incidents": (one,)}))
    return reader(code_columns(tuple(SCHEMES)))(told)


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("shelling", {"killed": 3}, {
            "acled_event_type": "Explosions/Remote violence",
            "acled_sub_event_type": "Shelling/artillery/missile attack",
            "ucdp_type_of_violence": 1, "plover_event_type": "ASSAULT",
            "plover_mode": "heavy-weapons",
        }),
        ("shelling", {"killed": 0}, {"ucdp_type_of_violence": None}),
        ("shelling", {}, {"ucdp_type_of_violence": None, "ucdp_date_prec": 1}),
        ("violence_against_civilians", {"killed": 1}, {"ucdp_type_of_violence": 3}),
        ("disaster", {"killed": 9}, {
            "acled_event_type": None, "ucdp_type_of_violence": None, "plover_event_type": None,
        }),
        ("ceasefire", {}, {"plover_event_type": "RETREAT", "plover_mode": "ceasefire"}),
        ("protest", {"geo_precision": GeoPrecision.NEAR}, {
            "acled_geo_precision": 2, "ucdp_where_prec": 2, "plover_mode": "demo",
        }),
        ("riot", {"geo_precision": GeoPrecision.NEAR, "radius_km": 26}, {
            "ucdp_where_prec": 5, "plover_mode": "riot",
        }),
        ("protest", {"geo_precision": GeoPrecision.EXACT, "radius_km": 26}, {"ucdp_where_prec": 1}),
        ("protest", {"place": None, "geo_precision": GeoPrecision.EXACT}, {
            "ucdp_where_prec": None, "acled_geo_precision": None,
        }),
        ("protest", {"geo_precision": GeoPrecision.COUNTRY}, {
            "ucdp_where_prec": 6, "acled_geo_precision": None,
        }),
        ("shelling", {"territory": TerritoryStatus(day=None, at_sea=True)}, {"ucdp_where_prec": 7}),
        ("shelling", {"territory": WATERS, "geo_precision": GeoPrecision.EXACT}, {
            "ucdp_where_prec": 1,
        }),
        ("protest", {"place": samples.LACHIN_DISTRICT, "geo_precision": GeoPrecision.AREA}, {
            "acled_geo_precision": 3, "ucdp_where_prec": 4,
        }),
        ("protest", {"place": samples.RANGE, "geo_precision": GeoPrecision.AREA}, {
            "ucdp_where_prec": 5,
        }),
        ("protest", {"place": DISTRICT, "geo_precision": GeoPrecision.AREA}, {
            "ucdp_where_prec": 3, "acled_geo_precision": 3,
        }),
        ("protest", {"start": date(2022, 9, 12), "end": date(2022, 9, 13)}, {
            "acled_time_precision": 2, "ucdp_date_prec": 2,
        }),
        ("protest", {"start": date(2022, 9, 1), "end": date(2022, 9, 7)}, {
            "acled_time_precision": 2, "ucdp_date_prec": 3,
        }),
        ("protest", {"start": date(2022, 9, 1), "end": date(2022, 9, 8)}, {
            "acled_time_precision": 3, "ucdp_date_prec": 4,
        }),
        ("protest", {"start": date(2020, 9, 1), "end": date(2022, 9, 8)}, {
            "acled_time_precision": None, "ucdp_date_prec": None,
        }),
        ("protest", {"date_precision": DatePrecision.MONTH}, {
            "acled_time_precision": 3, "ucdp_date_prec": 4,
        }),
        ("protest", {"date_precision": DatePrecision.UNKNOWN}, {
            "acled_time_precision": None, "ucdp_date_prec": None,
        }),
    ],
)  # fmt: skip
def test_codes_of_an_incident(kind, fields, expected):
    assert expected.items() <= codes(IncidentType(kind), **fields).items()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_tables_name_types_that_there_are(scheme):
    with packaged("data", "codes", f"{scheme}.csv").open(encoding="utf-8", newline="") as file:
        types = [row["type"] for row in csv.DictReader(file)]
    assert len(types) == len(set(types))
    assert set(types) <= set(IncidentType)


def test_columns_come_in_one_order_whatever_is_asked_first():
    assert code_columns(("plover", "acled")) == code_columns(("acled", "plover"))
    assert code_columns(()) == ()
