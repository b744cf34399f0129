"""What a watch remembers: whole after any end, and never shared."""

import pytest

from geomap.batch.memory import FeedState, Memory
from geomap.documents import Validators
from geomap.errors import ExportError
from geomap.models import Document
from tests.webmap import samples

FEED = "https://example.org/feed"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "incidents.gpkg.watch"


def made(name, text):
    report = samples.report(name)
    return report.model_copy(update={"document": Document(id=name, text=text)})


def test_reports_come_back_in_order_without_their_texts(path):
    with Memory(path) as memory:
        for name in ("b", "a"):
            memory.done(FEED, name, made(name, f"Text of {name}."))
    with Memory(path) as memory:
        assert [r.document.id for r in memory.reports()] == ["b", "a"]
        [last] = memory.reports(after=1)
        assert last.incidents == samples.report("a").incidents
        assert memory.count() == 2
        assert memory.original("Text  of a.\n") == "a"
        assert memory.original("Text of c.") is None
        assert memory.has_id("a")
        assert not memory.has_id("c")


def test_a_report_and_its_entry_are_kept_both_or_neither(path):
    with Memory(path) as memory:
        memory.done(FEED, "1", made("a", "Text."))
        with pytest.raises(Exception, match="UNIQUE"):
            memory.done(FEED, "2", made("a", "Other."))
    with Memory(path) as memory:
        assert memory.is_done(FEED, "1")
        assert not memory.is_done(FEED, "2")
        assert memory.count() == 1


def test_tries_are_counted_until_an_entry_is_done(path):
    with Memory(path) as memory:
        assert memory.tries(FEED, "1") == 0
        memory.failed(FEED, "1")
        memory.failed(FEED, "1")
        assert (memory.tries(FEED, "1"), memory.is_done(FEED, "1")) == (2, False)
        memory.done(FEED, "1")
        assert memory.is_done(FEED, "1")
        assert not memory.is_done("https://example.org/other", "1")


def test_feeds_events_and_outputs_are_remembered(path, tmp_path):
    state = FeedState(Validators('"7"', None), 12.5)
    output = tmp_path / "i.geojson"
    with Memory(path) as memory:
        assert memory.feed(FEED) == FeedState()
        memory.keep_feed(FEED, state)
        memory.keep_events([("i1", "e1")])
        memory.keep_events([("i1", "e2"), ("i2", "e2")])
        memory.keep_shown(output)
    with Memory(path) as memory:
        assert memory.feed(FEED) == state
        assert memory.events() == {"i1": "e2", "i2": "e2"}
        assert not memory.is_shown(output)  # it isn't there
        output.write_bytes(b"")
        assert memory.is_shown(output)
        memory.done(FEED, "1", made("a", "Text."))
        assert not memory.is_shown(output)


def test_two_watches_cannot_share_it(path):
    with Memory(path), pytest.raises(ExportError, match="another geomap watch"):
        Memory(path)


@pytest.mark.parametrize("content", [b"no database at all, but something else" * 30, None])
def test_a_file_of_another_kind_is_refused_and_kept(path, content):
    if content is None:
        import sqlite3

        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE mine (a)")
        other.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(ExportError, match="memory of"):
        Memory(path)
    assert path.read_bytes() == before
