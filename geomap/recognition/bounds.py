"""Where a name begins and ends, by the gazetteer: "Bosnia-Herzegovina" is one, "Goris-Kapan" two.

Spans are code points of the text, ``end`` exclusive.
"""

import re
from collections.abc import Callable, Iterator

from geomap.text import fold

Knows = Callable[[str], bool]
Bounds = tuple[int, int]

_HYPHENS = re.compile(r"[-–—]")
_LINKS = "upon|on|in|sur|sous|am|an|der|le|la|les|de|du|des|en|of|the|y|by|under|over"
_NEXT = re.compile(
    rf"(?:[-–](?:(?:{_LINKS})[-–]){{0,2}}"
    r"|\s+(?:(?:of|and|the|de|del|la|el|al|do|da|du)\s+){0,2})[^\W\d_][\w'’]*"
)
_PREVIOUS = re.compile(r"\b(?!The\b)([^\W\d_]\w*(?:['’]s)?)[-– ]$")
_WORD = re.compile(r"\w[\w.'’-]*")
_POSSESSIVE = frozenset({"'s", "’s"})
_STEPS = 3


def grown(text: str, start: int, end: int, knows: Knows) -> Bounds:
    """Return the longest name of the gazetteer that contains the span, else the span itself.

    Neighbours are taken in as long as they are capitalised: "Democratic Republic" grows to
    "Democratic Republic of the Congo", "Natal" to "KwaZulu-Natal".
    """
    if text[end : end + 2] in _POSSESSIVE and knows(fold(text[start : end + 2])):
        return start, end + 2  # "St. John's"
    ends = list(_ends(text, end))
    starts = list(_starts(text, start))
    wider = ((s, e) for e in reversed(ends) for s in reversed(starts) if (s, e) != (start, end))
    return next((b for b in wider if knows(fold(text[slice(*b)]))), (start, end))


def parts(text: str, start: int, end: int, knows: Knows) -> list[Bounds]:
    """Return the parts of "Goris-Kapan" where each is a name, else nothing."""
    cuts = [match.start() + start for match in _HYPHENS.finditer(text[start:end])]
    bounds = list(zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True))
    if len(bounds) < 2 or not all(knows(fold(text[slice(*b)])) for b in bounds):
        return []
    return bounds


def shrunk(text: str, start: int, end: int, knows: Knows) -> Bounds | None:
    """Return the longest part of "Kingston Crown Court" that is a name: its head, else its tail."""
    words = [(m.start() + start, m.end() + start) for m in _WORD.finditer(text[start:end])]
    for size in range(len(words) - 1, 0, -1):
        for run in (words[:size], words[-size:]):
            part = run[0][0], run[-1][1]
            if text[part[0]].isupper() and knows(fold(text[slice(*part)])):
                return part
    return None


def _ends(text: str, end: int) -> Iterator[int]:
    yield end
    for _ in range(_STEPS):
        following = _NEXT.match(text, end)
        if not following or not _last_word(following.group())[0].isupper():
            return
        end = following.end()
        if text[end - 2 : end] in _POSSESSIVE:
            yield end - 2
            return
        yield end


def _starts(text: str, start: int) -> Iterator[int]:
    yield start
    for _ in range(2):
        previous = _PREVIOUS.search(text, max(0, start - 30), start)
        if not previous or not previous.group(1)[0].isupper():
            return
        start = previous.start()
        yield start


def _last_word(words: str) -> str:
    return re.split(r"[-–\s]+", words)[-1]
