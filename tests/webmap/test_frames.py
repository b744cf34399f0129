"""Which regions are drawn in detail: a table of where incidents lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.models import LonLat
from geomap.webmap.frames import frames_of, surroundings_of

POINTS = st.lists(st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90)), max_size=60)

# what lies where, the points, how many boxes
CASES = [
    ("nothing", [], 0),
    ("one place", [(46.3, 39.5)], 1),
    ("one border", [(46.3, 39.5), (45.7, 39.8), (46.0, 40.5)], 1),
    ("two parts of one region, and the region under them", [(46.3, 39.5), (41.0, 46.0)], 3),
    ("two continents", [(46.3, 39.5), (-74.0, 4.6)], 2),
]


@pytest.mark.parametrize(("words", "points", "boxes"), CASES, ids=[c[0] for c in CASES])
def test_boxes(words: str, points: list[tuple[float, float]], boxes: int) -> None:
    assert len(frames_of(LonLat(*p) for p in points)) == boxes


def test_the_whole_region_lies_under_its_parts() -> None:
    whole, *parts = frames_of([LonLat(46.3, 39.5), LonLat(41.0, 46.0)])
    for part in parts:
        assert whole.west <= part.west < part.east <= whole.east
        assert whole.south <= part.south < part.north <= whole.north


@given(POINTS)
def test_boxes_are_few_and_on_the_globe(points: list[LonLat]) -> None:
    frames = frames_of(points)
    assert len(frames) <= 16 + 8  # parts, and regions of at least two parts each
    for frame in frames:
        assert -180 <= frame.west < frame.east <= 180
        assert -90 <= frame.south < frame.north <= 90


@given(POINTS.filter(bool))
def test_each_place_lies_in_a_box_where_there_are_few(points: list[LonLat]) -> None:
    few = [LonLat(p.lon / 20 + 20, p.lat / 20 + 10) for p in points]
    frames = frames_of(few)
    assert all(any(frame.holds(point) for frame in frames) for point in few)


@given(POINTS)
def test_the_same_points_give_the_same_boxes(points: list[LonLat]) -> None:
    assert frames_of(points) == frames_of(list(points))


def test_a_region_has_ground_round_it_that_fills_a_wide_screen() -> None:
    frames = frames_of([LonLat(46.3, 39.5)])
    (wide,) = surroundings_of(frames)
    assert wide.west < frames[0].west - 8
    assert wide.east > frames[0].east + 8


@given(POINTS)
def test_ground_round_frames_is_bounded(points: list[LonLat]) -> None:
    wide = surroundings_of(frames_of(points))
    assert sum((f.east - f.west) * (f.north - f.south) for f in wide) <= 8000
