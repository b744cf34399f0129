"""Relative clauses between commas: words that stand beside what the sentence tells.

"At A, where a plant is being built in sight of B, two workers were hit" tells of A, as though the
clause were not there.
"""

from collections.abc import Iterable

from geomap.incidents.tokens import Sentence, is_strong

_RELATIVES = frozenset({"which", "where", "who", "whose"})
_LEAST, _MOST = 2, 25  # words of one

Asides = tuple[range, ...]


def asides(sentence: Sentence) -> Asides:
    """Return the token positions of each relative clause that a comma opens and a comma closes."""
    found: list[range] = []
    for position, token in enumerate(sentence.tokens):
        if token.form in _RELATIVES and _opens(sentence, position, found):
            end = _end(sentence, position)
            if end is not None:
                found.append(range(position, end))
    return tuple(found)


def _opens(sentence: Sentence, position: int, found: list[range]) -> bool:
    inside = found and position in found[-1]
    return not inside and position > 0 and sentence.tokens[position - 1].form == ","


def _end(sentence: Sentence, start: int) -> int | None:
    """Return the position of the comma that closes a clause; None where it runs to another mark."""
    for position in range(start + 1, min(start + 1 + _MOST, len(sentence.tokens))):
        token = sentence.tokens[position]
        if is_strong(token):
            return None
        if token.form == "," and position - start > _LEAST:
            return position
    return None


def are_apart(one: int, other: int, found: Asides) -> bool:
    """Whether exactly one of two token positions stands in an aside, or each in another."""
    return _number(one, found) != _number(other, found)


def between(first: int, last: int, found: Asides) -> Iterable[int]:
    """Return the positions between two, without the asides that they both stand outside of."""
    low, high = sorted((first, last))
    passed = [aside for aside in found if low < aside.start and aside.stop <= high]
    return (n for n in range(low + 1, high) if not any(n in aside for aside in passed))


def _number(position: int, found: Asides) -> int | None:
    return next((n for n, aside in enumerate(found) if position in aside), None)
