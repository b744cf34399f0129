"""A corpus in parts: the same ones in each run, so that a finished part need not be made again."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from geomap.documents import Problem
from geomap.models import Document

_DIGEST = 12  # bytes: two different texts of 10 million share one with a chance under 1 in 10^14


class Part(NamedTuple):
    """Documents that are worked on and written together, and what could not be read before them.

    ``reprints`` counts documents left out because their text had come already.
    """

    number: int
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    reprints: int


class Told(list[Problem]):
    """Problems met while reading, until the part that they belong to takes them."""

    def taken(self) -> tuple[Problem, ...]:
        """Return the problems so far and forget them."""
        taken = tuple(self)
        self.clear()
        return taken


def parts_of(documents: Iterable[Document], told: Told, size: int) -> Iterator[Part]:
    """Yield ``documents`` in parts of ``size``, in order, each text once.

    ``told`` is what the reader tells its problems to; each goes to the part being filled.
    """
    number, filling, reprints = 0, list[Document](), 0
    first: dict[bytes, str] = {}
    for document in documents:
        digest = hashlib.blake2b(document.text.encode(), digest_size=_DIGEST).digest()
        if digest in first:
            reprints += 1
            told.append(Problem("note", document.id, f"left out: the text of {first[digest]!r}"))
            continue
        first[digest] = document.id
        filling.append(document)
        if len(filling) == size:
            yield Part(number, tuple(filling), told.taken(), reprints)
            number, filling, reprints = number + 1, [], 0
    if filling or told:
        yield Part(number, tuple(filling), told.taken(), reprints)
