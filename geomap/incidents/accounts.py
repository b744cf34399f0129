"""Accounts: whether a sentence goes on with what the speaker of the sentence before told.

"The ministry said that rockets had hit Aro. The attack also damaged a school in Beno." is all the
ministry's word; "In Chiva, thousands marched." after it is the newspaper's own.
"""

import re

from geomap.incidents.kinds import source_nouns_in
from geomap.incidents.reporting import alternatives
from geomap.incidents.tables import function_words, words_of
from geomap.text import Bounds

_USES = frozenset({"opener", "sum", "determiner", "another", "event"})


def _words(use: str) -> str:
    return alternatives(words_of("follow_ups.csv", use, _USES))


_NOUNS = r"(?P<nouns>(?:\s(?-i:[a-z])[\w’'-]*){1,4})"
_LEAD = r"[\s\"'“‘•*-]*"
_OPENER = re.compile(rf"{_LEAD}(?:{_words('opener')})\b", re.IGNORECASE)
_SUM = re.compile(rf"{_LEAD}(?:{_words('sum')})\b", re.IGNORECASE)
_ANOTHER = re.compile(rf"{_LEAD}(?:{_words('another')}){_NOUNS}", re.IGNORECASE)
_DEFINITE = re.compile(rf"{_LEAD}(?:{_words('determiner')}){_NOUNS}", re.IGNORECASE)
_EVENTS = frozenset(words_of("follow_ups.csv", "event", _USES))
_HEAD = 2  # words of a phrase among which its noun stands: "the armed attackers"
_STEM = 5  # letters in which a word and its plural agree


def goes_on(text: str, sentence: Bounds, told: Bounds) -> bool:
    """Tell whether ``sentence`` begins with words for what the sentences ``told`` tell of.

    Who has a voice of their own ("the army") is spoken of by everybody, and points back to no
    account.
    """
    if sums_up(text, sentence) or _OPENER.match(text, *sentence):
        return True
    if _ANOTHER.match(text, *sentence):
        return True
    definite = _DEFINITE.match(text, *sentence)
    if definite is None or source_nouns_in(definite["nouns"]):
        return False
    nouns = _phrase(definite["nouns"])
    return bool(_EVENTS & set(nouns) or _stems(nouns) & _stems(_phrase(text[slice(*told)])))


def names_told(text: str, sentence: Bounds) -> bool:
    """Tell whether ``sentence`` begins with a noun of an event told before: "The attackers"."""
    definite = _DEFINITE.match(text, *sentence)
    return definite is not None and not _EVENTS.isdisjoint(_phrase(definite["nouns"])[:_HEAD])


def sums_up(text: str, sentence: Bounds) -> bool:
    """Tell whether ``sentence`` says what came of all told before: "With that step ..."."""
    return _SUM.match(text, *sentence) is not None


def _phrase(words: str) -> list[str]:
    """Return the words of a phrase in lower case."""
    return re.findall(r"[^\W\d_][\w’'-]*", words.casefold())


def _stems(words: list[str]) -> set[str]:
    ends = function_words("any")
    return {word[:_STEM] for word in words if len(word) > 3 and word not in ends}
