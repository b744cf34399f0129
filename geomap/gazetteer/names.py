"""The index of names: numbers for folded names, and what a file tells of each number.

The table ``name`` cuts all numbers into buckets by their upper bits, a row each. The ``entries`` of
a bucket are its numbers in rising order, then as many references to places, in the same order;
all are of 8 bytes, the greatest first. A reference is a place's key, the kind of the name and
which of the place's names it is: 0 the main one, then those of the column ``names`` as they stand.

An entry takes 16 bytes however long its name is, and none but its bucket is read to find it. Two
of the 13 million different names of all GeoNames share a number with a chance of 1 in 30,000, and
a name that is none of them gets the number of one with a chance of 1 in 200,000 million.

The table ``filter`` has a bit for each run of numbers of equal length, set where the run holds the
number of a name; the lowest bit of a byte is the first. Most names that a text asks for in vain
meet a bit that is not set, and then no bucket is read.
"""

from collections.abc import Iterable
from struct import Struct, unpack_from
from typing import Final

PRIME: Final = 3141592653589793239  # no neighbour of a power of two: those mix bytes too little
SCATTER: Final = 2718281828459045235  # so that short names do not all have small numbers
NUMBER_BITS: Final = PRIME.bit_length()
ENTRY_BYTES: Final = 16

FILTER_PART: Final = 1 << 16  # bytes a row, but for a small filter's only one
_FILTER_BITS_A_NAME: Final = 16  # at least, until it has grown to its most
_LEAST_FILTER_BITS, _MOST_FILTER_BITS = 10, 25  # as powers of two; 2**25 bits are 4 MiB of memory

WEAK_MARK: Final = "\t"  # before each weak name in a place's column of names

KEY_SHIFT: Final = 16
KIND_SHIFT: Final = 14
KIND_MASK: Final = 3
NTH_MASK: Final = (1 << KIND_SHIFT) - 1

_one_reference = Struct(">q").unpack_from


def number_of(folded: str) -> int:
    """Return the number of a folded name: its bytes, read as one number and scattered."""
    return int.from_bytes(folded.encode("utf-8", "surrogatepass"), "big") * SCATTER % PRIME


def numbers_of(folded: Iterable[str]) -> list[int]:
    """Return the number of each folded name."""
    read = int.from_bytes
    return [read(name.encode("utf-8", "surrogatepass"), "big") * SCATTER % PRIME for name in folded]


def references(entries: bytes, number: int) -> tuple[int, ...]:
    """Return the references of a number in the entries of its bucket, the lowest key first."""
    wanted = number.to_bytes(8, "big")
    middle = len(entries) // 2
    first = entries.find(wanted, 0, middle)
    if first < 0:
        return ()
    while first % 8:  # the end of one number and the start of the next
        if (first := entries.find(wanted, first + 1, middle)) < 0:
            return ()
    after = first + 8
    while entries.startswith(wanted, after, middle):
        after += 8
    if after == first + 8:
        return _one_reference(entries, middle + first)
    return unpack_from(f">{(after - first) // 8}q", entries, middle + first)


def filter_shift(names: int) -> int:
    """Return by how many bits a number gives its bit in the filter of so many names."""
    wanted = (names * _FILTER_BITS_A_NAME - 1).bit_length()
    return NUMBER_BITS - min(max(wanted, _LEAST_FILTER_BITS), _MOST_FILTER_BITS)


def spelling(names: str, nth: int) -> str:
    """Return the ``nth`` name of a place, from 1, of its column of names."""
    return names.split("\n", nth)[nth - 1].removeprefix(WEAK_MARK)
