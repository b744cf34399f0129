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
    country="AM",
    admin1="08",
)
JERMUK = GORIS.model_copy(
    update={"id": "gn:616629", "name": "Jermuk", "position": LonLat(45.67, 39.84)}
)
SYUNIK = GORIS.model_copy(
    update={"id": "user:syunik", "name": "Syunik", "feature_class": "A", "feature_code": "ADM1"}
)
QUARTER = GORIS.model_copy(
    update={"id": "user:upper", "name": "Upper Goris", "feature_code": "PPLX"}
)
TWICE = GORIS.model_copy(update={"id": "user:goris", "position": LonLat(46.35, 39.52)})
NAMESAKE = GORIS.model_copy(update={"id": "gn:1", "position": LonLat(46.6, 39.52)})
UNTOLD = {
    "date_precision": "unknown", "start": date(2022, 9, 14), "end": date(2022, 9, 14),
}  # fmt: skip


def incident(**changes) -> Incident:
    fields = {
        "id": "i",
        "document": "d",
        "type": "shelling",
        "place": GORIS,
        "start": date(2022, 9, 13),
        "end": date(2022, 9, 13),
        "date_precision": "day",
        "trigger": Span(start=0, end=7, text="shelled"),
        "evidence": (Evidence(start=0, end=7, text="shelled"),),
    }
    return Incident(**(fields | changes))


def groups(*incidents: Incident) -> list[int]:
    reports = [Report(document=Document(text="shelled"), incidents=(one,)) for one in incidents]
    return [len(group.members) for group in merge_incidents(reports)]


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
        ({}, {"start": date(2022, 9, 10), "end": date(2022, 9, 16)}, False),
        ({"type": "disaster"}, {"type": "disaster", "start": date(2022, 9, 8)}, True),
        ({"killed": 3}, {"start": date(2022, 9, 8), "end": date(2022, 9, 14), "killed": 3}, True),
        ({"killed": 3}, {"killed": 5}, True),
        ({"type": "explosion"}, {}, True),
        ({"type": "explosion"}, {"type": "protest"}, False),
        ({"actor": "the army"}, {"actor": "rebels"}, False),
        ({"actor": "Hamas gunmen"}, {"actor": "attackers"}, True),
        (
            {"type": "armed_clash", "actor": "Hamas"},
            {"type": "armed_clash", "actor": "Israel"},
            True,
        ),
        ({"place": SYUNIK}, {}, False),
        ({"place": SYUNIK, "killed": 2}, {"killed": 2}, True),
        ({"place": SYUNIK, "type": "disaster"}, {"type": "disaster"}, True),
        ({"place": QUARTER}, {}, False),
        ({"place": QUARTER}, {"context": ("Upper Goris",)}, True),
        ({"place": QUARTER}, {"place": JERMUK, "context": ("Upper Goris",)}, False),
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
        (
            {"status": "claimed", "reported_by": "Armenian Defence Ministry"},
            {"status": "claimed", "reported_by": "governor"},
            True,
        ),
        ({}, UNTOLD, True),
        ({}, UNTOLD | {"start": date(2022, 9, 15), "end": date(2022, 9, 15)}, True),
        ({}, UNTOLD | {"start": date(2022, 9, 16), "end": date(2022, 9, 16)}, False),
        ({}, UNTOLD | {"start": date(2022, 9, 12), "end": date(2022, 9, 12)}, False),
        ({"place": None, "place_text": "Zorats"}, {"place": None, "place_text": "ZORATS"}, True),
        ({"place": None, "place_text": "Zorats"}, {"place": None, "place_text": "Zod"}, False),
        ({"place": None, "place_text": "Goris"}, {"place_text": "Goris"}, True),
        ({"place": TWICE, "place_text": "Goris"}, {"place_text": "Goris"}, True),
        ({"place": TWICE, "place_text": "Geryusy"}, {"place_text": "Goris"}, False),
        ({"place": NAMESAKE, "place_text": "Goris"}, {"place_text": "Goris"}, False),
    ],
)
def test_two_incidents_are_one_event_only_where_they_agree(first, second, together):
    assert groups(incident(**first), incident(**second)) == ([2] if together else [1, 1])


def test_what_tells_no_day_or_place_ties_no_two_events_together():
    later = {"start": date(2022, 9, 14), "end": date(2022, 9, 14)}
    assert groups(incident(), incident(**UNTOLD), incident(**later)) == [2, 1]
    assert groups(incident(), incident(**later), incident(**UNTOLD)) == [1, 2]  # the nearest day
    words = {"place_text": "Goris"}
    unknown = incident(place=None, **words)
    assert groups(incident(**words), unknown, incident(place=NAMESAKE, **words)) == [2, 1]


def test_groups_keep_the_order_of_the_reports():
    found = groups(incident(), incident(place=JERMUK), incident(), incident())
    assert found == [3, 1]


def test_nothing_merges_to_nothing():
    assert merge_incidents([]) == ()
