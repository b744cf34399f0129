"""The packaged recogniser: the neural tagger, helped by the gazetteer and by type words."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from geomap.gazetteer import Gazetteer
from geomap.models import Document, Kind, Mention, Role
from geomap.recognition.kinds import named_kinds
from geomap.recognition.lexicon import demonyms
from geomap.recognition.spans import Decoder, TaggedSpan
from geomap.recognition.tagger import Tagger, Tags
from geomap.recognition.words import Word, read_words
from geomap.text import fold

Tag = Callable[[Sequence[Sequence[Word]]], list[Tags]]
_SURE = 0.8  # below this, a name that the gazetteer does not know is dropped
_TYPED = re.compile(
    r"\b(?:villages?|towns?|hamlets?|settlements?|cit(?:y|ies))\s+(?:of|called)\s+"
    r"([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})"
)
_HYPHENS = re.compile(r"[-–—]")


class _Found(NamedTuple):
    start: int
    end: int
    role: Role
    kind: Kind | None
    confidence: float
    by: str


class Recogniser:
    """Marks the toponyms of a document with their roles.

    Args:
        gazetteer: tells which names exist; it keeps doubtful spans and splits "Goris-Kapan".
        tag: gives sentences their label probabilities; by default the packaged model.
    """

    def __init__(self, gazetteer: Gazetteer, tag: Tagger | None = None) -> None:
        self._gazetteer = gazetteer
        self._tag = tag or Tagger()
        self._decode = Decoder(self._tag.labels)

    def __call__(self, document: Document) -> tuple[Mention, ...]:
        """Return the mentions of the document, sorted, not overlapping."""
        text = document.text
        tagged = list(self._tagged(text))
        found = _without_overlap([*tagged, *_typed(text), *_repeated(text, tagged)])
        kinds = named_kinds(text, [(f.start, f.end) for f in found])
        return tuple(_mention(text, f, kind) for f, kind in zip(found, kinds, strict=True))

    def _tagged(self, text: str) -> Iterator[_Found]:
        sentences = read_words(text)
        for words, tags in zip(sentences, self._tag(sentences), strict=True):
            for span in self._decode(words, tags):
                yield from self._kept(text, span)

    def _kept(self, text: str, span: TaggedSpan) -> Iterator[_Found]:
        name = text[span.start : span.end]
        if not name[0].isalnum() or (len(name) < 2 and not name.isupper()):
            return
        known = fold(name) in demonyms() or self._gazetteer.knows(fold(name))
        if not known and (parts := self._split(name)):
            for start, end in parts:
                yield _found(span, span.start + start, span.start + end)
        elif known or span.probability >= _SURE:
            yield _found(span, span.start, span.end)

    def _split(self, name: str) -> list[tuple[int, int]]:
        """Return the parts of "Goris-Kapan" where the whole is no name and each part is one."""
        cuts = [match.start() for match in _HYPHENS.finditer(name)]
        bounds = list(zip([0, *(c + 1 for c in cuts)], [*cuts, len(name)], strict=True))
        known = all(self._gazetteer.knows(fold(name[s:e])) for s, e in bounds)
        return bounds if len(bounds) > 1 and known else []


def _found(span: TaggedSpan, start: int, end: int) -> _Found:
    return _Found(start, end, span.role, span.kind, span.probability, "tagger")


def _typed(text: str) -> Iterator[_Found]:
    """Yield what a type word introduces, so that no village is lost because a model missed it."""
    for match in _TYPED.finditer(text):
        end = match.end() - 2 if match.group().endswith(("'s", "’s")) else match.end()
        yield _Found(match.start(1), end, Role.LITERAL, Kind.SETTLEMENT, 0.7, "type word")


def _repeated(text: str, tagged: Iterable[_Found]) -> Iterator[_Found]:
    """Yield the other places where a surely found name stands: one spelling, one reading."""
    names = {
        text[f.start : f.end]: f
        for f in tagged
        if f.confidence >= 0.9 and f.role == Role.LITERAL and f.end - f.start > 3
    }
    if not names:
        return
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, reverse=True))) + r")\b")
    for match in pattern.finditer(text):
        if not _inside_name(text, match.start(), match.end()):
            seen = names[match.group()]
            yield _Found(match.start(), match.end(), seen.role, seen.kind, 0.6, "repeated")


def _inside_name(text: str, start: int, end: int) -> bool:
    """Return whether capitalised words touch the span: then it may be part of a longer name."""
    before = re.search(r"(\w+)[ -]$", text[max(0, start - 30) : start])
    after = re.match(r"[ -](\w)", text[end : end + 2])
    return bool((before and before.group(1)[0].isupper()) or (after and after.group(1).isupper()))


def _without_overlap(found: Iterable[_Found]) -> list[_Found]:
    """Return the spans in order; where two overlap, the tagger's (first come) stands."""
    kept: list[_Found] = []
    for f in found:
        if all(f.end <= k.start or f.start >= k.end for k in kept):
            kept.append(f)
    return sorted(kept)


def _mention(text: str, found: _Found, kind: Kind | None) -> Mention:
    span = text[found.start : found.end]
    if found.role == Role.DEMONYM:  # "Armenian towns": the word beside is not about Armenia
        kind = None
    demonym = demonyms().get(fold(span)) if found.role in (Role.DEMONYM, Role.EMBEDDED) else None
    return Mention(
        start=found.start,
        end=found.end,
        text=span,
        role=found.role,
        name=demonym or span,
        kind=kind or found.kind,
        found_by=(found.by,) if kind is None else (found.by, "type word beside"),
        confidence=round(min(1.0, found.confidence), 4),
    )
