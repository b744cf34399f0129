"""Halves of double names, and the towns that they mean in some countries."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.build import build
from geomap.gazetteer.doubles import by_half, halves
from geomap.gazetteer.sources import table

HEAD = "id,name,names,codes,lat,lon,country,admin1,admin2,feature,population,source"
TOWNS = [
    "gn:1,Castrop-Rauxel,,,51.5,7.3,DE,07,,P.PPL,73126,geonames",
    "gn:2,Ober-Ramstadt,,,49.8,8.7,DE,05,,P.PPL,15000,geonames",
    "gn:3,Ober-Olm,,,49.9,8.2,DE,08,,P.PPL,4000,geonames",
    "gn:4,Rauxel-Land,,,51.6,7.4,DE,07,,A.ADM3,9000,geonames",
    "gn:5,Castrop-Heim,,,47.0,7.0,CH,BE,,P.PPL,500,geonames",
]


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    folder = tmp_path_factory.mktemp("doubles")
    (folder / "towns.csv").write_text("\n".join([HEAD, *TOWNS, ""]), "utf-8")
    build(folder / "gazetteer.sqlite", [table(folder / "towns.csv", "towns")])
    with Gazetteer.open(folder / "gazetteer.sqlite") as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Castrop-Rauxel", ("Castrop", "Rauxel")),
        ("Bad Neustadt-Brendlorenzen", ("Bad Neustadt", "Brendlorenzen")),
        ("Stoke-on-Trent", ()),
        ("Ust-Kamenogorsk", ()),
        ("Toli-toli", ()),
        ("Goris", ()),
    ],
)
def test_halves(name, expected):
    assert halves(name) == expected


def test_a_half_that_towns_share_stands_for_none():
    found = by_half(["Upper-Aros", "Upper-Brand", "Aros-Dale"])
    assert found == {"brand": "upper brand", "dale": "aros dale"}


@pytest.mark.parametrize(
    ("half", "countries", "expected"),
    [
        ("Castrop", {"DE"}, ["gn:1"]),
        ("Rauxel", {"DE", "FR"}, ["gn:1"]),
        ("CASTROP", {"CH", "DE"}, ["gn:1", "gn:5"]),
        ("Castrop", {"FR", ""}, []),
        ("Land", {"DE"}, []),  # no town
        ("", {"DE"}, []),
    ],
)
def test_towns_are_found_by_half_of_their_names(towns, half, countries, expected):
    assert [match.place.id for match in towns.by_half(half, countries)] == expected
    assert towns.lookup(half) == ()
