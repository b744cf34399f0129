"""Search, filters and days in the browser: what they leave on the map and in the list."""

import folium
import pytest
from selenium.webdriver.common.by import By

from geomap.webmap import to_map
from tests.webmap import samples
from tests.webmap.conftest import complaints_of

pytestmark = pytest.mark.browser

PAGE = to_map([samples.report()]).get_root().render()


@pytest.fixture
def page(opened):
    """The sample report's map, opened afresh."""
    return opened(PAGE)


def _count(page) -> int:
    return int(page.find_element(By.CSS_SELECTOR, ".count").text.split()[0])


def _give(page, css: str, value: str) -> None:
    page.execute_script(
        "const [node, value] = [document.querySelector(arguments[0]), arguments[1]];"
        "node.value = value;"
        "for (const kind of ['input', 'change']) node.dispatchEvent(new Event(kind));",
        css,
        value,
    )


def _tick(page, facet: str, value: str) -> None:
    for closed in page.find_elements(By.CSS_SELECTOR, ".bar .open[aria-expanded=false]"):
        closed.click()  # the boxes are made when they are first looked at
    css = f"fieldset[data-facet={facet}] input[value='{value}']"
    page.execute_script("document.querySelector(arguments[0]).click()", css)


def _on_map(page) -> list[str]:
    spots = page.find_elements(By.CSS_SELECTOR, ".spot")
    return [spot.get_attribute("aria-label") for spot in spots]


# what is searched for, how many are left
SEARCHES = [
    ("goris", 2),
    ("GORIS  killed", 2),
    ("posts in the lachin", 1),
    ("ceasefire", 1),
    ("the sample", 8),
    ("nothing like this", 0),
]


@pytest.mark.parametrize(("searched", "left"), SEARCHES)
def test_search(page, searched: str, left: int) -> None:
    _give(page, "#geomap-search", searched)
    assert _count(page) == left


# facet, value, how many are left
TICKS = [
    ("type", "shelling", 3),
    ("status", "denied", 1),
    ("who", "Armenian Defence Ministry", 1),
    ("actor", "Azerbaijani forces", 1),
    ("country", "AZ", 2),
    ("held", "Azerbaijan", 2),
    ("exact", "no place", 1),
]


@pytest.mark.parametrize(("facet", "value", "left"), TICKS)
def test_filter(page, facet: str, value: str, left: int) -> None:
    _tick(page, facet, value)
    assert _count(page) == left
    assert f"{facet}=" in page.execute_script("return location.hash")
    page.find_element(By.CSS_SELECTOR, ".clear").click()
    assert _count(page) == 8


def test_filters_of_one_facet_add_and_of_two_narrow(page) -> None:
    _tick(page, "type", "shelling")
    _tick(page, "type", "ceasefire")
    assert _count(page) == 4
    _tick(page, "status", "denied")
    assert _count(page) == 1
    assert [label.split(",")[1].strip() for label in _on_map(page)] == ["Lachin direction"]


def test_days_narrow_what_is_shown(page) -> None:
    _give(page, "input[aria-label='Last day']", "5")
    assert _count(page) == 1  # the shelling of the month before, which reaches into these days
    assert "2022-08-13/2022-08-18" in page.execute_script(
        "return decodeURIComponent(location.hash)"
    )


def test_the_address_brings_a_view_back(page) -> None:
    _tick(page, "type", "shelling")
    _give(page, "#geomap-search", "jermuk")
    page.refresh()
    assert page.execute_script("return document.querySelector('#geomap-search').value") == "jermuk"
    assert _count(page) == 1
    page.execute_script("location.hash = ''")
    assert page.execute_async_script(
        "const done = arguments[0];"
        "setTimeout(() => done(document.querySelectorAll('#geomap-list > li').length), 100)"
    ) == 8  # fmt: skip


@pytest.mark.parametrize(
    "state", ["#days=x/y&sort=__proto__&type=", "#%3Cscript%3E=1&q=%3Cimg%20src%3Dx%3E", "#%E0%A4"]
)
def test_a_mangled_address_breaks_nothing(page, state: str) -> None:
    page.execute_script("location.hash = arguments[0]", state)
    page.refresh()
    assert page.find_element(By.CSS_SELECTOR, ".count").text
    assert complaints_of(page) == []


def test_sorting_the_list(page) -> None:
    _give(page, "select", "oldest")
    first = page.find_element(By.CSS_SELECTOR, "#geomap-list > li").text
    assert "Lachin direction" in first


def test_playing_moves_through_the_days_and_stops(page) -> None:
    button = page.find_element(By.CSS_SELECTOR, ".play")
    button.click()
    assert button.text == "Pause"
    button.click()
    assert button.text == "Play"
    assert "days=" in page.execute_script("return location.hash")


