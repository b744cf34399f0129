"""Watching a real web server whose feeds change, fail, stall and break."""

import pytest

from geomap.batch.memory import Memory
from geomap.batch.watching import Round, Watch
from geomap.documents import Fetcher, Web
from tests.server import Answer
from tests.webmap import samples

ONE = ("/1", "Goris shelled", "Goris was shelled.")
TWO = ("/2", "Kapan shelled", "Kapan was shelled.")


class Desk:
    """A watch whose parsing takes no time; its memory is opened anew each round."""

    def __init__(self, path, feeds, **options):
        self.path, self.feeds, self.options = path, feeds, options
        self.told = []
        self.read = []
        self.now = 1000.0
        self.timeout = 20.0

    def parse(self, document):
        self.read.append(document)
        if "boom" in document.text:
            raise RuntimeError("boom")
        return samples.report(document.id).model_copy(update={"document": document})

    def round(self):
        self.told.clear()
        web = Web(Fetcher(pause=0, timeout=self.timeout), 1_000_000, **self.options)
        with Memory(self.path) as memory:
            watch = Watch(
                self.feeds, memory, web, self.parse, self.told.append, clock=lambda: self.now
            )
            return watch.round()

    @property
    def names(self):
        return [document.id for document in self.read]


@pytest.fixture
def desk(site, tmp_path):
    site.article("/1", "Azerbaijani forces shelled Goris on Tuesday, officials said.")
    site.article("/2", "Azerbaijani forces shelled Kapan on Tuesday, officials said.")
    return Desk(tmp_path / "w", [site.feed("/feed", ONE)])


def test_each_entry_is_read_once_and_an_unchanged_feed_costs_one_answer_304(desk, site):
    assert desk.round() == Round(reports=1, incidents=8)
    assert desk.round() == Round(unchanged=1)
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    site.feed("/feed", TWO, ONE)
    assert desk.round() == Round(reports=1, incidents=8)
    assert desk.names == ["/1", "/2"]
    assert site.paths.count("/1") == site.paths.count("/2") == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(status=500), "answers 500"),
        (Answer(b"<rss><channel>", stall=5), "in time"),
        (Answer(b"<html><body>Moved!</body></html>"), "not an RSS or Atom feed"),
        (Answer(b"\x00\x01"), "not an RSS or Atom feed"),
    ],
)
def test_a_feed_that_fails_costs_no_other_and_is_asked_again(desk, site, answer, message):
    good = site.answers["/feed"]
    site.answers["/bad"] = answer
    desk.feeds.insert(0, site.address + "/bad")
    desk.timeout = 3 if answer.stall else 20
    assert desk.round() == Round(reports=1, incidents=8, failed=1)
    assert [message in p.message for p in desk.told] == [True]
    site.answers["/bad"] = good._replace(headers=())
    assert desk.round() == Round(reprints=1, unchanged=1)


def test_robots_are_obeyed_for_feed_and_page(desk, site):
    site.put("/robots.txt", "User-agent: *\nDisallow: /1", kind="text/plain")
    assert desk.round() == Round(reports=1, incidents=8)
    assert desk.read[0].text == "Goris shelled\n\nGoris was shelled."
    assert "taken as the feed words it" in desk.told[0].message
    site.put("/robots.txt", "User-agent: *\nDisallow: /", kind="text/plain")
    assert desk.round() == Round(failed=1)
    assert site.paths.count("/feed") == 1


def test_a_page_that_may_come_later_is_tried_three_times(desk, site):
    page = site.answers["/1"]
    site.answers["/1"] = Answer(status=503)
    assert desk.round() == Round()
    assert "tried again" in desk.told[0].message
    site.answers["/1"] = page
    assert desk.round() == Round(reports=1, incidents=8)  # though the feed has not changed
    assert "officials said" in desk.read[0].text
    site.answers["/2"] = Answer(status=503)
    site.feed("/feed", TWO, ONE)
    assert [desk.round().reports for _ in range(3)] == [0, 0, 1]
    assert desk.read[-1].text == "Kapan shelled\n\nKapan was shelled."


def test_a_server_that_asks_to_be_left_alone_is(desk, site):
    good = site.answers["/feed"]
    site.answers["/feed"] = Answer(status=429, headers=(("Retry-After", "600"),))
    assert desk.round() == Round(failed=1)
    site.answers["/feed"] = good
    asked = len(site.asked)
    desk.now += 599
    assert desk.round() == Round(unchanged=1)
    assert len(site.asked) == asked
    desk.now += 2
    assert desk.round().reports == 1


def test_a_broken_feed_is_read_as_far_as_it_goes(desk, site):
    whole = site.answers["/feed"]
    site.answers["/feed"] = whole._replace(body=whole.body.replace(b"</channel>", b"<item><&"))
    assert desk.round().reports == 1
    assert "broken XML" in desk.told[0].message


def test_a_reprint_is_counted_and_two_reports_of_one_name_keep_both(desk, site):
    site.put("/3", site.answers["/1"].body)
    site.feed("/feed", ONE, ("/3", "Again", "Again."))
    site.feed("/other", ("/1", "Else", "Another text."))
    site.answers["/other"] = site.answers["/other"]._replace(
        body=site.answers["/other"].body.replace(b"127.0.0.1", b"localhost.invalid")
    )
    desk.feeds.append(site.address + "/other")
    first = desk.round()
    assert (first.reports, first.reprints) == (1, 1)
    for _ in range(2):  # its page's host is not there
        desk.round()
    assert desk.names == ["/1", "/1-2"]


def test_what_stops_geomap_is_told_once_and_passed_over(desk, site):
    site.article("/1", "boom, they said, and all the town of Goris heard it in the night.")
    assert desk.round() == Round()
    assert "stopped geomap (RuntimeError: boom)" in desk.told[0].message
    assert desk.round() == Round(unchanged=1)


def test_the_feeds_words_alone(desk, site):
    desk.options["feed_text"] = True
    assert desk.round().reports == 1
    assert desk.read[0].text == "Goris shelled\n\nGoris was shelled."
    assert "/1" not in site.paths


def test_an_entry_without_words_or_page_is_told_and_left(desk, site):
    feed = site.feed("/feed", ("/gone", "", ""))
    assert desk.feeds == [feed]
    assert desk.round() == Round()
    assert desk.told[0].severity == "error"
    assert desk.round() == Round(unchanged=1)
