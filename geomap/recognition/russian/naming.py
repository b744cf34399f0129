"""The name to look up for a form in a text: "Горисом" is Горис, "Южной Осетии" Южная Осетия.

The gazetteer decides: of the forms that a name may come from, the first that it knows.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from operator import itemgetter

from geomap.gazetteer import Gazetteer
from geomap.language.russian import Parse, parses
from geomap.recognition.russian.cases import nominatives
from geomap.recognition.russian.tables import demonyms, names
from geomap.text import fold

_NAMED = frozenset({"exact", "alternate", "folded"})
_LOOSE = frozenset({"weak", "generic-word"})
_MOST_FORMS = 6  # of one word
_MOST_NAMES = 120  # of all words together
_ADJECTIVE = re.compile(r"(?P<stem>\w+[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)")
# What a town's name may end in, after which -ский follows: Гор-и, Шуш-а (шушинский), Баку.
_TOWNS = ("", "а", "я", "и", "ы", "ь", "о", "е", "й")
_INSERTED = {"ин": ("а", "я", "и", "ы", "у"), "ов": ("о", "ы"), "й": ("",), "ь": ("",)}


class Namer:
    """Finds the names that forms stand for.

    Args:
        gazetteer: tells which names exist.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def knows(self, name: str) -> bool:
        """Tell whether anything bears the name, in Russian or written in Latin letters."""
        return fold(name) in names() or bool(self._strong(name))

    def name(self, words: Sequence[str], cases: frozenset[str]) -> str | None:
        """Return the name to look up for the words of a name in one of ``cases``; None if unknown.

        A name that only `names.csv` has gives the place that stands there.
        """
        for candidate in islice(_phrases(words, cases), _MOST_NAMES):
            if (listed := names().get(fold(candidate))) is not None:
                return listed
            if self._strong(candidate):
                return _like(candidate, words)
        return None

    def guess(self, words: Sequence[str], cases: frozenset[str]) -> str:
        """Return the likeliest nominative of a name that nothing knows."""
        listed = (p.nominative for p in parses(words[-1]) if p.listed and p.case in cases)
        if len(words) == 1 and (form := next(listed, None)):
            return _like(form, words)
        return _like(next(_phrases(words, cases)), words)

    def adjective(self, form: str) -> str | None:
        """Return the place that an adjective like "горисского" is made from, None if unknown."""
        match = _ADJECTIVE.fullmatch(form.lower())
        if match is None:
            return None
        base, *others = _towns(match["stem"])
        for towns in ([base], others):
            known = [(self._inhabitants(town), town) for town in towns if self._bears(town)]
            if known:
                return max(known, key=itemgetter(0))[1].capitalize()
        return base.capitalize() if self._strong(base) else None

    def _bears(self, name: str) -> bool:
        """Tell whether a place has the name in its own letters."""
        return any(m.match in _NAMED for m in self._gazetteer.lookup(name)[:1])

    def _inhabitants(self, name: str) -> int:
        return max(m.place.population for m in self._gazetteer.lookup(name))

    def _strong(self, name: str) -> bool:
        matches = self._gazetteer.lookup(name)
        return bool(matches) and matches[0].match not in _LOOSE


def demonym(form: str) -> str | None:
    """Return the place that a listed adjective or noun is made from: "армянских", "армян"."""
    if match := _ADJECTIVE.fullmatch(form.lower()):
        return demonyms().get(match["stem"] + "ий")
    found = (demonyms().get(parse.lemma) for parse in parses(form) if parse.pos == "NOUN")
    return next(filter(None, found), None)


def is_adjective(form: str) -> bool:
    """Tell whether a word has the form of an adjective made from a place's name."""
    return _ADJECTIVE.fullmatch(form.lower()) is not None


def agreeing(form: str, noun: str) -> str:
    """Return an adjective in -ский in the nominative that goes with a noun's dictionary form."""
    match = _ADJECTIVE.fullmatch(form.lower())
    gender = parses(noun)[0].gender
    ending = {"femn": "ая", "neut": "ое"}.get(gender, "ий")
    return (match["stem"] + ending).capitalize() if match else form


def _towns(stem: str) -> Iterator[str]:
    """Yield what may be the town's name of an adjective's stem, the likeliest first."""
    base = stem[:-2] if stem.endswith("ск") else stem
    yield from (base + ending for ending in _TOWNS)
    for inserted, endings in _INSERTED.items():
        if base.endswith(inserted):
            yield from (base[: -len(inserted)] + ending for ending in endings)
    yield stem  # Донецк


def _phrases(words: Sequence[str], cases: frozenset[str]) -> Iterator[str]:
    """Yield the nominatives of a name of one or more words, the likeliest first."""
    if len(words) == 1:
        yield from dict.fromkeys(nominatives(words[0], cases))
        return
    yield from _agreed(words, cases)
    forms: list[list[str]] = [
        list(islice(dict.fromkeys((w.lower(), *nominatives(w, cases))), _MOST_FORMS))
        for w in words[:-1]
    ]
    last = list(islice(dict.fromkeys(nominatives(words[-1], cases)), _MOST_FORMS))
    # The last word changes first: in "Верин Шоржи" only it is declined.
    for *front, end in product(*forms, last):
        yield " ".join([*front, end])


def _agreed(words: Sequence[str], cases: frozenset[str]) -> Iterator[str]:
    """Yield adjectives and a noun put into the nominative together: "Нагорном Карабахе"."""
    *front, head = words
    for noun in parses(head):
        if noun.pos != "NOUN" or noun.case not in cases | {"nomn"}:
            continue
        fitting = [
            next((p.nominative for p in parses(w) if p.pos == "ADJF" and _agrees(p, noun)), None)
            for w in front
        ]
        if all(fitting):
            yield " ".join([*filter(None, fitting), noun.nominative])


def _agrees(adjective: Parse, noun: Parse) -> bool:
    return adjective.case == noun.case and adjective.gender in {"", noun.gender}


def _like(name: str, words: Sequence[str]) -> str:
    """Return a lower-case name with capitals where the words of the text have them."""
    parts = name.split(" ")
    first_up = [w[:1].isupper() for w in words] if len(parts) == len(words) else [True] * len(parts)
    return " ".join(_titled(p) if up else p for p, up in zip(parts, first_up, strict=True))


def _titled(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
