"""What the words beside a toponym call it: "the villages of X and Y", "X, Y and Z directions"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from geomap.models import Kind
from geomap.recognition.lexicon import TypeWord, type_words

Bounds = tuple[int, int]
_AFTER = re.compile(r"\s+([A-Za-z]+)\b")
_BEFORE = re.compile(r"\b([A-Za-z]+)(?:\s+(?:of|called|named))?(?:\s+the)?\s+$")
_LINK = re.compile(r"\s*(?:,|;|/|,?\s*\b(?:and|or|as well as)\b|&)\s*(?:the\s+)?", re.IGNORECASE)
_REACH = 40  # characters before a name in which its type word may stand


def named_kinds(text: str, spans: Sequence[Bounds]) -> list[Kind | None]:
    """Return the kind that type words give each span; the spans come sorted by position.

    A plural counts for the whole list that it opens or closes; a name's own word comes first.
    """
    before = [_word_before(text, span) for span in spans]
    after = [_word_after(text, span) for span in spans]
    kinds = [
        _kind(a) or _kind(b) or _inside(text, s)
        for a, b, s in zip(after, before, spans, strict=True)
    ]
    for run in _lists(text, spans):
        shared = _plural(after[run[-1]]) or _plural(before[run[0]])
        for i in run:
            kinds[i] = kinds[i] or shared
    return kinds


def _lists(text: str, spans: Sequence[Bounds]) -> list[list[int]]:
    """Return the runs of spans between which nothing but commas and "and" stands."""
    runs = [[0]] if spans else []
    for i, (left, right) in enumerate(pairwise(spans), 1):
        if _LINK.fullmatch(text, left[1], right[0]):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _word_before(text: str, span: Bounds) -> TypeWord | None:
    found = _BEFORE.search(text[max(0, span[0] - _REACH) : span[0]])
    word = type_words().get(found.group(1).lower()) if found else None
    return word if word and word.before else None


def _word_after(text: str, span: Bounds) -> TypeWord | None:
    found = _AFTER.match(text, span[1])
    word = type_words().get(found.group(1).lower()) if found else None
    return word if word and word.after else None


def _inside(text: str, span: Bounds) -> Kind | None:
    """Return what a capitalised type word within the name calls it: "Lake Sevan"."""
    words = text[slice(*span)].lower().split()
    if len(words) < 2:
        return None
    last, first = type_words().get(words[-1]), type_words().get(words[0])
    if last and last.after:
        return last.kind
    return first.kind if first and first.before else None


def _kind(word: TypeWord | None) -> Kind | None:
    return word.kind if word else None


def _plural(word: TypeWord | None) -> Kind | None:
    return word.kind if word and word.plural else None
