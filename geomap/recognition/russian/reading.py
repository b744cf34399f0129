"""A Russian document as the recogniser reads it: its words, and what the tagger takes them for."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from geomap.language.russian import Word, parses, read_words
from geomap.recognition.russian.cases import cases_after
from geomap.recognition.russian.kinds import type_word
from geomap.recognition.russian.roles import Spot
from geomap.recognition.russian.tables import uses
from geomap.recognition.russian.tagger import Entity, entities

LIST = re.compile(r"\s*(?:,|и|или|,?\s*а также|[—–/])\s*")  # what stands between two of a list
_SPACE = re.compile(r"\s+")
_STREETS = frozenset("улица проспект площадь бульвар переулок набережная".split())
# Parts of speech that begin sentences and no names: verbs, and "Севернее" in "Севернее Гориса".
_NEVER_NAMES = frozenset({"VERB", "PRTS", "GRND", "INFN", "PRED", "ADVB", "COMP"})
# What stands before places rather than persons.
_WHERE = frozenset("в во на из под у близ около возле вблизи над через от до к".split())
_AND = frozenset({"и", "или"})
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
    """Return the cases in which the name that begins at a word may stand: those of its list."""
    first = _head_of_list(read, first)
    before = read.spot(first, first).before()
    if before is None or not _SPACE.fullmatch(read.between(first - 1, first)):
        return cases_after(None, names_kind=False)
    found = type_word(before)
    return cases_after(before.text, names_kind=bool(found and found[1].before))


def _head_of_list(read: Text, first: int) -> int:
    """Return the number of the word at which the list of names begins that a name stands in."""
    while first > 0:
        left = first - 2 if read.words[first - 1].text in _AND else first - 1
        joined = left >= 0 and read.words[left].capital
        if not joined or not LIST.fullmatch(read.between(left, first)):
            break
        first = _run_start(read, left)
    return first


def _run_start(read: Text, number: int) -> int:
    """Return the number of the first of the capitalised words that a word stands among."""
    while (
        number > 0
        and read.words[number - 1].capital
        and _SPACE.fullmatch(read.between(number - 1, number))
    ):
        number -= 1
    return number


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


def is_joined(read: Text, first: int, last: int, taken: Collection[int]) -> bool:
    """Tell whether a list joins a single word to a place before it."""
    return first == last and any(
        left in taken and LIST.fullmatch(read.between(left, first))
        for left in range(max(0, first - 2), first)
    )


def is_located(read: Text, first: int, last: int) -> bool:
    """Tell whether a word is a place's by its preposition, or by the dictionary.

    What the tagger takes for a person may be a village all the same, if no one is called so.
    """
    before = read.spot(first, last).before()
    after_preposition = before is not None and before.text.lower() in _WHERE
    readings = parses(read.words[last].text)
    if read.labels[first] == "PER":
        called = any(parse.person and parse.listed for parse in readings)
        return after_preposition and first == last and not called
    return after_preposition or readings[0].place


def is_owner(read: Text, first: int, *, official: bool) -> bool:
    """Tell whether a noun right before a word belongs to a place: "жители Гориса".

    A state or a region may own anything ("губернатор Сюника"), a town what only places have.
    """
    before = read.spot(first, first).before()
    if before is None or read.between(first - 1, first) != " ":
        return False
    noun = parses(before.text)[0]
    if official:
        return noun.pos == "NOUN" and noun.listed
    return "of_place" in uses().get(noun.lemma, ())


def _is_before_name(word: Word, *, only: bool) -> bool:
    """Return whether a word belongs to no name: "город", or what begins a sentence."""
    if not word.capital:
        return True
    likeliest = parses(word.text)[0]
    opens = likeliest.listed and likeliest.pos in _NEVER_NAMES
    return not only and (opens or type_word(word) is not None)


def capitalised(read: Text, taken: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words that nothing has taken: first and last word."""
    first = 0
    while first < len(read.words):
        end = first
        while end < len(read.words) and _goes_on(read, first, end, taken):
            end += 1
        if end > first:
            yield first + _opens(read, first, end - first), end - 1
        first = max(end, first + 1)


def _goes_on(read: Text, first: int, end: int, taken: Collection[int]) -> bool:
    follows = end == first or _SPACE.fullmatch(read.between(end - 1, end)) is not None
    room = end - first < _LONGEST_RUN
    return room and follows and end not in taken and read.words[end].capital


def _opens(read: Text, first: int, length: int) -> bool:
    """Return whether an everyday word begins a sentence, and the name after it: "Мэр Гориса"."""
    opening = parses(read.words[first].text)[0]
    everyday = opening.listed and not opening.place and not opening.person
    return length > 1 and everyday and read.spot(first, first).before() is None
