"""What a place does in its Russian sentence, told by the words beside it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from geomap.language.russian import Word, lemma, parses
from geomap.models import Role
from geomap.recognition.russian.cases import PREPOSITIONS
from geomap.recognition.russian.tables import uses

_REACH = 3  # words between a place and its verb
_STOP = re.compile(r"[.!?…;:()«»\n]|[—–]\s")
_VERBS = frozenset({"VERB", "PRTF", "GRND", "INFN"})


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
    if touches_body or _is_quoted(spot) or ("body" in said and not nominative):
        return Role.EMBEDDED
    if official and (_acts(spot, before, nominative) or "power" in said or _is_party(spot)):
        return Role.METONYM
    return Role.LITERAL


def _is_quoted(spot: Spot) -> bool:
    """Return whether the place is all that stands in quotes: «Дилижан», a park, a club, a ship."""
    return spot.start > 0 and spot.text[spot.start - 1] + spot.text[spot.end : spot.end + 1] == "«»"


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
    """Return whether a verb follows whose subject the place may be: "Баку обвинения отвергает"."""
    joined = _is_listed(spot.before()) or _is_listed(spot.after())
    for steps in range(1, _REACH + 1):
        word = spot.after(steps)
        if word is None or word.text.lower() in PREPOSITIONS:
            return False
        if _verb_uses(word, "acts", plural=joined or word.capital):
            return True
        joined = joined or word.capital
    return False


def _is_listed(word: Word | None) -> bool:
    return word is not None and word.text == "и"


def _verb_uses(word: Word | None, use: str, *, plural: bool = True) -> bool:
    """Return whether a word is a verb of this use; "обстреливают" is no single place's."""
    return word is not None and any(
        parse.pos in _VERBS and use in uses().get(parse.lemma, ()) and (plural or not parse.plural)
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
