"""What a newsroom asks of the map, each clicked: filters, days, steps, addresses, frames."""

from collections.abc import Iterator
from datetime import date
from importlib import resources

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from geomap.models import GeoPrecision, IncidentType
from geomap.webmap import to_embed, to_map
from tests.webmap import samples
from tests.webmap.conftest import complaints_of, requests_of

pytestmark = pytest.mark.browser

MADE = to_map([samples.report()], places=[samples.GORIS])
PAGE = MADE.get_root().render()


@pytest.fixture
def page(opened):
    """The sample report's map, opened afresh."""
    return opened(PAGE)


@pytest.fixture
def phone(browser) -> Iterator[None]:
    """The window of a phone."""
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    yield
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def _all(page, css: str) -> list:
    return page.find_elements(By.CSS_SELECTOR, css)


def _count(page) -> int:
    return int(page.find_element(By.CSS_SELECTOR, ".count").text.split()[0])


def _address(page) -> str:
    return page.execute_script("return decodeURIComponent(location.hash)")


def _open_filters(page) -> None:
    page.find_element(By.CSS_SELECTOR, ".bar .open").click()
    for facet in _all(page, ".facets details:not([open]) > summary"):
        facet.click()


def _branch(page, facet: str, value: str):
    css = f"fieldset[data-facet={facet}] .branch input[value='{value}']"
    return page.find_element(By.CSS_SELECTOR, css)


# a group of values, and how many incidents it leaves
BRANCHES = [
    ("type", "remote", 4),
    ("type", "battle", 1),
    ("country", "AZ", 2),
    ("country", "AM", 5),
]


@pytest.mark.parametrize(("facet", "group", "left"), BRANCHES)
def test_a_branch_ticks_all_that_is_on_it(page, facet: str, group: str, left: int) -> None:
    _open_filters(page)
    branch = _branch(page, facet, group)
    assert branch.find_element(By.XPATH, "..").text.split()[-1] == str(left)
    branch.click()
    assert _count(page) == left
    branch.click()
    assert _count(page) == 8


def test_a_branch_unfolds_and_shows_when_only_part_of_it_is_ticked(page) -> None:
    _open_filters(page)
    branch = _branch(page, "type", "remote")
    twig = branch.find_element(By.XPATH, "../../button")
    assert twig.get_attribute("aria-expanded") == "false"
    twig.click()
    assert twig.get_attribute("aria-expanded") == "true"
    page.find_element(By.CSS_SELECTOR, "input[value=air_strike]").click()
    assert page.execute_script("return arguments[0].indeterminate", branch)
    assert _count(page) == 1


def test_counts_follow_what_is_ticked_elsewhere(page) -> None:
    _open_filters(page)
    page.find_element(By.CSS_SELECTOR, "fieldset[data-facet=status] input[value=denied]").click()
    assert _branch(page, "type", "remote").find_element(By.XPATH, "..").text.split()[-1] == "1"
    status = page.find_element(By.CSS_SELECTOR, "fieldset[data-facet=status]").text
    assert "Reported 5" in " ".join(status.split())  # its own facet still tells what it would add


