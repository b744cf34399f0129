"""Add up what several sentences state of one incident: a sum, a part of it, or others beside."""

import re
from collections.abc import Iterable

from geomap.incidents.people import PERSON_GROUP
from geomap.incidents.sums import Count, toll_words

_FOES = frozenset(toll_words("foes"))
_FORCES = frozenset(n for n, group in PERSON_GROUP.items() if group in ("armed", "police")) - _FOES
_CIVILIANS = frozenset({"civilian", "civilians"})
_BESIDE = re.compile(r"\b(?:another|further|more|others?|additional)\b(?! than)", re.IGNORECASE)
_ALSO = re.compile(
    r"\s(?:(?:was|were|had|have|been)\s)*also\b|[^.;:]{0,40}?(?:,\stoo\b|\sas well(?! as)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


class Tally:
    """The casualties of one incident so far, by kind; a later sentence corrects or adds to them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.numbers: dict[str, int] = {}
        self._sides: dict[str, set[str]] = {}
        self._closed: set[str] = set()  # kinds of which something was told again

    def state(self, kinds: dict[str, int], counts: Iterable[Count]) -> None:
        """Take what one sentence says: of a known kind only a higher sum, or who died beside.

        The dead of the other side are beside ("nine soldiers"; "15 attackers"), and those who are
        told as more ("a guard also died"); nobody knows what is beside a number told twice.
        """
        for kind, number in kinds.items():
            own = [count for count in counts if count.kind == kind]
            sides = {self._side(count) for count in own}
            if kind not in self.numbers:
                self.numbers[kind] = number
                self._sides[kind] = sides
            elif any(count.sum_up for count in own):
                self.numbers[kind] = max(number, self.numbers[kind])
                self._closed.add(kind)
            elif kind not in self._closed and self._is_beside(own, sides, self._sides[kind]):
                self.numbers[kind] += number
                self._sides[kind] |= sides
            elif number:
                self._closed.add(kind)

    def _is_beside(self, own: list[Count], sides: set[str], known: set[str]) -> bool:
        if sides & known == set() and "" not in sides | known:
            return True
        return all(
            _BESIDE.search(self._text, count.start, count.end) or _ALSO.match(self._text, count.end)
            for count in own
        )

    def _side(self, count: Count) -> str:
        """Return to which side the persons of a count belong, "" where their noun does not say."""
        words = {w.casefold() for w in _WORD.findall(self._text[count.start : count.end])}
        sides = (("foes", _FOES), ("forces", _FORCES), ("civilians", _CIVILIANS))
        found = [side for side, nouns in sides if words & nouns]
        return found[0] if len(found) == 1 else ""
