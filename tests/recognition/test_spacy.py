"""A real spaCy pipeline, of rules, since no model of its makers is packaged where tests run."""

from types import SimpleNamespace

import pytest
import spacy

from geomap import Geoparser, from_spacy
from geomap.models import Document, Kind, Role

NAMES = {
    "GPE": ["Goris", "the United States", "Armenia's", "Zabukh"],
    "NORP": ["Armenian", "Catholic"],
    "FAC": ["Zvartnots Airport"],
    "PERSON": ["Paris Jackson"],
    "LOC": ["Lake Sevan"],
}


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": label, "pattern": name} for label, names in NAMES.items() for name in names]
    )
    return pipeline


def found(nlp, text, **options):
    mentions = from_spacy(nlp, **options)(Document(text=text))
    assert all(text[m.start : m.end] == m.text for m in mentions)
    return [(m.text, m.role, m.name) for m in mentions]


def test_labels_become_roles(nlp):
    text = "🚩 Armenian troops met Paris Jackson at Lake Sevan; Catholic aid came to Goris."
    assert found(nlp, text) == [
        ("Armenian", Role.DEMONYM, "Armenia"),
        ("Lake Sevan", Role.LITERAL, "Lake Sevan"),
        ("Goris", Role.LITERAL, "Goris"),
    ]


def test_articles_and_possessives_are_no_part_of_a_name(nlp):
    text = "Aid from the United States crossed Armenia's border."
    assert [name for name, *_ in found(nlp, text)] == ["United States", "Armenia"]


def test_kinds_come_from_labels_and_from_the_words_beside(nlp):
    text = "Planes left Zvartnots Airport for the village of Zabukh."
    airport, village = from_spacy(nlp)(Document(text=text))
    assert (airport.kind, village.kind) == (Kind.SITE, Kind.SETTLEMENT)
    assert village.found_by == ("spaCy", "type word beside")


def test_other_labels_and_imitations_of_spacy_will_do():
    entity = SimpleNamespace(label_="PLACE", start_char=3, end_char=8)
    imitation = lambda text: SimpleNamespace(ents=[entity])  # noqa: E731
    assert found(imitation, "In Goris.", roles={"PLACE": Role.LITERAL}) == [
        ("Goris", Role.LITERAL, "Goris")
    ]
    assert found(imitation, "In Goris.") == []


def test_a_pipeline_reads_whole_reports_in_one_line(nlp, small_world):
    geoparser = Geoparser.open(recognise=from_spacy(nlp))
    report = geoparser.parse(Document(text="Shelling hit Goris and Kapan."))
    [resolution] = report.resolutions
    assert resolution.place.id == "gn:174895"
    assert [incident.place.name for incident in report.incidents] == ["Goris"]
