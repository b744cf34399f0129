"""The content of one file or answer to one report, whatever its format."""

from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from geomap.documents import formats
from geomap.documents.decoding import decode
from geomap.documents.formats import Doubt, Fields
from geomap.documents.problems import Teller
from geomap.errors import DocumentError

HTML = (".html", ".htm", ".xhtml")
FORMATS: dict[str, Callable[[str, Doubt], Fields]] = {
    ".txt": formats.from_plain,
    ".text": formats.from_plain,
    ".md": formats.from_markdown,
    ".markdown": formats.from_markdown,
    **dict.fromkeys(HTML, formats.from_html),
}


class Found(NamedTuple):
    """A report, the id it gets when it tells none, and the line it starts in.

    ``no_day`` is the column that by the user's word holds its date, where there is no such column.
    """

    fields: Fields
    id: str
    line: int | None = None
    no_day: str | None = None


def refuse_large(size: int, max_bytes: int) -> None:
    """Refuse what is too large for one report.

    Raises:
        DocumentError: if ``size`` is more than ``max_bytes``.
    """
    if size > max_bytes:
        raise DocumentError(
            f"larger than {max_bytes / 1e6:g} MB, the limit of one report; split it into"
            " single reports (files in a folder, or lines of a .jsonl), or raise --max-size"
        )


def skip_line(stream: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line, of which ``line`` is read already."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


def one(data: bytes, suffix: str, stem: str, teller: Teller) -> Found:
    """Return the report of a whole file.

    Args:
        data: its content.
        suffix: the ending that tells its format.
        stem: the id that it gets when it tells none.
        teller: told the doubts.

    Raises:
        DocumentError: if there is no text in it.
    """
    text, doubt = decode(data, html=suffix in HTML)
    if doubt:
        teller.warning(doubt)
    if not text.strip():
        raise DocumentError("empty: there is no text in it")
    return Found(FORMATS[suffix](text, teller.warning), stem)
