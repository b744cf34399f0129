"""The map as a file: one piece, nothing from outside, the same bytes, and still a Folium map."""

import re
import time
from typing import Any

import folium
import pytest

from geomap.boundaries import Boundaries
from geomap.errors import ExportError
from geomap.models import Report
from geomap.webmap import save_map, to_map
from tests.webmap import samples


@pytest.fixture(scope="module")
def page() -> str:
    return to_map([samples.report()]).get_root().render()


def test_is_a_folium_map() -> None:
    assert isinstance(to_map([samples.report()]), folium.Map)


def test_same_reports_give_the_same_bytes(page: str) -> None:
    assert to_map([samples.report()]).get_root().render() == page


def test_rendering_twice_changes_nothing() -> None:
    root = to_map([samples.report()]).get_root()
    assert root.render() == root.render()


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    assert re.findall(r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=[^>]*>", page) == []
    assert re.findall(r"url\(\s*['\"]?(?!data:|#)[^)]*\)|@import", page) == []


def test_policy_allows_nothing_from_outside(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page).group(1)
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "*" not in policy


def test_page_has_a_language_and_a_title(page: str) -> None:
    assert '<html lang="en">' in page
    assert "<title>A night of shelling at the border</title>" in page


@pytest.mark.parametrize(
    ("reports", "title", "heading"),
    [
        ([samples.report()], "Mine", "Mine"),
        ([samples.report()], None, "A night of shelling at the border"),
        ([samples.report(title=None)], None, "8 incidents in 1 report"),
        ([samples.report("a"), samples.report("b")], None, "16 incidents in 2 reports"),
        ([], None, "0 incidents in 0 reports"),
        ([samples.report()], "<b>{{ 1 + 1 }}</b>", "&lt;b&gt;{{ 1 + 1 }}&lt;/b&gt;"),
    ],
)
def test_heading(reports: list[Report], title: str | None, heading: str) -> None:
    page = to_map(reports, title=title).get_root().render()
    assert re.search(r"<title>(.*?)</title>", page).group(1) == heading


def test_article_makes_a_small_file(page: str) -> None:
    assert len(page.encode()) < 1_500_000


def test_layers_of_ones_own_can_be_added() -> None:
    made = to_map([samples.report()])
    folium.Circle([39.5, 46.3], radius=1000).add_to(made)
    assert "L.circle(" in made.get_root().render()


def test_leaflet_keeps_its_licence_notice(page: str) -> None:
    assert "Leaflet 1.9.4" in page
    assert "Vladimir Agafonkin" in page


def test_save_writes_what_is_rendered(tmp_path, page: str) -> None:
    save_map(to_map([samples.report()]), tmp_path / "map.html")
    assert (tmp_path / "map.html").read_bytes() == page.encode()
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


def test_folium_s_own_save_writes_the_same(tmp_path, page: str) -> None:
    to_map([samples.report()]).save(str(tmp_path / "map.html"))
    assert (tmp_path / "map.html").read_bytes() == page.encode()


def test_failed_save_leaves_the_old_file(tmp_path, monkeypatch) -> None:
    path = tmp_path / "map.html"
    path.write_text("old", encoding="utf-8")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(ExportError, match="No space left"):
        save_map(to_map([samples.report()]), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_ten_thousand_incidents_make_four_megabytes_in_a_second() -> None:
    reports = samples.synthetic(10_000)
    boundaries = Boundaries.open()
    to_map(reports[:1], boundaries=boundaries).get_root().render()  # reads the packaged files
    start = time.process_time()  # of this process alone: tests share their machine
    page = to_map(reports, boundaries=boundaries).get_root().render()
    assert time.process_time() - start < 2.5  # about 1 s on an idle machine
    assert len(page.encode()) < 4_000_000
