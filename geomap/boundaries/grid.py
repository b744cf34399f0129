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
Bytes = np.ndarray[Any, np.dtype[np.uint8]]


class Grid(NamedTuple):
    """Cells by rows from the south, each row from the west; ``codes[n - 1]`` is country n."""

    codes: tuple[str, ...]
    cells: bytes

    def at(self, lon: float, lat: float) -> int:
        """Return what the cell of a position holds."""
        column = int((lon + 180.0) * CELLS_A_DEGREE) % _COLUMNS
        row = min(max(int((lat + 90.0) * CELLS_A_DEGREE), 0), _ROWS - 1)
        return self.cells[row * _COLUMNS + column]

    def at_many(self, xy: np.ndarray[Any, np.dtype[np.float64]]) -> Bytes:
        """Return what the cells of many positions hold, given as rows of lon and lat."""
        columns = ((xy[:, 0] + 180.0) * CELLS_A_DEGREE).astype(np.int64) % _COLUMNS
        rows = np.clip(((xy[:, 1] + 90.0) * CELLS_A_DEGREE).astype(np.int64), 0, _ROWS - 1)
        found: Bytes = np.frombuffer(self.cells, dtype=np.uint8)[rows * _COLUMNS + columns]
        return found


def read_grid(path: Path) -> Grid:
    """Read a grid: a line of country codes, then the cells."""
    codes, _, cells = gzip.decompress(path.read_bytes()).partition(b"\n")
    return Grid(tuple(codes.decode("ascii").split()), cells)


def write_grid(path: Path, grid: Grid) -> None:
    """Write a grid, compressed to the same bytes whenever it is run."""
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(" ".join(grid.codes).encode("ascii") + b"\n" + grid.cells)


def make_grid(codes: Sequence[str], geometries: Sequence[BaseGeometry]) -> Grid:
    """Return the grid of countries; where two of them overlap the cell is mixed.

    Raises:
        ValueError: if there are more countries than a cell can tell apart.
    """
    if len(codes) >= MIXED:
        raise ValueError(f"a cell tells {MIXED - 1} countries apart, not {len(codes)}")
    cells = np.zeros((_ROWS, _COLUMNS), dtype=np.uint8)
    for number, geometry in enumerate(geometries, start=1):
        for part in shapely.get_parts(geometry):
            _add(cells, number, part)
    return Grid(tuple(codes), cells.tobytes())


def _add(cells: np.ndarray[Any, np.dtype[np.uint8]], number: int, polygon: BaseGeometry) -> None:
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
    cells[row[touched & ~whole], column[touched & ~whole]] = MIXED
    cells[row[whole], column[whole]] = number


def _index(degrees: float, origin: float, count: int) -> int:
    return min(max(int((degrees - origin) * CELLS_A_DEGREE), 0), count - 1)
