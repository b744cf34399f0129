"""Files, folders and standard input to documents, one after another."""

import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import BinaryIO

from geomap.documents import feeds, formats, parquet, tables, warc
from geomap.documents.columns import Columns, missing, renamed
from geomap.documents.contents import FORMATS, Found, one, refuse_large, skip_line
from geomap.documents.decoding import decode
from geomap.documents.fetching import Fetcher, is_web, path_of
from geomap.documents.formats import Fields
from geomap.documents.own import why_own
from geomap.documents.problems import OnProblem, Teller, raise_or_warn
from geomap.documents.seen import Names
from geomap.documents.web import Web
from geomap.errors import DocumentError
from geomap.models import Document

MAX_BYTES = 1_000_000  # of one report: ten times the longest that newspapers print
STANDARD_INPUT = "-"

_RECORDS = (".jsonl", ".ndjson")
_PARQUET = ".parquet"
_TABLES = (".csv", ".tsv")  # of a file that is named; in folders, most such files are no reports
_ARCHIVES = (".warc", ".warc.gz")
_FEEDS = (".rss", ".atom")
_XML = ".xml"  # of a file that is named; in folders, most such files are no feeds
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
EXTENSIONS = (*FORMATS, *_RECORDS, _PARQUET, *_ARCHIVES, *_FEEDS)
_KNOWN = " ".join(EXTENSIONS)
_LISTS = (*_RECORDS, _PARQUET, *_TABLES)  # of reports, with columns or fields


def read_documents(
    sources: str | Path | Iterable[str | Path],
    *,
    default_date: date | None = None,
    on_problem: OnProblem = raise_or_warn,
    max_bytes: int = MAX_BYTES,
    columns: Columns = MappingProxyType({}),
    feed_text: bool = False,
    fetcher: Fetcher | None = None,
) -> Iterator[Document]:
    """Yield the reports in ``sources``, lazily and in order.

    Args:
        sources: one or more files (.txt, .md, .html, .jsonl, .csv, .parquet, .warc, .rss), folders
            (searched through, in the order of their names), web addresses of pages and feeds,
            addresses of files that fsspec opens (``s3://...``), or ``-`` for standard input.
        default_date: the publication date of reports that tell none.
        on_problem: called with each problem; the other reports are still read unless it raises,
            which the default does for errors.
        max_bytes: the largest size of one report.
        columns: which column of a table (.jsonl, .csv, .parquet) is which field of a report.
        feed_text: whether the entries of a live feed are taken as the feed words them, and their
            pages are not asked for.
        fetcher: asks web servers; by default one that is polite and patient.

    A document's ``id`` is the one that the report gives, else the file's stem or the address, made
    unique by a number where two would be the same.
    """
    names = Names()
    web = Web(fetcher or Fetcher(), max_bytes, feed_text=feed_text)
    listed = [sources] if isinstance(sources, str | Path) else sources
    for path in _files(listed, on_problem):
        teller = Teller("standard input" if str(path) == STANDARD_INPUT else str(path), on_problem)
        for found in _read(path, teller, max_bytes, columns, web):
            fields, line = found.fields, found.line
            if not fields.text.strip():
                teller.error("empty: there is no text in it", line)
                continue
            published = fields.published or default_date
            if published is None:
                teller.warning(_undated(found.no_day), line)
            unique = _unique(fields.id or found.id, names, teller, line)
            yield _document(fields, unique, published)


def _undated(column: str | None) -> str:
    """Return that a report has no date; ``column`` should have held it, and there is none."""
    if column is None:
        return "no publication date, so its days cannot be told; give --date"
    return (
        f"no publication date, since there is no column {column!r} as --columns has it, so its days"
        " cannot be told; name the right column, or give --date"
    )


def _document(fields: Fields, unique: str, published: date | None) -> Document:
    return Document(
        text=fields.text,
        id=unique,
        title=fields.title,
        published=published,
        source=fields.source,
        language=fields.language,
        url=fields.url,
    )


def _unique(wanted: str, names: Names, teller: Teller, line: int | None) -> str:
    unique = names.free(wanted)
    if unique != wanted:
        teller.note(f"another report is called {wanted!r} already; this one is {unique!r}", line)
    return unique


