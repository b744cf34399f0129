"""The page as a reader uses it: in Chromium, without network."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from geomap.models import ControlFact, GeoPrecision, IncidentType, Report, Telling
from geomap.webmap import to_map
from tests.webmap import samples
from tests.webmap.conftest import complaints_of, requests_of

pytestmark = pytest.mark.browser

PAGE = to_map([samples.report()], places=[samples.GORIS]).get_root().render()


@pytest.fixture
def page(opened):
    """The sample report's map, opened afresh."""
    return opened(PAGE)


def _all(page, css: str) -> list:
    return page.find_elements(By.CSS_SELECTOR, css)


def _one(page, css: str):
    return WebDriverWait(page, 5).until(lambda p: p.find_element(By.CSS_SELECTOR, css))


def _marker(page, words: str):
    """Return the marker that a screen reader would call so."""
    named = [m for m in _all(page, ".leaflet-marker-pane [aria-label]")
             if words in m.get_attribute("aria-label")]  # fmt: skip
    assert named, [m.get_attribute("aria-label") for m in _all(page, "[aria-label]")]
    return named[0]


def _popup_text(page) -> str:
    return " ".join(_one(page, ".leaflet-popup-content").get_attribute("textContent").split())


def test_no_request_leaves_the_page_and_nothing_complains(page) -> None:
    _marker(page, "Jermuk").click()
    asked = requests_of(page)
    assert asked
    assert {a.partition(":")[0] for a in asked} <= {"file", "data"}, asked
    assert complaints_of(page) == []


# a marker, and what its popup must say
POPUPS = [
    ("Jermuk", ["near Jermuk", "10 km", "13 September 2022", "Shells also fell near Jermuk."]),
    ("Jermuk", ["Syunik", "Armenia", "Disputed", "Reported"]),
    ("Zabukh", ["25 to 31 August 2022", "Azerbaijani forces", "took the village", "Lachin"]),
    ("Zabukh", ["Russian peacekeepers", "Statement of 10 November 2020", "handed over"]),
    ("Zabukh", ["a village under Russian peacekeepers", "The Sample"]),
    ("Lachin direction", ["Lachin direction", "Azerbaijan's Defence Ministry", "Denied"]),
    ("Zangezur", ["Confirmed", "both armies confirm", "30 km"]),
]


@pytest.mark.parametrize(("marker", "told"), POPUPS)
def test_popup_tells_what_where_when_and_who_says_so(page, marker: str, told: list[str]) -> None:
    page.execute_script("arguments[0].click()", _marker(page, marker))
    text = _popup_text(page)
    assert [words for words in told if words not in text] == []


MERGED = to_map(samples.merged()).get_root().render()

# what of each report's telling the card of a merged event must say
ACCOUNTS = [
    ("A night of shelling at the border", ["The Sample, 13 September 2022", "3 killed"]),
    ("A night of shelling at the border", ["Armenian Defence Ministry says so", "claimed by one"]),
    ("The other side's count", ["The Second Paper, 14 September 2022", "5 killed, 2 injured"]),
    ("The other side's count", ["Azerbaijan's army says so", "reported", "explosion"]),
    ("The other side's count", ["13 September 2022 (?)"]),  # a telling without an own day
    ("The other side's count", ["Shelling killed 5 people in Goris", "same place and day"]),
]


@pytest.fixture
def merged(opened):
    """The map of an event that two reports tell of, its card open."""
    page = opened(MERGED)
    _all(page, "#geomap-list > li > button")[0].click()
    _one(page, ".leaflet-popup-content .accounts")
    return page


@pytest.mark.parametrize(("title", "told"), ACCOUNTS)
def test_card_tells_what_each_report_tells(merged, title: str, told: list[str]) -> None:
    texts = [" ".join(a.get_attribute("textContent").split()) for a in _all(merged, ".accounts li")]
    [account] = [text for text in texts if title in text]
    assert [words for words in told if words not in account] == []


