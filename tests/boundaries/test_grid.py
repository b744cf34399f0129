"""The grid gives the answer of the polygons, or says that they must be asked."""

import random
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


@settings(deadline=None, max_examples=200)
@given(lon=st.floats(-180, 180), lat=st.floats(-60, 80))
def test_the_grid_of_units_never_contradicts_their_outlines(lon: float, lat: float) -> None:
    point = LonLat(lon, lat)
    by_outline = BOUNDARIES._asked_unit(point)
    assert BOUNDARIES.admin1_at(point) == by_outline
    assert BOUNDARIES.admin1s_at([point]) == [by_outline]


def test_many_points_on_land_get_the_units_that_each_gets() -> None:
    keys = random.Random(3)
    towns = [LonLat(keys.uniform(-10, 60), keys.uniform(0, 60)) for _ in range(3000)]
    assert BOUNDARIES.admin1s_at(towns) == [BOUNDARIES._asked_unit(town) for town in towns]
    assert BOUNDARIES.are_at_sea(towns) == [BOUNDARIES.at_sea(town) for town in towns]
    assert BOUNDARIES.admin1s_at([]) == []


def test_a_wide_grid_tells_thousands_apart(tmp_path: Path) -> None:
    squares = [shapely.box(x, y, x + 0.9, y + 0.9) for x in range(40) for y in range(10)]
    wide = make_grid((), squares, width=2)
    write_grid(tmp_path / "wide.gz", wide)
    read = read_grid(tmp_path / "wide.gz")
    assert read == wide
    assert read.at(39.5, 9.5) == 400
    assert read.at(39.8, 9.5) == read.mixed == 65535
    assert read.at_many(np.array([[39.5, 9.5], [39.8, 9.5], [-5, 5]])).tolist() == [400, 65535, 0]


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
