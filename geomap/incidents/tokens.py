"""The words of a sentence, with each place mention as one word of its own."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from geomap.incidents.clauses import sentences_of
from geomap.models import Resolution
from geomap.text import Bounds

_WORD = re.compile(r"\d+(?:[.,:]\d+)+|\w+(?:[-'’]\w+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s$")
_STRONG = frozenset(";:()—–-•")


class Token(NamedTuple):
    """A word, a mark, or a whole place mention; ``form`` is its lower-case text, without 's."""

    start: int
    end: int
    text: str
    form: str
    place: Resolution | None = None


class Sentence(NamedTuple):
    """A sentence, its tokens, and which number it has in the document."""

    number: int
    bounds: Bounds
    tokens: tuple[Token, ...]

    def between(self, first: int, last: int) -> tuple[Token, ...]:
        """Return the tokens strictly between the positions ``first`` and ``last``."""
        low, high = sorted((first, last))
        return self.tokens[low + 1 : high]


def read_sentences(text: str, resolutions: tuple[Resolution, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of ``text``; each mention of ``resolutions`` becomes one token."""
    ordered = sorted(resolutions, key=lambda r: (r.mention.start, -r.mention.end))
    starts = [r.mention.start for r in ordered]
    return tuple(
        Sentence(number, bounds, tuple(_tokens(text, bounds, ordered[first:last])))
        for number, bounds in enumerate(_joined(sentences_of(text), ordered))
        for first, last in [(bisect_left(starts, bounds.start), bisect_left(starts, bounds.end))]
    )


def _joined(bounds: Iterable[Bounds], ordered: list[Resolution]) -> list[Bounds]:
    """Join sentences that a mention spans ("St. Louis"), so that no token crosses a bound."""
    result: list[Bounds] = []
    starts = [r.mention.start for r in ordered]
    for part in bounds:
        end = result[-1].end if result else 0
        last = bisect_left(starts, end)
        # The longest of the mentions that begin before a bound may be one of several.
        if result and any(r.mention.end > end for r in ordered[max(0, last - 3) : last]):
            result[-1] = Bounds(result[-1].start, part.end)
        else:
            result.append(part)
    return result


def _tokens(text: str, bounds: Bounds, ordered: list[Resolution]) -> list[Token]:
    result: list[Token] = []
    position = bounds.start
    for resolution in ordered:
        start, end = resolution.mention.start, resolution.mention.end
        if start < position or end > bounds.end:
            continue
        result += _words(text, position, start)
        result.append(Token(start, end, text[start:end], text[start:end].casefold(), resolution))
        position = end
    return result + _words(text, position, bounds.end)


def _words(text: str, start: int, end: int) -> list[Token]:
    matches = _WORD.finditer(text, start, end)
    return [Token(*m.span(), word, _form(word)) for m in matches if (word := m.group())]


@lru_cache(maxsize=1 << 13)  # most words of a text are of the few thousand commonest
def _form(word: str) -> str:
    return _POSSESSIVE.sub("", word.casefold()).replace("’", "'")


def is_strong(token: Token) -> bool:
    """Whether the token is a mark that ends a clause: semicolon, colon, dash, bracket."""
    return token.form in _STRONG
