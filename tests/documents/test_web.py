"""Pages and live feeds as reports, from a real server on loopback."""

import sys
from datetime import date

import pytest

from geomap.documents import Fetcher, Problem, read_documents

TEXT = "Azerbaijani forces shelled the town of Goris on Tuesday, officials said in the capital."


def read(*sources, **options):
    problems: list[Problem] = []
    found = read_documents(sources, on_problem=problems.append, fetcher=Fetcher(pause=0), **options)
    return list(found), problems


def test_a_page_is_a_report_with_its_date_and_its_address_as_id(site):
    url = site.article("/goris", TEXT, title="Shelling of Goris")
    [document], problems = read(url + "#comments")
    assert problems == []
    assert TEXT in document.text
    assert (document.id, document.url) == (url, url)
    assert (document.title, document.source) == ("Shelling of Goris", "The Wire")
    assert document.published == date(2022, 9, 13)


def test_the_date_may_stand_in_the_address(site):
    page = f"<html><body><article><h1>Goris</h1><p>{TEXT}</p></article></body></html>"
    [document], _ = read(site.put("/2022/09/13/goris.html", page))
    assert document.published == date(2022, 9, 13)


def test_the_servers_word_on_the_encoding_counts(site):
    page = f"<html><body><article><p>{TEXT}</p><p>Обстрел Гориса</p></article></body></html>"
    kind = "text/html; charset=windows-1251"
    [document], problems = read(site.put("/a", page.encode("cp1251"), kind=kind))
    assert "Обстрел Гориса" in document.text
    assert [p.message for p in problems if "guess" in p.message] == []


@pytest.mark.parametrize(("path", "title"), [("/a.txt", None), ("/a.md", "Shelling")])
def test_plain_text_and_markdown_are_read(site, path, title):
    url = site.put(path, f"---\ntitle: Shelling\n---\n{TEXT}", kind="text/plain")
    [document], _ = read(url, default_date=date(2022, 9, 13))
    assert document.title == title


@pytest.mark.parametrize(
    ("body", "kind", "message"),
    [
        ("x", "application/pdf", "gives application/pdf: neither a page nor text nor a feed"),
        ("<html><body></body></html>", "text/html", "no article text found"),
        ("", "text/html", "no article text found"),
        ("x" * 1_100_000, "text/plain", "larger than 1 MB"),
    ],
)
def test_what_is_no_report_is_told(site, body, kind, message):
    documents, [problem] = read(site.put("/a", body, kind=kind))
    assert documents == []
    assert message in problem.message
    assert problem.severity == "error"


def wire(site):
    """A feed of two articles; the second's page is gone."""
    site.article("/1", TEXT)
    return site.feed(
        "/feed", ("/1", "Shelling of Goris", "Short."), ("/2", "Kapan quiet", "Kapan was quiet.")
    )


def test_entries_of_a_live_feed_are_their_pages_else_the_feeds_words(site):
    [first, second], [problem] = read(wire(site))
    assert (first.id, first.title, first.url) == ("/1", "Shelling of Goris", site.address + "/1")
    assert TEXT in first.text
    assert first.published == date(2022, 9, 13)
    assert second.text == "Kapan quiet\n\nKapan was quiet."
    assert problem.severity == "warning"
    assert str(problem).startswith(f"{site.address}/2: the server answers 404")
    assert site.paths == ["/robots.txt", "/feed", "/1", "/2"]


def test_the_feeds_words_alone_are_taken_where_that_is_asked(site):
    [first, _], problems = read(wire(site), feed_text=True)
    assert first.text == "Shelling of Goris\n\nShort."
    assert problems == []
    assert site.paths == ["/robots.txt", "/feed"]


def test_a_feed_that_gives_more_than_its_page_is_believed(site):
    site.article("/1", TEXT)
    [document], _ = read(site.feed("/feed", ("/1", "Shelling", f"{TEXT} " * 5)))
    assert document.text.count(TEXT) == 5


@pytest.mark.parametrize("kind", ["text/html", "application/xml", "application/rss+xml"])
def test_a_feed_is_told_by_its_content_whatever_its_type(site, kind):
    wire(site)
    answer = site.answers["/feed"]
    site.answers["/feed"] = answer._replace(kind=kind, body=b"\xef\xbb\xbf" + answer.body)
    documents, _ = read(site.address + "/feed", feed_text=True)
    assert [d.id for d in documents] == ["/1", "/2"]


def test_a_broken_feed_is_read_as_far_as_it_goes_with_a_warning(site):
    wire(site)
    answer = site.answers["/feed"]
    site.answers["/feed"] = answer._replace(body=answer.body.partition(b"<link>")[0] + b"<&")
    [document], [broken, undated] = read(site.address + "/feed", feed_text=True)
    assert document.title == "Shelling of Goris"
    assert "broken XML" in broken.message
    assert "no publication date" in undated.message


def test_without_feedparser_feeds_name_what_to_install(site, monkeypatch):
    monkeypatch.setitem(sys.modules, "feedparser", None)
    _, [problem] = read(wire(site))
    assert "pip install 'geomap[web]'" in problem.message


def test_a_saved_feed_asks_nobody(site, tmp_path):
    wire(site)
    (tmp_path / "a.rss").write_bytes(site.answers["/feed"].body)
    documents, _ = read(tmp_path / "a.rss")
    assert len(documents) == 2
    assert site.asked == []
