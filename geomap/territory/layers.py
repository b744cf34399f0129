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

from pydantic import ValidationError
from shapely.geometry.base import BaseGeometry

from geomap.boundaries import Boundaries
from geomap.errors import LedgerError
from geomap.resources import user_data
from geomap.territory.contradictions import LAYER, contradictions
from geomap.territory.ground import make_grounds
from geomap.territory.holders import find_holders
from geomap.territory.ledger import Control, Ledger, joined, read_ledger, reasons
from geomap.territory.shapes import read_shape
from geomap.territory.swapped import look_swapped

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
    sure: bool = False,
    folder: Path | None = None,
) -> Layer:
    """Take a GeoJSON file of polygons in as a layer, and return it.

    Args:
        path: the file; polygons in WGS84 degrees, longitude first.
        since: the first day that it speaks for.
        until: the last day, or None while it lasts.
        controlled_by: the holder's English short name or ISO code; several with ``|``.
        source: a citable publication with its date.
        name: the layer's name, by default the file's stem.
        sure: take in a party that nobody knows, and coordinates that look swapped.
        folder: where layers lie, by default the user's data folder.

    Raises:
        LedgerError: naming the file and the reason, if a value is not right, there is a layer of
            that name, or another layer gives the same ground to others. Nothing is kept then.
    """
    folder = folder or layers_folder()
    name = _free_name(name or path.name.partition(".")[0], folder)
    shape = _shape(path)
    packaged = read_ledger()
    try:
        holder = find_holders(controlled_by, packaged, new=sure)
    except LedgerError as error:
        raise LedgerError(f"{path}: {error}") from error
    row = _row(path, area=f"{LAYER}{name}", holder="|".join(holder), since=since, until=until,
               source=source.strip(), note="a layer of the user's own")  # fmt: skip
    if not sure and look_swapped(shape, holder, packaged, Boundaries.open()):
        raise LedgerError(
            f"{path}: the polygons lie far from all ground of {' and '.join(holder)}, and by it"
            " with the coordinates swapped; GeoJSON has longitude first. If they are right, say"
            " --sure"
        )
    return _taken_in(path, shape, row, folder)


def list_layers(folder: Path | None = None) -> list[Layer]:
    """Return the layers, by name."""
    return [
        Layer(area.area.removeprefix(LAYER), row)
        for ledger in read_layers(folder or layers_folder())
        for area in ledger.areas.values()
        for row in ledger.control[area.area]
    ]


def remove_layer(name: str, folder: Path | None = None) -> None:
    """Remove a layer.

    Raises:
        LedgerError: if there is none of that name.
    """
    folder = folder or layers_folder()
    found = folder / name
    if not _NAME.fullmatch(name) or not (found / "areas.csv").is_file():
        known = sorted(path.parent.name for path in folder.glob("*/areas.csv"))
        there = f"there are {', '.join(known)}" if known else "there is none at all"
        raise LedgerError(f"there is no layer {name!r}; {there}")
    shutil.rmtree(found)


def read_layers(folder: Path) -> Iterator[Ledger]:
    """Yield the layers in a folder, each as a ledger, by name."""
    for path in sorted(folder.glob("*/areas.csv")):
        if not path.parent.name.startswith("."):
            yield read_ledger(path.parent)


def _free_name(name: str, folder: Path) -> str:
    if not _NAME.fullmatch(name):
        raise LedgerError(f"{name!r} is no name for a layer: use letters, digits, '.', '_', '-'")
    if (folder / name).exists():
        raise LedgerError(f"there is a layer {name!r} already; remove it first, or use --name")
    return name


def _shape(path: Path) -> BaseGeometry:
    try:
        return read_shape(path)
    except ValueError as error:
        raise LedgerError(f"{path}: {error}") from error


def _row(path: Path, **cells: object) -> Control:
    try:
        return Control.model_validate({key: value for key, value in cells.items() if value})
    except ValidationError as error:
        raise LedgerError(f"{path}: {reasons(error)}") from error


def _taken_in(path: Path, shape: BaseGeometry, row: Control, folder: Path) -> Layer:
    """Write a layer beside the others, check it with them, and rename it into its place."""
    folder.mkdir(parents=True, exist_ok=True)
    name = row.area.removeprefix(LAYER)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as written:
        made = Path(written) / name
        made.mkdir()
        shutil.copyfile(path, made / _SHAPE)
        _write(made, row, shape.area, path.name)
        _check_beside(path, made, folder)
        made.rename(folder / name)
    return next(layer for layer in list_layers(folder) if layer.name == name)


def _write(made: Path, row: Control, area: float, drawn_in: str) -> None:
    """Write a layer's tables. It speaks before any packaged area; of two, the smaller first."""
    _table(
        made / "areas.csv",
        area=row.area,
        name=row.area.removeprefix(LAYER),
        kind="file",
        where=_SHAPE,
        special="yes",
        size=str(-1 / (1 + area)),
        how=f"drawn in {drawn_in}",
    )
    _table(
        made / "control.csv",
        area=row.area,
        holder="|".join(row.holder),
        since=str(row.since),
        until=str(row.until or ""),
        source=row.source,
        note=row.note,
    )


def _check_beside(path: Path, made: Path, folder: Path) -> None:
    """Refuse a layer that contradicts one that is there."""
    ledger = joined([read_ledger(made), *read_layers(folder)])
    for clash in contradictions(ledger, make_grounds(ledger)):
        raise LedgerError(f"{path}: {clash}; remove the other first, or end it sooner")


def _table(path: Path, **cells: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(cells), lineterminator="\n")
        writer.writeheader()
        writer.writerow(cells)
