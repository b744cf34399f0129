"""Capitals told by their country are the towns themselves."""

from datetime import date

import pytest

from geomap.incidents import IncidentFinder
from geomap.models import Document

_CAPITALS = {"Aro": "AA", "Bel": "BB", "ARO": "AA"}
_COUNTRIES = {"Aroland": "AA", "Aroan": "AA", "Belland": "BB", "Belan": "BB"}


def _known(resolution):
    name, place = resolution.mention.name, resolution.place
    if name in _CAPITALS:
        update = {"feature_code": "PPLC", "country": _CAPITALS[name]}
    elif name in _COUNTRIES:
        update = {"country": _COUNTRIES[name]}
    else:
        update = {"country": "AA"}
    return resolution.model_copy(update={"place": place.model_copy(update=update)})


@pytest.fixture(scope="session")
def placed(read):
    """Return the wordings of the places of a text's incidents; Aro and Bel are capitals."""

    def run(text: str) -> set[str]:
        plain, resolutions = read(text)
        document = Document(text=plain, id="d", published=date(2022, 9, 14))
        found = IncidentFinder()(document, tuple(map(_known, resolutions)))
        return {i.place_text for i in found if i.place is not None}

    return run


CASES = {
    "by its people, named as a speaker": (
        "Shells hit the [Aroan|country|demonym] capital on Friday. [Aro||metonym] said nothing.",
        {"Aro"},
    ),
    "not the capital of the other state": (
        "[Bel||metonym] denied it. Shells hit the [Aroan|country|demonym] capital.",
        set(),
    ),
    "the possessive": (
        "Shells hit [Belland|country]'s capital. [Bel||metonym] said nothing.",
        {"Bel"},
    ),
    "bare, of the country that the text speaks of": (
        "[ARO||dateline], June 3 - Shells hit the capital, as [Belland|country|metonym] admitted.",
        {"Aro"},
    ),
    "bare, of a country whose capital is not told": (
        "[Goris] and [Kut] were quiet. Shells hit the capital, [Bel||metonym] said.",
        set(),
    ),
    "named beside": (
        "[Aro||metonym] spoke. Shells hit the [Belan|country|demonym] capital [Bel].",
        {"Bel"},
    ),
    "the capital of a district": (
        "[ARO||dateline], June 3 - Shells hit the capital of the [Kut|district] district.",
        {"Kut district"},
    ),
    "money": (
        "[ARO||dateline], June 3 - A blast hit the capital market; [Goris] was quiet.",
        set(),
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_capital_told_by_its_country(placed, text, expected):
    assert placed(text) == expected
