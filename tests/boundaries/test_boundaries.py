"""Countries on the right side of the line, outlines, and the base map."""

import csv
import gzip
from pathlib import Path

import pytest
import shapely

from geomap.boundaries import Boundaries
from geomap.models import LonLat

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="module")
def boundaries() -> Boundaries:
    return Boundaries.open()


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [
        (46.3417, 39.5111, "AM"),  # Goris
        (46.5305, 39.5476, "AM"),  # Kornidzor, 2 km from the border
        (46.5144, 39.6254, "AZ"),  # Sus
        (46.7499, 39.7601, "AZ"),  # Shusha
        (45.4120, 39.2089, "AZ"),  # Nakhchivan
        (34.1024, 44.9521, "UA"),  # Simferopol
        (41.0234, 43.0015, "GE"),  # Sukhumi
        (43.9701, 42.2276, "GE"),  # Tskhinvali
        (21.1655, 42.6629, "XK"),  # Pristina
        (35.2000, 31.9000, "PS"),  # Ramallah
        (-13.2000, 27.1500, "EH"),  # Laayoune
        (-30.0, 40.0, None),  # the Atlantic
    ],
)
def test_country_at_a_point(
    boundaries: Boundaries, lon: float, lat: float, country: str | None
) -> None:
    assert boundaries.country_at(LonLat(lon, lat)) == country
    assert boundaries.countries_at([LonLat(lon, lat)]) == [country]


def test_towns_of_the_region_lie_in_their_country(boundaries: Boundaries) -> None:
    path = SHARED / "data" / "gazetteer" / "geonames_cities500_2026.tsv.gz"
    if not path.is_file():
        pytest.skip("../shared is absent")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    towns = [(LonLat(float(r[3]), float(r[2])), r[4]) for r in rows[1:] if r[4] in ("AM", "AZ")]
    assert len(towns) == 870
    assert boundaries.countries_at([point for point, _ in towns]) == [code for _, code in towns]


def test_an_outline_is_the_unit_of_the_id(boundaries: Boundaries) -> None:
    syunik = boundaries.outline("gn:409314")
    assert syunik is not None
    assert syunik.is_valid
    assert syunik.bounds[0] < 46.3417 < syunik.bounds[2]
    assert boundaries.outline("gn:1") is None


def test_admin1_at_a_point_names_the_unit(boundaries: Boundaries) -> None:
    admin = boundaries.admin1_at(LonLat(46.3417, 39.5111))
    assert admin is not None
    assert (admin.place_id, admin.country) == ("gn:409314", "AM")
    assert boundaries.admin1_at(LonLat(-30.0, 40.0)) is None


def test_distance_to_the_border(boundaries: Boundaries) -> None:
    assert boundaries.border_distance_km(LonLat(46.5305, 39.5476), "AM") < 4
    assert boundaries.border_distance_km(LonLat(44.5126, 40.1776), "AM") > 15


@pytest.mark.parametrize(
    ("frame", "held_back", "owner", "inside"),
    [
        ((32, 44, 37, 47.5), "RU", "UA", (34.3, 45.2)),  # Crimea
        ((-18, 20, 0, 36), "MA", "EH", (-13.7, 24.2)),  # Western Sahara
    ],
)
def test_a_state_is_not_written_on_ground_that_is_another_s(
    boundaries: Boundaries, frame, held_back, owner, inside
) -> None:
    drawn = [s.properties for s in boundaries.base_map(*frame)["countries"]]
    labels = {p["country"]: LonLat(*p["label"]) for p in drawn}
    assert boundaries.country_at(LonLat(*inside)) == owner
    assert boundaries.country_at(labels[held_back]) == held_back
    assert boundaries.country_at(labels[owner]) == owner


def test_no_state_border_is_drawn_across_another_state(boundaries: Boundaries) -> None:
    isthmus = shapely.box(33.4, 46.0, 34.0, 46.3)  # between Crimea and the mainland
    borders = boundaries.base_map(32, 44, 37, 47.5)["countries"]
    assert not any(s.geometry.intersects(isthmus) for s in borders)


def test_the_base_map_is_clipped_and_small(boundaries: Boundaries) -> None:
    layers = boundaries.base_map(44, 38.5, 48, 41.5)
    assert set(layers) == {"land", "lakes", "countries", "admin1", "admin1_labels"}
    assert {"AM", "AZ", "GE", "IR"} <= {s.properties["country"] for s in layers["countries"]}
    assert "Syunik" in {s.properties["name"] for s in layers["admin1_labels"]}
    assert all(44 <= s.properties["label"][0] <= 48 for s in layers["admin1_labels"])
    drawn = [s.geometry for shapes in layers.values() for s in shapes if s.geometry]
    assert sum(map(shapely.get_num_coordinates, drawn)) < 20_000
    assert boundaries.base_map(44, 38.5, 48, 41.5) == layers


def test_frame_that_cuts_an_outline_into_touching_parts_is_drawn(boundaries: Boundaries) -> None:
    """Clipping left a hole on the edge here, which can't be united with its neighbours."""
    assert boundaries.base_map(30, 20, 64, 40)["land"]


def test_ground_round_a_region_is_clipped_and_borders_are_drawn_once(
    boundaries: Boundaries,
) -> None:
    layers = boundaries.around(40, 36, 52, 44)
    lines = [s.geometry for s in layers["countries"] if s.geometry]
    whole = shapely.union_all(lines)
    assert whole.within(shapely.box(40, 36, 52, 44))
    assert whole.length == pytest.approx(sum(line.length for line in lines), rel=0.01)
    assert {"AM", "AZ", "GE"} <= {s.properties.get("country") for s in layers["countries"]}


def test_world_has_land_borders_and_a_label_for_each_large_country(boundaries: Boundaries) -> None:
    layers = boundaries.world()
    assert layers["land"]
    labelled = {s.properties.get("country") for s in layers["countries"]}
    assert {"BR", "IN", "EH", "XK", "UA"} <= labelled
