"""The same event told twice is one group; opposing claims are never put together."""

from datetime import date

import pytest

from geomap.merge import merge_incidents
from geomap.models import Document, Evidence, Incident, LonLat, Place, Report, Span

GORIS = Place(
    id="gn:174895",
    name="Goris",
    position=LonLat(46.3382, 39.5129),
    feature_class="P",
    feature_code="PPL",
)
JERMUK = GORIS.model_copy(update={"id": "gn:616629", "name": "Jermuk"})


def incident(**changes) -> Incident:
    fields = {
        "id": "i",
        "document": "d",
        "type": "shelling",
        "place": GORIS,
        "start": date(2022, 9, 13),
        "end": date(2022, 9, 13),
        "trigger": Span(start=0, end=7, text="shelled"),
        "evidence": (Evidence(start=0, end=7, text="shelled"),),
    }
    return Incident(**(fields | changes))


def groups(*incidents: Incident) -> list[int]:
    reports = [Report(document=Document(text="shelled"), incidents=(one,)) for one in incidents]
    return [len(group) for group in merge_incidents(reports)]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ({}, {}, True),
        ({}, {"type": "air_strike"}, False),
        ({}, {"place": JERMUK}, False),
        ({"place": None}, {"place": None}, False),
        ({}, {"start": date(2022, 9, 12)}, True),
        ({}, {"start": date(2022, 9, 14), "end": date(2022, 9, 14)}, False),
        ({"start": None}, {}, False),
        ({"actor": "Azerbaijan"}, {"actor": "Azerbaijani forces"}, True),
        ({"actor": "Azerbaijani army"}, {"actor": "Armenian army"}, False),
        (
            {"status": "claimed", "reported_by": "Armenian Defence Ministry"},
            {"status": "claimed", "reported_by": "Azerbaijani Defence Ministry"},
            False,
        ),
        (
            {"status": "claimed", "reported_by": "Armenian Defence Ministry"},
            {"status": "reported"},
            True,
        ),
    ],
)
def test_two_incidents_are_one_event_only_where_they_agree(first, second, together):
    assert groups(incident(**first), incident(**second)) == ([2] if together else [1, 1])


def test_groups_keep_the_order_of_the_reports():
    found = groups(incident(), incident(place=JERMUK), incident(), incident())
    assert found == [3, 1]


def test_nothing_merges_to_nothing():
    assert merge_incidents([]) == ()
