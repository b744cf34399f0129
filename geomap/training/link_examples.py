"""Sentences that mark where the events took place that their words tell of."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from geomap.models import Role
from geomap.recognition.words import words_in
from geomap.text import sentences
from geomap.training.corpus import Mark, covered, flatten, is_held_out
from geomap.training.datasets import SCENES, corpus_lines


class Told(NamedTuple):
    """The words that tell of an event, and which of its sentence's places it took place at."""

    words: tuple[int, ...]
    places: frozenset[int]


class LinkedSentence(NamedTuple):
    """A sentence's words, the words of each place in it, and its events."""

    words: tuple[str, ...]
    places: tuple[range, ...]
    events: tuple[Told, ...]
    whole: bool  # whether all its places are marked, those too where nothing happened
    held_out: bool


def read_reports(folder: Path) -> Iterator[LinkedSentence]:
    """Yield the sentences of our annotated reports that tell of an event and name a place."""
    for path in sorted(folder.glob("*.xml")):
        for report in ET.parse(path).getroot().iter("doc"):
            held_out = is_held_out(report.attrib["id"])
            for tag in ("title", "text"):
                for part in report.iterfind(tag):
                    yield from _linked(*flatten(part), held_out=held_out)


def _linked(text: str, marks: Sequence[Mark], *, held_out: bool) -> Iterator[LinkedSentence]:
    for start, end in sentences(text):
        words = words_in(text, start, end)
        inside = [m for m in marks if m.start < end and m.end > start]
        at = {n: covered(words, m.start, m.end) for n, m in enumerate(inside)}
        places = [n for n, m in enumerate(inside) if at[n] and _is_literal(m)]
        events = [
            Told(tuple(at[n]), _where(mark, [inside[p] for p in places]))
            for n, mark in enumerate(inside)
            if mark.tag == "e" and at[n]
        ]
        if places and events:
            spans = tuple(range(at[p][0], at[p][-1] + 1) for p in places)
            forms = tuple(word.text for word in words)
            yield LinkedSentence(forms, spans, tuple(events), whole=True, held_out=held_out)


def _is_literal(mark: Mark) -> bool:
    return mark.tag == "p" and mark.attributes.get("r") == Role.LITERAL


def _where(event: Mark, places: Sequence[Mark]) -> frozenset[int]:
    """Return which of the places have the event's number."""
    number = event.attributes.get("id")
    return frozenset(
        n for n, place in enumerate(places) if number in place.attributes.get("at", "").split()
    )


def read_verbs(shared: Path) -> Iterator[LinkedSentence]:
    """Yield the sentences that mark a verb and where its event was, but no other place.

    Raises:
        DataError: if the file is missing.
    """
    for line in corpus_lines(shared, SCENES):
        row = json.loads(line)
        words = words_in(row["text"], 0, len(row["text"]))
        verb = covered(words, *row["verb"])
        spans = [covered(words, start, end) for start, end in row["locations"]]
        places = tuple(range(at[0], at[-1] + 1) for at in sorted(spans) if at)
        if verb:
            told = Told(tuple(verb), frozenset(range(len(places))))
            forms = tuple(word.text for word in words)
            held_out = is_held_out(row["text"])
            yield LinkedSentence(forms, places, (told,), whole=False, held_out=held_out)
