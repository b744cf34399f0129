"""The packaged recogniser: the neural tagger, helped by the gazetteer and by type words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from geomap.gazetteer import Gazetteer
from geomap.models import Document, Kind, Mention, Offset, Role, Scene
from geomap.recognition.abbreviations import short_forms
from geomap.recognition.bounds import grown, parts, shrunk
from geomap.recognition.coordinates import with_points
from geomap.recognition.datelines import dateline_places, datelines
from geomap.recognition.kinds import named_kinds
from geomap.recognition.lexicon import demonyms, type_words
from geomap.recognition.offsets import offsets
from geomap.recognition.people import is_located, surnames
from geomap.recognition.roles import joined_by_a_line, mended, on_a_line
from geomap.recognition.scenes import Scenes, Tagged
from geomap.recognition.spans import Decoder, TaggedSpan
from geomap.recognition.tagger import Tagger
from geomap.recognition.words import read_words
from geomap.text import fold

_SURE = 0.8  # below this, a name that the gazetteer does not know is dropped
_TYPED = re.compile(
    r"\b(?:villages?|towns?|hamlets?|settlements?|cit(?:y|ies))\s+(?:of|called)\s+"
    r"([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})"
)
_PARTY = re.compile(r"[A-Z][-–](?=[A-Z])")  # "Sen. Robert Ford, D-Charleston"
# Words in small letters are no part of a name: "Donetsk oblast", "Kalma refugee [camp]".
_LOOSE_END = re.compile(r"(?:\s+[a-z][a-z’'-]*)+$")
_COUNT = re.compile(r"\s+\d+$")  # "Lagos had 12 cases, Kano 84"
_LOOSE_START = re.compile(r"(?:[a-z]+\s+)+")
_OWNED = re.compile(r"['’]s\s+([A-Z][a-z]+)\b(?!\s+[A-Z])")  # "Morgan's Island"
# Who holds or controls something is no place, and the first word of a sentence may be any word.
_BASED = re.compile(r"(?<=\w )([A-Z]\w+)(?=-(?:based|born|bound)\b)")
_NEXT_WORD = re.compile(r"\s+([a-z]+)\b")
_NATURE = frozenset({Kind.AREA, Kind.WATER, Kind.LANDFORM, Kind.SITE, Kind.ROAD})
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast"
    " southwest mid upper lower".split()
)
_ATTRIBUTE = re.compile(r"\s+[a-z]")


class _Found(NamedTuple):
    start: int
    end: int
    role: Role
    kind: Kind | None
    confidence: float
    by: str
    name: str | None = None  # where it differs from the span: "Indiana" for "Ind."


class _Reading(NamedTuple):
    """What the tagger sees in a document."""

    spans: tuple[TaggedSpan, ...]
    surnames: frozenset[str]
    tagged: Sequence[Tagged]


class Recogniser:
    """Marks the toponyms of a document with their roles.

    Args:
        gazetteer: tells which names exist; it keeps doubtful spans and mends their bounds.
        tag: gives sentences their label probabilities; by default the packaged model.
    """

    def __init__(self, gazetteer: Gazetteer, tag: Tagger | None = None) -> None:
        self._gazetteer = gazetteer
        self._tag = tag or Tagger()
        self._decode = Decoder(self._tag.labels)
        self._scenes = Scenes(self._tag.labels, self._tag.links)

    def __call__(self, document: Document) -> tuple[Mention, ...]:
        """Return the mentions of the document, sorted, not overlapping."""
        text = document.text
        reading = self._read(text)
        short = list(_short(text, reading.spans))
        tagged = [f for span in reading.spans for f in self._kept(text, span, reading.surnames)]
        seen = [*short, *tagged]
        more = (
            *self._headed(text),
            *_typed(text),
            *self._lined(text),
            *self._bases(text),
            *self._repeated(text, seen, reading),
        )
        found = self._in_their_roles(text, _without_overlap([*seen, *more]))
        kinds = named_kinds(text, [(f.start, f.end) for f in found])
        named = zip((self._in_full(text, f) for f in found), kinds, strict=True)
        away = offsets(text)
        mentions = [
            _mention(text, f, kind, away.get(f.start), self._scene(text, f, reading))
            for f, kind in named
        ]
        return with_points(text, mentions)

    def _scene(self, text: str, found: _Found, reading: _Reading) -> Scene | None:
        """Return what happened at a place itself; governments and nationalities have no scene."""
        if found.role is not Role.LITERAL:
            return None
        return self._scenes.at(text, reading.tagged, found.start, found.end)

    def _read(self, text: str) -> _Reading:
        sentences = read_words(text)
        tagged = list(zip(sentences, self._tag(sentences), strict=True))
        spans = (span for words, tags in tagged for span in self._decode(words, tags))
        people = (name for words, tags in tagged for name in self._decode.person_names(words, tags))
        return _Reading(tuple(spans), surnames(people), tagged)

    def _knows(self, folded: str) -> bool:
        return folded in demonyms() or self._gazetteer.knows(folded)

    def _kept(self, text: str, span: TaggedSpan, people: frozenset[str]) -> Iterator[_Found]:
        """Yield a tagged span as the gazetteer bounds it, unless it is a person's or doubtful."""
        if _PARTY.match(text, span.start, span.end):
            span = span._replace(start=span.start + 2)
        span = self._trimmed(text, span)
        span = _with_its_type_word(text, span)
        name = text[span.start : span.end]
        if not _is_namelike(text, span.start, span.end) or _is_person(text, span, people):
            return
        start, end = grown(text, span.start, span.end, self._knows)
        if (start, end) != (span.start, span.end) or self._knows(fold(name)):
            yield _found(span, start, end)
        else:
            yield from self._unknown(text, span)

    def _trimmed(self, text: str, span: TaggedSpan) -> TaggedSpan:
        """Return a span without the plain words and the number at its ends, if a name is left."""
        name = text[span.start : span.end]
        if name.rpartition(" ")[2] not in type_words() and self._knows(fold(name)):
            return span
        loose = _LOOSE_END.search(text, span.start, span.end)
        span = span._replace(end=loose.start()) if loose else span
        before = _LOOSE_START.match(text, span.start, span.end)
        if before and all(word in _DIRECTIONS for word in before.group().split()):
            span = span._replace(start=before.end())
        number = _COUNT.search(text, span.start, span.end)
        if number and self._knows(fold(text[span.start : number.start()])):
            span = span._replace(end=number.start())
        return span

    def _unknown(self, text: str, span: TaggedSpan) -> Iterator[_Found]:
        """Yield what a span that the gazetteer does not know stands for.

        The places joined by a hyphen, the place that an organisation is named after, or a place
        without a record.
        """
        joined = parts(text, span.start, span.end, self._knows) if span.other_name < 0.5 else []
        if joined:
            yield from (_found(span, *bounds) for bounds in joined)
        elif _in_headline(text, span) and (head := shrunk(text, span.start, span.end, self._knows)):
            yield _found(span, *head)
        elif _is_sure(span):
            yield _found(span, span.start, span.end)
        elif part := shrunk(text, span.start, span.end, self._knows):
            yield _found(span._replace(role=Role.EMBEDDED), *part)

    def _in_their_roles(self, text: str, found: Iterable[_Found]) -> list[_Found]:
        """Put right the roles that the words beside a name, or the head of a dispatch, rule out."""
        found = list(found)
        heads = list(datelines(text))
        joined = on_a_line(text, [(f.start, f.end) for f in found])
        return [f._replace(role=self._role(text, f, heads, joined)) for f in found]

    def _role(
        self, text: str, found: _Found, heads: Iterable[tuple[int, int]], joined: frozenset[int]
    ) -> Role:
        if any(start <= found.start and found.end <= end for start, end in heads):
            return Role.DATELINE
        name = fold(text[found.start : found.end])
        is_demonym = name in demonyms()
        if found.start in joined and not is_demonym:
            return Role.LITERAL
        is_noun = found.role is Role.DEMONYM and (found.name or self._gazetteer.knows(name))
        span = found.start, found.end
        return mended(text, *span, found.role, is_demonym=is_demonym, is_noun=bool(is_noun))

    def _in_full(self, text: str, found: _Found) -> _Found:
        """Look "Lachin corridor" up as such where the gazetteer knows it, rather than Lachin."""
        word = _NEXT_WORD.match(text, found.end)
        kind = type_words().get(word.group(1)) if word else None
        if word is None or kind is None or kind.kind not in _NATURE or found.role is Role.DEMONYM:
            return found
        full = text[found.start : word.end()]
        return found._replace(name=full) if self._gazetteer.knows(fold(full)) else found

    def _headed(self, text: str) -> Iterator[_Found]:
        """Yield the places in capitals at the head of dispatches."""
        for start, end in dateline_places(text):
            if self._gazetteer.knows(fold(text[start:end])):
                yield _Found(start, end, Role.DATELINE, None, 0.8, "dateline")

    def _lined(self, text: str) -> Iterator[_Found]:
        """Yield the known names that a line joins, where the tagger saw a longer name or none."""
        for start, end in joined_by_a_line(text):
            if self._gazetteer.knows(fold(text[start:end])):
                yield _Found(start, end, Role.LITERAL, None, 0.7, "line between two")

    def _bases(self, text: str) -> Iterator[_Found]:
        """Yield the known names of "a Goris-based unit", where the tagger may see one word."""
        for match in _BASED.finditer(text):
            if self._gazetteer.knows(fold(match.group(1))):
                yield _Found(*match.span(1), Role.LITERAL, None, 0.7, "word beside")

    def _repeated(self, text: str, seen: Iterable[_Found], reading: _Reading) -> Iterator[_Found]:
        """Yield the other places where a surely found name stands: one spelling, one reading."""
        names = {
            text[f.start : f.end]: f
            for f in seen
            if f.confidence >= 0.9 and f.role == Role.LITERAL and f.end - f.start > 3
        }
        pattern = _any_of(
            n for n in names if fold(n) not in reading.surnames and self._knows(fold(n))
        )
        for match in pattern.finditer(text) if pattern else ():
            if not _inside_name(text, match.start(), match.end()):
                first = names[match.group()]
                yield _Found(match.start(), match.end(), first.role, first.kind, 0.6, "repeated")


