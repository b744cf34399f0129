"""The table of places in the news: every row stands where it says, and is found by its names."""

import csv
import re
from datetime import date

import pytest

from geomap.globe import distance_km
from geomap.models import LonLat
from geomap.resources import packaged
from geomap.territory import Territories

# Mountains that lie on a border.
_ON_THE_LINE = frozenset(
    f"geomap:{name}"
    for name in ("jebel-uweinat-sd", "qandil-mountains-iq", "rwenzori-mountains-ug")
)
# Codes of their own, within the outline of a state.
_PARTS = {"HK": "CN", **dict.fromkeys(("GF", "MQ", "NC", "RE"), "FR")}

# name, country, the id among its matches
PLACES = [
    ("Robotyne", "UA", "gn:695586"),
    ("Rabotino", "UA", "gn:695586"),
    ("Malaya Loknya", "RU", "geomap:malaya-loknya-ru"),
    ("Zamzam", "SD", "geomap:zamzam-camp-sd"),
    ("Barsalogo", "BF", "geomap:barsalogho-bf"),
    ("Laiza", "MM", "geomap:laiza-mm"),
    ("Dahiyeh", "LB", "geomap:dahiyeh-lb"),
    ("Gostiny Dvor", "RU", "geomap:gostiny-dvor-ru"),
    ("Maarat al-Numan", "SY", "gn:167611"),
]


@pytest.fixture(scope="module")
def rows():
    with packaged("data", "gazetteer", "news.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("name", "country", "place_id"), PLACES)
def test_places_of_the_news_are_found(gazetteer, name, country, place_id):
    assert (country, place_id) in {(m.place.country, m.place.id) for m in gazetteer.lookup(name)}


def test_every_row_is_its_own_and_names_its_source(rows):
    assert len({row["id"] for row in rows}) == len(rows) > 15_000
    assert all(re.fullmatch(r"geonames|geomap|wof:\d+", row["source"]) for row in rows)


def test_points_lie_in_their_country(rows):
    """What happens there would else be told of the neighbour's ground."""
    ground = _ground(rows)
    abroad = [
        row["id"]
        for row, told in zip(rows, ground, strict=True)
        if row["source"] == "geomap"  # others stay where their source has them
        and row["country"]
        and not (told.at_sea or told.country in _codes(row["country"]))
    ]
    assert set(abroad) == _ON_THE_LINE


def test_what_several_states_claim_has_no_country(rows):
    ground = _ground(rows)
    claimed = {
        row["id"]: row["country"]
        for row, told in zip(rows, ground, strict=True)
        if {"Spratly Islands", "Paracel Islands", "Shebaa Farms"} & set(told.areas)
        and row["feature"][0] != "P"
    }
    assert len(claimed) > 10
    assert set(claimed.values()) == {""}


def test_a_facility_stands_near_its_town(gazetteer):
    """The table's points are good to a few km: a camp outside a city is not in another one."""
    camp = next(m.place for m in gazetteer.lookup("Zamzam camp"))
    town = next(m.place for m in gazetteer.lookup("El Fasher") if m.place.country == "SD")
    assert distance_km(camp.position, town.position) < 25


def _ground(rows):
    points = [LonLat(lon=float(row["lon"]), lat=float(row["lat"])) for row in rows]
    return Territories.open().classify_many(points, on=date(2024, 6, 1))


def _codes(country: str) -> set[str | None]:
    return {country, _PARTS.get(country)}
