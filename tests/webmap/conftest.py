"""A browser without network, shared by the tests of the map."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
_QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync"
    " --disable-background-networking --disable-component-update --window-size=1440,900"
).split()
_NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND"


@pytest.fixture(scope="session")
def browser() -> Iterator[WebDriver]:
    """Chromium in which no host name resolves."""
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.skip("Chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in [*_QUIET, _NO_NETWORK]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser, tmp_path) -> Callable[[str], WebDriver]:
    """Return a function that opens a page from a file and waits until its script has run."""

    def open_page(html: str) -> WebDriver:
        path = tmp_path / "map.html"
        path.write_text(html, encoding="utf-8")
        browser.get("about:blank")  # so that the logs below are of this page only
        browser.get_log("performance"), browser.get_log("browser")
        browser.get(path.as_uri())
        ready = "return document.documentElement.dataset.ready === 'true'"
        WebDriverWait(browser, 20).until(lambda b: b.execute_script(ready))
        return browser

    return open_page


def requests_of(browser: WebDriver) -> list[str]:
    """Return the addresses that the page has asked for since it was opened."""
    events = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    return [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]


def complaints_of(browser: WebDriver) -> list[str]:
    """Return what stands in the console: errors of scripts and breaches of the policy."""
    return [entry["message"] for entry in browser.get_log("browser")]
