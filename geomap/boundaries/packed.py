"""Lines of GeoJSON that are unpacked one by one: a drawn district costs a district, not the world.

The file is gzip in many members, one a line, which any gzip reads as one. Beside it stands an
index: for each line its ``id``, its bounding box and the length of its member.
"""

import csv
import gzip
import json
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]


class PackedLines:
    """The lines of a file and what its index says of them."""

    def __init__(self, path: Path) -> None:
        text = gzip.decompress(index_path(path).read_bytes()).decode("utf-8")
        rows = list(csv.reader(text.splitlines()))
        self._path = path
        self._lengths = [int(row[5]) for row in rows]
        self._starts = [0, *accumulate(self._lengths)]
        self._numbers = {row[0]: i for i, row in enumerate(rows) if row[0]}
        self.boxes: Floats = np.array([row[1:5] for row in rows], dtype=float)

    def __len__(self) -> int:
        return len(self._lengths)

    def __getitem__(self, i: int) -> bytes:
        start = self._starts[i]
        return gzip.decompress(self._bytes[start : start + self._lengths[i]])

    def number(self, identifier: str) -> int | None:
        """Return which line has an id."""
        return self._numbers.get(identifier)

    @cached_property
    def _bytes(self) -> bytes:
        return self._path.read_bytes()


def index_path(path: Path) -> Path:
    """Return where the index of a packed file lies."""
    return path.with_name(f"{path.name.partition('.')[0]}.index.csv.gz")


def write_packed(path: Path, features: Iterable[dict[str, Any]]) -> None:
    """Write features and their index, to the same bytes whenever it is run."""
    rows, packed = [], []
    for feature in features:
        line = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        packed.append(gzip.compress(f"{line}\n".encode(), 9, mtime=0))
        cells = (feature["properties"]["id"] or "", *feature["bbox"], len(packed[-1]))
        rows.append(",".join(map(str, cells)))
    path.write_bytes(b"".join(packed))
    index_path(path).write_bytes(gzip.compress("\n".join(rows).encode("ascii"), 9, mtime=0))
