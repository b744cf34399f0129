"""Bytes to text: UTF-8 first, a declared encoding next, a guess last and never silently."""

import codecs
import re
from typing import NamedTuple

from geomap.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF", "a PDF; save its text as .txt first"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save its text as .txt first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text as .txt first"),
    (b"\x1f\x8b", "gzip; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ASCII = bytes(range(128))
_SPARSE = 0.05  # share of other letters below which statistics have little to go by
_HEAD = 65_536  # bytes looked at to tell text from binary, and to guess an encoding


class Decoded(NamedTuple):
    """Text, and the doubt about its encoding if there is one."""

    text: str
    doubt: str | None = None


def decode(data: bytes, *, html: bool = False, declared: str | None = None) -> Decoded:
    """Return the text of ``data`` without a byte order mark; line ends stay as they are.

    Args:
        data: the whole content of a file.
        html: whether a ``<meta charset>`` may declare the encoding.
        declared: the encoding that whoever gave the content says it is in, if any.

    Raises:
        DocumentError: if the content is binary, or in no encoding that can be told.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data, encoding)
    _refuse_binary(data[:_HEAD])
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        told = _as(data, declared) if declared else None
        return told or (html and _declared(data)) or _guessed(data)


def _marked(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        doubt = f"not all of it is {encoding.upper()} as it says itself (byte {error.start})"
        return Decoded(text, f"{doubt}; what cannot be read stands as \N{REPLACEMENT CHARACTER}")


def _refuse_binary(head: bytes) -> None:
    for magic, kind in _KINDS:
        if head.startswith(magic):
            raise DocumentError(f"not text but {kind}")
    if b"\x00" in head or len(_CONTROLS.findall(head)) > len(head) / 50:
        raise DocumentError("not text but binary data")


def _declared(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data[:4096])
    return _as(data, match.group(1).decode("ascii")) if match else None


def _as(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding))
    except (LookupError, UnicodeDecodeError):
        return None


def _guessed(data: bytes) -> Decoded:
    text, encoding = _western(data) or _by_statistics(data)
    return Decoded(text, f"not UTF-8; read as {encoding}, which is a guess: check its letters")


def _western(data: bytes) -> tuple[str, str] | None:
    """Read mostly-ASCII text as Windows-1252: its quotes and dashes are what English has of it."""
    if len(data.translate(None, _ASCII)) > len(data) * _SPARSE:
        return None
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return None


def _by_statistics(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    # The bytes that are not ASCII decide; a long file may have its first one far inside.
    first = next(i for i, byte in enumerate(data) if byte > 127)
    start = max(0, first - _HEAD // 2)
    best = from_bytes(data[start : start + _HEAD]).best()
    if best is None:
        raise DocumentError("not UTF-8, and its encoding cannot be told; save it as UTF-8")
    return data.decode(best.encoding, errors="replace"), best.encoding
