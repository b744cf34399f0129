"""What a place does in its Russian sentence, told by the words beside it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from geomap.models import Role
from geomap.recognition.russian.cases import PREPOSITIONS
from geomap.recognition.russian.tables import uses
from geomap.recognition.russian.words import Word, lemma, parses

_REACH = 3  # words between a place and its verb
_STOP = re.compile(r"[.!?…;:()«»\n]|[—–]\s")
_ADDED = frozenset("и а также не уже ещё вновь снова ранее официально".split())


class Spot(NamedTuple):
    """A place in its text: the words of the text and the numbers of its first and last word."""

    text: str
    words: Sequence[Word]
    first: int
    last: int

    def before(self, steps: int = 1) -> Word | None:
        """Return the word that many words before the place, None beyond the clause."""
        number = self.first - steps
        if number < 0 or _STOP.search(self.text, self.words[number].end, self.start):
            return None
        return self.words[number]

    def after(self, steps: int = 1) -> Word | None:
        """Return the word that many words after the place, None beyond the clause."""
        number = self.last + steps
        if number >= len(self.words):
            return None
        return (
            None
            if _STOP.search(self.text, self.end, self.words[number].start)
            else self.words[number]
        )

    @property
    def start(self) -> int:
        """Where the place begins."""
        return self.words[self.first].start

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.words[self.last].end


def role_of(spot: Spot, *, official: bool, nominative: bool, touches_body: bool) -> Role:
    """Return the role of a place's name that is no demonym and heads no dispatch.

    Args:
        spot: where it stands.
        official: whether it is a state or its capital, or else may stand for who governs there.
        nominative: whether it may be a subject.
        touches_body: whether the name of an organisation ends right before it.
    """
    before = spot.before()
    said = _uses(before)
    if touches_body or ("body" in said and not nominative):
        return Role.EMBEDDED
    if official and (_acts(spot, before, nominative) or "power" in said or _is_party(spot)):
        return Role.METONYM
    return Role.LITERAL


def _uses(word: Word | None) -> frozenset[str]:
    return uses().get(lemma(word.text), frozenset()) if word else frozenset()


def _acts(spot: Spot, before: Word | None, nominative: bool) -> bool:
    """Return whether the place is the subject or the object of a verb that only governments do."""
    if before and before.text.lower() in PREPOSITIONS:
        return False
    if nominative and _has_verb(spot):
        return True
    return _verb_uses(before, "blames" if not nominative else "acts")


def _has_verb(spot: Spot) -> bool:
    for steps in range(1, _REACH + 1):
        word = spot.after(steps)
        if word is None:
            return False
        if _verb_uses(word, "acts"):
            return True
        if word.text.lower() not in _ADDED and not word.capital:
            return False
    return False


def _verb_uses(word: Word | None, use: str) -> bool:
    return word is not None and any(
        parse.pos in {"VERB", "PRTF", "GRND", "INFN"} and use in uses().get(parse.lemma, ())
        for parse in parses(word.text)
    )


def _is_party(spot: Spot) -> bool:
    """Return whether the place is a side: "перемирие между А и Б", "потребовал от А"."""
    before = spot.before()
    if before is None:
        return False
    if before.text.lower() == "от":
        return _verb_uses(spot.before(2), "blames")
    for steps in range(1, _REACH + 1):
        word = spot.before(steps)
        if word is None:
            return False
        if word.text.lower() == "между":
            return "relation" in _uses(spot.before(steps + 1))
    return False