def test_card_tells_that_numbers_differ_and_names_each_report_once(merged) -> None:
    text = _popup_text(merged)
    assert "The reports give 3 to 5 killed." in text
    assert "Told 2 times, in 2 reports" in text
    links = [a.get_attribute("href") for a in _all(merged, ".leaflet-popup-content cite a")]
    assert links == ["https://example.org/night", "https://example.net/count"]


def test_card_says_of_a_place_that_was_put_around_a_town_that_it_is_a_guess(opened) -> None:
    reason = "Dorn is in no gazetteer, so put around the town before"
    guess = samples.incident(
        1, "fell", IncidentType.SHELLING, place=samples.GORIS, place_text="Dorn, around Goris",
        geo_precision=GeoPrecision.AREA, radius_km=50.0,
        resolution=samples.resolved(samples.GORIS, "a line").model_copy(update={"reason": reason}),
    )  # fmt: skip
    report = samples.report().model_copy(update={"incidents": (guess,)})
    page = opened(to_map([report]).get_root().render())
    _all(page, "#geomap-list > li > button")[0].click()
    text = _popup_text(page)
    assert "Shelling: Dorn, around Goris" in text
    assert f"A guess, within about 50 km: {reason}." in text
    assert "Somewhere in the area" not in text


# words to search for, or a value to tick, by which an event is found that only one telling has
FOUND = [
    ("#q=second paper", 1),
    ("#q=killed 5 people", 1),
    ("#report=other", 1),
    ("#who=Azerbaijan's army", 1),
    ("#report=sample", 8),
]


@pytest.mark.parametrize(("state", "count"), FOUND)
def test_an_event_is_found_by_each_of_its_tellings(opened, state: str, count: int) -> None:
    page = opened(MERGED)
    page.execute_script("location.hash = arguments[0]", state)
    page.refresh()
    assert len(_all(page, "#geomap-list > li")) == count
    assert "2 reports" in _all(page, "#geomap-list > li")[0].text


def test_words_that_tell_of_the_event_are_marked(page) -> None:
    """Offsets count code points: the line holds an emoji before the trigger's sentence ends."""
    goris = next(b for b in _all(page, "#geomap-list > li > button") if "Shelling Goris" in b.text)
    goris.click()
    mark = _one(page, ".leaflet-popup-content mark")  # the map may still move to show it all
    assert mark.get_attribute("textContent") == "hit"


def test_a_headline_keeps_its_own_line_in_a_quotation(opened) -> None:
    text = "Night 🚑 of fire\nJermuk, 13 September\nShells also fell\nnear Jermuk."
    made = samples.report().incidents[2]
    at = made.evidence[0].start
    fell = made.trigger.model_copy(update={"start": at + 49, "end": at + 53})
    said = made.evidence[0].model_copy(update={"end": at + len(text), "text": text})
    [telling, _] = samples.merged()[0].incidents[0].tellings
    told = made.model_copy(update={
        "trigger": fell, "evidence": (said,),
        "tellings": (telling.model_copy(update={"quote": text}),),
    })  # fmt: skip
    report = samples.report().model_copy(update={"incidents": (told,)})
    page = opened(to_map([report]).get_root().render())
    page.execute_script("document.querySelector('.leaflet-marker-pane [tabindex]').click()")
    assert _one(page, ".leaflet-popup-content mark").get_attribute("textContent") == "fell"
    lines = ["Night 🚑 of fire", "Jermuk, 13 September", "Shells also fell near Jermuk."]
    shown = page.execute_script(
        "return [...document.querySelectorAll('.card blockquote')].map((q) => q.innerText)"
    )
    assert [quote.splitlines() for quote in shown] == [lines, lines]


def test_incidents_at_one_place_open_to_be_chosen_one_by_one(page) -> None:
    stack = _marker(page, "2 incidents")
    page.execute_script("arguments[0].click()", stack)
    page.execute_script("arguments[0].click()", _marker(page, "Violence against civilians, Goris"))
    assert "killed" in _popup_text(page)


