"""Text without meaning: name folding and sentence bounds. Offsets always fit the text given.

Every function here is pure. Positions are code points, ``end`` exclusive.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple


class Bounds(NamedTuple):
    """Start and end (exclusive) of a stretch of text, in code points."""

    start: int
    end: int


SPEAKS = re.compile(
    r"\s+(?:(?:also|has|have|had|will|would)\s+)?(?:said|says|say|told|tells|called|calls|denied"
    r"|denies|accused|accuses|urged|urges|announced|announces|warned|warns|reported|reports"
    r"|claimed|claims|stated|states|confirmed|confirms|added|adds)\b"
)
"""What follows a name that speaks: "Baku said". Meant for ``match`` at the end of the name."""

# Letters that Unicode does not decompose but that readers take for one another.
_LETTERS = str.maketrans(
    {
        "ə": "a", "ǝ": "a", "Ə": "a", "Ǝ": "a", "ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
        "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'",
        "‐": "-", "‑": "-", "–": "-", "—": "-",
    }
)  # fmt: skip
_SEPARATORS = frozenset("-_/.,'()\"")


class _Folding(dict[int, str]):
    """The folded form of each character, worked out when it is first met.

    Folding looks at one character at a time, so a table gives what folding the whole name would,
    three times as fast; a gazetteer build folds over a million names.
    """

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFKD", chr(code).translate(_LETTERS))
        # Once more after the case is gone: not every capital stands in the table.
        lower = unicodedata.normalize("NFKD", letter.casefold().translate(_LETTERS))
        plain = (c for c in lower if not unicodedata.combining(c))
        folded = "".join(" " if _separates(c) else c for c in plain)
        self[code] = folded
        return folded


def _separates(letter: str) -> bool:
    """Tell what divides words; a line break is left, since `fold_all` puts a name on each line."""
    return letter in _SEPARATORS or (letter.isspace() and letter != "\n")


_FOLDING = _Folding()


def fold(name: str) -> str:
    """Return the form under which names are compared: no case, accents, hyphens or apostrophes.

    >>> fold("Kəlbəcər"), fold("Port-au-Prince"), fold("St. John's")
    ('kalbacar', 'port au prince', 'st john s')
    """
    return " ".join(name.translate(_FOLDING).split())


def fold_all(names: Sequence[str]) -> list[str]:
    """Return the folded form of each name, several times as fast as folding one by one."""
    is_plain = [name.isascii() for name in names]
    plain = iter(_fold_lines(list(compress(names, is_plain))))  # translated several times as fast
    other = iter(_fold_lines([name for name in names if not name.isascii()]))
    return [next(plain) if quick else next(other) for quick in is_plain]


def _fold_lines(names: Sequence[str]) -> list[str]:
    text = "\n".join(names).translate(_FOLDING)
    while "  " in text:
        text = text.replace("  ", " ")
    lines = text.replace("\n ", "\n").replace(" \n", "\n").strip(" ").split("\n")
    if len(lines) != len(names):  # none at all, or one with a line break in it
        return [fold(name) for name in names]
    return lines


_TITLES = (
    "Mr Mrs Ms Dr Prof Gen Col Lt Maj Capt Sgt Sen Rep Gov Rev Hon St Mt Ft Pres Adm Brig Cpl Cmdr"
    " No Jr Sr vs Inc Ltd Co Corp Bros Ave Blvd Rd approx est Jan Feb Mar Apr Jun Jul Aug Sep Sept"
    " Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun"
).split()
_NO_BREAK_BEFORE = re.compile(
    r"(?:\b(?:" + "|".join(_TITLES) + r")|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z]|\betc)\.$"
)
_BREAK = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n\s*\n|\n(?=\s*(?:[-*•]\s|\d{1,2}:\d{2}\b))")
# "at 39.64 N, 46.55 E. A mine": a letter after figures is no initial.
_AXIS = re.compile(r"(?:\d[.,]\d+|[°º'′’\"″”])\s?[NSEW]\.$")
_CLOSERS = "\"'”’»)]"


def sentences(text: str) -> Iterator[Bounds]:
    """Yield the bounds of the sentences of ``text``, in order, trimmed of white space.

    A full stop after a title, an initial or an abbreviation ends no sentence, nor does one that a
    lower-case word follows; a blank line always does.
    """
    return iter(_sentences(text))


# Several steps ask for the same document's sentences, some once a name: a few texts are kept.
@lru_cache(maxsize=32)
def _sentences(text: str) -> tuple[Bounds, ...]:
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[Bounds]:
    start = 0
    for match in _BREAK.finditer(text):
        if match.group().strip() and not _ends_here(text, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends_here(text: str, match: re.Match[str]) -> bool:
    mark = match.group().rstrip(_CLOSERS)
    following = text[match.end() : match.end() + 80].lstrip()
    if following[:1].islower():
        return False
    head = text[max(0, match.start() - 24) : match.start() + 1]
    return mark != "." or not _NO_BREAK_BEFORE.search(head) or bool(_AXIS.search(head))


def _trimmed(text: str, start: int, end: int) -> Iterator[Bounds]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Bounds(start, end)
