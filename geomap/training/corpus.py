"""Labelled sentences, and our own corpus of annotated reports as such.

The corpus is a folder of XML files; `README.md` in it says what the marks mean.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from geomap.errors import DataError
from geomap.models import Document
from geomap.recognition.words import Word, words_in
from geomap.text import sentences
from geomap.training.labels import HEADS, ORIGIN, OUTSIDE, TOLD_MOODS, UNKNOWN, bio

OWN = "own"
_HELD_OUT = 10  # one document in so many is for measuring only


class Sentence(NamedTuple):
    """The words of a sentence, and under each head of the tagger one label number a word."""

    words: tuple[str, ...]
    labels: Mapping[str, Sequence[int]]
    source: str


class Mark(NamedTuple):
    """An annotated stretch of a text; ``end`` is exclusive."""

    start: int
    end: int
    tag: str
    attributes: Mapping[str, str]


class Split(NamedTuple):
    """What is learnt from, and what is only measured on."""

    training: list[Sentence]
    held_out: list[Sentence]


def read_corpus(folder: Path) -> Split:
    """Return the sentences of a folder of annotated reports, split by whole documents.

    Raises:
        DataError: if there are no XML files, or one is damaged or holds a mark that is unknown.
    """
    paths = sorted(folder.glob("*.xml"))
    if not paths:
        raise DataError(f"no annotated reports (*.xml) in {folder}")
    split = Split([], [])
    for path in paths:
        for identifier, document in _documents(path):
            (split.held_out if is_held_out(identifier) else split.training).extend(document)
    return split


def read_held_out(folder: Path) -> Iterator[tuple[Document, list[Mark]]]:
    """Yield the body of each report that is only measured on, and its marks."""
    for path in sorted(folder.glob("*.xml")):
        for report in ET.parse(path).getroot().iter("doc"):
            body, identifier = report.find("text"), report.attrib["id"]
            if body is not None and is_held_out(identifier):
                text, marks = flatten(body)
                day = date.fromisoformat(report.attrib["published"])
                yield Document(text=text, id=identifier, published=day, language="en"), marks


def is_held_out(identifier: str) -> bool:
    """Return whether a document is for measuring: by its id, so that new ones move no other."""
    return crc32(identifier.encode()) % _HELD_OUT == 0


def _documents(path: Path) -> Iterator[tuple[str, list[Sentence]]]:
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        raise DataError(f"{path} is no well-formed XML: {error}") from error
    for document in root.iter("doc"):
        identifier = document.get("id", "")
        parts = [part for tag in ("title", "text") for part in document.iterfind(tag)]
        told = told_types(parts)
        try:
            yield identifier, [s for part in parts for s in label_text(*flatten(part), told)]
        except ValueError as error:  # a label that its head does not have
            raise DataError(f"{path}, document {identifier!r}: {error}") from error


def told_types(parts: Iterable[ET.Element]) -> dict[str, str]:
    """Return the type of each event, by its number, that a document tells as having happened."""
    events = (event for part in parts for event in part.iter("e"))
    return {
        event.get("id", ""): event.get("type", "")
        for event in events
        if event.get("mood", "asserted") in TOLD_MOODS
    }


def flatten(element: ET.Element) -> tuple[str, list[Mark]]:
    """Return an element's text without its marks, and the marks, the outer ones first."""
    text: list[str] = []
    marks: list[Mark] = []
    _flatten(element, text, marks, 0)
    return "".join(text), sorted(marks, key=lambda m: (m.start - m.end, m.start))


def _flatten(element: ET.Element, text: list[str], marks: list[Mark], at: int) -> int:
    """Add what is inside an element that begins at ``at``; return where it ends."""
    text.append(element.text or "")
    at += len(text[-1])
    for child in element:
        start, at = at, _flatten(child, text, marks, at)
        marks.append(Mark(start, at, child.tag, dict(child.attrib)))
        text.append(child.tail or "")
        at += len(text[-1])
    return at


def label_text(
    text: str, marks: Sequence[Mark], told: Mapping[str, str] | None = None
) -> Iterator[Sentence]:
    """Yield the sentences of a text with the labels that its marks give them.

    ``told`` has the types of the events that happened, by their numbers in the marks.
    """
    for start, end in sentences(text):
        words = words_in(text, start, end)
        if words:
            inside = [m for m in marks if m.start < end and m.end > start]
            yield Sentence(
                tuple(word.text for word in words), _labels(words, inside, told or {}), OWN
            )


def covered(words: Iterable[Word], start: int, end: int) -> list[int]:
    """Return the indices of the words that a stretch of the text touches."""
    return [i for i, word in enumerate(words) if word.start < end and word.end > start]


def _labels(
    words: Sequence[Word], marks: Sequence[Mark], told: Mapping[str, str]
) -> dict[str, list[int]]:
    """Return every head's labels; where marks of one kind nest, the inner one counts."""
    unmarked = {"places": 0, "names": 0, "events": 0}
    labels = {head: [unmarked.get(head, UNKNOWN)] * len(words) for head in HEADS}
    for mark in marks:
        for order, i in enumerate(covered(words, mark.start, mark.end)):
            for head, number in _numbers(mark, told, first=order == 0):
                labels[head][i] = number
    return labels


def _numbers(mark: Mark, told: Mapping[str, str], *, first: bool) -> Iterator[tuple[str, int]]:
    """Yield the labels that a mark gives to a word, head by head."""
    value = mark.attributes.get
    if mark.tag == "p":
        yield "places", bio("places", value("r", ""), first=first)
        yield "kinds", _number("kinds", value("k"))
        yield "scenes", _number("scenes", _scene(mark, told))
    elif mark.tag == "n":
        yield "names", bio("names", value("t", ""), first=first)
    elif mark.tag == "e":
        yield "events", _number("events", value("type"))
        yield "moods", _number("moods", value("mood"))


def _scene(mark: Mark, told: Mapping[str, str]) -> str:
    """Return what happened at a place: of several events the first that the text tells as real."""
    for attribute, event in (("at", None), ("from", ORIGIN)):
        for number in mark.attributes.get(attribute, "").split():
            if number in told:
                return event or told[number]
    return OUTSIDE


def _number(head: str, label: str | None) -> int:
    return HEADS[head].index(label) if label else UNKNOWN