def _found(span: TaggedSpan, start: int, end: int) -> _Found:
    return _Found(start, end, span.role, span.kind, span.probability, "tagger")


def _with_its_type_word(text: str, span: TaggedSpan) -> TaggedSpan:
    """Return a natural feature with the word behind its owner: "Morgan's Island" is one name."""
    owned = _OWNED.match(text, span.end)
    kind = type_words().get(owned.group(1).lower()) if owned and span.kind in _NATURE else None
    if owned is None or kind is None or kind.kind not in _NATURE:
        return span
    return span._replace(end=owned.end())


def _is_namelike(text: str, start: int, end: int) -> bool:
    """Return whether a span can be a name: two letters, one a capital, no "Eastern", no "US$"."""
    name = text[start:end]
    if len(name) < 2 or not name[0].isalnum() or name.islower():
        return False
    money = text[end : end + 1] == "$" or text[max(0, start - 1) : start] == "$"
    return not money and not all(word in _DIRECTIONS for word in fold(name).split())


def _is_person(text: str, span: TaggedSpan, people: frozenset[str]) -> bool:
    if span.person > 0.5:
        return True
    surname = fold(text[span.start : span.end]) in people
    return surname and not is_located(text, span.start) and text[span.end : span.end + 1] != ","


def _in_headline(text: str, span: TaggedSpan) -> bool:
    """Whether a span of several words stands in a line in which every longer word is capitalised.

    There "Kabul Market" may be a market in Kabul.
    """
    if " " not in text[span.start : span.end]:
        return False
    line = text[text.rfind("\n", 0, span.start) + 1 :].partition("\n")[0]
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 3 and all(word[0].isupper() for word in words)


