"""What places are called: one label a place, whatever its reports call it."""

import pytest

from geomap.models import GeoPrecision, IncidentType, Place
from geomap.wording import Names, doubt_words
from tests.webmap import samples

KUPIANSK = samples.GORIS.model_copy(update={"id": "gn:1", "name": "Kupyansk"})
AGHDARA = samples.GORIS.model_copy(update={"id": "gn:2", "name": "Aghdara"})


def _told(place: Place | None, name: str, text: str | None = None, **fields):
    resolution = samples.resolved(place, "a line") if place else None
    if resolution:
        mention = resolution.mention.model_copy(update={"name": name, "text": name})
        resolution = resolution.model_copy(update={"mention": mention})
    return samples.incident(
        0, "hit", IncidentType.SHELLING, place=place, place_text=text, resolution=resolution,
        **fields,
    )  # fmt: skip


def _names(*incidents):
    return Names(incidents)


# the place, its name in the text, the text's words, how exactly; what is said
WORDS = [
    (KUPIANSK, "Kupiansk", None, "exact", "Kupiansk"),
    (KUPIANSK, "Kupiansk", "Kupiansk", "near", "near Kupiansk"),
    (KUPIANSK, "Kupiansk", "near Kupiansk", "near", "near Kupiansk"),
    (KUPIANSK, "Kupiansk", "Kupiansk direction", "area", "Kupiansk direction, area"),
    (KUPIANSK, "Kupiansk", "Dorn, around Kupiansk", "area", "Dorn, around Kupiansk"),
    (KUPIANSK, "Kupiansk", "Kupiansk area", "area", "Kupiansk area"),
    (AGHDARA, "Martakert", "Martakert", "exact", "Martakert (Aghdara)"),
    (AGHDARA, "Martakert", None, "near", "near Martakert (Aghdara)"),
    (samples.GORIS, "Goris", "Main Square, Goris", "exact", "Main Square, Goris"),
    (None, "", "the border", None, "(the border)"),
    (None, "", None, None, "(no place told)"),
]


@pytest.mark.parametrize(("place", "name", "text", "precision", "said"), WORDS)
def test_how_a_place_is_said(place, name, text, precision, said) -> None:
    exactly = GeoPrecision(precision) if precision else None
    incident = _told(place, name, text, geo_precision=exactly)
    assert _names(incident).where(incident) == said


def test_a_place_told_in_two_spellings_has_one_label() -> None:
    one, other = _told(KUPIANSK, "Kupiansk", "Kupiansk"), _told(KUPIANSK, "Kupyansk", "Kupyansk")
    names = _names(one, other, one)
    assert {names.where(one), names.where(other), names.of(KUPIANSK)} == {"Kupiansk"}


def test_of_two_spellings_told_as_often_the_gazetteers_leads() -> None:
    incidents = _told(KUPIANSK, "Kupiansk"), _told(KUPIANSK, "Kupyansk")
    assert _names(*incidents).of(KUPIANSK) == "Kupyansk"


def test_a_place_that_no_report_names_has_its_own_name() -> None:
    assert _names().of(KUPIANSK) == "Kupyansk"


def _chosen(place: Place, confidence: float, *others: Place):
    resolution = samples.resolved(place, "a line")
    first = resolution.candidates[0]
    more = tuple(first.model_copy(update={"place": other}) for other in others)
    update = {"confidence": confidence, "candidates": (first, *more)}
    return resolution.model_copy(update=update)


UNSURE = [
    # how sure, the other places; what is told
    (0.9, (samples.JERMUK,), ""),
    (0.55, (samples.JERMUK,), "only 55% sure, may also be Jermuk, Vayots Dzor, AM"),
    (0.55, (samples.GORIS, samples.ARMENIA), "only 55% sure, may also be Armenia, AM"),
    (0.55, (), "only 55% sure"),
]


@pytest.mark.parametrize(("confidence", "others", "expected"), UNSURE)
def test_an_unsure_place_is_told_with_another(confidence, others, expected):
    assert doubt_words(_chosen(samples.GORIS, confidence, *others)) == expected


def test_a_place_left_open_is_not_unsure():
    left_open = _chosen(samples.GORIS, 0.3, samples.JERMUK).model_copy(update={"place": None})
    assert doubt_words(left_open) == ""
