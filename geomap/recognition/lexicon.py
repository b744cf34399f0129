"""The tables of words round place names, from `data/lexicon/`."""

import csv
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from geomap.errors import LexiconError
from geomap.models import Kind
from geomap.resources import packaged
from geomap.text import fold


class TypeWord(NamedTuple):
    """What kind of place a word calls the names beside it."""

    kind: Kind
    before: bool  # "the village of X", "Lake X"
    after: bool  # "X district"
    plural: bool  # then it counts for each name of a list


def table(name: str, columns: tuple[str, ...], folder: str = "places") -> Iterator[list[str]]:
    """Yield the rows of a table in a folder of `data/lexicon/`.

    Raises:
        LexiconError: if the table breaks its format.
    """
    path = packaged("data", "lexicon", folder, name)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if tuple(next(rows, ())) != columns:
            raise LexiconError(f"{path}: the first line must read {','.join(columns)}")
        for number, row in enumerate(rows, 2):
            if len(row) != len(columns):
                raise LexiconError(f"{path}, line {number}: {len(columns)} columns expected")
            yield row


@cache
def demonyms() -> dict[str, str]:
    """Return the place to look up for each folded demonym, plurals included."""
    found: dict[str, str] = {}
    for form, place in table("demonyms.csv", ("form", "place")):
        found.setdefault(fold(form), place)
        if not form.endswith(("s", "sh", "ese", "ch")):
            found.setdefault(fold(form) + "s", place)
    return found


@cache
def type_words() -> dict[str, TypeWord]:
    """Return the type words, singular and plural, by their lower-case form."""
    found = {}
    for word, plural, kind, position in table(
        "type_words.csv", ("word", "plural", "kind", "position")
    ):
        sides = position in {"before", "both"}, position in {"after", "both"}
        found[word] = TypeWord(Kind(kind), *sides, plural=False)
        if plural:
            found[plural] = TypeWord(Kind(kind), *sides, plural=True)
    return found


class Abbreviation(NamedTuple):
    """The place that a short form stands for."""

    place: str
    after_comma: bool  # only in "Richmond, Ind.": elsewhere it is a word or an initial


@cache
def abbreviations() -> dict[str, Abbreviation]:
    """Return the short forms of place names as they are written."""
    rows = table("abbreviations.csv", ("form", "place", "after_comma"))
    return {form: Abbreviation(place, after == "yes") for form, place, after in rows}


@cache
def numbers() -> dict[str, int]:
    """Return the whole numbers that words stand for: "twelve", "dozen"."""
    return {word: int(value) for word, value in table("numbers.csv", ("word", "value"), "news")}


@cache
def plain_words() -> frozenset[str]:
    """Return the capitalised words that begin sentences and are no part of a name by themselves."""
    return frozenset(word for (word,) in table("plain_words.csv", ("word",)))
