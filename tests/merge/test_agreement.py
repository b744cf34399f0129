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
COUNTRY = SYUNIK.model_copy(update={"id": "gn:174982", "feature_code": "PCLI", "admin1": None})
QUARTER = GORIS.model_copy(
    update={"id": "user:upper", "name": "Upper Goris", "feature_code": "PPLX"}
)
TWICE = GORIS.model_copy(update={"id": "user:goris", "position": LonLat(46.35, 39.52)})
NAMESAKE = GORIS.model_copy(update={"id": "gn:1", "position": LonLat(46.6, 39.52)})
FAR = GORIS.model_copy(update={"id": "gn:2", "position": LonLat(20.0, 50.0), "country": "PL"})
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
    """Return the sizes of the groups of ``incidents``, each told by a report of its own."""
    reports = [
        Report(
            document=Document(text="shelled"),
            incidents=(one.model_copy(update={"document": f"d{number}"}),),
        )
        for number, one in enumerate(incidents)
    ]
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
        ({"actor": "Baloch Liberation Army"}, {"actor": "separatists"}, True),
        ({"actor": "Baloch Liberation Army"}, {"actor": "the army"}, False),
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
            {"status": "claimed", "reported_by": "Liberation Front of Zod"},
            {"status": "claimed", "reported_by": "Free Zod Movement"},
            False,
        ),
        (
            {"status": "claimed", "reported_by": "Syrian Observatory"},
            {"status": "claimed", "reported_by": "Doctors of Zod"},
            True,
        ),
        (
            {"status": "claimed", "reported_by": "Armenian Health Ministry"},
            {"status": "claimed", "reported_by": "Azerbaijani Defence Ministry"},
            False,
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


def told_by(words: str, **changes) -> dict[str, object]:
    return {"trigger": Span(start=0, end=len(words), text=words)} | changes


AROUND = {
    "place_text": "Zod, around Goris", "geo_precision": "area", "radius_km": 50.0, "killed": 4,
}  # fmt: skip
DISTRICT = {
    "place": SYUNIK.model_copy(update={"name": "Goris", "position": GORIS.position}),
    "geo_precision": "area",
    "radius_km": 25.0,
}
AZ = {"actor": "Azerbaijani forces"}
CLASH = {"type": "armed_clash"}


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (told_by("missiles hit"), {"type": "air_strike"}, True),
        (told_by("attack", **CLASH), {"type": "explosion"}, True),
        (told_by("clashed", **CLASH), {"type": "explosion"}, False),
        (told_by("air raid", type="air_strike"), CLASH, False),
        (told_by("raid", type="air_strike"), CLASH, True),
        (told_by("attack", killed=2, **CLASH), {"type": "explosion", "killed": 40}, False),
        (told_by("tanker exploded", type="accident"), {"type": "explosion"}, True),
        ({"type": "accident"}, told_by("blast", type="explosion"), False),
        (told_by("unrest", type="riot", killed=3), {"type": "protest", "killed": 3}, True),
        (told_by("unrest", type="riot"), {"type": "protest"}, False),
        (told_by("атакован", **CLASH), {"type": "explosion"}, True),
    ],
)
def test_types_agree_where_the_words_for_one_may_mean_the_other(first, second, together):
    assert groups(incident(**first), incident(**second)) == ([2] if together else [1, 1])


