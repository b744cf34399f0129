"""The embedded base map: each ground drawn once, with its lakes, whatever the detail."""

import pytest
import shapely

from geomap.boundaries import Boundaries
from geomap.models import LonLat
from geomap.webmap.basemap import make_base_map
from geomap.webmap.frames import frames_of

LAYERS = ("land", "lakes", "admin1", "countries")


@pytest.fixture(scope="module")
def made():
    return make_base_map(frames_of([LonLat(46.3, 39.5), LonLat(45.0, 40.3)]), Boundaries.open())


def _pieces(made, layer: str) -> list:
    shapes = [shapely.geometry.shape(piece) for piece in made.ground()[layer]]
    valid = (shapely.make_valid(shapely.get_parts(shape)) for shape in shapes)
    return [shapely.union_all(parts) for parts in valid]


def _layers_at(made, layer: str, lon: float, lat: float) -> int:
    return sum(
        piece.buffer(1e-6).contains(shapely.Point(lon, lat)) for piece in _pieces(made, layer)
    )


# where, how many levels draw land there
@pytest.mark.parametrize(
    ("lon", "lat", "times"), [(46.3, 39.5, 1), (40.0, 39.0, 1), (-100.0, 40.0, 1), (-40.0, 30.0, 0)]
)
def test_ground_is_drawn_once(made, lon: float, lat: float, times: int) -> None:
    assert _layers_at(made, "land", lon, lat) == times


@pytest.mark.parametrize("layer", LAYERS)
def test_no_coarse_piece_reaches_into_a_finer_box(made, layer: str) -> None:
    inner = shapely.box(*made.drawn[-1].box).buffer(-0.01)
    *coarser, _ = _pieces(made, layer)
    assert all(piece.intersection(inner).is_empty for piece in coarser)


# lakes, each at a point on its water
LAKES = [
    ("Sevan", 45.3, 40.35),
    ("Van", 43.0, 38.6),
    ("Urmia", 45.3, 37.7),
    ("Superior", -87.5, 47.7),
]


@pytest.mark.parametrize(("lake", "lon", "lat"), LAKES)
def test_large_lakes_are_water(made, lake: str, lon: float, lat: float) -> None:
    assert _layers_at(made, "lakes", lon, lat) == 1


def test_the_caspian_is_no_land(made) -> None:
    assert _layers_at(made, "land", 50.5, 41.5) == 0


def test_labels_tell_their_box(made) -> None:
    labels = made.labels()
    assert labels[-1]["box"] is None
    assert "Syunik" in {name for level in labels for _, name, *_ in level["regions"]}
    assert {"AM", "AZ"} <= {code for level in labels for code, *_ in level["countries"]}


def test_a_map_of_nothing_shows_the_world() -> None:
    ground = make_base_map([], Boundaries.open()).ground()
    assert len(ground["land"]) == len(ground["countries"]) == 1
