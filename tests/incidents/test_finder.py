"""The whole record, and the properties that hold for any text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.incidents import IncidentFinder
from geomap.models import Document, Status

REPORT = (
    "[Yerevan||dateline] - On Tuesday Azerbaijani forces shelled [Goris], killing four people and"
    " wounding seven, the Armenian Defence Ministry said.\n\nThe fire came from the east."
)


def test_record(find):
    (incident,) = find(REPORT)
    assert (incident.type, incident.place_text) == ("shelling", "Goris")
    assert (incident.start, incident.end) == (date(2022, 9, 13), date(2022, 9, 13))
    assert (incident.killed, incident.injured) == (4, 7)
    assert incident.actor == "Azerbaijani forces"
    assert "Defence" in incident.reported_by
    assert incident.status is Status.CLAIMED
    assert any("shelling" in reason for reason in incident.reasons)


def test_evidence_is_verbatim_and_says_what_rests_on_it(find, read):
    plain, _ = read(REPORT)
    (incident,) = find(REPORT)
    (evidence,) = incident.evidence
    assert plain[evidence.start : evidence.end] == evidence.text
    assert {"type", "place", "date", "casualties", "reported_by"} <= set(evidence.fields)


def test_casualties_of_several_places_are_given_to_none_of_them(find):
    incidents = find("Shells hit [Goris] and [Kapan], killing 12 people.")
    assert {i.killed for i in incidents} == {None}


def test_what_the_text_says_of_the_standing_of_a_place_is_kept(find):
    (incident,) = find("Troops captured [Sus], located in [Nagorno-Karabakh|area].")
    assert incident.text_status == ("located in Nagorno-Karabakh",)


def test_recalled_events_are_background(find):
    (incident,) = find("In 2003 a bus was hit by a train in [Tempi].")
    assert incident.background


def test_what_is_long_past_and_has_no_place_of_its_own_is_history(find):
    (incident,) = find("[Goris] was shelled on Tuesday. A truce had been signed in May 1994.")
    assert incident.place_text == "Goris"
    assert find("Hundreds of people were killed by floods in [Armenia|country] in 2003.") == ()


def test_same_input_same_output(find):
    assert find(REPORT) == find(REPORT)


def test_ids_are_unique(find):
    incidents = find("[Goris] was shelled on 13 September. [Goris] was shelled on 11 September.")
    assert len({i.id for i in incidents}) == len(incidents)


def test_two_villages_drawn_as_one_district_have_ids_of_their_own(find):
    villages = "[Sanaba|settlement?] and [Kapos|settlement?]"
    told = find(f"They shelled the villages of {villages} in [Kut|district] district.")
    assert len({i.id for i in told}) == len(told) == 2


WORDS = st.sampled_from(
    "shelled fire [Goris] [Kut|district] [Peru|country] and , . \n\n in near of the troops killed"
    " not will from to said there 12 : - “ ” was ; hospital ministry [Sanaba|settlement?]".split(
        " "
    )
)


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, max_size=30))
def test_any_text_gives_well_formed_incidents(read, words):
    plain, resolutions = read(" ".join(words))
    document = Document(text=plain, id="x", published=date(2022, 9, 14))
    incidents = IncidentFinder()(document, resolutions)
    assert len({i.id for i in incidents}) == len(incidents)
    for incident in incidents:
        assert plain[incident.trigger.start : incident.trigger.end] == incident.trigger.text
        for evidence in incident.evidence:
            assert plain[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(("words", "start", "end"), [
    ("for two weeks in July 2016", date(2016, 7, 1), date(2016, 7, 31)),
    ("for five months in 2017", date(2017, 1, 1), date(2017, 12, 31)),
    ("for three days last week", date(2022, 9, 5), date(2022, 9, 11)),
])  # fmt: skip
def test_how_long_an_event_took_does_not_count_back_from_today(find, words, start, end):
    (incident,) = find(f"Rebels shelled [Goris] {words}.")
    assert (incident.start, incident.end) == (start, end)


def test_people_who_had_fled_fled_from_elsewhere(find):
    found = find("A shell hit a school in [Goris], killing families who had fled their homes.")
    assert [i.type.value for i in found] == ["shelling"]


def test_those_at_hand_tell_of_where_they_are(find):
    found = find("Police in [Goris] said that a man had been stabbed outside a bar.")
    assert [i.place_text for i in found] == ["Goris"]
    found = find("Police in [Goris] said that a man had been stabbed in [Kapan].")
    assert [i.place_text for i in found] == ["Kapan"]
