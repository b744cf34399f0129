import json

import pytest
from shapely import Point

from geomap.boundaries import Boundaries
from geomap.errors import DataError
from geomap.gazetteer import geonamescache
from geomap.gazetteer.sources import default_sources

# name, country, the id among its matches, the plain name of its admin-1
PLACES = [
    ("Zabukh", "AZ", "gn:146908", "Lachin"),
    ("Sus", "AZ", "gn:147106", "Lachin"),
    ("Kelbajar", "AZ", "gn:586268", "Kalbajar"),
    ("Karvachar", "AZ", "gn:586268", "Kalbajar"),
    ("Кельбаджар", "AZ", "gn:586047", "Kalbajar"),
    ("Dashkesan", "AZ", "gn:586765", "Dashkasan"),
    ("Kedabek", "AZ", "gn:586573", "Gadabay"),
    ("Stepanakert", "AZ", "gn:146970", "Khankendi"),
    ("Berdzor", "AZ", "gn:147625", "Lachin"),
    ("Martakert", "AZ", "gn:587379", "Tartar"),
    ("Shushi", "AZ", "gn:147105", "Shusha"),
    ("Parukh", "AZ", "gn:824370", "Khojaly"),
    ("Lisagor", "AZ", "gn:147593", "Shusha"),
    ("Askipara", "AZ", "gn:584643", "Gazakh"),
    ("Sotk", "AM", "gn:616041", "Gegharkunik"),
    ("Verin Shorzha", "AM", "gn:616085", "Gegharkunik"),
    ("Nerkin Hand", "AM", "gn:174815", "Syunik"),
    ("Kornidzor", "AM", "gn:174840", "Syunik"),
    ("Tegh", "AM", "gn:174743", "Syunik"),
    ("Voskepar", "AM", "gn:616074", "Tavush"),
    ("Artsvashen", "AM", "gn:616883", "Gegharkunik"),
    ("Tskhinval", "GE", "gn:611403", "Shida Kartli"),
    ("Sokhumi", "GE", "gn:611847", "Abkhazia"),
    ("Sousse", "TN", "gn:2464915", "Sousse"),
    ("Wad Madani", "SD", "gn:364103", "Gezira"),
    ("Marrakesh", "MA", "gn:2542997", "Marrakesh-Safi"),
]

# name, id of the first match
LARGE = [
    ("U.S.", "gn:6252001"), ("UK", "gn:2635167"), ("UAE", "gn:290557"), ("DRC", "gn:203312"),
    ("Ivory Coast", "gn:2287781"), ("Burma", "gn:1327865"), ("Turkiye", "gn:298795"),
    ("Great Britain", "gn:2635167"), ("Palestine", "gn:6254930"), ("Holland", "gn:2750405"),
    ("Syunik", "gn:409314"), ("Vayots Dzor", "gn:409315"), ("Gezira", "gn:408648"),
    ("Lachin district", "gn:147626"), ("Kalbajar rayon", "gn:586047"), ("Texas", "gn:4736286"),
    ("Harris County", "gn:4696376"), ("Europe", "gn:6255148"), ("Black Sea", "geomap:black-sea"),
    ("Mount Ararat", "geomap:mount-ararat"), ("Lake Sevan", "geomap:lake-sevan"),
    ("Artsakh", "geomap:nagorno-karabakh"), ("Aras River", "geomap:aras"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "country", "place_id", "admin1"), PLACES)
def test_default_gazetteer_knows(gazetteer, name, country, place_id, admin1):
    places = {match.place.id: match.place for match in gazetteer.lookup(name)}
    assert (places[place_id].country, places[place_id].admin1_name) == (country, admin1)


@pytest.mark.parametrize(("name", "place_id"), LARGE)
def test_default_gazetteer_ranks(gazetteer, name, place_id):
    assert gazetteer.lookup(name)[0].place.id == place_id


