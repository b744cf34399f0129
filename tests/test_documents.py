"""Reading reports: what is read, and what is said of what cannot be."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import fsspec
import pyarrow
import pytest
import warcio
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders

from geomap.documents import Problem, read_documents
from geomap.documents.columns import parse_columns
from geomap.documents.decoding import decode
from geomap.documents.formats import from_markdown, from_record
from geomap.errors import DocumentError

DAY = date(2022, 9, 13)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Flood in Derna</title>
<meta charset="{charset}">
<meta property="article:published_time" content="2023-09-12T10:00:00+00:00">
<meta property="og:site_name" content="The Café Paper"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Flood in Derna</h1>
<p>Two dams burst above the city of Derna on Sunday night and washed whole quarters into the sea,
officials in the café of the town hall said on Tuesday.</p>
<p>Thousands were missing, the Red Crescent said, and hospitals took the injured in.</p>
</article><footer>All rights reserved</footer></body></html>"""


def read(*sources, **options):
    problems: list[Problem] = []
    options = {"default_date": DAY, "on_problem": problems.append} | options
    return list(read_documents(sources, **options)), problems


def written(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def test_text_is_kept_as_it_is(tmp_path):
    text = "Shelling hit Goris.\r\n\r\nKəlbəcər was quiet.\n"
    [document], problems = read(written(tmp_path, "a.txt", text))
    assert (document.text, document.id, document.published) == (text, "a", DAY)
    assert problems == []


FRONT = '---\nid: {id}\ntitle: "A: b"\npublished: 2022-09-14\nsource: wire\nlang: no\n---\n'


def test_front_matter_fills_the_fields_and_the_body_follows_unchanged(tmp_path):
    body = "\nYEREVAN - Goris was shelled.\n---\nMore.\n"
    [document], _ = read(written(tmp_path, "a.md", FRONT.format(id="w7") + body))
    assert document.text == body
    assert document.id == "w7"
    assert document.title == "A: b"
    assert document.published == date(2022, 9, 14)
    assert (document.source, document.language) == ("wire", "no")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60))
def test_any_body_comes_through_front_matter_unchanged(body):
    content = "---\ntitle: x\n---\n" + body
    assert from_markdown(content, lambda *_: None).text == content.split("---\n", 2)[2]


@pytest.mark.parametrize(
    ("head", "published", "line"),
    [
        ("---\npublished: 2022-09-14T08:00:00+04:00\n---\nx", date(2022, 9, 14), None),
        ("---\ndate: '2022-09-14 08:00:00 +0400'\n---\nx", date(2022, 9, 14), None),
        ("---\r\npublished: 2022-09-14\r\n---\r\nx", date(2022, 9, 14), None),
        ("---\ntitle: A: b: c\npublished: 2022-09-14\n---\nx", date(2022, 9, 14), 2),
        ("---\npublished: last Tuesday\n---\nx", None, 1),
        ("---\npublished: 2022-13-45\n---\nx", None, 1),
        ("---\n- a list\n---\nx", None, 1),
        ("---\ntitle: never closed\nx", None, 1),
        ("---\n---\nx", None, None),
        ("no front matter", None, None),
    ],
)
def test_dates_in_front_matter(head, published, line):
    doubts = []
    fields = from_markdown(head, lambda message, at: doubts.append(at))
    assert fields.published == published
    assert doubts == ([] if line is None else [line])


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_gives_its_article_and_its_metadata(tmp_path, charset):
    page = PAGE.format(charset=charset).encode(charset)
    [document], problems = read(written(tmp_path, "a.html", page), default_date=None)
    assert "café of the town hall" in document.text
    assert "All rights reserved" not in document.text
    assert document.published == date(2023, 9, 12)
    assert document.title.startswith("Flood in Derna")
    assert document.source == "The Café Paper"
    assert problems == []