def _files(sources: Iterable[str | Path], on_problem: OnProblem) -> Iterator[Path | str]:
    for source in sources:
        if _is_address(source):
            yield str(source)
            continue
        if source == "":  # as a path, it would be the current folder
            Teller("''", on_problem).error("an empty name is no report and no folder")
            continue
        path, teller = Path(source), Teller(str(source), on_problem)
        if path.is_dir():
            yield from _folder(path, teller)
        elif own := why_own(path):
            teller.note(own)
        elif str(source) == STANDARD_INPUT or path.exists():
            yield path
        else:
            teller.error("there is no such file or folder")


def _is_address(source: str | Path) -> bool:
    return isinstance(source, str) and "://" in source


def _folder(folder: Path, teller: Teller) -> Iterator[Path]:
    known = False
    for path in _inside(folder, teller):
        if why := why_own(path) or _why_skipped(path):
            Teller(str(path), teller.on_problem).note(why)
        else:
            known = True
            yield path
    if not known:
        teller.error(f"no report in this folder; a report is one of {_KNOWN}")


def _why_skipped(path: Path) -> str | None:
    if _suffix(path) in EXTENSIONS:
        return None
    if _suffix(path) in (*_TABLES, _XML):
        return f"skipped, a {_suffix(path)} in a folder; name the file itself to have it read"
    return "skipped, no kind of file that geomap reads"


def _inside(folder: Path, teller: Teller) -> Iterator[Path]:
    """Yield the files in a folder and its folders in the order of their paths, no hidden ones.

    Only the names of the folders on the way are held, since a corpus may have millions of files.
    """
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        teller.error(f"{folder}: cannot be listed ({error.strerror or error})")
        return
    for name in names:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            yield from _inside(path, teller)
        elif path.is_file():
            yield path


def _read(
    source: Path | str, teller: Teller, max_bytes: int, columns: Columns, web: Web
) -> Iterator[Found]:
    """Yield the reports of one file; what cannot be read is told, not raised."""
    suffix = _suffix(source)
    try:
        if str(source) == STANDARD_INPUT:
            yield from _piped(sys.stdin.buffer, teller, max_bytes, columns)
        elif is_web(source) and suffix not in (*_LISTS, *_ARCHIVES):
            yield from web.read(str(source), teller)
        elif suffix in _ARCHIVES:
            with _opened(source) as stream:
                yield from _pages(stream, PurePath(source).name, teller, max_bytes)
        elif suffix in (*_FEEDS, _XML):
            with _opened(source) as stream:
                yield from _entries(stream, PurePath(source).stem, max_bytes)
        elif suffix in _LISTS:
            with _opened(source) as stream:
                read = _records if suffix in _RECORDS else _table if suffix in _TABLES else _rows
                yield from read(stream, PurePath(source).stem, teller, max_bytes, columns)
        elif isinstance(source, str):
            yield from _distant(source, teller, max_bytes)
        else:
            yield from _whole(source, teller, max_bytes)
    except DocumentError as error:
        teller.error(str(error))
    except OSError as error:
        teller.error(f"cannot be read ({error.strerror or error})")


def _suffix(source: Path | str) -> str:
    """Return the ending that tells the format, ``.warc.gz`` among them."""
    path = PurePath(path_of(str(source)) if is_web(source) else source)
    name = path.name.lower()
    return next((e for e in _ARCHIVES if name.endswith(e)), path.suffix.lower())


