"""A Russian document as the recogniser reads it: its words, and what the tagger takes them for."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from geomap.recognition.russian.cases import cases_after
from geomap.recognition.russian.kinds import type_word
from geomap.recognition.russian.roles import Spot
from geomap.recognition.russian.tagger import Entity, entities
from geomap.recognition.russian.words import Word, parses, read_words

LIST = re.compile(r"\s*(?:,|и|или|,?\s*а также|[—–/])\s*")  # what stands between two of a list
_SPACE = re.compile(r"\s+")
_STREETS = frozenset("улица проспект площадь бульвар переулок набережная".split())
_VERBS = frozenset({"VERB", "PRTS", "GRND", "INFN", "PRED", "ADVB"})
_LONGEST_RUN = 3  # words of a name


class Text(NamedTuple):
    """A document's text, its words, and the names that the tagger sees in it.

    ``labels`` has what each word is taken for: LOC, ORG, PER, or "" for no name; ``bodies`` the
    positions at which the names of organisations end.
    """

    text: str
    words: Sequence[Word]
    starts: Sequence[int]
    tagged: Sequence[Entity]
    labels: Sequence[str]
    bodies: frozenset[int]

    def spot(self, first: int, last: int) -> Spot:
        """Return the place from one word to another, to look round it."""
        return Spot(self.text, self.words, first, last)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return the numbers of the first and the last word of a stretch of the text."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end) - 1

    def follows_body(self, number: int) -> bool:
        """Tell whether an organisation's name ends right before a word."""
        end = self.words[number].start - 1
        return end in self.bodies and self.text[end] == " "

    def between(self, left: int, right: int) -> str:
        """Return what stands between two words."""
        return self.text[self.words[left].end : self.words[right].start]


def read_text(text: str) -> Text:
    """Return the text as read by the tagger."""
    words, tagged = read_words(text), entities(text)
    starts = [word.start for word in words]
    labels = [""] * len(words)
    for entity in tagged:
        for number in range(bisect_left(starts, entity.start), bisect_left(starts, entity.end)):
            labels[number] = entity.label
    bodies = frozenset(entity.end for entity in tagged if entity.label == "ORG")
    return Text(text, words, starts, tagged, labels, bodies)


def cases_at(read: Text, first: int) -> frozenset[str]:
    """Return the cases in which the name that begins at a word may stand."""
    before = read.spot(first, first).before()
    if before is None or not _SPACE.fullmatch(read.between(first - 1, first)):
        return cases_after(None, names_kind=False)
    found = type_word(before)
    return cases_after(before.text, names_kind=bool(found and found[1].before))


def is_no_place(read: Text, first: int, last: int) -> bool:
    """Return whether a tagged name is a street, or an everyday word that begins a sentence."""
    before = read.spot(first, last).before()
    if before and any(parse.lemma in _STREETS for parse in parses(before.text)):
        return True
    likeliest = parses(read.words[first].text)[0]
    return first == last and before is None and likeliest.listed and not likeliest.place


def name_alone(read: Text, first: int, last: int) -> tuple[int, int]:
    """Return the bounds of a name without type words before it and small letters at its ends."""
    while first <= last and _is_before_name(read.words[first], only=first == last):
        first += 1
    while last >= first and not read.words[last].capital:
        last -= 1
    return first, last


def _is_before_name(word: Word, *, only: bool) -> bool:
    """Return whether a word belongs to no name: "город", or the verb that begins a sentence."""
    if not word.capital:
        return True
    likeliest = parses(word.text)[0]
    verb = likeliest.listed and likeliest.pos in _VERBS
    return not only and (verb or type_word(word) is not None)


def capitalised(read: Text, taken: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words that nothing has taken."""
    i = 0
    while i < len(read.words):
        end = i
        while (
            end < len(read.words)
            and end - i < _LONGEST_RUN
            and end not in taken
            and read.words[end].capital
            and (end == i or _SPACE.fullmatch(read.between(end - 1, end)))
        ):
            end += 1
        if end > i:
            yield i, end - 1
        i = max(end, i + 1)
