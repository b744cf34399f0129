"""Strips along borders: made, packed, and asked by a point."""

from pathlib import Path

import pytest
import shapely

from geomap.boundaries.packed import write_packed
from geomap.boundaries.strips import Strips, make_strips
from geomap.models import LonLat

WEST, EAST = shapely.box(0, 0, 1.5, 3), shapely.box(1.5, 0, 3, 3)
LAND = shapely.box(0, 0, 3, 2)  # the north of both is sea


@pytest.fixture(scope="module")
def strips(tmp_path_factory) -> Strips:
    path: Path = tmp_path_factory.mktemp("strips") / "strips.geojsonl.gz"
    write_packed(path, make_strips("AA|BB", WEST, EAST, LAND))
    return Strips(path)


@pytest.mark.parametrize(
    ("lon", "lat", "borders"),
    [
        (1.5, 1.0, ("AA|BB",)),
        (1.52, 1.0, ("AA|BB",)),  # 2.2 km east
        (1.48, 0.5, ("AA|BB",)),
        (1.53, 1.0, ()),  # 3.3 km
        (1.5, 2.5, ()),  # at sea
        (0.5, 0.5, ()),
        (-100.0, 40.0, ()),
    ],
)
def test_a_point_within_3_km_of_the_line_lies_in_its_strip(strips, lon, lat, borders) -> None:
    assert strips.at(LonLat(lon, lat)) == borders


def test_each_piece_lies_in_one_square_degree(strips) -> None:
    assert {(1, 0), (1, 1)} <= strips.cells
    assert all(0 <= lon <= 2 and -1 <= lat <= 2 for lon, lat in strips.cells)


def test_countries_without_a_common_border_have_no_strip() -> None:
    with pytest.raises(ValueError, match="no common border"):
        list(make_strips("AA|CC", WEST, shapely.box(10, 0, 11, 1), LAND))
    with pytest.raises(ValueError, match="without a polygon"):
        list(make_strips("AA|DD", WEST, None, LAND))
