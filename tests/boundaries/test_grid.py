"""The grid gives the answer of the polygons, or says that they must be asked."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.boundaries import Boundaries
from geomap.boundaries.grid import MIXED, Grid, make_grid, read_grid, write_grid
from geomap.models import LonLat

BOUNDARIES = Boundaries.open()


@settings(deadline=None, max_examples=200)
@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90))
def test_the_grid_never_contradicts_the_polygons(lon: float, lat: float) -> None:
    by_polygon = BOUNDARIES._countries.at(lon, lat)
    assert BOUNDARIES.country_at(LonLat(lon, lat)) == by_polygon
    assert BOUNDARIES.countries_at([LonLat(lon, lat)]) == [by_polygon]


@pytest.fixture
def grid() -> Grid:
    # one country of 2 by 2 degrees, and one that overlaps its north-east quarter
    return make_grid(["AA", "BB"], [shapely.box(0, 0, 2, 2), shapely.box(1, 1, 3, 3)])


@pytest.mark.parametrize(
    ("lon", "lat", "cell"),
    [
        (0.6, 0.6, 1),
        (2.6, 2.6, 2),
        (1.6, 1.6, MIXED),  # both
        (0.1, 0.1, MIXED),  # the border touches the cell
        (-5.0, 0.6, 0),
        (180.0, 90.0, 0),  # the corners of the world
        (-180.0, -90.0, 0),
    ],
)
def test_a_cell_is_one_country_none_or_mixed(grid: Grid, lon: float, lat: float, cell: int) -> None:
    assert grid.at(lon, lat) == cell
    assert grid.at_many(np.array([[lon, lat]])).tolist() == [cell]


def test_a_grid_is_written_to_the_same_bytes_and_read_back(tmp_path: Path, grid: Grid) -> None:
    for name in ("one.gz", "two.gz"):
        write_grid(tmp_path / name, grid)
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
    assert read_grid(tmp_path / "one.gz") == grid


def test_more_countries_than_a_cell_can_tell_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="254"):
        make_grid([f"{i:03}" for i in range(300)], [shapely.box(0, 0, 1, 1)] * 300)


def test_the_shipped_grid_is_that_of_the_shipped_polygons() -> None:
    assert BOUNDARIES._grid == BOUNDARIES.make_grid()
