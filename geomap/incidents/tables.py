"""Read the lexicon tables under ``data/lexicon``: CSV with a header, checked row by row.

Lines that begin with ``#`` and blank lines are skipped. A table is data that users may extend, so
every fault names the file, the row and the reason.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from geomap.errors import LexiconError
from geomap.resources import packaged

Row = dict[str, str]


@cache
def news_table(name: str, *columns: str) -> tuple[Row, ...]:
    """Return the rows of ``data/lexicon/news/<name>``, which must have exactly ``columns``.

    Raises:
        LexiconError: if the table breaks its format.
    """
    return tuple(read_table(packaged("data", "lexicon", "news", name), columns))


def words_of(table: str, use: str, uses: frozenset[str]) -> list[str]:
    """Return the words that a table of words and their ``uses``, joined by bars, has for one use.

    Raises:
        LexiconError: if the table breaks its format, or has a use that is none of ``uses``.
    """
    rows = news_table(table, "word", "use")
    return [row["word"] for row in rows if use in _each_of(row, uses, table)]


def _each_of(row: Row, uses: frozenset[str], table: str) -> list[str]:
    """Return the uses of a row, which must all be among ``uses``."""
    return [one_of({**row, "use": use}, "use", uses, table) for use in row["use"].split("|")]


_PHRASES = frozenset({"any", "speakers", "people", "parties"})


@cache
def function_words(phrases: str) -> frozenset[str]:
    """Return the words across which no noun phrase runs, in ``phrases`` of one use.

    Args:
        phrases: "any" for the words that end all of them; "speakers", "people" (that are counted)
            or "parties" for those that end these too.
    """
    words = (words_of("function_words.csv", use, _PHRASES) for use in {"any", phrases})
    return frozenset().union(*words)


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of the CSV file at ``path``; the first column may not be empty or repeat.

    Raises:
        LexiconError: naming file, row and reason.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = ((n, line) for n, line in enumerate(file, 1) if _is_data(line))
        header = next(lines, (1, ""))[1].strip()
        if header != ",".join(columns):
            raise LexiconError(f"{path.name}: header is {header!r}, expected {','.join(columns)!r}")
        seen: set[str] = set()
        for number, line in lines:
            yield _row(path, number, line, columns, seen)


def _is_data(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _row(path: Path, number: int, line: str, columns: tuple[str, ...], seen: set[str]) -> Row:
    where = f"{path.name}, row {number}"
    cells = [cell.strip() for cell in next(csv.reader([line.rstrip("\r\n")]))]
    if len(cells) != len(columns):
        raise LexiconError(f"{where}: {len(cells)} cells, expected {len(columns)}")
    if not cells[0]:
        raise LexiconError(f"{where}: column {columns[0]} is empty")
    if cells[0] in seen:
        raise LexiconError(f"{where}: {cells[0]!r} stands twice in column {columns[0]}")
    seen.add(cells[0])
    return dict(zip(columns, cells, strict=True))


def one_of(row: Row, column: str, allowed: frozenset[str], table: str) -> str:
    """Return ``row[column]``, which must be among ``allowed``.

    Raises:
        LexiconError: naming the table, the row's first cell and what is allowed.
    """
    value = row[column]
    if value not in allowed:
        first = next(iter(row.values()))
        choices = ", ".join(sorted(allowed))
        raise LexiconError(f"{table}, {first!r}: {column} is {value!r}, expected one of {choices}")
    return value
