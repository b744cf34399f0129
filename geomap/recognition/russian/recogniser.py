"""The recogniser of Russian: tagged names, adjectives made from names, heads of dispatches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from geomap.gazetteer import Gazetteer
from geomap.language.russian import Word
from geomap.models import Document, Kind, Mention, Offset, Role
from geomap.recognition.coordinates import with_points
from geomap.recognition.distances import distance_words
from geomap.recognition.offsets import offsets
from geomap.recognition.russian.datelines import dateline_places
from geomap.recognition.russian.kinds import kind_before, type_after
from geomap.recognition.russian.naming import Namer, agreeing, demonym, is_adjective
from geomap.recognition.russian.reading import (
    LIST,
    Text,
    capitalised,
    cases_at,
    is_joined,
    is_located,
    is_no_place,
    is_owner,
    name_alone,
    read_text,
)
from geomap.recognition.russian.roles import role_of
from geomap.recognition.russian.tables import demonyms, type_words
from geomap.text import fold


class _Found(NamedTuple):
    """A mention in the making: the numbers of its first and last word and what is known of it."""

    first: int
    last: int
    name: str
    role: Role | None  # None until the words beside it are read
    kind: Kind | None
    by: str
    confidence: float


class RussianRecogniser:
    """Marks the toponyms of a Russian document with their roles.

    Args:
        gazetteer: tells which names exist; names are looked up in the nominative.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._namer = Namer(gazetteer)

    def __call__(self, document: Document) -> tuple[Mention, ...]:
        """Return the mentions of the document, sorted, not overlapping."""
        read = read_text(document.text)
        found = _without_overlap(
            [*self._headed(read), *self._adjectives(read), *self._tagged(read), *_people(read)]
        )
        found = _without_overlap([*found, *self._missed(read, found)])
        away = offsets(read.text, distance_words("ru"))
        listed = _as_listed(read.text, [self._mention(read, f, away) for f in found])
        return with_points(read.text, tuple(listed))

    def _headed(self, read: Text) -> Iterator[_Found]:
        """Yield the places in capitals at the head of dispatches."""
        for start, end in dateline_places(read.text):
            first, last = read.within(start, end)
            words = [word.text for word in read.words[first : last + 1]]
            if name := self._namer.name(words, frozenset({"nomn"})):
                yield _Found(first, last, name, Role.DATELINE, None, "dateline", 0.9)

    def _adjectives(self, read: Text) -> Iterator[_Found]:
        """Yield adjectives made from names: "Лачинский район" is a place, "армянский" a people."""
        for i, word in enumerate(read.words):
            if not is_adjective(word.text) or read.labels[i] == "PER":
                continue
            if (kind_word := type_after(read.spot(i, i))) and (
                name := self._divided(word, kind_word)
            ):
                kind = type_words()[kind_word].kind
                yield _Found(i, i, name, Role.LITERAL, kind, "type word", 0.9)
            elif place := demonym(word.text):
                yield _Found(i, i, place, Role.DEMONYM, None, "lexicon", 0.95)

    def _divided(self, word: Word, kind_word: str) -> str | None:
        """Return the name to look up for an adjective and a type word: "Лачин" of "Лачинский".

        Small letters are trusted only with the adjectives that are listed: "морской район".
        """
        full = f"{agreeing(word.text, kind_word)} {kind_word}"
        if word.capital and self._namer.knows(full):
            return full
        return (self._namer.adjective(word.text) if word.capital else None) or demonym(word.text)

    def _tagged(self, read: Text) -> Iterator[_Found]:
        """Yield the places that the tagger sees, and those inside the names of organisations."""
        for entity in read.tagged:
            first, last = name_alone(read, *read.within(entity.start, entity.end))
            if entity.label == "ORG":
                yield from self._embedded(read, first, last)
            elif entity.label == "LOC" and first <= last and not is_no_place(read, first, last):
                yield from self._place(read, first, last)

    def _place(self, read: Text, first: int, last: int) -> Iterator[_Found]:
        cases = cases_at(read, first)
        words = [word.text for word in read.words[first : last + 1]]
        kind = kind_before(read.spot(first, last))
        if name := self._namer.name(words, cases):
            yield _Found(first, last, name, None, kind, "slovnet", 0.95)
        elif not is_adjective(words[-1]) and not words[0].isupper():  # ЕС, СНГ: no places
            guess = self._namer.guess(words, cases)
            yield _Found(first, last, guess, None, kind, "slovnet", 0.7)

    def _embedded(self, read: Text, first: int, last: int) -> Iterator[_Found]:
        """Yield the states, regions and capitals that an organisation is named after."""
        for i in range(first + 1, last + 1):
            word = read.words[i]
            name = word.capital and self._namer.name([word.text], frozenset({"gent"}))
            if name and self._is_official(name):
                yield _Found(i, i, name, Role.EMBEDDED, None, "slovnet", 0.8)

    def _missed(self, read: Text, found: Iterable[_Found]) -> Iterator[_Found]:
        """Yield known names that the tagger takes for none, or for a person."""
        taken = {i for f in found for i in range(f.first, f.last + 1)}
        seen = {f.name for f in found if f.role is not Role.DEMONYM}
        for first, last in capitalised(read, taken):
            words = [word.text for word in read.words[first : last + 1]]
            name = self._namer.name(words, cases_at(read, first))
            kind = kind_before(read.spot(first, last))
            if name and (
                kind
                or name in seen
                or is_joined(read, first, last, taken)
                or is_located(read, first, last)
                or is_owner(read, first, official=self._is_official(name))
            ):
                yield _Found(first, last, name, None, kind, "gazetteer", 0.7)

    def _mention(self, read: Text, found: _Found, away: Mapping[int, Offset]) -> Mention:
        start, end = read.words[found.first].start, read.words[found.last].end
        by = (found.by, "type word beside") if found.kind else (found.by,)
        role = found.role or self._role(read, found)
        return Mention(
            start=start,
            end=end,
            text=read.text[start:end],
            role=role,
            name=found.name,
            kind=found.kind or (None if role is Role.DEMONYM else self._usual_kind(found.name)),
            offset=away.get(start),
            found_by=by,
            confidence=found.confidence,
        )

    def _role(self, read: Text, found: _Found) -> Role:
        spot = read.spot(found.first, found.last)
        surface = read.text[spot.start : spot.end]
        if read.labels[found.first] == "ORG":
            return Role.EMBEDDED
        return role_of(
            spot,
            official=self._is_official(found.name),
            nominative=surface.isupper() or fold(surface) == fold(found.name),
            touches_body=read.follows_body(found.first),
        )

    def _usual_kind(self, name: str) -> Kind | None:
        """Return what a name means where nothing else is said: a state, else a town."""
        places = [m.place for m in self._gazetteer.lookup(name)]
        if any(place.feature_code.startswith("PCL") for place in places):
            return Kind.COUNTRY
        return Kind.SETTLEMENT if any(p.feature_class == "P" for p in places) else None

    def _is_official(self, name: str) -> bool:
        """Tell whether a name is a state's, a region's or a capital's, who may act by it."""
        return any(
            m.place.feature_code.startswith(("PCL", "PPLC", "ADM1", "RGN"))
            for m in self._gazetteer.lookup(name)[:5]
        )


