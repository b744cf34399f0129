"""Who can be a side of a conflict, and the words that stand for it: "Yerevan", "Azeri", "RSF"."""

import re
from functools import cache
from typing import NamedTuple

from geomap.incidents.reporting import alternatives
from geomap.incidents.tables import Row, news_table, one_of

_KINDS = frozenset({"state", "authority", "group"})


class Side(NamedTuple):
    """A state, an authority that is no recognised state, or an armed group or organisation."""

    name: str
    kind: str
    adjective: str


class SideMention(NamedTuple):
    """Where a side is named in a text."""

    start: int
    end: int
    side: Side


def _side(row: Row) -> Side:
    kind = one_of(row, "kind", _KINDS, "sides.csv")
    return Side(row["side"], kind, row["adjective"] or row["side"])


@cache
def _by_word() -> dict[str, Side]:
    rows = news_table("sides.csv", "side", "kind", "adjective", "names")
    words = {
        word: _side(row)
        for row in rows
        for word in (*row["names"].split("|"), row["adjective"], row["side"])
        if word
    }
    return {**words, **{word[0].upper() + word[1:]: side for word, side in words.items()}}


SIDE_WORDS = alternatives(_by_word())
_FIRST = "".join(sorted({re.escape(word[0]) for word in _by_word()}))  # refuses most words fast
_PATTERN = re.compile(rf"(?<![\w-])(?=[{_FIRST}])(?:{SIDE_WORDS})(?!\w)")


def sides_in(text: str, start: int = 0, end: int | None = None) -> list[SideMention]:
    """Return the words of ``text[start:end]`` that stand for a side, in order."""
    matches = _PATTERN.finditer(text, start, len(text) if end is None else end)
    return [SideMention(m.start(), m.end(), _by_word()[m.group()]) for m in matches]


def side_of(name: str | None) -> Side | None:
    """Return the side that ``name`` belongs to, by the first word that stands for one.

    >>> side_of("the defence ministry in Yerevan").name
    'Armenia'
    """
    found = sides_in(name) if name else []
    return found[0].side if found else None
