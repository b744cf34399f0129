"""How many events of our held-out annotated reports are found at their places; floors only rise.

The reports (`data/corpus`) were written to be hard; the tagger saw nine tenths of them, and is
measured on the rest. A place counts by its name: coordinates are not marked there.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geomap.evaluation.incidents import group_of
from geomap.models import Document
from geomap.pipeline import Geoparser
from geomap.training.corpus import Mark, read_held_out

CORPUS = Path(__file__).parents[2] / "data" / "corpus"
FLOORS = {"place": 0.8, "place and group": 0.64}
TOLD = {"asserted", "claimed", "denied"}
Told = set[tuple[str, str]]  # name of a place, group of types


def held_out() -> Iterator[tuple[Document, list[Mark]]]:
    return read_held_out(CORPUS)


def marked(document: Document, marks: list[Mark]) -> tuple[Told, set[str]]:
    """Return what happened where, and the places of events that are only recalled."""
    events: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.tag == "e":
            events.setdefault(mark.attributes["id"], []).append(mark)
    happened: Told = set()
    recalled: set[str] = set()
    for mark in marks:
        for number in mark.attributes.get("at", "").split() if mark.tag == "p" else ():
            name = document.text[mark.start : mark.end].casefold()
            moods = {e.attributes.get("mood", "asserted") for e in events.get(number, [])}
            if moods & TOLD:
                kind = events[number][0].attributes["type"]
                happened.add((name, group_of(kind) or ""))
            elif "background" in moods:
                recalled.add(name)
    return happened, recalled - {name for name, _ in happened}


def found(geoparser: Geoparser, document: Document) -> Told:
    incidents = geoparser.parse(document).incidents
    return {
        ((i.place_text or "").casefold(), group_of(i.type.value) or "")
        for i in incidents
        if i.resolution is not None
    }


def f1(pairs: list[tuple[Told, Told]]) -> float:
    """Return the F1 of told against true; "Lake Sevan" and "Sevan" are one place."""

    def is_in(one: tuple[str, str], others: Told) -> bool:
        return any((one[0] in name or name in one[0]) and one[1] == group for name, group in others)

    right = sum(is_in(one, told) for true, told in pairs for one in true)
    kept = sum(is_in(one, true) for true, told in pairs for one in told)
    recall = right / sum(len(true) for true, _ in pairs)
    precision = kept / sum(len(told) for _, told in pairs)
    return 2 * precision * recall / (precision + recall)


@pytest.fixture(scope="module")
def pairs(gazetteer) -> list[tuple[Told, Told]]:
    geoparser = Geoparser(gazetteer)
    result = []
    for document, marks in held_out():
        true, recalled = marked(document, marks)
        told = {(name, group) for name, group in found(geoparser, document) if name not in recalled}
        result.append((true, told))
    return result


def test_events_are_found_where_they_happened(pairs):
    names = [({(n, "") for n, _ in true}, {(n, "") for n, _ in told}) for true, told in pairs]
    figures = {"place": f1(names), "place and group": f1(pairs)}
    fallen = {name: round(figures[name], 4) for name in FLOORS if figures[name] < FLOORS[name]}
    assert not fallen
