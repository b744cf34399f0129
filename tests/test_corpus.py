"""Every annotated report follows the guidelines in `data/corpus/README.md`."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from geomap.models import IncidentType, Role
from geomap.training.corpus import Mark, flatten, is_held_out, read_corpus
from geomap.training.labels import KINDS, MOODS

FOLDER = Path(__file__).parents[1] / "data" / "corpus"
FILES = sorted(FOLDER.glob("*.xml"))

STYLES = {
    "agency", "ministry", "local", "liveblog", "sitrep", "feature", "broadcast", "social", "plain",
}  # fmt: skip
VALUES = {
    ("p", "r"): set(Role), ("p", "k"): set(KINDS), ("p", "gp"): {"exact", "near", "area"},
    ("n", "t"): {"person", "org", "other"},
    ("e", "type"): set(IncidentType), ("e", "mood"): set(MOODS),
}  # fmt: skip
PATTERNS = {("p", "c"): "[A-Z]{2}|", ("e", "id"): r"\d+", ("k", "n"): r"\d+", ("w", "n"): r"\d+"}
NEEDED = {
    "p": {"r", "k", "c"}, "n": {"t"}, "e": {"id", "type", "mood"}, "t": {"ev"}, "a": {"ev"},
    "g": {"ev"}, "s": {"ev"}, "k": {"ev"}, "w": {"ev"},
}  # fmt: skip
# Names whose own parts an article or a possessive are.
OWN_PARTS = {"The Hague", "St George's", "St Mary's", "Yeouido St Mary's", "St Sebastian's"}
LINKS = {"at", "from", "to", "ref", "ev"}
OPTIONAL = {"p": {"at", "from", "to", "ref", "gp"}, "k": {"n"}, "w": {"n"}}
HAS_HAPPENED = {"asserted", "claimed", "denied", "background"}


class Report(NamedTuple):
    identifier: str
    attributes: dict[str, str]
    title: str
    text: str
    marks: list[Mark]

    def words(self, mark: Mark) -> str:
        return f"{self.title}\n\n{self.text}"[mark.start : mark.end]


def reports(root: ET.Element) -> Iterator[Report]:
    for document in root.iter("doc"):
        title, marks = flatten(document.find("title"))
        text, inside = flatten(document.find("text"))
        shift = len(title) + 2
        marks += [m._replace(start=m.start + shift, end=m.end + shift) for m in inside]
        attributes = dict(document.attrib)
        yield Report(attributes.pop("id"), attributes, title, text, marks)


@cache
def read(path: Path) -> tuple[Report, ...]:
    return tuple(reports(ET.parse(path).getroot()))


def everything() -> Iterator[Report]:
    for path in FILES:
        yield from read(path)


def faults(report: Report) -> Iterator[str]:
    yield from document_faults(report)
    events = {m.attributes.get("id"): m.attributes for m in report.marks if m.tag == "e"}
    for mark in report.marks:
        words = report.words(mark)
        yield from (f"{mark.tag} «{words}»: {fault}" for fault in mark_faults(mark, words))
        for name in LINKS & mark.attributes.keys():
            for number in mark.attributes[name].split():
                if number not in events:
                    yield f"{mark.tag} «{words}»: {name} names event {number}, which is not here"
        same = events.get(mark.attributes.get("id"), {})
        if mark.tag == "e" and same.get("type") != mark.attributes.get("type"):
            yield f"e «{words}»: one event of two types"


def document_faults(report: Report) -> Iterator[str]:
    known = {"published", "style", "lang"}
    if report.attributes.keys() != known:
        yield f"attributes of the document: {sorted(report.attributes)}"
    if report.attributes.get("style") not in STYLES:
        yield "unknown style"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", report.attributes.get("published", "")):
        yield "no date of publication"
    if len(report.text.split()) < 25:
        yield "shorter than 25 words"
    places = sorted((m.start, m.end) for m in report.marks if m.tag == "p")
    if any(start < end for (_, end), (start, _) in pairwise(places)):
        yield "«p»: a place within a place"


def mark_faults(mark: Mark, words: str) -> Iterator[str]:
    needed, optional = NEEDED.get(mark.tag, set()), OPTIONAL.get(mark.tag, set())
    if mark.tag not in NEEDED:
        yield "unknown mark"
    if not needed <= mark.attributes.keys() <= needed | optional:
        yield f"attributes {sorted(mark.attributes)}"
    for name, value in mark.attributes.items():
        if value not in VALUES.get((mark.tag, name), {value}):
            yield f"{name}={value}"
        if not re.fullmatch(PATTERNS.get((mark.tag, name), ".*"), value):
            yield f"{name}={value}"
    if words != words.strip() or not words:
        yield "blank at an edge"
    if mark.tag == "p":
        yield from place_faults(mark.attributes, words)


def place_faults(attributes: dict[str, str], words: str) -> Iterator[str]:
    if words not in OWN_PARTS and re.search(r"(?i)^the\s|['’]s$", words):
        yield "an article or a possessive inside"
    if ("at" in attributes) != ("gp" in attributes):
        yield "at and gp go together"
    if "at" in attributes and attributes.get("r") != "literal":
        yield f"an event at a {attributes.get('r')}"
    if attributes.get("r") == "demonym" and words in {"US", "U.S.", "UK", "UN", "UAE"}:
        yield "a noun as a demonym"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reports_follow_the_guidelines(path):
    found = [f"{r.identifier}: {fault}" for r in read(path) for fault in faults(r)]
    assert not found, "\n".join(found)


def test_identifiers_are_unique():
    counts = Counter(report.identifier for report in everything())
    assert not [identifier for identifier, count in counts.items() if count > 1]


def test_places_in_a_dateline_stand_at_the_head_of_title_or_text():
    astray = []
    for report in everything():
        text = f"{report.title}\n\n{report.text}"
        for mark in report.marks:
            before = text[: mark.start].rstrip("\n")
            head = not before or text[: mark.start].endswith("\n") or before[-2:] == ", "
            head = head or before[-1] in "/("  # PARIS/BRUSSELS, (LONDON)
            if mark.attributes.get("r") == "dateline" and not head:
                astray.append((report.identifier, report.words(mark)))
    astray = [(i, name) for i, name in astray if i not in {"mena-024"}]  # "occupied West Bank"
    assert not astray


def test_most_that_has_happened_has_a_place():
    without = placed = 0
    for report in everything():
        ats = {n for m in report.marks for n in m.attributes.get("at", "").split()}
        happened = {
            m.attributes["id"]
            for m in report.marks
            if m.tag == "e" and m.attributes["mood"] in HAS_HAPPENED
        }
        without += len(happened - ats)
        placed += len(happened & ats)
    assert without / (without + placed) < 0.05


def test_there_is_enough_of_everything():
    counts = Counter(
        value
        for report in everything()
        for mark in report.marks
        for name, value in mark.attributes.items()
        if (mark.tag, name) in {("p", "r"), ("p", "k"), ("e", "type"), ("e", "mood"), ("n", "t")}
    )
    assert all(counts[value] >= 40 for value in (*Role, *KINDS, *IncidentType, *MOODS))
    styles = Counter(report.attributes["style"] for report in everything())
    assert styles.keys() == STYLES
    assert styles["plain"] >= styles.total() / 10


def test_size_and_split():
    split = read_corpus(FOLDER)
    total = len(split.training) + len(split.held_out)
    assert total >= 7000
    assert 0.08 < len(split.held_out) / total < 0.12
    held_out = [report for report in everything() if is_held_out(report.identifier)]
    assert 0.08 < len(held_out) / len([*everything()]) < 0.12


def test_the_readme_counts_right():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"\| all \| (\d+) \|.*\| (\d+) \|", readme)
    held_out = [report for report in everything() if is_held_out(report.identifier)]
    assert row == (str(len([*everything()])), str(len(held_out)))
    assert all(path.name in readme for path in FILES)


GOOD = (
    '<doc id="x-1" published="2024-01-02" style="agency" lang="en"><title>Quiet</title><text>{}'
    " and then many more words follow so that the report is long enough to be one of those that"
    " the tagger may learn from, twenty-five at the very least.</text></doc>"
)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p r="literal" k="settlement" c="AM">Goris</p>', None),
        ('<p r="literal" k="settlement" c="ARM">Goris</p>', "c=ARM"),
        ('<p r="literal" k="village" c="AM">Goris</p>', "k=village"),
        ('<p r="literal" k="settlement">Goris</p>', "attributes ['k', 'r']"),
        ('<p r="literal" k="area" c="">the Sahel</p>', "an article or a possessive inside"),
        ('<p r="metonym" k="country" c="AM">Armenia\'s</p>', "an article or a possessive inside"),
        ('<p r="demonym" k="country" c="US">US</p>', "a noun as a demonym"),
        ('<p r="literal" k="settlement" c="AM" gp="near">Goris</p>', "at and gp go together"),
        ('<p r="literal" k="area" c="">Upper <p r="literal" k="area" c="">Nile</p></p>',
         "a place within a place"),
        ('<a ev="1">They</a>', "ev names event 1, which is not here"),
        ('<n t="place">Goris</n>', "t=place"),
        ('<n t="person"> Ann</n>', "blank at an edge"),
        ('<e id="1" type="quake" mood="asserted">shook</e>', "type=quake"),
        ('<e id="1" type="riot" mood="asserted">a</e> <e id="1" type="crime" mood="asserted">b</e>',
         "one event of two types"),
        ('<e id="1" type="riot" mood="asserted">a</e><k ev="1" n="two">two</k>', "n=two"),
        ("<q>what</q>", "unknown mark"),
    ],
)  # fmt: skip
def test_faults_are_found(body, fault):
    root = ET.fromstring(f"<corpus>{GOOD.format(body)}</corpus>")
    found = [message.rpartition("»: ")[2] for report in reports(root) for message in faults(report)]
    assert found == ([fault] if fault else [])
