"""A corpus in parts: the same ones in each run, so that a finished part need not be made again."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from geomap.documents import Problem, Reprints
from geomap.models import Document


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
    number, filling, counted = 0, list[Document](), 0
    reprints = Reprints()
    for document in documents:
        if (first := reprints.original(document)) is not None:
            told.append(Problem("note", document.id, f"left out: the text of {first!r}"))
            continue
        filling.append(document)
        if len(filling) == size:
            yield Part(number, tuple(filling), told.taken(), reprints.count - counted)
            number, filling, counted = number + 1, [], reprints.count
    if filling or told:
        yield Part(number, tuple(filling), told.taken(), reprints.count - counted)
