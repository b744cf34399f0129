"""CSV files as reports: delimiters, quotes, encodings, and what is wrong told with its line."""

import pytest

from geomap.documents import read_documents


def read(path, content: str | bytes, **options):
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    problems = []
    found = list(read_documents(path, on_problem=problems.append, **options))
    return found, [(problem.severity, problem.line, problem.message) for problem in problems]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_row_is_a_report_whatever_parts_its_cells(tmp_path, mark, ends):
    lines = ["id,published,text", "a1,2022-09-13,Goris was shelled.", "", "a2,2022-09-14,Quiet."]
    content = ends.join(line.replace(",", mark) for line in lines)
    found, problems = read(tmp_path / "a.csv", content)
    assert [(d.id, str(d.published), d.text) for d in found] == [
        ("a1", "2022-09-13", "Goris was shelled."),
        ("a2", "2022-09-14", "Quiet."),
    ]
    assert problems == []


def test_columns_say_what_is_what_and_quotes_hold_lines_and_commas(tmp_path):
    content = '\ufeffday,"body"\n2022-09-13,"Goris, a town,\nwas ""shelled""."\n2022-09-14,Quiet.\n'
    mapped = {"text": "body", "published": "day"}
    found, problems = read(tmp_path / "a.tsv", content, columns=mapped)
    assert [d.text for d in found] == ['Goris, a town,\nwas "shelled".', "Quiet."]
    assert [d.id for d in found] == ["a-2", "a-4"]
    assert problems == []


def test_a_row_that_is_none_is_told_with_its_line_and_the_others_are_read(tmp_path):
    content = "text,published\nGoris was shelled,again,and again\nQuiet.\n,2022-09-13\n"
    found, problems = read(tmp_path / "a.csv", content)
    assert [d.text for d in found] == ["Quiet."]
    assert problems[0] == ("error", 2, "3 cells where the header has 2")
    assert ("error", 4, "empty: there is no text in it") in problems


def test_without_a_column_of_text_it_is_told_which_there_are(tmp_path):
    found, [(severity, line, words)] = read(tmp_path / "a.csv", "body,day\nQuiet.,2022-09-13\n")
    assert (found, severity, line) == ([], "error", 2)
    assert 'it has "body", "day"; --columns text=... names the right one' in words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no line with the names of the columns"),
        ('text\n"Goris" was shelled\n', "line 2: not CSV"),
        ('text\n"never closed\n', "not CSV"),
        ("text\nQuiet.\n".encode("utf-16"), "save it as CSV in UTF-8"),
        (b"text\n\x00\x01\x02\n", "binary"),
    ],
)
def test_what_is_no_table_is_told(tmp_path, content, words):
    found, [(severity, _, message)] = read(tmp_path / "a.csv", content)
    assert (found, severity) == ([], "error")
    assert words in message


def test_an_old_encoding_is_guessed_and_told_once(tmp_path):
    row = "A \u201cquiet\u201d day in the caf\xe9 of Goris was told by all.,2022-09-13\n"
    content = f"text,published\n{row}{row}"
    found, problems = read(tmp_path / "a.csv", content.encode("cp1252"))
    assert ["caf\xe9" in d.text for d in found] == [True, True]
    assert [severity for severity, *_ in problems] == ["warning"]


def test_a_text_over_the_limit_is_refused_and_those_around_it_are_read(tmp_path):
    content = f"text,published\nOne.,2022-09-13\n{'long ' * 50_000},2022-09-13\nTwo.,2022-09-13\n"
    found, [(severity, line, words)] = read(tmp_path / "a.csv", content, max_bytes=240_000)
    assert [d.text for d in found] == ["One.", "Two."]
    assert (severity, line) == ("error", 3)
    assert "larger than 0.24 MB" in words


def test_in_a_folder_tables_are_passed_over_and_told(tmp_path):
    (tmp_path / "a.txt").write_text("Goris was shelled.", encoding="utf-8")
    (tmp_path / "b.csv").write_text("text\nQuiet.\n", encoding="utf-8")
    problems = []
    [found] = read_documents(tmp_path, on_problem=problems.append)
    assert found.id == "a"
    [told] = [p for p in problems if p.source.endswith("b.csv")]
    assert told.severity == "note"
    assert told.message == "skipped, a .csv in a folder; name the file itself to have it read"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "body\nQuiet.\n"), ("a.jsonl", '{"body": "Quiet."}\n')],
)
def test_a_date_that_stands_in_no_column_names_the_column(tmp_path, name, content):
    mapped = {"text": "body", "published": "tag"}
    _, [(severity, _, words)] = read(tmp_path / name, content, columns=mapped)
    assert severity == "warning"
    assert "there is no column 'tag'" in words
    _, [(_, _, plainly)] = read(tmp_path / name, content, columns={"text": "body"})
    assert "column" not in plainly