def test_list_holds_every_incident_also_those_without_a_point(page) -> None:
    items = [item.text for item in _all(page, "#geomap-list > li")]
    assert len(items) == len(samples.incidents())
    without = [i for i in items if "no point" in i or "not on the map" in i]
    assert sorted(i.split()[0] for i in without) == ["Ceasefire", "Protest"]


def test_list_and_map_are_in_step(page) -> None:
    page.execute_script("arguments[0].click()", _marker(page, "Zabukh"))
    current = _one(page, "#geomap-list [aria-current=true]")
    assert "Zabukh" in current.text
    jermuk = next(b for b in _all(page, "#geomap-list > li > button") if "Jermuk" in b.text)
    jermuk.click()
    assert "Shells also fell near Jermuk." in _popup_text(page)
    assert len(_all(page, "#geomap-list [aria-current=true]")) == 1


def test_incident_without_a_point_shows_its_words(page) -> None:
    ceasefire = next(b for b in _all(page, "#geomap-list > li > button") if "Ceasefire" in b.text)
    ceasefire.click()
    assert "broken within minutes" in _one(page, ".card").get_attribute("textContent")


def test_keyboard_reaches_markers_and_opens_them(page) -> None:
    marker = _marker(page, "Jermuk")
    assert marker.get_attribute("tabindex") == "0"
    assert marker.get_attribute("role") == "button"
    marker.send_keys(Keys.ENTER)
    assert "Shells also fell near Jermuk." in _popup_text(page)


def test_area_is_drawn_as_an_area(page) -> None:
    assert len(_all(page, "path.ground.area")) == 2  # the district's outline, the range's circle
    assert len(_all(page, "path.ground.near")) == 1


def test_legend_scale_and_sources_are_there(page) -> None:
    text = page.find_element(By.TAG_NAME, "body").get_attribute("textContent")
    legend = _one(page, ".legend").get_attribute("textContent")
    assert "Claimed" in legend
    assert "Denied" in legend
    assert _all(page, ".leaflet-control-scale-line")
    assert "OpenStreetMap contributors (ODbL)" in text
    assert "take no side" in text
    assert "GeoNames (CC BY 4.0)" in text


@pytest.mark.parametrize("size", [(1440, 900), (390, 844), (320, 568)])
def test_nothing_sticks_out_sideways(opened, size: tuple[int, int]) -> None:
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
    page = opened(PAGE)
    try:
        page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        page.refresh()
        wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.execute_script(wide) <= 0
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


HOSTILE = [
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    "{% for x in range(9) %}x{% endfor %}{# gone #}",
    "${window.pwned=1}",
    "`+(window.pwned=1)+`",
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "<img src=x onerror='window.pwned=1'>",
    '"><svg onload="window.pwned=1">',
    "'-(window.pwned=1)-'",
    "javascript:window.pwned=1",
    "\u2028window.pwned=1\u2029//",
    "\\u003cimg src=x onerror=window.pwned=1\\u003e",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "\u202egnp.exe\u202c \u2066left\u2069",
    "\\\" \\' \\` \\${ \\n \x00 \x1b[31m",
]