@pytest.mark.parametrize(
    ("code", "name"),
    [("AZ.28", "Lachin"), ("AZ.26", "Kalbajar"), ("AZ.16", "Dashkasan"), ("AZ.19", "Gadabay"),
     ("AZ.40", "Gazakh"), ("AM.08", "Syunik"), ("AM.10", "Vayots Dzor"), ("SD.38", "Gezira"),
     ("MA.07", "Marrakesh-Safi"), ("IL.01", "Southern"), ("GH.09", "Western"),
     ("UA.13", "Kyiv"), ("GQ.07", "Kie-Ntem"), ("PS.GZ", "Gaza Strip")],
)  # fmt: skip
def test_plain_names_of_admin1(gazetteer, code, name):
    country, _, admin1 = code.partition(".")
    units = [p for p in gazetteer.within(country, admin1) if p.feature_code == "ADM1"]
    assert [(unit.name, unit.admin1_name) for unit in units] == [(name, name)]


# what GeoNames has: name, id, its point
POINTS = [
    ("Chile", "gn:3895114", (-30, -71)),
    ("Ethiopia", "gn:337996", (9, 39.5)),
    ("Canada", "gn:6251999", (60.10867, -113.64258)),
    ("Dien Bien", "gn:1905099", (21.33333, 102.93333)),
    ("Middle East", "gn:6269133", (33.13906, 35.85869)),
    ("Rift Valley Province", "gn:400744", (0.5, 36)),
]


@pytest.mark.parametrize(("name", "place_id", "point"), POINTS)
def test_points_of_countries_and_units_are_those_of_geonames(gazetteer, name, place_id, point):
    place = {match.place.id: match.place for match in gazetteer.lookup(name)}[place_id]
    assert (place.position.lat, place.position.lon) == pytest.approx(point, abs=1e-3)


@pytest.mark.parametrize("country", ["AM", "AZ", "GE", "VN", "KE", "CA"])
def test_points_of_admin1_units_lie_in_their_outlines(gazetteer, country):
    outlines = Boundaries.open()
    for unit in gazetteer.within(country):
        if unit.feature_code == "ADM1" and (outline := outlines.outline(unit.id)):
            assert outline.distance(Point(unit.position)) < 0.3, unit


def test_every_source_says_where_it_comes_from():
    for source in default_sources():
        assert len(source.digest) == 64
        assert source.name
        assert "CC BY" in source.licence
        assert source.canaries or not source.floor


PLACE = {
    "geonameid": 1, "name": "Ա", "latitude": 1.5, "longitude": 2.5, "countrycode": "AM",
    "population": 7, "timezone": "", "admin1code": "",
    "alternatenames": ["Goris", "GRS", "gorisu", "Горис"],
}  # fmt: skip


@pytest.mark.parametrize("chunk", [7, 64, 1 << 20])
@pytest.mark.parametrize("number", [0, 1, 3])
def test_objects_are_decoded_across_chunks(tmp_path, monkeypatch, chunk, number):
    monkeypatch.setattr(geonamescache, "_CHUNK", chunk)
    path = tmp_path / "cities.json"
    path.write_text(json.dumps({str(n): PLACE for n in range(number)}), encoding="utf-8")
    assert list(geonamescache._objects(path)) == [PLACE] * number


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.99])
def test_a_cut_package_file_is_told(tmp_path, keep):
    path = tmp_path / "cities.json"
    text = json.dumps({"1": PLACE, "2": PLACE})
    path.write_text(text[: int(len(text) * keep)], encoding="utf-8")
    with pytest.raises(DataError, match="cut short"):
        list(geonamescache._objects(path))


def test_codes_and_transliterations_are_weak():
    row = geonamescache._row(PLACE, {1: "P.PPLC"})
    assert row.feature == "P.PPLC"
    assert row.names == ("Goris", "Горис")
    assert row.weak == ("GRS", "gorisu")
    assert row.admin1 is None
