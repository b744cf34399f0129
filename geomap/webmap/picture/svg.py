"""Bits of SVG: elements, paths, text of a known width; numbers are written alike everywhere."""

import re
from collections.abc import Iterator
from html import escape

import shapely
from shapely.geometry.base import BaseGeometry

FONT = "'DejaVu Sans', Verdana, 'Liberation Sans', Arial, sans-serif"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECK = 0.35  # pixels; finer detail is left out
# Widths of letters in DejaVu Sans, in ems: of most, of narrow ones, of wide ones.
_NARROW, _WIDE = frozenset("fijlrtI.,:;'!|()[] ·"), frozenset("mwMW@%—")
_SPACED = 0.06  # ems added to each letter of a bold or wide face, and to be sure


def element(name: str, *children: str, **attributes: object) -> str:
    """Return an element; ``_`` in the name of an attribute stands for ``-``."""
    given = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def text(words: str, x: float, y: float, size: float, **attributes: object) -> str:
    """Return words as they are, whatever stands in them."""
    return element("text", cleaned(words), x=x, y=y, font_size=size, **attributes)


def cleaned(words: str) -> str:
    """Return words as XML can hold them: what it has no form for is shown as such."""
    return escape(_NOT_XML.sub("\ufffd", words))


def width_of(words: str, size: float, *, spaced: float = 0.0) -> float:
    """Return about how many pixels words take; rather more than less."""
    ems = sum(
        0.36
        if c in _NARROW
        else 0.97
        if c in _WIDE or c > "\u2e80"
        else 0.7
        if c.isupper()
        else 0.6
        for c in words
    )
    return (ems + (_SPACED + spaced) * len(words)) * size


def wrapped(words: str, size: float, room: float) -> Iterator[str]:
    """Yield words in lines that are no wider than ``room`` pixels."""
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def shortened(words: str, size: float, room: float) -> str:
    """Return words, cut with an ellipsis if they take more room than there is."""
    if width_of(words, size) <= room:
        return words
    while words and width_of(f"{words}…", size) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def path(geometry: BaseGeometry, **attributes: object) -> str:
    """Return a geometry, in pixels, as one path; nothing if nothing of it is to be seen."""
    drawn = "".join(_strokes(geometry.simplify(_SPECK)))
    return element("path", d=drawn, **attributes) if drawn else ""


def _strokes(geometry: BaseGeometry) -> Iterator[str]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield _line(ring.coords) + "z"
        elif part.geom_type == "LineString":
            yield _line(part.coords)
        elif shapely.get_num_geometries(part) > 1:
            yield from _strokes(part)


def _line(points: object) -> str:
    steps = [f"{number(x)} {number(y)}" for x, y in points]  # type: ignore[attr-defined]
    return "M" + "L".join(dict.fromkeys(steps))


def number(value: float) -> str:
    """Return a number to a tenth of a pixel."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else cleaned(str(value))
