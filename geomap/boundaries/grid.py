"""A grid over the countries, so that most points are answered without looking at a polygon.

A cell holds the number of the one country that covers it whole, 0 where there is none, or MIXED
where a border or a coast runs through it, and only there a polygon must be asked.
"""

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

MIXED = 255
CELLS_A_DEGREE = 4
_COLUMNS = 360 * CELLS_A_DEGREE
_ROWS = 180 * CELLS_A_DEGREE
Cells = np.ndarray[Any, np.dtype[np.unsignedinteger[Any]]]


class Grid(NamedTuple):
    """Cells by rows from the south, each row from the west; ``codes[n - 1]`` is country n.

    A cell takes ``width`` bytes, the least first: one tells 254 things apart, two 65,534. A grid
    of things without codes has none.
    """

    codes: tuple[str, ...]
    cells: bytes
    width: int = 1

    @property
    def mixed(self) -> int:
        """Return what a cell holds where polygons must be asked: `MIXED`, if it is one byte."""
        return int(256**self.width - 1)

    def at(self, lon: float, lat: float) -> int:
        """Return what the cell of a position holds."""
        column = int((lon + 180.0) * CELLS_A_DEGREE) % _COLUMNS
        row = min(max(int((lat + 90.0) * CELLS_A_DEGREE), 0), _ROWS - 1)
        start = (row * _COLUMNS + column) * self.width
        if self.width == 1:
            return self.cells[start]
        return int.from_bytes(self.cells[start : start + self.width], "little")

    def at_many(self, xy: np.ndarray[Any, np.dtype[np.float64]]) -> Cells:
        """Return what the cells of many positions hold, given as rows of lon and lat."""
        columns = ((xy[:, 0] + 180.0) * CELLS_A_DEGREE).astype(np.int64) % _COLUMNS
        rows = np.clip(((xy[:, 1] + 90.0) * CELLS_A_DEGREE).astype(np.int64), 0, _ROWS - 1)
        found: Cells = np.frombuffer(self.cells, dtype=f"<u{self.width}")[rows * _COLUMNS + columns]
        return found


def read_grid(path: Path) -> Grid:
    """Read a grid: a line of country codes, then the cells."""
    codes, _, cells = gzip.decompress(path.read_bytes()).partition(b"\n")
    width = len(cells) // (_ROWS * _COLUMNS)
    return Grid(tuple(codes.decode("ascii").split()), cells, width)


def write_grid(path: Path, grid: Grid) -> None:
    """Write a grid, compressed to the same bytes whenever it is run."""
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(" ".join(grid.codes).encode("ascii") + b"\n" + grid.cells)


def make_grid(codes: Sequence[str], geometries: Sequence[BaseGeometry], *, width: int = 1) -> Grid:
    """Return the grid of countries, or of other ground; where two of them overlap it is mixed.

    Raises:
        ValueError: if there are more of them than a cell can tell apart.
    """
    made = Grid(tuple(codes), b"", width)
    if len(geometries) >= made.mixed:
        raise ValueError(f"a cell tells {made.mixed - 1} countries apart, not {len(geometries)}")
    cells = np.zeros((_ROWS, _COLUMNS), dtype=f"<u{width}")
    for number, geometry in enumerate(geometries, start=1):
        for part in shapely.get_parts(geometry):
            _add(cells, number, made.mixed, part)
    return made._replace(cells=cells.tobytes())


def _add(cells: Cells, number: int, mixed: int, polygon: BaseGeometry) -> None:
    """Write one polygon into the cells: its number where it covers a free cell, else mixed."""
    west, south, east, north = polygon.bounds
    columns = np.arange(_index(west, -180.0, _COLUMNS), _index(east, -180.0, _COLUMNS) + 1)
    rows = np.arange(_index(south, -90.0, _ROWS), _index(north, -90.0, _ROWS) + 1)
    column, row = (a.ravel() for a in np.meshgrid(columns, rows))
    left, bottom = column / CELLS_A_DEGREE - 180.0, row / CELLS_A_DEGREE - 90.0
    boxes = shapely.box(left, bottom, left + 1 / CELLS_A_DEGREE, bottom + 1 / CELLS_A_DEGREE)
    shapely.prepare(polygon)
    touched = shapely.intersects(polygon, boxes)
    whole = shapely.contains_properly(polygon, boxes) & (cells[row, column] == 0)
    cells[row[touched & ~whole], column[touched & ~whole]] = mixed
    cells[row[whole], column[whole]] = number


def _index(degrees: float, origin: float, count: int) -> int:
    return min(max(int((degrees - origin) * CELLS_A_DEGREE), 0), count - 1)
