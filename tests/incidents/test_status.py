"""A claim is confirmed by somebody who confirms it, and by nobody else."""

from datetime import date

import pytest

from geomap.incidents.attribution import reported_by
from geomap.incidents.status import status_of
from geomap.models import Document, IncidentType, Status
from geomap.text import sentences

TOLD = "Azerbaijan's army took the heights above Tegh, the defence ministry in Baku said."


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("The mayor confirmed the loss.", Status.CONFIRMED),
        ("There was no fire, observers confirmed.", Status.CONFIRMED),
        ("Nobody confirmed this.", Status.CLAIMED),
        ("No one has yet confirmed the report.", Status.CLAIMED),
        ("No independent source has confirmed it.", Status.CLAIMED),
        ("None confirmed the report.", Status.CLAIMED),
        ("The mayor could not confirm it.", Status.CLAIMED),
        ("The mayor denied it.", Status.CLAIMED),
    ],
)
def test_who_confirms_a_claim(answer: str, status: Status) -> None:
    document = Document(text=f"{TOLD} {answer}", published=date(2022, 9, 13))
    told = next(iter(sentences(document.text)))
    source = reported_by(document.text, told, None, document)
    kind = IncidentType.TERRITORY_CHANGE
    found = status_of(kind, [told], [source], "Azerbaijan's army", document)
    assert found == status


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("The group blamed the army. An army officer rejected the accusation.", "denied"),
        ("The group blamed the army. An army officer rejected the offer of talks.", "reported"),
        ("An army officer rejected the accusation.", "reported"),
    ],
)
def test_who_is_accused_may_deny_though_of_no_known_side(find, answer: str, status: str) -> None:
    incident, *_ = find(f"Jets bombed the market of [Kut], aid workers said. {answer}")
    assert incident.status == status
