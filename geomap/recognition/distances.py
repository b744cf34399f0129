"""The words of a language for lengths and directions, from its table `distances.csv`."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from geomap.errors import LexiconError
from geomap.recognition.lexicon import numbers, table, type_words

_USES = (
    "unit short_unit number vague half joint range decimal roughly lead bearing beside link from of"
    " goal article before"
).split()
_NEVER = r"(?!)"


class DistanceWords:
    """What the words of a table are used for, as patterns, and the values that they stand for.

    Args:
        rows: use, words with "|" between alternatives, value; the README beside the tables tells
            what each use means.

    Raises:
        LexiconError: if there is no such use, or a value is no number.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._values: dict[str, dict[str, tuple[float, ...]]] = {use: {} for use in _USES}
        for use, words, value in rows:
            if use not in self._values:
                raise LexiconError(f"distances.csv: {use!r} is no use; known: {', '.join(_USES)}")
            for phrase in words.split("|"):
                self._values[use][phrase] = _figures(value)

    def any_of(self, *uses: str) -> str:
        """Return a pattern of all words of some uses, the longest first."""
        phrases = sorted((p for use in uses for p in self._values[use]), key=len, reverse=True)
        return "|".join(map(_pattern, phrases)) or _NEVER

    def openings(self, *uses: str) -> str:
        """Return a pattern that the words of some uses begin with, quicker to look for."""
        phrases = sorted({p.rstrip("*") for use in uses for p in self._values[use]}, key=len)
        first = [p for n, p in enumerate(phrases) if not p.startswith(tuple(phrases[:n]))]
        return "|".join(map(_pattern, first)) or _NEVER

    def value(self, words: str, *uses: str) -> tuple[float, ...] | None:
        """Return the figures that words stand for in one of some uses; None for other words."""
        wanted = _key(words)
        for use in uses:
            for phrase, value in self._values[use].items():
                stem = phrase.endswith("*") and wanted.startswith(_key(phrase[:-1]))
                if stem or wanted == _key(phrase):
                    return value
        return None

    def has(self, use: str, words: str) -> bool:
        """Tell whether words stand in a use."""
        return self.value(words, use) is not None


@cache
def english() -> DistanceWords:
    """Return the English words; their numbers and type words stand in tables of their own."""
    return _read("places", numbers(), type_words())


@cache
def distance_words(language: str) -> DistanceWords:
    """Return the words of another language, from its folder."""
    return _read(f"places/{language}", {}, ())


def _read(folder: str, spelt: Mapping[str, int], before: Iterable[str]) -> DistanceWords:
    rows = [
        (row[0], row[1], row[2])
        for row in table("distances.csv", ("use", "words", "value"), folder)
    ]
    rows += [("number", word, str(number)) for word, number in spelt.items()]
    rows += [("before", word, "") for word in before]
    return DistanceWords(rows)


def _figures(value: str) -> tuple[float, ...]:
    try:
        return tuple(map(float, value.split()))
    except ValueError as error:
        raise LexiconError(f"distances.csv: {value!r} is no number") from error


def _pattern(phrase: str) -> str:
    """Return the pattern of a phrase: "*" is any ending, a hyphen may be a blank or nothing.

    What is all in capitals ("NW") is taken as written, other words in any case.
    """
    pattern = r"\s+".join(map(re.escape, phrase.split()))
    pattern = pattern.replace(r"\*", r"\w*").replace(r"\-", r"[\s‑-]?")
    return f"(?-i:{pattern})" if phrase.isupper() else pattern


@lru_cache(maxsize=1024)
def _key(words: str) -> str:
    return re.sub(r"[\s‑-]+", "", words.casefold())