def on(day: int, **changes) -> dict[str, object]:
    return {"start": date(2022, 9, day), "end": date(2022, 9, day)} | changes


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (on(13, type="disaster"), on(14, type="disaster"), True),
        (on(13, type="disaster"), on(15, type="disaster"), False),
        (on(10, type="territory_change", **AZ), on(13, type="territory_change", **AZ), True),
        (on(10, type="territory_change"), on(13, type="territory_change"), False),
        (on(13, killed=5), on(14, killed=5), True),
        (on(13, killed=2), on(14, killed=2), False),
        (on(13, killed=5), on(15, killed=5), False),
        (on(13, killed=26), UNTOLD | on(25, killed=26), True),
        (on(13, killed=26), UNTOLD | on(25, killed=25), False),
        (on(13, killed=26), UNTOLD | on(30, killed=26), False),
    ],
)
def test_days_may_be_off_as_far_as_such_events_are_told(first, second, together):
    assert groups(incident(**first), incident(**second)) == ([2] if together else [1, 1])
    assert groups(incident(**second), incident(**first)) == ([2] if together else [1, 1])


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ({"place_text": "Zod, Goris"}, {"place_text": "Shurnukh, Goris"}, False),
        ({"place_text": "Zod, Goris"}, {"place_text": "Goris"}, True),
        (
            {"place_text": "Zod, Goris", "killed": 4},
            {"place_text": "Shur, Goris", "killed": 4},
            True,
        ),
        (AROUND, {"place_text": "Goris", "killed": 4}, False),
        (AROUND, AROUND | {"place_text": "Shur, around Goris"}, False),
        (AROUND, {"place": QUARTER, "place_text": "Upper Goris", "killed": 4}, False),
        (AROUND, {"place": NAMESAKE, "place_text": "Zod", "killed": 4}, True),
        (AROUND, AROUND | {"place": JERMUK, "place_text": "Zod, around Jermuk"}, True),
        ({"place_text": "Zod, Goris"}, {"place": None, "place_text": "Zod"}, True),
        ({"place_text": "Zod, Goris"}, {"place": JERMUK, "place_text": "Zod"}, True),
        (
            {"place_text": "Goris", "killed": 4},
            {"place": FAR, "place_text": "Goris", "killed": 4},
            True,
        ),
        (
            {"place_text": "Goris", "killed": 4},
            {"place": FAR, "place_text": "Goris", "killed": 5},
            False,
        ),
        (DISTRICT | AZ, {"place": NAMESAKE} | AZ, True),
        (DISTRICT, {"place": NAMESAKE}, False),
        (DISTRICT, {"place": NAMESAKE, "context": ("Goris",)}, True),
        (DISTRICT, {"place": None, "place_text": "Zod", "context": ("Goris",)}, True),
        (DISTRICT | {"radius_km": 75.0} | AZ, {"place": NAMESAKE} | AZ, False),
        (
            {"geo_precision": "near", "radius_km": 20, "killed": 4},
            {"place": NAMESAKE, "killed": 4},
            True,
        ),
        ({"geo_precision": "near", "radius_km": 20}, {"place": NAMESAKE}, False),
        ({"killed": 12}, {"place": None, "killed": 12}, True),
        ({"killed": 5}, {"place": None, "killed": 5}, False),
        ({"killed": 12}, {"place": COUNTRY, "geo_precision": "country", "killed": 12}, True),
        ({"killed": 5}, {"place": COUNTRY, "geo_precision": "country", "killed": 5}, False),
        (
            {"place": None, "place_text": "Goris district", "geo_precision": "area"},
            {"context": ("Goris",)},
            True,
        ),
        (DISTRICT | {"type": "disaster"}, {"place": NAMESAKE, "type": "disaster"}, True),
        (DISTRICT | {"killed": 1}, {"context": ("Goris",), "place": NAMESAKE, "killed": 4}, False),
    ],
)  # fmt: skip
def test_places_of_several_precisions_agree_where_something_speaks_for_it(first, second, together):
    assert groups(incident(**first), incident(**second)) == ([2] if together else [1, 1])
    assert groups(incident(**second), incident(**first)) == ([2] if together else [1, 1])


def test_what_one_report_tells_apart_stays_apart_but_for_plain_repeats():
    blast, attack = incident(type="explosion"), incident(id="j", **told_by("attack", **CLASH))
    again = incident(id="k", type="explosion", **told_by("blast"))
    document = Document(text="shelled")

    def sizes(*incidents: Incident) -> list[int]:
        reports = [Report(document=document, incidents=incidents)]
        return [len(group.members) for group in merge_incidents(reports)]

    assert sizes(blast, attack) == [1, 1]
    assert sizes(blast, again) == [2]


def test_of_one_report_what_agrees_most_joins_first():
    before = incident(type="explosion", document="a")
    attack = incident(id="j", document="b", **told_by("attack", **CLASH))
    blast = incident(id="k", document="b", type="explosion")
    reports = [
        Report(document=Document(text="a"), incidents=(before,)),
        Report(document=Document(text="b"), incidents=(attack, blast)),
    ]
    found = [[member.id for member in group.members] for group in merge_incidents(reports)]
    assert found == [["i", "k"], ["j"]]


def test_a_third_report_makes_no_one_event_of_two_towns_or_two_days():
    region = {"place": SYUNIK, "geo_precision": "area", "killed": 4}
    exact = {"geo_precision": "exact", "killed": 4}
    towns = incident(**exact), incident(**region), incident(place=JERMUK, **exact)
    assert groups(*towns) == [2, 1]
    week = {"start": date(2022, 9, 12), "end": date(2022, 9, 15), "date_precision": "week"}
    assert groups(incident(**on(12)), incident(**week), incident(**on(15))) == [2, 1]


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
