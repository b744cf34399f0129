"""Rows of CSV files as records, one in memory at a time."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from geomap.documents.contents import refuse_large, skip_line
from geomap.documents.decoding import decode
from geomap.documents.problems import Teller
from geomap.errors import DocumentError

_DELIMITERS = ",;\t"
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # marks of UTF-16, whose lines do not end in one byte


class Row(NamedTuple):
    """A row under the names of its header, and the line that it starts in."""

    number: int
    record: dict[str, str]


def rows(stream: BinaryIO, teller: Teller, max_bytes: int) -> Iterator[Row]:
    """Yield the rows of a CSV file: commas, semicolons or tabs, told by its first line.

    A row with more cells than the header has is told and passed over.

    Raises:
        DocumentError: if it has no header, or is no such table from some line on.
    """
    lines = _lines(stream, teller, max_bytes)
    head = next(lines, "")
    csv.field_size_limit(max(max_bytes, csv.field_size_limit()))  # one limit for the process
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(chain([head], lines), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if not any(header):
            raise DocumentError("empty: there is no line with the names of the columns")
        start = reader.line_num
        for cells in reader:
            number, start = start + 1, reader.line_num
            if len(cells) > len(header):
                teller.error(f"{len(cells)} cells where the header has {len(header)}", number)
            elif cells:
                yield Row(number, dict(zip(header, cells, strict=False)))
    except csv.Error as error:
        raise DocumentError(
            f"line {reader.line_num}: not CSV ({error}); a text with line breaks, quotes or"
            " delimiters in it stands in double quotes"
        ) from None


def _lines(stream: BinaryIO, teller: Teller, max_bytes: int) -> Iterator[str]:
    """Yield the lines of a file as text; the first one in another encoding than UTF-8 is told."""
    told = False
    for number, line in enumerate(iter(lambda: stream.readline(max_bytes + 1), b""), 1):
        if number == 1 and line.startswith(_WIDE):
            raise DocumentError("a table in UTF-16; save it as CSV in UTF-8")
        try:
            refuse_large(len(line), max_bytes)
        except DocumentError as error:
            teller.error(str(error), number)
            skip_line(stream, line)
            yield "\n"  # keeps the count of lines
            continue
        text, doubt = decode(line)
        if doubt and not told:
            told = True
            teller.warning(doubt, number)
        yield text
