"""The user's own dated layers: who controls the polygons of a GeoJSON file, from day to day.

A layer is a small ledger in a folder of its own, in the user's data folder: `areas.csv`,
`control.csv` and the file. It speaks before the packaged ledger on its ground and its days.
"""

import csv
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from geomap.errors import LedgerError
from geomap.resources import user_data
from geomap.territory.ledger import Control, Ledger, read_ledger
from geomap.territory.shapes import read_shape

_SHAPE = "shape.geojson"
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


class Layer(NamedTuple):
    """A layer as it is listed."""

    name: str
    control: Control


def layers_folder() -> Path:
    """Return where the user's layers lie; it need not exist."""
    return user_data() / "territories"


def add_layer(
    path: Path,
    *,
    since: date,
    until: date | None,
    controlled_by: str,
    source: str,
    name: str | None = None,
    folder: Path | None = None,
) -> Layer:
    """Take a GeoJSON file of polygons in as a layer, and return it.

    Args:
        path: the file; polygons in WGS84 degrees, longitude first.
        since: the first day that it speaks for.
        until: the last day, or None while it lasts.
        controlled_by: the holder's English short name; several with ``|``.
        source: a citable publication with its date.
        name: the layer's name, by default the file's stem.
        folder: where layers lie, by default the user's data folder.

    Raises:
        LedgerError: if the file or a value is not right, or there is a layer of that name.
    """
    folder = folder or layers_folder()
    name = name or path.stem
    if not _NAME.fullmatch(name):
        raise LedgerError(f"{name!r} is no name for a layer: use letters, digits, '.', '_', '-'")
    if (folder / name).exists():
        raise LedgerError(f"there is a layer {name!r} already; remove it first, or use --name")
    try:
        size = read_shape(path).area
    except ValueError as error:
        raise LedgerError(f"{path}: {error}") from error
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as written:
        made = Path(written) / name
        made.mkdir()
        shutil.copyfile(path, made / _SHAPE)
        # A layer speaks before any packaged area, whatever its size; of two, the smaller first.
        _table(made / "areas.csv", area=f"layer:{name}", name=name, kind="file", where=_SHAPE,
               special="yes", size=str(-1 / (1 + size)), how=f"drawn in {path.name}")  # fmt: skip
        _table(made / "control.csv", area=f"layer:{name}", holder=controlled_by,
               since=str(since), until=str(until or ""), source=source,
               note="a layer of the user's own")  # fmt: skip
        read_ledger(made)  # refuses what is not right, before it is taken in
        made.rename(folder / name)
    return next(layer for layer in list_layers(folder) if layer.name == name)


def list_layers(folder: Path | None = None) -> list[Layer]:
    """Return the layers, by name."""
    return [
        Layer(area.area.removeprefix("layer:"), row)
        for ledger in read_layers(folder or layers_folder())
        for area in ledger.areas.values()
        for row in ledger.control[area.area]
    ]


def remove_layer(name: str, folder: Path | None = None) -> None:
    """Remove a layer.

    Raises:
        LedgerError: if there is none of that name.
    """
    found = (folder or layers_folder()) / name
    if not _NAME.fullmatch(name) or not (found / "areas.csv").is_file():
        raise LedgerError(f"there is no layer {name!r}")
    shutil.rmtree(found)


def read_layers(folder: Path) -> Iterator[Ledger]:
    """Yield the layers in a folder, each as a ledger, by name."""
    for path in sorted(folder.glob("*/areas.csv")):
        if not path.parent.name.startswith("."):
            yield read_ledger(path.parent)


def _table(path: Path, **cells: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(cells), lineterminator="\n")
        writer.writeheader()
        writer.writerow(cells)