@contextmanager
def _opened(source: Path | str) -> Iterator[BinaryIO]:
    """Open a file or an address that fsspec knows.

    Raises:
        DocumentError: if what opens such addresses is not installed, or refuses them.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield stream
        return
    import fsspec

    try:
        opened = fsspec.open(source, "rb")
    except (ValueError, ImportError) as error:
        raise DocumentError(f"cannot be opened ({error})") from None
    with opened as stream:
        yield stream


def _distant(address: str, teller: Teller, max_bytes: int) -> Iterator[Found]:
    suffix = PurePath(address).suffix.lower()
    if suffix not in FORMATS:
        raise DocumentError(f"unknown extension {suffix!r}; known are {_KNOWN}")
    with _opened(address) as stream:
        data = stream.read(max_bytes + 1)
    refuse_large(len(data), max_bytes)
    yield one(data, suffix, PurePath(address).stem, teller)


def _whole(path: Path, teller: Teller, max_bytes: int) -> Iterator[Found]:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise DocumentError(f"unknown extension {suffix!r}; known are {_KNOWN}")
    if not path.is_file():
        raise DocumentError("not a regular file; pipe it in and name - instead")
    refuse_large(path.stat().st_size, max_bytes)
    yield one(path.read_bytes(), suffix, path.stem, teller)


def _piped(stream: BinaryIO, teller: Teller, max_bytes: int, columns: Columns) -> Iterator[Found]:
    """Yield what standard input holds: records if its first line is one, a feed, or a report."""
    first = stream.readline(max_bytes + 1)
    if _RECORD.match(first):
        yield from _records(stream, "stdin", teller, max_bytes, columns, first)
        return
    data = first + stream.read(max_bytes + 1 - len(first))
    refuse_large(len(data), max_bytes)
    if feeds.is_feed(data):
        yield from _entries(io.BytesIO(data), "stdin", max_bytes)
        return
    opening = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    html = opening.startswith((b"<!doctype html", b"<html"))
    yield one(data, ".html" if html else ".md", "stdin", teller)


def _rows(
    stream: BinaryIO, stem: str, teller: Teller, max_bytes: int, columns: Columns
) -> Iterator[Found]:
    """Yield the reports of a Parquet file, one a row."""
    for number, row in enumerate(parquet.rows(stream), 1):
        yield from _row(row, number, stem, teller, max_bytes, columns)


def _table(
    stream: BinaryIO, stem: str, teller: Teller, max_bytes: int, columns: Columns
) -> Iterator[Found]:
    """Yield the reports of a CSV file, one a row."""
    for number, row in tables.rows(stream, teller, max_bytes):
        yield from _row(row, number, stem, teller, max_bytes, columns)


def _row(
    row: Mapping[str, object],
    number: int,
    stem: str,
    teller: Teller,
    max_bytes: int,
    columns: Columns,
) -> Iterator[Found]:
    """Yield the report of a row, if it is one; what is wrong with it is told."""
    try:
        fields = formats.from_record(renamed(row, columns), teller.warning, number)
        refuse_large(len(fields.text.encode()), max_bytes)
        yield Found(fields, f"{stem}-{number}", number, missing(row, columns, "published"))
    except DocumentError as error:
        teller.error(str(error), number)


def _entries(stream: BinaryIO, stem: str, max_bytes: int) -> Iterator[Found]:
    """Yield the entries of a saved feed."""
    data = stream.read(max_bytes + 1)
    refuse_large(len(data), max_bytes)
    for number, fields in enumerate(feeds.entries(data), 1):
        yield Found(fields, f"{stem}-{number}")


def _pages(stream: BinaryIO, name: str, teller: Teller, max_bytes: int) -> Iterator[Found]:
    """Yield the articles of a web archive; a page without one is told and passed over."""
    stem = name[: name.lower().index(".warc")]
    for number, page in enumerate(warc.pages(stream, max_bytes), 1):
        told = Teller(page.url or f"{name}, page {number}", teller.on_problem)
        try:
            refuse_large(len(page.data), max_bytes)
            suffix = ".html" if page.html else ".txt"
            found = one(page.data, suffix, f"{stem}-{number}", told)
            yield found._replace(fields=found.fields._replace(url=found.fields.url or page.url))
        except DocumentError as error:
            told.note(f"passed over: {error}")


def _records(
    stream: BinaryIO,
    stem: str,
    teller: Teller,
    max_bytes: int,
    columns: Columns,
    first: bytes = b"",
) -> Iterator[Found]:
    """Yield the reports of JSON Lines, one line in memory at a time; ``first`` is read already."""
    number, line = 0, first or stream.readline(max_bytes + 1)
    while line:
        number += 1
        try:
            refuse_large(len(line), max_bytes)
            text, doubt = decode(line)
            if doubt:
                teller.warning(doubt, number)
            if text.strip():
                record = formats.parse_record(text)
                yield from _row(record, number, stem, teller, max_bytes, columns)
        except DocumentError as error:
            teller.error(str(error), number)
            skip_line(stream, line)
        line = stream.readline(max_bytes + 1)
    if not number:
        raise DocumentError("empty: there is no text in it")