def _has_part(page) -> bool:
    """Tell whether the legend tells of ground that was held otherwise for part of the days."""
    return page.find_element(By.CSS_SELECTOR, "#geomap-held .part").is_displayed()


def test_ground_handed_over_meanwhile_is_hatched_as_for_part_of_the_days(page) -> None:
    zoom = (
        "window[document.querySelector('.folium-map').dataset.name]"
        ".setView([39.62, 46.53], 12, { animate: false })"
    )
    page.execute_script(zoom)  # Lachin and Zabukh, handed over on 26 August 2022
    assert page.find_elements(By.CSS_SELECTOR, "path.held.part")
    told = page.execute_script(
        "const box = document.querySelector('.folium-map').getBoundingClientRect();"
        "const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };"
        "document.querySelector('path.held.part').dispatchEvent("
        "new MouseEvent('click', { bubbles: true, ...at }));"
        "return document.querySelector('.leaflet-popup-content').textContent"
    )
    assert "Held by" in told
    assert "25 August 2022" in told


def test_hatched_ground_follows_the_days(page) -> None:
    def held() -> int:
        return len(page.find_elements(By.CSS_SELECTOR, "path.held"))

    key = "return document.querySelector('#geomap-held output').textContent"
    assert page.execute_script(key) == "13 August to 13 September 2022"
    assert _has_part(page)
    assert held() > 0
    page.execute_script(
        "const held = document.querySelector('path.held');"
        "held.dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    popup = page.find_element(By.CSS_SELECTOR, ".leaflet-popup-content")
    told = popup.get_attribute("textContent")  # the map may still move to show it all
    assert "By law" in told
    assert "Source" in told
    _give(page, "input[aria-label='Last day']", "0")
    assert page.execute_script(key) == "13 August 2022"
    assert not _has_part(page)  # of a day there is no part


def test_countries_ground_and_foot_follow_the_view(opened) -> None:
    page = opened(to_map([samples.in_kosovo("RS")]).get_root().render())
    names = "return [...document.querySelectorAll('.label.country')].map((n) => n.textContent)"
    assert "Kosovo (Serbia)" in page.execute_script(names)
    foot = page.find_element(By.ID, "geomap-foot").text
    assert "as Serbia sees it" in foot
    told = page.find_element(By.CSS_SELECTOR, ".legend").text
    assert "as by law" not in told


def test_a_users_own_layers_are_drawn_too(opened) -> None:
    made = to_map([samples.report()])
    group = folium.FeatureGroup(name="Ours").add_to(made)
    folium.Marker([39.7, 46.0], tooltip="Our office").add_to(group)
    folium.Circle([39.7, 46.0], radius=5000).add_to(group)
    folium.LayerControl().add_to(made)
    page = opened(made.get_root().render())
    pin = page.find_element(By.CSS_SELECTOR, "img.leaflet-marker-icon")
    assert pin.get_attribute("src").startswith("data:image/png")
    assert page.execute_script("return arguments[0].naturalWidth", pin) > 0
    assert page.find_elements(By.CSS_SELECTOR, ".leaflet-control-layers-toggle")
    assert complaints_of(page) == []


def test_every_marker_lies_in_the_first_view_beside_the_legend(page) -> None:
    outside = page.execute_script(
        "const stage = document.querySelector('.folium-map').getBoundingClientRect();"
        "const key = document.querySelector('.legend').getBoundingClientRect();"
        "return [...document.querySelectorAll('.spot')].map((s) => s.getBoundingClientRect())"
        ".filter((s) => s.left < key.right || s.right > stage.right || s.top < stage.top"
        " || s.bottom > stage.bottom).length"
    )
    assert outside == 0


def test_paper_shows_the_same_ground_and_the_screen_comes_back(page) -> None:
    markers = len(_on_map(page))
    page.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert page.execute_script("return document.querySelector('.folium-map').clientWidth") < 700
    assert _on_map(page)
    assert page.find_element(By.CSS_SELECTOR, ".legend").is_displayed()
    page.execute_script("window.dispatchEvent(new Event('afterprint'))")
    assert len(_on_map(page)) == markers
    assert page.find_elements(By.CSS_SELECTOR, ".leaflet-bottom .legend")


def test_filters_work_in_a_notebook_too(browser, tmp_path) -> None:
    """A notebook shows the map in a frame that has no address to keep a view in."""
    path = tmp_path / "notebook.html"
    path.write_text(to_map([samples.report()])._repr_html_(), encoding="utf-8")
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(path.as_uri())
    browser.switch_to.frame(0)
    try:
        _give(browser, "#geomap-search", "goris")
        assert _count(browser) == 2
        assert complaints_of(browser) == []
    finally:
        browser.switch_to.default_content()
