"""Asking web servers, against a real one: manners, limits, and what is said when they fail."""

import gzip
import socket
import time
from email.utils import formatdate

import pytest

from geomap.documents.fetching import Fetcher, _length, checked, is_web
from geomap.errors import FetchError
from geomap.resources import version

MOST = 100_000


class Clock:
    """Time that passes only by waiting."""

    def __init__(self):
        self.now = 0.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def fetcher(clock):
    return Fetcher(clock=clock, sleep=clock.sleep)


def test_a_page_is_given_with_its_type_and_how_to_ask_next_time(site, fetcher):
    tags = (("ETag", '"7"'), ("Last-Modified", "Tue, 13 Sep 2022 12:00:00 GMT"))
    url = site.put("/a", "page", headers=tags)
    answer = fetcher.fetch(url, max_bytes=MOST)
    assert answer[:4] == (url, "text/html", "utf-8", b"page")
    assert answer.validators == (tags[0][1], tags[1][1])
    assert fetcher.fetch(url, max_bytes=MOST, known=answer.validators) is None
    assert site.asked[-1][1]["If-Modified-Since"] == tags[1][1]


def test_it_says_who_it_is_and_whom_to_write_to(site, monkeypatch):
    monkeypatch.setenv("GEOMAP_CONTACT", "desk@example.org")
    Fetcher(pause=0).fetch(site.put("/a", "x"), max_bytes=MOST)
    agents = {headers["User-Agent"] for _, headers in site.asked}
    assert agents == {f"geomap/{version()} (desk@example.org)"}


def test_requests_to_one_host_are_a_pause_apart_and_robots_may_ask_for_more(site, fetcher, clock):
    url = site.put("/a", "x")
    fetcher.fetch(url, max_bytes=MOST)
    fetcher.fetch(url, max_bytes=MOST)
    assert site.paths == ["/robots.txt", "/a", "/a"]
    assert clock.slept == [1.0, 1.0]
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7", kind="text/plain")
    clock.now += 25 * 3600  # a robots.txt holds a day
    fetcher.fetch(url, max_bytes=MOST)
    fetcher.fetch(url, max_bytes=MOST)
    assert clock.slept[-1] == 7.0


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),  # the longest rule wins
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: geomap\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: *\nCrawl-delay: 3600", False),  # nobody waits an hour a page
    ],
)
def test_what_robots_txt_forbids_is_not_asked_for(site, fetcher, rules, allowed):
    site.put("/robots.txt", rules, kind="text/plain")
    url = site.put("/news/a.html", "x")
    if allowed:
        assert fetcher.fetch(url, max_bytes=MOST).data == b"x"
        return
    with pytest.raises(FetchError, match=r"robots\.txt asks programs not to"):
        fetcher.fetch(url, max_bytes=MOST)
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "allowed"), [(403, True), (404, True), (429, False), (500, False)]
)
def test_without_robots_txt_all_is_allowed_and_in_doubt_nothing(site, fetcher, status, allowed):
    site.put("/robots.txt", "", status=status)
    url = site.put("/a", "x")
    if allowed:
        assert fetcher.fetch(url, max_bytes=MOST).data == b"x"
        return
    for _ in range(2):
        with pytest.raises(FetchError, match=rf"its robots\.txt: the server answers {status}"):
            fetcher.fetch(url, max_bytes=MOST)
    assert site.paths == ["/robots.txt"]  # and it isn't asked again and again


def moved(site, path, where):
    return site.put(path, "", status=301, headers=(("Location", where),))


def test_a_page_that_moved_is_followed_where_robots_allow(site, fetcher):
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret", kind="text/plain")
    end = site.put("/end", "x")
    assert fetcher.fetch(moved(site, "/a", "/end#part"), max_bytes=MOST).url == end
    with pytest.raises(FetchError, match="not to read"):
        fetcher.fetch(moved(site, "/b", "/secret"), max_bytes=MOST)
    with pytest.raises(FetchError, match="moved more than 5 times"):
        fetcher.fetch(moved(site, "/c", "/c"), max_bytes=MOST)
    with pytest.raises(FetchError, match="no web address"):
        fetcher.fetch(moved(site, "/d", "file:///etc/hostname"), max_bytes=MOST)
    assert "/secret" not in site.paths


