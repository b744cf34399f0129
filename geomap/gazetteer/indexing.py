"""Write the index of names, from the names of all places as they stand in the file.

A pass over the places gives the entries; they are laid aside in a temporary table by the upper bits
of their numbers and then sorted a part at a time, so that memory stays bounded whatever the number
of places.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomap.gazetteer.names import (
    FILTER_PART,
    KEY_SHIFT,
    KIND_SHIFT,
    NTH_MASK,
    NUMBER_BITS,
    WEAK_MARK,
    filter_shift,
    numbers_of,
)
from geomap.gazetteer.progress import Progress
from geomap.gazetteer.schema import NameKind
from geomap.text import fold, fold_all

_BATCH = 20_000  # places
_PART_BITS = 5
_PART_SHIFT = NUMBER_BITS - _PART_BITS
_PARTS = np.arange(1, 1 << _PART_BITS, dtype=np.int64) << _PART_SHIFT  # where all but one start
_NAMES_A_BUCKET = 22  # at least, on average: few enough to be searched at once

_PLACES = """
SELECT key, replace(name, char(10), ' ') || iif(names = '', '', char(10) || names) FROM place
ORDER BY key"""
_ASIDE = """
CREATE TEMP TABLE aside(
    part INTEGER, batch INTEGER, entries BLOB, PRIMARY KEY(part, batch)) WITHOUT ROWID"""
_PART = "SELECT entries FROM aside WHERE part = ? ORDER BY batch"
_APOSTROPHE = re.compile("['’‘ʼʻʿʾ`´]")

Entries = NDArray[np.int64]
"""Numbers of names in the first row, references in the second; a column an entry."""


class Indexed(NamedTuple):
    """How many places and names there are, and by how many bits a number gives its bucket."""

    places: int
    names: int
    shift: int


def write_names(connection: sqlite3.Connection, rows: int, report: Progress) -> Indexed:
    """Fill the tables of names and of their filter.

    Args:
        connection: to a file with all its places.
        rows: how many places there are at most, for the report.
        report: told the places done.
    """
    connection.execute(_ASIDE)
    places, entries = _lay_aside(connection, rows, report)
    shift = min(_PART_SHIFT, NUMBER_BITS - (entries // _NAMES_A_BUCKET).bit_length())
    filter_by = filter_shift(entries)
    bits = np.zeros(1 << (NUMBER_BITS - filter_by - 3), dtype=np.uint8)
    names = 0
    for part in range(1 << _PART_BITS):
        laid = [_read(blob) for (blob,) in connection.execute(_PART, (part,))]
        if laid:
            found = _sorted(np.concatenate(laid, axis=1))
            names += found.shape[1]
            connection.executemany("INSERT INTO name VALUES (?, ?)", _buckets(found, shift))
            _set_bits(bits, found[0] >> filter_by)
    connection.execute("DROP TABLE aside")
    parts = (bits[start : start + FILTER_PART] for start in range(0, len(bits), FILTER_PART))
    connection.executemany("INSERT INTO filter VALUES (?, ?)", enumerate(parts))
    return Indexed(places, names, shift)


def _lay_aside(connection: sqlite3.Connection, rows: int, report: Progress) -> tuple[int, int]:
    """Lay the entries of all places aside by part; return how many places and entries."""
    places = entries = batch = 0
    cursor = connection.execute(_PLACES)
    while found := cursor.fetchmany(_BATCH):
        made = _sorted(_entries(found))
        ends = [0, *np.searchsorted(made[0], _PARTS).tolist(), made.shape[1]]
        connection.executemany(
            "INSERT INTO aside VALUES (?, ?, ?)",
            (
                (part, batch, made[:, start:end].tobytes())
                for part, (start, end) in enumerate(pairwise(ends))
                if start < end
            ),
        )
        batch += 1
        places += len(found)
        entries += made.shape[1]
        report("sorting names", places, rows)
    return places, entries


def _read(blob: bytes) -> Entries:
    return np.frombuffer(blob, dtype=np.int64).reshape(2, -1)


def _entries(places: Sequence[tuple[int, str]]) -> Entries:
    """Return an entry for each name of places given as key and names, a line a name."""
    texts = [text for _, text in places]
    keys = np.fromiter((key for key, _ in places), np.int64, len(places))
    counts = np.fromiter((text.count("\n") + 1 for text in texts), np.int64, len(places))
    spellings = "\n".join(texts).split("\n")
    nth = np.arange(len(spellings)) - np.repeat(np.cumsum(counts) - counts, counts)
    kinds = np.where(nth > 0, NameKind.ALTERNATE.value, NameKind.MAIN.value)
    if any(WEAK_MARK in text for text in texts):
        weak = [number for number, name in enumerate(spellings) if name.startswith(WEAK_MARK)]
        kinds[weak] = NameKind.WEAK.value
    references = np.repeat(keys, counts) << KEY_SHIFT
    references += (kinds << KIND_SHIFT) + np.minimum(nth, NTH_MASK)
    entries = np.array([numbers_of(fold_all(spellings)), references])
    entries = np.concatenate([entries, _closed(spellings, references)], axis=1)
    return entries[:, entries[0] != 0]  # a name of punctuation alone folds to nothing


def _closed(spellings: Sequence[str], references: NDArray[np.int64]) -> Entries:
    """Return the entries of names written without their apostrophes: "Sana'a" is "Sanaa" too."""
    ends = np.cumsum(np.fromiter((len(name) + 1 for name in spellings), np.int64, len(spellings)))
    marks = [mark.start() for mark in _APOSTROPHE.finditer("\n".join(spellings))]
    which = np.unique(np.searchsorted(ends, marks, side="right"))
    closed = [fold(_APOSTROPHE.sub("", spellings[number])) for number in which]
    return np.array([np.array(numbers_of(closed), dtype=np.int64), references[which]])


def _sorted(entries: Entries) -> Entries:
    """Return entries by number and reference, each name of a place once, under its best kind."""
    found = entries[:, np.lexsort((entries[1], entries[0]))]
    place = found[1] >> KEY_SHIFT
    again = (found[0, 1:] == found[0, :-1]) & (place[1:] == place[:-1])
    return found[:, np.concatenate([[True], ~again])] if again.any() else found


def _buckets(entries: Entries, shift: int) -> Iterator[tuple[int, bytes]]:
    """Yield the buckets of sorted entries: their numbers, and what is in them."""
    buckets = entries[0] >> shift
    starts = np.flatnonzero(np.diff(buckets, prepend=-1)).tolist()
    stored = entries.astype(">i8")
    for start, end in pairwise([*starts, entries.shape[1]]):
        yield int(buckets[start]), stored[:, start:end].tobytes()


def _set_bits(bits: NDArray[np.uint8], wanted: NDArray[np.int64]) -> None:
    """Set the bits whose rising numbers are ``wanted``, a byte at a time."""
    bytes_, masks = wanted >> 3, (1 << (wanted & 7)).astype(np.uint8)
    starts = np.flatnonzero(np.diff(bytes_, prepend=-1))
    bits[bytes_[starts]] |= np.bitwise_or.reduceat(masks, starts)
