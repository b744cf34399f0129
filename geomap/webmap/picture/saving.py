"""Pictures as files: SVG as it is, PNG drawn from it by resvg, an extra."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geomap.boundaries import Boundaries
from geomap.errors import ExportError
from geomap.models import Place, Report
from geomap.resources import write_beside
from geomap.webmap.looks import colours
from geomap.webmap.picture.drawing import to_svg

_Bytes = npt.NDArray[np.uint8]
PICTURES = (".png", ".svg")
_LETTER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<path fill="#fff" d="M0 0h20v20H0z"/>{}</svg>'
)


def save_picture(
    reports: Sequence[Report],
    path: str | Path,
    *,
    boundaries: Boundaries | None = None,
    title: str | None = None,
    places: Sequence[Place] = (),
) -> None:
    """Write a picture of the incidents of reports; the file's name tells whether PNG or SVG.

    Raises:
        ExportError: if it cannot be written, or what a PNG needs is missing.
    """
    path = Path(path)
    check_picture(path)
    drawn = to_svg(reports, boundaries=boundaries, title=title, places=places)
    content = _png(drawn) if path.suffix.lower() == ".png" else drawn.encode()
    write_beside(path, content)


def check_picture(path: Path) -> None:
    """Refuse what cannot be drawn here, before any work is done.

    Raises:
        ExportError: if the file's kind is unknown, or what a PNG needs is missing.
    """
    if path.suffix.lower() not in PICTURES:
        raise ExportError(f"{path}: the name of a picture must end in {' or '.join(PICTURES)}")
    if path.suffix.lower() == ".png" and not _has_letters():
        raise ExportError(
            f"{path}: no font is installed that a PNG could be lettered with; install DejaVu Sans,"
            " or write a .svg"
        )


@cache
def _has_letters() -> bool:
    return _png(_LETTER.format('<text x="2" y="15">x</text>')) != _png(_LETTER.format(""))


def flattened(pixels: _Bytes) -> tuple[_Bytes, _Bytes]:
    """Return a picture in 256 colours: a map is flat, so it is a third of the size.

    The theme's own colours, which the legend tells, stay as they are, and so do the most frequent
    of the others; Pillow's ways to do this change them.

    Args:
        pixels: red, green and blue of each, shape (height, width, 3).

    Returns:
        The number of each pixel's colour, shape (height, width), and the colours, shape (n, 3).
    """
    packed = pixels.astype(np.int32) @ np.array([65536, 256, 1], dtype=np.int32)
    found, inverse, counts = np.unique(packed, return_inverse=True, return_counts=True)
    own = np.array([int(colour[1:], 16) for colour in colours().values()], dtype=np.int32)
    frequent = [n for n in found[np.argsort(-counts, kind="stable")] if n not in own]
    kept = np.array([*np.unique(own), *frequent], dtype=np.int32)[:256]
    palette = _unpacked(kept)
    nearest = [((palette - colour) ** 2).sum(axis=1).argmin() for colour in _unpacked(found)]
    numbers = np.array(nearest, dtype=np.uint8)[inverse].reshape(packed.shape)
    return numbers, palette.astype(np.uint8)


def _unpacked(packed: Any) -> Any:
    return np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=1)


def _png(drawn: str) -> bytes:
    try:
        import resvg_py
        from PIL import Image
    except ImportError:
        raise ExportError(
            "a PNG needs the extra 'picture': install geomap[picture], or write a .svg"
        ) from None
    whole = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=drawn)))).convert("RGB")
    numbers, palette = flattened(np.asarray(whole))
    small = Image.fromarray(numbers)
    small.putpalette(palette.tobytes())
    content = BytesIO()
    small.save(content, "PNG", optimize=True)
    return content.getvalue()
