"""Floors of dates, counts, sources and parties on annotated reports; they only rise."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from geomap.incidents.counts import casualties, total
from geomap.incidents.dates import find_dates
from geomap.incidents.parties import actor_and_target
from geomap.incidents.statements import statements
from geomap.text import Bounds, sentences
from geomap.training.corpus import Mark, flatten

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
OURS = Path(__file__).parents[2] / "data" / "corpus"  # of which the shared reports are a part
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
ASSERTED = {"asserted", "claimed", "denied", "background"}


class Marked(NamedTuple):
    published: date
    text: str
    marks: tuple[Mark, ...]


@cache
def reports(folder: Path) -> tuple[Marked, ...]:
    return tuple(
        Marked(date.fromisoformat(doc.attrib["published"]), text, tuple(marks))
        for path in sorted(folder.glob("*.xml"))
        for doc in ET.parse(path).getroot().iter("doc")
        if (body := doc.find("text")) is not None
        for text, marks in [flatten(body)]
    )


def marked_sentences(
    tags: str, folder: Path = SHARED
) -> Iterator[tuple[Marked, Bounds, list[Mark]]]:
    for report in reports(folder):
        for sentence in sentences(report.text):
            inside = [m for m in report.marks if sentence.start <= m.start < sentence.end]
            if wanted := [m for m in inside if m.tag in tags]:
                yield report, sentence, wanted


def touches(mark: Mark, start: int, end: int) -> bool:
    return mark.start < end and mark.end > start


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


@needs_shared
def test_time_words_are_found() -> None:
    hits = [
        any(touches(mark, found.start, found.end) for found in dates)
        for report, sentence, marks in marked_sentences("t")
        for dates in [find_dates(report.text, sentence, report.published)]
        for mark in marks
    ]
    assert share(hits) > 0.95


@needs_shared
@pytest.mark.parametrize(("tag", "kind", "floor"), [("k", "killed", 0.82), ("w", "injured", 0.76)])
def test_sums_of_casualties_are_right(tag: str, kind: str, floor: float) -> None:
    hits = [
        total(casualties(report.text, sentence), kind) == sum(int(m.attributes["n"]) for m in marks)
        for report, sentence, marks in marked_sentences(tag)
    ]
    assert share(hits) > floor, share(hits)


@needs_shared
def test_speakers_are_found() -> None:
    hits = [
        any(
            touches(mark, s.speaker.start, s.speaker.end) for s in statements(report.text, sentence)
        )
        for report, sentence, marks in marked_sentences("s")
        for mark in marks
    ]
    assert share(hits) > 0.80


@pytest.mark.parametrize(("tag", "field", "floor"), [("a", "actor", 0.69), ("g", "target", 0.55)])
def test_parties_share_words_with_the_marked_ones(tag: str, field: str, floor: float) -> None:
    hits = []
    for report, sentence, marks in marked_sentences("e", OURS):
        for event in (m for m in marks if m.attributes["mood"] in ASSERTED):
            gold = [
                report.text[m.start : m.end].casefold()
                for m in report.marks
                if m.tag == tag
                and event.attributes["id"] in m.attributes["ev"].split()
                and sentence.start <= m.start < sentence.end
            ]
            who = actor_and_target(report.text, sentence, Bounds(event.start, event.end))
            words = set((getattr(who, field) or "").casefold().split()) - {"the", "of", "and"}
            if gold:
                hits.append(any(words & set(name.split()) for name in gold))
    assert share(hits) > floor, share(hits)
