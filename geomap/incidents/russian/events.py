"""The event words of a Russian sentence, without those that tell of nothing that happened."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geomap.incidents.russian.tables import Pattern, cues, patterns
from geomap.language.russian import Word, parses, read_words
from geomap.models import IncidentType
from geomap.text import Bounds, sentences

_GAP = 3  # words between two of a pattern
_NEGATED = 2  # words before the event's in which "не" denies it
_CLAUSE = re.compile(r"[,;:—–()]")
_AHEAD = frozenset({"futr", "impr", "INFN"})
_UNREAL = ("unreal", "denial")
_GOVERNING = ("near", "near_noun", "away", "toward", "between", "way")
_DESCRIBED = 2  # words between a name and what governs it
_MARK = re.compile(r"[^\s«\"]")


class Sentence(NamedTuple):
    """A sentence, its words in the whole text, and the dictionary forms of each."""

    text: str  # of the document
    bounds: Bounds
    words: Sequence[Word]
    lemmas: Sequence[frozenset[str]]

    def has(self, cue: str) -> bool:
        """Tell whether a word of the cue stands in it."""
        return any(lemmas & cues()[cue] for lemmas in self.lemmas)

    def governor(self, start: int) -> int | None:
        """Return the number of the word that governs the name at ``start``; None without one.

        Words like "села" and "приграничного города" stand between; another name does not.
        """
        governing = frozenset().union(*(cues()[cue] for cue in _GOVERNING))
        name = bisect_left(self.words, start, key=lambda word: word.start)
        for number in range(name - 1, max(-1, name - 2 - _DESCRIBED), -1):
            word = self.words[number]
            if _MARK.search(self.text, word.end, self.words[number + 1].start):
                return None
            if word.text.lower() in governing or self.lemmas[number] & governing:
                return number
            if word.capital:
                return None
        return None


class Event(NamedTuple):
    """The words that name an event: the numbers of the first and the last, and its type."""

    sentence: Sentence
    first: int
    last: int
    type: IncidentType

    @property
    def start(self) -> int:
        """Where its words begin in the document."""
        return self.sentence.words[self.first].start

    @property
    def end(self) -> int:
        """Where they end, exclusive."""
        return self.sentence.words[self.last].end


def read_sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text with their words."""
    return [_sentence(text, bounds) for bounds in sentences(text)]


def events(sentence: Sentence) -> list[Event]:
    """Return what a sentence says has happened, in order; longer patterns hide shorter ones."""
    found: list[Event] = []
    for pattern in patterns():
        if pattern.needs and not sentence.has(pattern.needs):
            continue
        for first, last in _matches(sentence, pattern):
            if all(last < event.first or first > event.last for event in found):
                found.append(Event(sentence, first, last, pattern.type))
    return [event for event in sorted(found, key=lambda e: e.first) if _happened(event)]


def _sentence(text: str, bounds: Bounds) -> Sentence:
    words = [
        word._replace(start=word.start + bounds.start, end=word.end + bounds.start)
        for word in read_words(text[bounds.start : bounds.end])
    ]
    lemmas = [frozenset(parse.lemma for parse in parses(word.text)) for word in words]
    return Sentence(text, bounds, words, lemmas)


def _matches(sentence: Sentence, pattern: Pattern) -> Iterator[tuple[int, int]]:
    for first, lemmas in enumerate(sentence.lemmas):
        if lemmas & pattern.words[0]:
            last = _match_rest(sentence, first, pattern.words[1:])
            if last is not None:
                yield first, last


def _match_rest(sentence: Sentence, first: int, rest: Sequence[frozenset[str]]) -> int | None:
    """Return the number of the last word of a match, None where the pattern does not go on."""
    last = first
    for wanted in rest:
        near = range(last + 1, min(last + 2 + _GAP, len(sentence.words)))
        fitting = (n for n in near if sentence.lemmas[n] & wanted)
        found = next(fitting, None)
        start = sentence.words[last].end
        if found is None or "," in sentence.text[start : sentence.words[found].start]:
            return None
        last = found
    return last


def _happened(event: Event) -> bool:
    """Return whether nothing in the event's clause denies it, wishes it or puts it ahead."""
    sentence = event.sentence
    clause = clause_of(event)
    others = [n for n in clause if not event.first <= n <= event.last]
    unreal = frozenset().union(*(cues()[cue] for cue in _UNREAL))
    if any(sentence.lemmas[n] & unreal for n in others):
        return False
    before = range(max(clause.start, event.first - _NEGATED), event.first)
    if any(sentence.words[n].text.lower() in cues()["negation"] for n in before):
        return False
    return not any(_is_ahead(sentence.words[n]) for n in (event.first, event.last))


def _is_ahead(word: Word) -> bool:
    """Return whether a verb's form can name no event of the past: "обстреляет", "обстрелять"."""
    forms = {parse.form for parse in parses(word.text)} - {""}
    return bool(forms) and forms <= _AHEAD


def clause_of(event: Event) -> range:
    """Return the numbers of the words between the marks on both sides of the event's words."""
    sentence, first, last = event.sentence, event.first, event.last
    text, words = sentence.text, sentence.words
    while first > 0 and not _CLAUSE.search(text, words[first - 1].end, words[first].start):
        first -= 1
    while last + 1 < len(words) and not _CLAUSE.search(
        text, words[last].end, words[last + 1].start
    ):
        last += 1
    return range(first, last + 1)