def _people(read: Text) -> Iterator[_Found]:
    """Yield nouns for people: "армяне", "россиян"."""
    for i, word in enumerate(read.words):
        may_be = word.text[:3].lower() in _stems() and not is_adjective(word.text)
        if place := demonym(word.text) if may_be else None:
            yield _Found(i, i, place, Role.DEMONYM, None, "lexicon", 0.95)


@cache
def _stems() -> frozenset[str]:
    """Return how the nouns for people begin, to look up few words only."""
    return frozenset(form[:3] for form in demonyms())


def _as_listed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions; one that a list joins to a government is one: "Баку и Ереван"."""
    listed = list(mentions[:1])
    for mention in mentions[1:]:
        joined = LIST.fullmatch(text[listed[-1].end : mention.start])
        if joined and (listed[-1].role, mention.role) == (Role.METONYM, Role.LITERAL):
            listed.append(mention.model_copy(update={"role": Role.METONYM}))
        else:
            listed.append(mention)
    return listed


def _without_overlap(found: Iterable[_Found]) -> list[_Found]:
    """Return the finds in order; where two overlap, the one that comes first stands."""
    kept: list[_Found] = []
    taken: set[int] = set()
    for f in found:
        numbers = range(f.first, f.last + 1)
        if taken.isdisjoint(numbers):
            kept.append(f)
            taken.update(numbers)
    return sorted(kept, key=lambda f: f.first)
