import pytest

from geomap.cli.unknown import unknown_line
from geomap.models import (
    Candidate,
    Document,
    Evidence,
    Incident,
    IncidentType,
    Kind,
    LonLat,
    Mention,
    Place,
    Report,
    Resolution,
    Role,
    Span,
)

PACKAGED = {"made of": "packaged data"}
KYIV = Place(id="gn:703448", name="Kyiv", position=LonLat(30.5, 50.5), feature_class="P",
             feature_code="PPLC", country="UA")  # fmt: skip


def resolution(name="Bila", role=Role.LITERAL, kind=Kind.SETTLEMENT, candidates=()):
    mention = Mention(start=0, end=len(name), text=name, name=name, role=role, kind=kind)
    return Resolution(mention=mention, place=None, candidates=candidates)


def report(*resolutions, countries=("UA",)):
    span = Span(start=0, end=5, text="shell")
    incidents = [
        Incident(
            id=f"i{i}", document="d", type=IncidentType.SHELLING, trigger=span,
            place=KYIV.model_copy(update={"country": country}),
            evidence=(Evidence(start=0, end=5, text="shell"),),
        )
        for i, country in enumerate(countries)
    ]  # fmt: skip
    return Report(
        document=Document(text="shell"), resolutions=resolutions, incidents=tuple(incidents)
    )


def test_names_are_told_with_the_command_that_brings_their_country():
    line = unknown_line([report(resolution()), report(resolution("Mala"))], PACKAGED)
    assert line == (
        "unknown  Bila, Mala: not in the gazetteer;"
        " `geomap gazetteer update --countries UA` brings villages"
    )


def test_many_names_are_counted_and_each_is_told_once():
    names = [resolution(name) for name in "ABCDEFA"]
    assert "A, B, C, D and 2 more names: not" in unknown_line([report(*names)], PACKAGED)


KNOWN = Candidate(place=KYIV, matched_name="Kyiv", match="exact", score=1.0)


@pytest.mark.parametrize(
    "known",
    [
        resolution(candidates=(KNOWN,)),
        resolution(role=Role.DEMONYM),
        resolution(role=Role.EMBEDDED),
        resolution(kind=Kind.ROAD),
        resolution().model_copy(update={"place": KYIV}),
    ],
)
def test_what_is_known_or_no_settlement_is_not_told(known):
    assert unknown_line([report(known)], PACKAGED) == ""


@pytest.mark.parametrize(
    ("countries", "recipe", "advice"),
    [
        (("UA", "RU", "UA"), PACKAGED, "--countries RU,UA`"),
        (("UA",), {"source": "x", "countries": ["AM"]}, "--countries AM,UA`"),
        (("UA",), {"source": "x", "countries": ["UA"]}, "`geomap gazetteer add TABLE`"),
        (("UA",), {"source": "x", "countries": []}, "`geomap gazetteer add TABLE`"),
        ((), PACKAGED, "`geomap gazetteer add TABLE`"),
    ],
)
def test_only_what_is_not_there_in_full_is_fetched(countries, recipe, advice):
    assert advice in unknown_line([report(resolution(), countries=countries)], recipe)
