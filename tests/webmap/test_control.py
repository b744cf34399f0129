"""The hatched ground: which areas a map gets, and whose they are on a day."""

from datetime import date

import pytest
import shapely

from geomap.boundaries import Boundaries
from geomap.territory import Ledger, add_layer
from geomap.territory.ledger import Area, AreaKind, Claim, Control
from geomap.webmap.control import control_ground

BOX = (44.0, 38.0, 49.0, 42.0)


def _area(name: str, kind: str, where: str, size: float, **fields) -> Area:
    return Area(area=name, name=name, kind=AreaKind(kind), where=where, size=size, **fields)


def _ledger(*areas: Area) -> Ledger:
    row = {"holder": "Neighbour", "since": date(2020, 1, 1), "source": "a treaty"}
    control = {a.area: (Control(area=a.area, **row),) for a in areas}
    return Ledger({a.area: a for a in areas}, control, {}, {}, {})


@pytest.fixture(scope="module")
def frame() -> dict:
    return {"box": list(BOX), "layers": Boundaries.open().base_map(*BOX)}


INNER = _area("inner", "circle", "47.0 40.0 5", 0.01, country="AZ")
OUTER = _area("outer", "polygon", "46.6 39.7, 47.4 39.7, 47.4 40.3, 46.6 40.3", 0.5, country="AZ")
DISTRICT = _area("district", "admin", "gn:147626", 0.2, country="AZ")
ELSEWHERE = _area("elsewhere", "circle", "10.0 50.0 5", 0.01, country="DE")
AS_A_WHOLE = _area("whole", "place", "gn:147626", 0, country="AZ")
NOBODYS = _area("nobodys", "circle", "47.0 40.0 5", 0.01)
ACROSS = _area("across", "polygon", "45.0 39.0, 47.4 39.0, 47.4 40.3, 45.0 40.3", 2.0, country="AZ")


@pytest.mark.parametrize(
    ("areas", "drawn"),
    [
        ([], []),
        ([INNER, OUTER], ["inner", "outer"]),
        ([DISTRICT], ["district"]),
        ([ELSEWHERE], []),
        ([NOBODYS], []),
        ([AS_A_WHOLE], []),
    ],
)
def test_areas_in_the_frame_whose_ground_is_known_by_law(frame, areas, drawn) -> None:
    made = control_ground([frame], Boundaries.open(), _ledger(*areas))
    assert [area["name"] for area in made["areas"]] == drawn


def test_ground_lies_side_by_side_and_the_finest_area_speaks_first(frame) -> None:
    made = control_ground([frame], Boundaries.open(), _ledger(INNER, OUTER))
    assert [piece["of"] for piece in made["pieces"]] == [[0, 1], [1]]
    assert {piece["lawful"] for piece in made["pieces"]} == {"Azerbaijan"}
    inner, outer = (shapely.geometry.shape(piece["shape"]) for piece in made["pieces"])
    assert inner.intersection(outer).area < 1e-9
    assert inner.union(outer).area == pytest.approx(0.8 * 0.6, rel=0.01)
    assert made["areas"][1]["rows"] == [
        ["2020-01-01", None, ["Neighbour"], "controlled", "a treaty"]
    ]


def test_neighbours_have_their_points_in_common(frame) -> None:
    made = control_ground([frame], Boundaries.open(), _ledger(INNER, OUTER))
    inner, outer = (
        {tuple(point) for part in piece["shape"]["coordinates"] for ring in part for point in ring}
        for piece in made["pieces"]
    )
    assert inner <= outer


def test_a_state_sees_the_ground_in_its_areas_as_it_sees_them(frame) -> None:
    ledger = _ledger(INNER, OUTER)
    claim = Claim(area="outer", claimant="AM", since=date(1991, 1, 1), source="a law")
    claimed = ledger._replace(claims={"outer": (claim,)})
    seen = control_ground([frame], Boundaries.open(), claimed, worldview="AM")
    both = [["", "Azerbaijan"], ["1991-01-01", "Armenia"]]
    assert [piece["shown"] for piece in seen["pieces"]] == [both, both]
    un = control_ground([frame], Boundaries.open(), claimed)
    assert [piece["shown"] for piece in un["pieces"]] == [[["", "Azerbaijan"]]] * 2


def test_an_area_ends_at_the_border_of_its_state(frame) -> None:
    (piece,) = control_ground([frame], Boundaries.open(), _ledger(ACROSS))["pieces"]
    shape = shapely.geometry.shape(piece["shape"])
    assert shape.contains(shapely.Point(47.0, 40.0))
    assert not shape.contains(shapely.Point(46.0, 39.4))  # Armenia
    assert 0 < shape.area < 2.4 * 1.3


def test_a_map_without_frames_has_no_areas() -> None:
    assert control_ground([], Boundaries.open(), _ledger(INNER)) == {"areas": [], "pieces": []}


def test_a_layer_of_the_users_own_is_drawn(frame, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GEOMAP_HOME", str(tmp_path))
    square = shapely.box(46.9, 39.9, 47.1, 40.1)
    (tmp_path / "front.geojson").write_text(shapely.to_geojson(square), encoding="utf-8")
    add_layer(
        tmp_path / "front.geojson", since=date(2022, 9, 1), until=None,
        controlled_by="Armenia", source="our reporter, 2 September 2022",
    )  # fmt: skip
    made = control_ground([frame], Boundaries.open())
    assert made["areas"][0]["name"] == "front"  # it speaks before the packaged ones
    own = [piece for piece in made["pieces"] if piece["of"][0] == 0]
    assert own
    assert {piece["lawful"] for piece in own} == {"Azerbaijan"}
    assert made["areas"][0]["rows"][0][2] == ["Armenia"]
