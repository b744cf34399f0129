"""The whole way with steps of our own, and with the packaged ones."""

from datetime import date
from types import SimpleNamespace

import pytest

from geomap.gazetteer.schema import GazetteerInfo, SourceInfo
from geomap.models import (
    Document,
    Evidence,
    Incident,
    LonLat,
    Mention,
    Place,
    Resolution,
    Span,
    TerritoryStatus,
)
from geomap.pipeline import Geoparser

GORIS = Place(
    id="gn:174895",
    name="Goris",
    position=LonLat(46.3382, 39.5129),
    feature_class="P",
    feature_code="PPL",
)
SOURCE = SourceInfo("table", "2022-09-13", "CC0", "0123456789abcdef" * 4, 1)
INFO = GazetteerInfo("gazetteer.sqlite", 3, 1, 2, (SOURCE,), ())
GAZETTEER = SimpleNamespace(info=lambda: INFO)
SPAN = {"start": 0, "end": 5, "text": "Goris"}


def recognise(document):
    return (Mention(**SPAN, name="Goris"),)


def resolve(document, mentions):
    return tuple(Resolution(mention=mention, place=GORIS) for mention in mentions)


def finder(**fields):
    def find(document, resolutions):
        base = {"id": "i", "document": document.id, "type": "shelling", "trigger": Span(**SPAN)}
        return (Incident(**(base | {"evidence": (Evidence(**SPAN),)} | fields)),)

    return find


def classify(place, /, *, on, since=None, radius_km=0):
    return TerritoryStatus(day=on, notes=(f"{place.name} since {since} {radius_km:g}",))


def parser(**fields):
    steps = {"recognise": recognise, "resolve": resolve, "classify": classify}
    return Geoparser(GAZETTEER, find=finder(**fields), **steps)


DOCUMENT = Document(text="Goris was shelled.", id="d", published=date(2022, 9, 14))


@pytest.mark.parametrize(
    ("fields", "day", "note"),
    [
        (
            {"start": date(2022, 9, 1), "end": date(2022, 9, 3)},
            date(2022, 9, 3),
            "Goris since 2022-09-01 0",
        ),
        ({"start": date(2022, 9, 1)}, date(2022, 9, 1), "Goris since 2022-09-01 0"),
        ({}, date(2022, 9, 14), "Goris since None 0"),
        ({"radius_km": 20.0}, date(2022, 9, 14), "Goris since None 20"),
    ],
)
def test_the_ground_is_that_of_the_last_day(fields, day, note):
    [incident] = parser(place=GORIS, **fields).parse(DOCUMENT).incidents
    assert incident.territory == TerritoryStatus(day=day, notes=(note,))


def test_an_incident_without_a_place_stands_on_no_ground():
    [incident] = parser(place=None).parse(DOCUMENT).incidents
    assert incident.territory is None


def test_a_report_tells_what_made_it():
    provenance = parser().parse(DOCUMENT).provenance
    assert provenance.sources[0] == "table 2022-09-13 (CC0; sha256 0123456789abcdef)"
    assert "OpenStreetMap contributors" in provenance.sources[1]
    assert provenance.gazetteer == (
        f"version {INFO.version}, data of 2022-09-13, 1 places under 2 names, schema 3"
    )
    assert provenance.geomap


def test_steps_of_others_give_no_notes_on_languages():
    document = DOCUMENT.model_copy(update={"language": "ru"})
    assert parser().parse(document).warnings == ()


@pytest.mark.parametrize(
    ("text", "told", "language", "notes"),
    [
        ("Goris was shelled by the army of its neighbour.", None, "en", []),
        ("Goris was shelled.", "en-GB", "en-GB", []),
        ("Goris was shelled.", "tr", "tr", ["written in Turkish; geomap reads", "incidents are"]),
        ("L’armée a bombardé la ville mardi soir.", None, "fr", ["written in French; geomap"]),
    ],
)
def test_the_language_is_told_or_seen_and_noted(small_world, text, told, language, notes):
    report = Geoparser.open().parse(Document(text=text, language=told))
    assert report.document.language == language
    for note in notes:
        assert any(note in warning for warning in report.warnings)
    assert bool(report.warnings) == bool(notes)


def test_many_documents_are_parsed_lazily_and_in_order():
    seen = []

    def documents():
        for number in range(3):
            seen.append(number)
            yield DOCUMENT.model_copy(update={"id": str(number)})

    reports = parser().parse_many(documents())
    assert next(reports).document.id == "0"
    assert seen == [0]
    assert [report.document.id for report in reports] == ["1", "2"]


@pytest.mark.parametrize("text", ["", " \n", "No place here.", "\N{REPLACEMENT CHARACTER}" * 50])
def test_the_packaged_steps_take_any_text(small_world, text):
    report = Geoparser.open().parse(Document(text=text, id="d"))
    assert report.incidents == ()


def test_the_packaged_steps_end_to_end(small_world):
    text = "The Armenian Ministry of Defence said Azerbaijan shelled Goris on Tuesday."
    report = Geoparser.open().parse(Document(text=text, id="d", published=date(2022, 9, 14)))
    [incident] = report.incidents
    assert incident.place.id == "gn:174895"
    assert (incident.start, incident.end) == (date(2022, 9, 13), date(2022, 9, 13))
    assert incident.territory.country == "AM"
