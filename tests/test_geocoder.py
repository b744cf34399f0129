"""geopy's interface, over the mini world."""

import pytest
from geopy import Location, Point

from geomap import OfflineGeocoder


@pytest.fixture
def geocoder(mini_gazetteer):
    return OfflineGeocoder(mini_gazetteer)


# query, id, start of the address
GEOCODED = [
    ("Goris", "gn:174895", "Goris, Syunik"),
    ("Goris, Syunik", "gn:174895", "Goris, Syunik"),
    ("Paris", "gn:2988507", "Paris"),
    ("Paris, Texas", "gn:4717560", "Paris, Texas"),
    ("Paris, TX", "gn:4717560", "Paris, Texas"),
    ("Sus, Azerbaijan", "gn:147106", "Sus, Lachin"),
    ({"city": "Sus", "state": "Lachin"}, "gn:147106", "Sus, Lachin"),
    ("Գորիս", "gn:174895", "Goris"),
    ("Zabuhk", "gn:146908", "Zabukh"),
]


@pytest.mark.parametrize(("query", "place_id", "address"), GEOCODED)
def test_geocode(geocoder, query, place_id, address):
    location = geocoder.geocode(query, timeout=10)
    assert isinstance(location, Location)
    assert location.raw["id"] == place_id
    assert location.address.startswith(address)
    lon, lat = location.raw["position"]
    assert (location.latitude, location.longitude) == (lat, lon)


@pytest.mark.parametrize("query", ["", ",", "Nowhere at all", "Goris, Texas", {"city": ""}])
def test_what_is_not_there_is_none(geocoder, query):
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_all_namesakes_or_some(geocoder):
    assert [found.raw["id"] for found in geocoder.geocode("Paris", exactly_one=False)] == [
        "gn:2988507", "gn:4717560",
    ]  # fmt: skip
    assert len(geocoder.geocode("Paris", exactly_one=False, limit=1)) == 1
    assert geocoder.geocode("Paris", country_codes="us").raw["id"] == "gn:4717560"
    assert geocoder.geocode("Paris", country_codes=["de", "it"]) is None


@pytest.mark.parametrize("query", [Point(39.51, 46.34), (39.51, 46.34), "39.51, 46.34"])
def test_reverse(geocoder, query):
    assert geocoder.reverse(query).raw["id"] == "gn:174895"
    near = geocoder.reverse(query, exactly_one=False, limit=3)
    assert near[0].raw["id"] == "gn:174895"


def test_reverse_far_from_everything(geocoder):
    assert geocoder.reverse((-60, -140)) is None


def test_reverse_of_no_point(geocoder):
    with pytest.raises(ValueError, match="Point"):
        geocoder.reverse("somewhere")
