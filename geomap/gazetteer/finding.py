"""Find what the file's index of names holds of a name: in memory where it holds nothing."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from geomap.gazetteer.names import FILTER_PART, NUMBER_BITS, number_of, numbers_of, references
from geomap.gazetteer.schema import damaged

_ENTRIES = "SELECT entries FROM name WHERE bucket = ?"
_FILTER_BYTES = "SELECT coalesce(sum(length(bits)), 0) FROM filter"
_FILTER = "SELECT bits FROM filter WHERE part = ?"

Ask = Callable[[str, tuple[Any, ...]], list[Any]]
"""Takes a query and its parameters, returns all rows."""


class NameIndex:
    """The index of names of one file, and its filter: at most 4 MiB, read when first needed."""

    def __init__(self, path: Path, ask: Ask, shift: int) -> None:
        self.shift = shift
        self._path = path
        self._ask = ask
        self._bits = bytearray()
        self._bit_shift = 0

    def of(self, folded: str) -> tuple[int, ...]:
        """Return the references of a folded name, see `geomap.gazetteer.names`."""
        number = number_of(folded)
        return self.of_number(number) if self.passes(number) else ()

    def passes(self, number: int) -> bool:
        """Tell whether a name may have this number; False is sure."""
        bits = self._bits or self._read_filter()
        bit = number >> self._bit_shift
        return bits[bit >> 3] >> (bit & 7) & 1 == 1

    def possible(self, folded: Iterable[str]) -> list[int | None]:
        """Return the number of each folded name, None for most of those that name no place.

        As `passes` tells, but a call a name would take longer than all else.
        """
        bits = self._bits or self._read_filter()
        to_bit, to_byte = self._bit_shift, self._bit_shift + 3
        return [
            number if bits[number >> to_byte] >> (number >> to_bit & 7) & 1 else None
            for number in numbers_of(folded)
        ]

    def of_number(self, number: int) -> tuple[int, ...]:
        """Return the references of the names with this number."""
        buckets = self._ask(_ENTRIES, (number >> self.shift,))
        return references(buckets[0][0], number) if buckets else ()

    def _read_filter(self) -> bytearray:
        bits = bytearray(self._ask(_FILTER_BYTES, ())[0][0])
        for part in range(-(-len(bits) // FILTER_PART)):  # one by one: never all of them twice
            for (some,) in self._ask(_FILTER, (part,)):
                bits[part * FILTER_PART : part * FILTER_PART + len(some)] = some
        if len(bits).bit_count() != 1:
            raise damaged(self._path)
        self._bit_shift = NUMBER_BITS + 1 - (8 * len(bits)).bit_length()
        self._bits = bits
        return bits
