"""The table of places in the news: every row stands where it says, and is found by its names."""

import csv
import re

import pytest

from geomap.boundaries import Boundaries
from geomap.globe import distance_km
from geomap.models import LonLat
from geomap.resources import packaged

# Ranges and straits that lie on a border, and East Jerusalem, which the outlines give to neither.
_ON_THE_LINE_KM = 2.5
_PARTS = {"HK": "CN", "NC": "FR"}  # codes of their own, within the outline of a state

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
    boundaries = Boundaries.open()
    abroad = [
        row["id"]
        for row in rows
        if row["country"]
        and not _lies_in(boundaries, row["country"], float(row["lat"]), float(row["lon"]))
    ]
    assert abroad == []


def test_a_facility_stands_near_its_town(gazetteer):
    """The table's points are good to a few km: a camp outside a city is not in another one."""
    camp = next(m.place for m in gazetteer.lookup("Zamzam camp"))
    town = next(m.place for m in gazetteer.lookup("El Fasher") if m.place.country == "SD")
    assert distance_km(camp.position, town.position) < 25


def _lies_in(boundaries: Boundaries, country: str, lat: float, lon: float) -> bool:
    point = LonLat(lon=lon, lat=lat)
    inside = boundaries.country_at(point) in (country, _PARTS.get(country), None)
    return inside or boundaries.border_distance_km(point, country) < _ON_THE_LINE_KM
