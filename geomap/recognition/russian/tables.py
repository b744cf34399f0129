"""The tables of Russian words round place names, from `data/lexicon/places/ru/`."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from geomap.models import Kind
from geomap.recognition.lexicon import table
from geomap.text import fold

_FOLDER = "places/ru"


class TypeWord(NamedTuple):
    """What kind of place a word calls the names beside it."""

    kind: Kind
    before: bool  # "село Сотк"
    after: bool  # "Лачинский район"


@cache
def names() -> dict[str, str]:
    """Return the name to look up for each folded name that the gazetteer lacks in Russian."""
    return {fold(name): place for name, place in table("names.csv", ("name", "place"), _FOLDER)}


@cache
def demonyms() -> dict[str, str]:
    """Return the place to look up for each adjective ("армянский") and noun ("армянин")."""
    rows = table("demonyms.csv", ("form", "place"), _FOLDER)
    return {row[0]: row[1] for row in rows}


@cache
def type_words() -> dict[str, TypeWord]:
    """Return the type words by their dictionary form."""
    rows = table("type_words.csv", ("word", "kind", "position"), _FOLDER)
    return {
        word: TypeWord(Kind(kind), position in {"before", "both"}, position in {"after", "both"})
        for word, kind, position in rows
    }


@cache
def uses() -> dict[str, frozenset[str]]:
    """Return what each word says of the role of a place beside it, by its dictionary form."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, use in table("neighbours.csv", ("word", "use"), _FOLDER):
        found[word].add(use)
    return {word: frozenset(said) for word, said in found.items()}