def test_days_are_brushed_on_the_histogram(page) -> None:
    bars = page.find_element(By.CSS_SELECTOR, ".bars")
    width = bars.size["width"]
    drag = ActionChains(page).move_to_element_with_offset(bars, -width // 2 + 3, 0)
    drag.click_and_hold().move_by_offset(width // 4, 0).release().perform()
    page.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    assert _address(page).startswith("#days=2022-08-13/2022-08-2")
    assert _count(page) == 1
    ActionChains(page).move_to_element_with_offset(bars, width // 2 - 3, 0).click().perform()
    page.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    assert "days=2022-09-13/2022-09-13" in _address(page)


def _in_years(*years: int):
    """Return a map of incidents at Goris in these years."""
    told = tuple(
        samples.incident(0, "hit", IncidentType.SHELLING, place=samples.GORIS, id=f"y{number}",
            geo_precision=GeoPrecision.EXACT, background=year < 2020,
            start=date(year, 9, 1 + number), end=date(year, 9, 1 + number))
        for number, year in enumerate(years)
    )  # fmt: skip
    return to_map([samples.report().model_copy(update={"incidents": told})]).get_root().render()


def test_an_old_event_does_not_flatten_the_days(opened) -> None:
    page = opened(_in_years(1994, *[2022] * 9))
    bars = _all(page, ".bars rect")
    assert len(bars) == 10  # nine days, and one bar for all that was earlier
    assert "earlier" in page.find_element(By.CSS_SELECTOR, ".ticks").text
    first = page.find_element(By.CSS_SELECTOR, "input[aria-label='First day']")
    assert first.get_attribute("aria-valuetext") == "1 September 1994"
    first.send_keys(Keys.ARROW_RIGHT)
    assert _count(page) == 9
    page.find_element(By.CSS_SELECTOR, ".clear").click()
    assert [item.text for item in _all(page, "#geomap-list em")] == ["background"]


def test_years_alike_are_all_on_the_scale(opened) -> None:
    page = opened(_in_years(2018, 2019, 2020, 2021, 2022))
    assert "earlier" not in page.find_element(By.CSS_SELECTOR, ".ticks").text
    assert "2020" in page.find_element(By.CSS_SELECTOR, ".ticks").text


def test_buttons_and_keys_lead_through_the_incidents(page) -> None:
    _all(page, "#geomap-list > li > button")[0].click()
    steps = page.find_element(By.CSS_SELECTOR, ".leaflet-popup .steps")
    assert "1 of 8" in steps.get_attribute("textContent")  # the popup still fades in
    assert not steps.find_element(By.CSS_SELECTOR, "[aria-label^=Previous]").is_enabled()
    page.execute_script("document.querySelector('.steps [aria-label^=Next]').click()")
    assert "2 of 8" in page.find_element(By.CSS_SELECTOR, ".steps").get_attribute("textContent")
    for _ in range(4):
        page.switch_to.active_element.send_keys("n")
    assert "Ceasefire" in page.find_element(By.CSS_SELECTOR, "#geomap-list .selected").text
    assert "6 of 8" in page.find_element(By.CSS_SELECTOR, "#geomap-list .steps").text
    page.switch_to.active_element.send_keys("p")
    assert "Zabukh" in page.find_element(By.CSS_SELECTOR, "#geomap-list .selected").text


def test_letters_typed_into_the_search_lead_nowhere(page) -> None:
    page.find_element(By.ID, "geomap-search").send_keys("np")
    assert _all(page, "#geomap-list .selected") == []


def test_the_address_brings_the_incident_and_the_view_back(page) -> None:
    page.execute_script("document.querySelector('.leaflet-control-zoom-in').click()")
    page.execute_async_script("setTimeout(arguments[0], 400)")
    _all(page, "#geomap-list > li > button")[2].click()
    page.execute_async_script("setTimeout(arguments[0], 400)")
    kept = _address(page)
    assert "map=" in kept
    assert "see=sample-1-shelling-Jermuk" in kept
    page.refresh()
    page.execute_async_script("setTimeout(arguments[0], 400)")
    assert "Jermuk" in page.find_element(By.CSS_SELECTOR, "#geomap-list .selected").text
    assert (
        _address(page).partition("map=")[2].split("/")[0] == kept.partition("map=")[2].split("/")[0]
    )


@pytest.mark.parametrize(
    "state", ["#map=99/1/1", "#map=x/y/z", "#map=5/89/0", "#see=none", "#map=5/../.."]
)
def test_a_mangled_view_breaks_nothing(page, state: str) -> None:
    page.execute_script("location.hash = arguments[0]", state)
    page.refresh()
    assert _all(page, ".spot")
    assert complaints_of(page) == []


def test_list_tells_what_is_near_and_what_is_guessed(page) -> None:
    items = [item.text for item in _all(page, "#geomap-list > li")]
    assert any("near Jermuk" in item for item in items)
    assert any("Lachin direction, area" in item for item in items)


def test_legend_leaves_the_map_free_on_a_phone(phone, page) -> None:
    key = page.find_element(By.CSS_SELECTOR, ".legend")
    stage = page.find_element(By.ID, "geomap-stage")
    key.find_element(By.TAG_NAME, "summary").click()
    assert key.get_attribute("open")
    assert key.rect["y"] >= stage.rect["y"] + stage.rect["height"]


KARABAKH = samples.RANGE.model_copy(
    update={"id": "geomap:nagorno-karabakh", "name": "Nagorno-Karabakh", "feature_code": "RGN"}
)


def _map_of(*places) -> str:
    """Return a map of an incident in each of these areas, over two days."""
    told = tuple(
        samples.incident(5, "strikes", IncidentType.AIR_STRIKE, place=place, id=f"p{number}",
            start=date(2022, 9, 12), geo_precision=GeoPrecision.AREA, radius_km=75.0)
        for number, place in enumerate(places)
    )  # fmt: skip
    return to_map([samples.report().model_copy(update={"incidents": told})]).get_root().render()


def test_a_region_of_the_ledger_is_outlined_and_says_how_it_was_drawn(opened) -> None:
    page = opened(_map_of(KARABAKH))
    (ground,) = _all(page, "path.ground.area")
    assert "a" not in ground.get_attribute("d")  # a circle is drawn by arcs
    _all(page, "#geomap-list > li > button")[0].click()
    card = page.find_element(By.CSS_SELECTOR, ".leaflet-popup .card").get_attribute("textContent")
    assert "drawn by us along towns" in card
    assert "12 to 13 September 2022On one of these days, or through them." in card


def test_a_symbol_is_named_by_the_place_where_most_happened_and_how_many_others(page) -> None:
    names = "return [...document.querySelectorAll('.label.here')].map((n) => n.textContent)"
    zoom = (
        "window[document.querySelector('.folium-map').dataset.name]"
        ".setView(arguments[0], arguments[1], { animate: false })"
    )
    page.execute_script(zoom, [39.5, 46.3], 5)
    assert [n for n in page.execute_script(names) if n.startswith("Goris")] == ["Goris + 4 more"]
    page.execute_script(zoom, [39.5, 46.3], 10)
    assert "Goris" in page.execute_script(names)


@pytest.mark.usefixtures("phone")
def test_all_symbols_of_the_world_are_in_view_on_a_phone(opened) -> None:
    page = opened(to_map(samples.synthetic(1000)).get_root().render())
    width = page.find_element(By.ID, "geomap-stage").size["width"]
    counted = page.execute_script(
        "return [...document.querySelectorAll('.spot')].map((n) => ["
        "n.getBoundingClientRect().left, n.getBoundingClientRect().right,"
        "parseInt(n.textContent) || 1])"
    )
    assert all(left >= 0 and right <= width for left, right, _ in counted)
    assert sum(n for *_, n in counted) == 1000


def test_a_titles_words_stand_together_beside_its_symbol(page) -> None:
    _all(page, "#geomap-list > li > button")[0].click()
    heading = page.find_element(By.CSS_SELECTOR, ".leaflet-popup h2")
    assert len(heading.find_elements(By.XPATH, "./*")) == 2
    assert heading.get_attribute("textContent") == "Shelling: Goris"


def test_nothing_in_the_search_is_cut_off(page) -> None:
    search = page.find_element(By.ID, "geomap-search")
    page.execute_script("arguments[0].value = arguments[0].placeholder", search)
    assert page.execute_script(
        "return arguments[0].scrollWidth <= arguments[0].clientWidth", search
    )


_EDGE = 1  # pixel: what rounding may push over an edge


@pytest.mark.parametrize("steps", [0, 2])
def test_no_label_is_cut_off_or_lies_under_the_legend(page, steps: int) -> None:
    for _ in range(steps):
        page.execute_script("document.querySelector('.leaflet-control-zoom-in').click()")
        page.execute_async_script("setTimeout(arguments[0], 400)")
    stage = page.find_element(By.ID, "geomap-stage").rect
    key = page.find_element(By.CSS_SELECTOR, ".legend").rect
    labels = page.execute_script(
        "return [...document.querySelectorAll('.label bdi')].map((n) => {"
        "const b = n.getBoundingClientRect(); return [n.textContent, b.left, b.top, b.right,"
        "b.bottom]; })"
    )
    assert labels
    right, bottom = stage["x"] + stage["width"], stage["y"] + stage["height"]
    for name, x0, y0, x1, y1 in labels:
        assert x0 >= stage["x"] - _EDGE, name
        assert y0 >= stage["y"] - _EDGE, name
        assert x1 <= right + _EDGE, name
        assert y1 <= bottom + _EDGE, name
        beside = x0 >= key["x"] + key["width"] or y1 <= key["y"] or y0 >= key["y"] + key["height"]
        assert beside, name


def test_ground_too_small_to_see_is_drawn_from_nearer(page) -> None:
    drawn = "return document.querySelectorAll('path.held').length"
    zoom = (
        "window[document.querySelector('.folium-map').dataset.name]"
        ".setZoom(arguments[0], { animate: false })"
    )
    page.execute_script(zoom, 10)
    near = page.execute_script(drawn)
    page.execute_script(zoom, 4)
    assert page.execute_script(drawn) < near


def test_lakes_are_drawn(page) -> None:
    assert _all(page, "path.lake")


def test_an_online_map_is_loaded_and_credited_and_can_be_put_away(opened) -> None:
    page = opened(to_map([samples.report()], tiles="OpenStreetMap.Mapnik").get_root().render())
    asked = [a for a in requests_of(page) if a.startswith("http")]
    assert asked
    assert {a.split("/")[2] for a in asked} == {"tile.openstreetmap.org"}
    assert "© OpenStreetMap contributors" in page.find_element(By.CSS_SELECTOR, ".credit").text
    assert _all(page, "path.border")  # ours lie over it
    broken = [c for c in complaints_of(page) if "ERR_NAME_NOT_RESOLVED" not in c]
    assert broken == []
    page.find_element(By.CSS_SELECTOR, "label.all input").click()
    assert _all(page, ".leaflet-online-pane img") == []


SITE = """<!DOCTYPE html><title>A site</title><style>* {{ color: red !important; display: block
!important }} svg {{ width: 3px }}</style><script>var L = 1, map = 2, DATA = 3;</script>
<article><p>Before</p>{}<p>After</p></article>"""


def test_an_element_works_in_a_site_whose_styles_would_spoil_it(browser, tmp_path) -> None:
    element = to_embed(MADE)
    assert "<html" not in element.partition("srcdoc")[0]
    path = tmp_path / "site.html"
    path.write_text(SITE.format(element), encoding="utf-8")
    browser.get("about:blank")
    browser.get_log("performance"), browser.get_log("browser")
    browser.get(path.as_uri())
    frame = browser.find_element(By.TAG_NAME, "iframe")
    assert frame.get_attribute("title") == "A night of shelling at the border"
    browser.switch_to.frame(frame)
    try:
        browser.execute_async_script(
            "const wait = (done) => document.documentElement.dataset.ready ? done() :"
            "setTimeout(wait, 50, done); wait(arguments[0])"
        )
        assert _all(browser, ".spot")
        assert page_colour(browser) != "rgb(255, 0, 0)"
        browser.find_element(By.ID, "geomap-search").send_keys("goris")
        assert _count(browser) == 2
        assert complaints_of(browser) == []
    finally:
        browser.switch_to.default_content()
    assert browser.execute_script("return [L, map, DATA]") == [1, 2, 3]
    assert {a.partition(":")[0] for a in requests_of(browser)} <= {"file", "data", "about"}


def page_colour(browser) -> str:
    return browser.execute_script("return getComputedStyle(document.querySelector('h1')).color")


AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# what of the page is looked at: as it opens, with filters, with a card, with a card in the list
STATES = {
    "opened": "",
    "filters": "document.querySelector('.bar .open').click();"
    "document.querySelectorAll('.facets details').forEach((d) => { d.open = true; });"
    "document.querySelectorAll('.twig').forEach((t) => t.click());",
    "card": "document.querySelector('#geomap-list > li > button').click()",
    "card in the list": "document.querySelectorAll('#geomap-list > li > button')[5].click()",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_serious_fault(opened, browser, state: str, theme: str) -> None:
    scheme = {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme)
    try:
        page = opened(PAGE)
        page.execute_script(STATES[state] + "; " + AXE)
        found = page.execute_async_script(
            "axe.run({resultTypes: ['violations']}).then((r) => arguments[0](r.violations.filter("
            "(v) => ['serious', 'critical'].includes(v.impact)).map((v) =>"
            "[v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + n.failureSummary)])))"
        )
        assert found == []
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