def test_robots_txt_that_moved_is_followed(site, fetcher):
    moved(site, "/robots.txt", "/rules")
    site.put("/rules", "User-agent: *\nDisallow: /", kind="text/plain")
    with pytest.raises(FetchError, match="not to read"):
        fetcher.fetch(site.put("/a", "x"), max_bytes=MOST)


def test_what_is_too_large_is_refused_packed_or_not(site, fetcher):
    fits = gzip.compress(b"x" * MOST)
    packed = (("Content-Encoding", "gzip"),)
    url = site.put("/a", fits, headers=packed)
    assert fetcher.fetch(url, max_bytes=MOST).data == b"x" * MOST
    bomb = gzip.compress(b"x" * 50_000_000)
    for url in (site.put("/b", bomb, headers=packed), site.put("/c", b"x" * (MOST + 1))):
        with pytest.raises(FetchError, match=r"larger than 0\.1 MB"):
            fetcher.fetch(url, max_bytes=MOST)


@pytest.mark.parametrize(
    ("path", "options", "message", "again"),
    [
        ("/gone", {"status": 410}, r"answers 410 \(Gone\)", False),
        ("/odd", {"status": 599}, r"answers 599 \(an unknown answer\)", False),
        ("/busy", {"status": 503}, r"answers 503", True),
        ("/cut", {"body": "half", "headers": (("Content-Length", "9"),)}, "broke off", True),
        ("/br", {"headers": (("Content-Encoding", "br"),)}, "'br'", False),
        ("/gz", {"body": "no gzip", "headers": (("Content-Encoding", "gzip"),)}, "broke off", True),
        ("/lost", {"status": 302}, "does not say where", False),
    ],
)
def test_failures_are_told_and_whether_later_may_do(site, fetcher, path, options, message, again):
    with pytest.raises(FetchError, match=message) as told:
        fetcher.fetch(site.put(path, **options), max_bytes=MOST)
    assert told.value.again is again


@pytest.mark.parametrize("as_date", [False, True])
def test_a_server_may_ask_to_be_left_alone(site, fetcher, as_date):
    told = formatdate(time.time() + 90, usegmt=True) if as_date else "90"
    url = site.put("/a", status=429, headers=(("Retry-After", told),))
    with pytest.raises(FetchError, match="429") as error:
        fetcher.fetch(url, max_bytes=MOST)
    assert 60 < error.value.wait <= 90


def test_a_slow_server_is_given_up(site):
    url = site.put("/a", "halves", stall=0.6)
    with pytest.raises(FetchError, match="in time"):
        Fetcher(pause=0, timeout=0.3).fetch(url, max_bytes=MOST)
    with pytest.raises(FetchError, match=r"took more than 0\.7 s"):
        Fetcher(pause=0, timeout=5, deadline=0.7).fetch(url, max_bytes=MOST)


def test_a_server_that_is_not_there_is_told(fetcher):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached") as told:
        fetcher.fetch(f"http://127.0.0.1:{port}/a", max_bytes=MOST)
    assert told.value.again


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("HTTP://Example.org", "http://example.org/"),
        ("https://bücher.example/straße?q=ä&b=%20c#d", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4&b=%20c"),
        ("http://[::1]:8080/a b", "http://[::1]:8080/a%20b"),
    ],
)  # fmt: skip
def test_addresses_are_written_as_servers_take_them(url, asked):
    assert is_web(url)
    assert checked(url) == asked


@pytest.mark.parametrize("url", ["ftp://a/b", "http://", "http://a:b/", "http://[x/"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(FetchError, match="no web address"):
        checked(url)


@pytest.mark.parametrize(
    ("told", "length"), [(None, 0), ("", 0), ("120", 120), ("123, 123", 0), ("-5", 0), ("many", 0)]
)
def test_a_promised_length_that_is_no_number_promises_nothing(told, length):
    assert _length(told) == length