def test_json_lines_go_on_after_a_broken_line(tmp_path):
    lines = [
        '{"id": 7, "text": "one", "published": "2022-09-01"}',
        '{"text": "tw',
        "",
        "[1, 2]",
        '{"title": "no text"}',
        '{"text": "  "}',
        '{"text": "last", "date": "soon"}',
    ]
    documents, problems = read(written(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [(d.id, d.text, d.published) for d in documents] == [
        ("7", "one", date(2022, 9, 1)),
        ("a-7", "last", DAY),
    ]
    assert [(p.line, p.severity) for p in problems] == [
        (2, "error"), (4, "error"), (5, "error"), (6, "error"), (7, "warning"),
    ]  # fmt: skip


def test_half_characters_and_odd_years_cost_no_report(tmp_path):
    lines = [
        '{"id": "\\ud800x", "text": "\\ud800 Shelling hit Goris."}',
        '{"id": "b", "text": "two", "published": "0001-01-01"}',
    ]
    documents, problems = read(written(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [(d.id, d.text, d.published) for d in documents] == [
        ("\ufffdx", "\ufffd Shelling hit Goris.", DAY),
        ("b", "two", DAY),
    ]
    assert next((p.line, "half" in p.message) for p in problems if p.severity == "warning") == (
        1,
        True,
    )
    assert any("0001-01-01" in p.message for p in problems)


def test_a_folder_is_read_in_order_without_what_is_hidden_or_unknown(tmp_path):
    for name in ("b.txt", "a/z.md", "c.TXT", ".hidden/x.txt", "picture.bmp"):
        written(tmp_path, name, name)
    documents, problems = read(tmp_path)
    assert [d.id for d in documents] == ["z", "b", "c"]
    assert [(p.severity, p.source.endswith("picture.bmp")) for p in problems] == [("note", True)]


def test_ids_are_made_unique(tmp_path):
    for name in ("a/one.txt", "b/one.txt", "c/one.txt"):
        written(tmp_path, name, name)
    documents, problems = read(tmp_path)
    assert [d.id for d in documents] == ["one", "one-2", "one-3"]
    assert [p.severity for p in problems] == ["note", "note"]


def test_folders_are_read_in_the_order_of_whole_paths(tmp_path):
    names = ("b/c.txt", "b-a.txt", "b.txt", "a.txt", "B/a.txt", "b/c/a.txt", "b/c-1.txt")
    paths = [written(tmp_path, name, name) for name in names]
    documents, _ = read(tmp_path)
    assert [d.text for d in documents] == [
        str(path.relative_to(tmp_path)) for path in sorted(paths)
    ]


def test_a_folder_that_cannot_be_listed_costs_no_other(tmp_path, monkeypatch):
    written(tmp_path, "a.txt", "text")
    (tmp_path / "closed").mkdir()
    listed = Path.iterdir

    def refusing(folder):
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refusing)
    documents, [problem] = read(tmp_path)
    assert [d.id for d in documents] == ["a"]
    assert problem.message.endswith("closed: cannot be listed (Permission denied)")


@pytest.mark.parametrize(
    ("content", "ident"),
    [
        ("plain text", "stdin"),
        ("---\nid: q\n---\nbody", "q"),
        (PAGE.format(charset="utf-8"), "stdin"),
    ],
)
def test_standard_input(monkeypatch, content, ident):
    pipe = io.TextIOWrapper(io.BytesIO(content.encode()))
    monkeypatch.setattr("sys.stdin", pipe)
    [document], problems = read("-")
    assert document.id == ident
    assert problems == []


RUSSIAN = "Взрыв произошёл в городе Горис, сообщает министерство обороны Армении."


@pytest.mark.parametrize(
    ("data", "text", "doubt"),
    [
        (b"\xef\xbb\xbfbody", "body", None),
        ("Évry".encode("utf-16"), "Évry", None),
        ("Évry".encode("utf-32"), "Évry", None),
        ((RUSSIAN * 5).encode("cp1251"), RUSSIAN * 5, "cp1251"),
        ("It was “a large-scale provocation”, the ministry said".encode("cp1252"), "“a", "cp1252"),
        (b"\xef\xbb\xbfbody \xff", "body \N{REPLACEMENT CHARACTER}", "UTF-8"),
    ],
)
def test_encodings_are_told_or_guessed_aloud(data, text, doubt):
    decoded = decode(data)
    assert text in decoded.text
    assert (doubt or "") in (decoded.doubt or "")
    assert (doubt is None) == (decoded.doubt is None)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 text", "PDF"),
        (b"PK\x03\x04....", "office document"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n", "picture"),
        (b"text\x00more", "binary"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_binary_data_is_refused_by_its_kind(data, kind):
    with pytest.raises(DocumentError, match=kind):
        decode(data)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b"---\ntitle: x\n---\n \n", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("bin.txt", b"\x00\x01\x02", "binary"),
        ("a.docx", b"PK\x03\x04", "unknown extension '.docx'"),
        ("menu.html", b"<html><body></body></html>", "no article text"),
        ("large.txt", b"x " * 600, "--max-size"),
        ("large.jsonl", b'{"text": "' + b"x " * 600 + b'"}\n', "--max-size"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_others_are_read(tmp_path, name, content, message):
    bad, good = written(tmp_path, name, content), written(tmp_path, "good.txt", "text")
    documents, [problem] = read(bad, good, max_bytes=1000)
    assert [d.id for d in documents] == ["good"]
    assert problem.severity == "error"
    assert name in str(problem)
    assert message in str(problem)


def test_a_line_that_is_too_long_does_not_hide_the_next(tmp_path):
    lines = [json.dumps({"text": "x " * 600}), json.dumps({"text": "short"})]
    documents, [problem] = read(written(tmp_path, "a.jsonl", "\n".join(lines)), max_bytes=1000)
    assert [d.text for d in documents] == ["short"]
    assert problem.line == 1


def test_a_missing_date_is_told_and_none_is_made_up(tmp_path):
    [document], [problem] = read(written(tmp_path, "a.txt", "text"), default_date=None)
    assert document.published is None
    assert (problem.severity, "--date" in problem.message) == ("warning", True)


@pytest.mark.parametrize("source", ["nowhere.txt", "empty"])
def test_missing_files_and_empty_folders(tmp_path, source):
    (tmp_path / "empty").mkdir()
    documents, [problem] = read(tmp_path / source)
    assert documents == []
    assert problem.severity == "error"


def test_a_program_gets_errors_raised_and_doubts_warned(tmp_path):
    with pytest.raises(DocumentError, match=r"nowhere\.txt: there is no such file"):
        list(read_documents(tmp_path / "nowhere.txt"))
    with pytest.warns(UserWarning, match="no publication date"):
        list(read_documents(written(tmp_path, "a.txt", "text")))


ROWS = [
    {"uid": "a1", "body": "Shelling hit Goris.", "day": "2022-09-13", "text": "not this"},
    {"uid": "a2", "body": "Jermuk was quiet.", "day": "2022-09-14", "text": None},
]
MAPPED = {"id": "uid", "text": "body", "published": "day"}


def test_columns_say_what_is_what_in_lines(tmp_path):
    path = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, ROWS)))
    documents, problems = read(path, columns=MAPPED)
    assert [(d.id, d.text, str(d.published)) for d in documents] == [
        ("a1", "Shelling hit Goris.", "2022-09-13"),
        ("a2", "Jermuk was quiet.", "2022-09-14"),
    ]
    assert problems == []


def test_parquet_is_read_row_by_row(tmp_path):
    rows = [*ROWS, {"uid": "a3", "body": None, "day": "2022-09-14", "text": None}]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    documents, [problem] = read(tmp_path / "a.parquet", columns=MAPPED)
    assert [d.id for d in documents] == ["a1", "a2"]
    assert (problem.line, problem.severity) == (3, "error")


def test_parquet_that_is_none_is_told(tmp_path):
    documents, [problem] = read(written(tmp_path, "a.parquet", b"PAR1 not"))
    assert documents == []
    assert "not a Parquet file" in problem.message


def test_without_pyarrow_parquet_names_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    _, [problem] = read(written(tmp_path, "a.parquet", b"PAR1"))
    assert "pip install 'geomap[gis]'" in problem.message


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"])
def test_addresses_that_fsspec_knows_are_read(name):
    content = b'{"text": "Goris was shelled."}' if name == "a.jsonl" else b"Goris was shelled."
    fsspec.filesystem("memory").pipe_file(f"/in/{name}", content)
    [document], problems = read(f"memory://in/{name}")
    assert document.text == "Goris was shelled."
    assert problems == []


@pytest.mark.parametrize(
    ("address", "message"),
    [("nofs://a.jsonl", "cannot be opened"), ("memory://in/none.jsonl", "cannot be read")],
)
def test_addresses_that_cannot_be_read_are_told(address, message):
    documents, [problem] = read(address)
    assert documents == []
    assert message in problem.message


@pytest.mark.parametrize("words", ["body", "text=", "author=name"])
def test_a_mapping_that_is_none_is_refused(words):
    with pytest.raises(DocumentError, match="write field=column"):
        parse_columns(words)


def archive(path, *answers):
    """Write an archive of (address, status, type, body), gzipped as crawlers do."""
    with path.open("wb") as file:
        writer = warcio.WARCWriter(file, gzip=path.suffix == ".gz")
        for url, status, kind, body in answers:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=headers
            )
            writer.write_record(record)
            record.raw_stream.close()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_the_articles_of_a_web_archive_are_read(tmp_path, name):
    page = PAGE.format(charset="utf-8").encode()
    archive(
        tmp_path / name,
        ("https://example.org/derna", "200 OK", "text/html; charset=utf-8", page),
        ("https://example.org/logo", "200 OK", "image/png", b"PNG"),
        ("https://example.org/gone", "404 Not Found", "text/html", page),
        ("https://example.org/menu", "200 OK", "text/html", b"<html><body></body></html>"),
        ("https://example.org/note", "200 OK", "text/plain", b"Goris was shelled."),
    )
    documents, problems = read(tmp_path)
    assert [(d.id, d.title, d.url) for d in documents] == [
        ("a-1", "Flood in Derna", "https://example.org/derna"),
        ("a-3", None, "https://example.org/note"),
    ]
    assert [(p.severity, p.source) for p in problems] == [("note", "https://example.org/menu")]


def test_an_archive_that_is_none_is_told(tmp_path):
    documents, [problem] = read(written(tmp_path, "a.warc", b"not an archive at all"))
    assert documents == []
    assert "not a WARC file" in problem.message


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>
<language>en-gb</language>
<item><title>Shelling of Goris</title><link>https://example.org/1</link><guid>w1</guid>
<pubDate>Tue, 13 Sep 2022 23:30:00 +0400</pubDate>
<description>&lt;p&gt;Goris was shelled.&lt;/p&gt;&lt;p&gt;Two &amp;amp; more were hurt.&lt;/p&gt;
</description></item>
<item><link>https://example.org/2</link></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>
<entry><id>w1</id><title>Shelling of Goris</title><link href="https://example.org/1"/>
<updated>2022-09-13T19:30:00Z</updated><summary>Short.</summary>
<content type="html">&lt;p&gt;Goris was shelled.&lt;/p&gt;
&lt;p&gt;Two &amp;amp; more were hurt.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(("name", "feed"), [("a.rss", RSS), ("a.atom", ATOM), ("a.xml", RSS)])
def test_entries_of_a_saved_feed_are_reports(tmp_path, name, feed):
    [document], problems = read(written(tmp_path, name, feed), default_date=None)
    assert document.text == "Shelling of Goris\n\nGoris was shelled.\nTwo & more were hurt."
    assert (document.id, document.title, document.source) == ("w1", "Shelling of Goris", "The Wire")
    assert (str(document.published), document.url) == ("2022-09-13", "https://example.org/1")
    assert problems == []


@pytest.mark.parametrize("text", [5, ["Goris"], {"a": "b" * 99}, DAY])
def test_a_text_that_is_none_is_told_as_it_stands(text):
    with pytest.raises(DocumentError, match='"text" of the record is no text but') as told:
        from_record({"text": text}, lambda *_: None, 1)
    assert len(str(told.value)) < 90


def test_a_folder_passes_over_xml_that_may_be_anything(tmp_path):
    written(tmp_path, "a.txt", "text")
    written(tmp_path, "b.xml", RSS)
    documents, [problem] = read(tmp_path)
    assert [d.id for d in documents] == ["a"]
    assert problem.severity == "note"


def piped(monkeypatch, content, **options):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    return read("-", **options)


def test_records_and_feeds_may_be_piped_in(monkeypatch):
    lines = "\n".join(map(json.dumps, ROWS))
    documents, problems = piped(monkeypatch, lines, columns=MAPPED, max_bytes=len(lines) - 1)
    assert [(d.id, d.text) for d in documents] == [
        ("a1", "Shelling hit Goris."), ("a2", "Jermuk was quiet."),
    ]  # fmt: skip
    assert problems == []
    [document], problems = piped(monkeypatch, RSS)
    assert (document.id, problems) == ("w1", [])


def test_a_broken_line_that_is_piped_in_costs_no_other(monkeypatch):
    documents, [problem] = piped(monkeypatch, '{"text": "One."}\n{"text":\n{"text": "Two."}\n')
    assert [(d.id, d.text) for d in documents] == [("stdin-1", "One."), ("stdin-3", "Two.")]
    assert (problem.line, problem.severity) == (2, "error")


@pytest.mark.parametrize("content", ["", "no feed", "<html><body>Page</body></html>"])
def test_what_is_no_feed_is_told(tmp_path, content):
    documents, [problem] = read(written(tmp_path, "a.rss", content))
    assert documents == []
    assert "not an RSS or Atom feed" in problem.message


@pytest.mark.parametrize(
    ("record", "held"), [({"body": "Goris", "id": 1}, '"body", "id"'), ({}, "nothing")]
)
def test_a_record_without_text_says_what_it_has(record, held):
    with pytest.raises(DocumentError, match=f'has no "text"; it has {held}; --columns'):
        from_record(record, lambda *_: None, 1)


def test_an_empty_name_is_not_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Goris was shelled.", encoding="utf-8")
    found, [problem] = read("")
    assert found == []
    assert (problem.severity, problem.message) == (
        "error", "an empty name is no report and no folder",
    )  # fmt: skip
    assert [document.id for document in read(Path())[0]] == ["a"]
