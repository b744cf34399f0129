"""Reading reports: what is read, and what is said of what cannot be."""

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.documents import Problem, read_documents
from geomap.documents.decoding import decode
from geomap.documents.formats import from_markdown
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
    assert [(p.severity, "picture.bmp" in p.message) for p in problems] == [("note", True)]


def test_ids_are_made_unique(tmp_path):
    for name in ("a/one.txt", "b/one.txt", "c/one.txt"):
        written(tmp_path, name, name)
    documents, problems = read(tmp_path)
    assert [d.id for d in documents] == ["one", "one-2", "one-3"]
    assert [p.severity for p in problems] == ["note", "note"]


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
