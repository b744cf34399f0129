"""Pages of web archives (WARC, ISO 28500), one in memory at a time. Needs warcio."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from geomap.errors import DocumentError
from geomap.resources import extra

_PAGES = ("text/html", "application/xhtml+xml")
_PLAIN = "text/plain"
_OK = "200"


class Page(NamedTuple):
    """A page as it was answered: its address, whether it is HTML, and its bytes."""

    url: str
    html: bool
    data: bytes


def pages(stream: BinaryIO, max_bytes: int) -> Iterator[Page]:
    """Yield the pages of an archive, plain or gzipped; pictures, scripts, errors are passed over.

    Of a page larger than ``max_bytes`` one byte more than that is given, so that it is refused.

    Raises:
        DocumentError: if it is no archive, or warcio is not installed.
    """
    archives = extra("warcio", "web", "reading WARC", DocumentError)
    found = False
    try:
        for record in archives.ArchiveIterator(stream):
            found = found or record.format == "warc"  # else it takes much for an old ARC
            kind = _kind(record)
            if kind in (*_PAGES, _PLAIN):
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield Page(url, kind in _PAGES, record.content_stream().read(max_bytes + 1))
    except archives.exceptions.ArchiveLoadFailed as error:
        raise DocumentError(f"not a WARC file that can be read ({error})") from None
    if not found:
        raise DocumentError("not a WARC file that can be read (no record in it)")


def _kind(record: object) -> str:
    """Return the media type of a page that was answered well, else nothing."""
    headers = getattr(record, "http_headers", None)
    if getattr(record, "rec_type", "") != "response" or headers is None:
        return ""
    if headers.get_statuscode() != _OK:
        return ""
    return str(headers.get_header("Content-Type", "")).partition(";")[0].strip().lower()