def _hostile_report(text: str) -> Report:
    """Return a report in which every field that takes words holds ``text``."""
    fact = ControlFact(area=text, holder=text, since=samples.DAY, source=text, note=text)
    ground = samples.CONTESTED.model_copy(update={
        "country_name": text, "admin1": text, "controlled_by": (text,), "claimed_by": (text,),
        "areas": (text,), "history": (fact,), "sources": (text,), "notes": (text,),
    })  # fmt: skip
    place = samples.GORIS.model_copy(update={"name": text, "admin1_name": text})
    made = samples.incident(0, "hit", IncidentType.SHELLING, place=place, territory=ground,
        id=text, place_text=text, geo_precision=GeoPrecision.EXACT, actor=text, target=text,
        origin=text, reported_by=text, text_status=(text,), context=(text,), reasons=(text,),
    )  # fmt: skip
    said = made.evidence[0].model_copy(update={"start": 0, "end": len(text), "text": text})
    telling = Telling(document=text, incident=text, source=text, url=text, type=made.type,
        place=text, actor=text, reported_by=text, quote=text, why=(text,))  # fmt: skip
    other = telling.model_copy(update={"document": f"{text} again"})
    made = made.model_copy(update={
        "evidence": (said,), "resolution": samples.resolved(place, text),
        "tellings": (telling, other),
    })  # fmt: skip
    report = samples.report(id=text, title=text, source=text, url=text)
    provenance = report.provenance.model_copy(update={"gazetteer": text, "sources": (text,)})
    return report.model_copy(
        update={"incidents": (made,), "provenance": provenance, "warnings": (text,)}
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_runs_and_is_shown_as_it_is(opened, text: str) -> None:
    town = samples.JERMUK.model_copy(update={"name": text})
    page = opened(to_map([_hostile_report(text)], places=[town]).get_root().render())
    page.execute_script("document.querySelector('.leaflet-marker-pane [tabindex]').click()")
    _popup_text(page)
    page.execute_script(
        "document.querySelectorAll('a').forEach((a) => a.removeAttribute('target'));"
        "document.querySelectorAll('details').forEach((d) => { d.open = true; });"
    )
    assert page.execute_script("return window.pwned") is None
    assert [a.get_attribute("href") for a in _all(page, "a[href^='javascript']")] == []
    assert _all(page, "img, iframe, object, body script ~ script[src]") == []
    read = "return [...document.querySelectorAll(arguments[0])].map((n) => n.textContent)"
    for css in ("h1", "blockquote", "#geomap-list button", ".leaflet-popup-content cite"):
        found = page.execute_script(read, css)
        # HTML's markup has no NUL, so a heading loses it
        assert any(text in f or text.replace("\x00", "") in f for f in found), css
    assert page.title.split() == text.split() or "\x00" in text
    assert {a.partition(":")[0] for a in requests_of(page)} <= {"file", "data"}
    assert complaints_of(page) == []


def test_line_of_a_megabyte_is_shown(opened) -> None:
    report = samples.report()
    text = "hit " + "x" * 1_000_000
    said = (
        report.incidents[2]
        .evidence[0]
        .model_copy(update={"start": 0, "end": len(text), "text": text})
    )
    long = report.incidents[2].model_copy(update={"evidence": (said,)})
    page = opened(to_map([report.model_copy(update={"incidents": (long,)})]).get_root().render())
    page.execute_script("document.querySelector('.leaflet-marker-pane [tabindex]').click()")
    length = "return document.querySelector('blockquote').textContent.length"
    assert page.execute_script(length) == len(text)


def test_ten_thousand_incidents_are_usable_at_once(opened) -> None:
    page = opened(to_map(samples.synthetic(10_000)).get_root().render())
    timing = "const t = performance.getEntriesByType('navigation')[0]; return t.domComplete"
    assert page.execute_script(timing) < 5000  # 1 s on an idle machine; tests share theirs
    drawn = len(_all(page, ".leaflet-marker-pane [tabindex]"))
    assert 10 < drawn < 1500


def test_days_can_be_narrowed_by_keyboard(page) -> None:
    first = _one(page, "#geomap-days input[aria-label='First day']")
    before = len(_all(page, "#geomap-list > li"))
    first.send_keys(Keys.END)
    assert first.get_attribute("aria-valuetext") == "13 September 2022"
    assert 0 < len(_all(page, "#geomap-list > li")) < before


def test_arrow_keys_go_through_the_list(page) -> None:
    items = _all(page, "#geomap-list > li > button")
    items[0].send_keys(Keys.ARROW_DOWN)
    assert page.switch_to.active_element == items[1]
    items[1].send_keys(Keys.ENTER)
    assert items[1].get_attribute("aria-current") == "true"


def test_closing_a_popup_gives_the_focus_back(page) -> None:
    marker = _marker(page, "Jermuk")
    marker.send_keys(Keys.ENTER)
    assert _popup_text(page)
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    WebDriverWait(page, 5).until(lambda p: not _all(p, ".leaflet-popup-content"))
    assert "Jermuk" in (page.switch_to.active_element.get_attribute("aria-label") or "")
