"""The words of a Russian text and their dictionary forms."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

# A hyphenated word is one, but for "армяно-азербайджанский", which is made from two places.
_OF_TWO = r"\w+о(?=[-‑]\w+[сц]к(?:ий|ая|ое|ие|ого|ому|им|ом|ой|ую|их|ими)\b)"
_WORD = re.compile(rf"{_OF_TWO}|\w+(?:[-‑]\w+)*")


class Word(NamedTuple):
    """A word and where it stands, in code points."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


class Parse(NamedTuple):
    """One reading of a word's form, as far as names need it."""

    lemma: str
    nominative: str  # of the same number
    pos: str  # NOUN, ADJF, VERB ...; "" where it has none
    form: str  # of a verb: past, pres, futr, impr (imperative), INFN; "" of others
    case: str  # "" where it has none
    gender: str
    place: bool  # it is a place's name
    person: bool  # it is a surname, a first name or a patronymic
    plural: bool
    listed: bool  # the dictionary has it; else its ending is all that is known


def read_words(text: str) -> list[Word]:
    """Return the words of a text, in order."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


@cache
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=20_000)
def parses(word: str) -> tuple[Parse, ...]:
    """Return the readings of a word, the likeliest first."""
    return tuple(_parses(word.lower()))


def _parses(word: str) -> Iterator[Parse]:
    for parse in _analyser().parse(word):
        tag = parse.tag
        nominative = parse.inflect({"nomn"}) if tag.case else None
        yield Parse(
            parse.normal_form,
            nominative.word if nominative else parse.normal_form,
            str(tag.POS or ""),
            _verb_form(tag),
            {"loc2": "loct", "gen2": "gent"}.get(str(tag.case), str(tag.case or "")),
            str(tag.gender or ""),
            "Geox" in tag,
            any(part in tag for part in ("Surn", "Name", "Patr")),
            tag.number == "plur",
            parse.is_known,
        )


def _verb_form(tag: Any) -> str:
    if tag.POS == "INFN":
        return "INFN"
    return "impr" if tag.mood == "impr" else str(tag.tense or "")


def lemma(word: str) -> str:
    """Return the likeliest dictionary form of a word."""
    return parses(word)[0].lemma