def _is_sure(span: TaggedSpan) -> bool:
    """Return whether the tagger alone suffices for a name that the gazetteer does not know."""
    doubt = 0.0 if span.role in (Role.EMBEDDED, Role.DEMONYM) else span.other_name
    return span.probability - max(doubt, span.person) >= _SURE


def _short(text: str, spans: Iterable[TaggedSpan]) -> Iterator[_Found]:
    """Yield the short forms, each in the role of the tagged span that it touches."""
    spans = list(spans)
    for start, end, place in short_forms(text):
        touching = next((s for s in spans if s.start < end and start < s.end), None)
        role = touching.role if touching else _role_of_short(text, end)
        kind = touching.kind if touching else None
        yield _Found(start, end, role, kind, 0.9, "short form", place)


def _role_of_short(text: str, end: int) -> Role:
    return Role.METONYM if _ATTRIBUTE.match(text, end) else Role.LITERAL


def _typed(text: str) -> Iterator[_Found]:
    """Yield what a type word introduces, so that no village is lost because a model missed it."""
    for match in _TYPED.finditer(text):
        end = match.end() - 2 if match.group().endswith(("'s", "’s")) else match.end()
        yield _Found(match.start(1), end, Role.LITERAL, Kind.SETTLEMENT, 0.7, "type word")


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    escaped = [re.escape(name) for name in sorted(names, reverse=True)]
    return re.compile(r"\b(?:" + "|".join(escaped) + r")\b") if escaped else None


def _inside_name(text: str, start: int, end: int) -> bool:
    """Return whether capitalised words touch the span: then it may be part of a longer name."""
    before = re.search(r"(\w+)[ -]$", text[max(0, start - 30) : start])
    after = re.match(r"[ -](\w)", text[end : end + 2])
    return bool((before and before.group(1)[0].isupper()) or (after and after.group(1).isupper()))


def _without_overlap(found: Iterable[_Found]) -> list[_Found]:
    """Return the spans in order; where two overlap, the one that comes first stands."""
    kept: list[_Found] = []
    for f in found:
        if all(f.end <= k.start or f.start >= k.end for k in kept):
            kept.append(f)
    return sorted(kept, key=lambda f: f.start)


def _mention(
    text: str, found: _Found, kind: Kind | None, offset: Offset | None, scene: Scene | None
) -> Mention:
    span = text[found.start : found.end]
    if found.role == Role.DEMONYM:  # "Armenian towns": the word beside is not about Armenia
        kind = None
    return Mention(
        start=found.start,
        end=found.end,
        text=span,
        role=found.role,
        name=found.name or demonyms().get(fold(span)) or span,
        kind=kind or found.kind,
        offset=offset,
        found_by=(found.by,) if kind is None else (found.by, "type word beside"),
        confidence=round(min(1.0, found.confidence), 4),
        scene=scene,
    )
