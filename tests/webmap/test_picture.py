"""Pictures of the map: all that a reader needs is on them, nothing lies on anything, same bytes."""

import re
from io import BytesIO
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from geomap.errors import ExportError
from geomap.models import GeoPrecision, IncidentType, LonLat, Report
from geomap.territory import words_of
from geomap.webmap import save_picture, to_svg
from geomap.webmap.looks import colours
from geomap.webmap.picture import saving
from geomap.webmap.picture.svg import width_of
from tests.webmap import samples
from tests.webmap.test_browser import HOSTILE, _hostile_report

SVG = "{http://www.w3.org/2000/svg}"
TOWNS = [samples.GORIS, samples.JERMUK.model_copy(update={"population": 300_000, "name": "Vayk"})]


@pytest.fixture(scope="module")
def drawn() -> str:
    return to_svg([samples.report()], places=TOWNS)


@pytest.fixture(scope="module")
def tree(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)


def _words(tree: ET.Element) -> list[str]:
    return ["".join(node.itertext()) for node in tree.iter(f"{SVG}text")]


def test_same_reports_give_the_same_bytes(drawn: str) -> None:
    assert to_svg([samples.report()], places=TOWNS) == drawn


# what must be told on the picture
TOLD = [
    "A night of shelling at the border", "8 incidents in 1 report, 13 August 2022 to 13 September",
    "Shelling", "Ceasefire", "Claimed by one side", "Denied by another side",
    "Confirmed by several sides", "Near it, within the circle", "Somewhere in this area",
    "Ground, 13 August 2022 to 13 September 2022", "Not held as by law", "Goris",
    "Zabukh", " km", "OpenStreetMap contributors",
    "GeoNames", "take no side", "geomap 0.1.0",
]  # fmt: skip


@pytest.mark.parametrize("told", TOLD)
def test_what_a_reader_needs_is_told(tree: ET.Element, told: str) -> None:
    assert told in " ".join(_words(tree))


def test_names_do_not_lie_on_one_another(tree: ET.Element) -> None:
    boxes = []
    for node in tree.iter(f"{SVG}text"):
        if node.get("paint-order") != "stroke" or node.text.endswith(" km"):
            continue
        wide, size = width_of(node.text, float(node.get("font-size"))), float(node.get("font-size"))
        x, y = float(node.get("x")), float(node.get("y"))
        boxes.append((x - wide / 2, y - size * 0.8, x + wide / 2, y + 0.2 * size))
    assert len(boxes) > 5
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), (a, b)


def test_a_picture_of_nothing_shows_the_world() -> None:
    report = Report(document=samples.report().document)
    assert "0 incidents in 1 report" in " ".join(_words(ET.fromstring(to_svg([report]))))


def _all_over(count: int) -> Report:
    """Return a report of a crowd of villages, and of a town far from them."""
    places = [
        samples.GORIS.model_copy(update={
            "id": f"user:{n}", "name": f"Village {n}",
            "position": LonLat(46.0 + n % 3 * 0.2, 39.2 + n // 3 * 0.2),
        })
        for n in range(count)
    ]  # fmt: skip
    far = samples.GORIS.model_copy(
        update={"id": "user:far", "name": "Far town", "position": LonLat(30.0, 50.0)}
    )
    told = tuple(
        samples.incident(1, "fell", IncidentType.SHELLING, place=place, id=place.id,
            geo_precision=GeoPrecision.EXACT)
        for place in (*places, far)
    )  # fmt: skip
    return samples.report().model_copy(update={"incidents": told})


def test_a_crowd_is_told_apart_in_an_inset() -> None:
    crowded = ET.fromstring(to_svg([_all_over(9)]))
    assert len([c for c in crowded.iter(f"{SVG}clipPath") if c.get("id") != "frame"]) == 1
    words = _words(crowded)
    assert {f"Village {n}" for n in range(9)} <= set(words)
    assert "9" in words  # its ring stays on the map
    assert "Far town" in words


def test_what_lies_apart_needs_no_inset() -> None:
    apart = ET.fromstring(to_svg([_all_over(2)]))
    assert [c.get("id") for c in apart.iter(f"{SVG}clipPath")] == ["frame"]
    assert "Village 0 + 1 more" in _words(apart)


def test_a_ring_is_called_by_the_place_where_most_happened() -> None:
    report = _all_over(3)
    again = report.incidents[2].model_copy(update={"id": "again"})
    told = report.model_copy(update={"incidents": (*report.incidents, again)})
    assert "Village 2 + 2 more" in _words(ET.fromstring(to_svg([told])))


@pytest.mark.parametrize(("view", "name"), [("un", "KOSOVO"), ("RS", "KOSOVO (SERBIA)")])
def test_a_country_is_called_as_the_view_has_it_and_the_view_is_named(view, name) -> None:
    words = _words(ET.fromstring(to_svg([samples.in_kosovo(view)])))
    assert name in words
    assert words_of(view) in " ".join(words)


def test_a_title_is_not_said_twice() -> None:
    untitled = samples.report(title=None)
    words = _words(ET.fromstring(to_svg([untitled])))
    assert words[:2] == ["8 incidents in 1 report", "13 August 2022 to 13 September 2022"]


def test_the_colours_of_the_legend_are_those_of_the_picture() -> None:
    """However many tones the smoothing of edges makes, 256 colours hold all of the theme's."""
    tones = np.random.default_rng(5).integers(0, 256, (60, 60, 3), dtype=np.uint8)
    own = [bytes.fromhex(colour[1:]) for colour in colours().values()]
    tones[0, : len(own)] = [list(colour) for colour in own]
    numbers, palette = saving.flattened(tones)
    assert palette.shape == (256, 3)
    assert [bytes(c) for c in palette[numbers][0, : len(own)]] == own


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    tree = ET.fromstring(to_svg([_hostile_report(text)]))
    assert {node.tag.removeprefix(SVG) for node in tree.iter()} <= {
        "svg", "title", "defs", "pattern", "clipPath", "rect", "g", "path", "circle", "text",
    }  # fmt: skip
    shown = re.sub("[\x00\x1b]", "\ufffd", text)
    assert shown.split() == tree.find(f"{SVG}title").text.split()


def test_png_is_what_is_drawn(tmp_path) -> None:
    from PIL import Image

    save_picture([samples.report()], tmp_path / "map.png", places=TOWNS)
    content = (tmp_path / "map.png").read_bytes()
    assert len(content) < 300_000
    with Image.open(BytesIO(content)) as image:
        assert image.size == (1200, 860)
        assert len(image.convert("RGB").getcolors(1 << 24)) > 20
    save_picture([samples.report()], tmp_path / "again.png", places=TOWNS)
    assert (tmp_path / "again.png").read_bytes() == content


def test_svg_is_written_as_drawn(tmp_path, drawn: str) -> None:
    save_picture([samples.report()], tmp_path / "map.svg", places=TOWNS)
    assert (tmp_path / "map.svg").read_text(encoding="utf-8") == drawn


def test_other_kinds_are_refused(tmp_path) -> None:
    with pytest.raises(ExportError, match=r"must end in \.png or \.svg"):
        save_picture([samples.report()], tmp_path / "map.gif")


def test_without_the_extra_the_extra_is_named(tmp_path, monkeypatch) -> None:
    saving._has_letters.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(ExportError, match=r"geomap\[picture\]"):
        save_picture([samples.report()], tmp_path / "map.png")
    assert list(tmp_path.iterdir()) == []


def test_without_a_font_it_is_told(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(saving, "_has_letters", lambda: False)
    with pytest.raises(ExportError, match="no font"):
        save_picture([samples.report()], tmp_path / "map.png")
