"""What readers of the maps found wrong, in sentences of the same kind."""

from datetime import date

import pytest


def test_the_same_day_is_the_day_spoken_of_last_whatever_the_place(find) -> None:
    incidents = find(
        "Troops took [Aro] on September 3. On September 8 soldiers entered [Bela]."
        " The same day rebel forces withdrew from [Cora]."
    )
    days = {i.place_text: i.start for i in incidents}
    assert days["Cora"] == days["Bela"] == date(2022, 9, 8)


def test_a_day_after_an_event_dates_the_event_before(find) -> None:
    (incident,) = find("Crews cleared mud in [Aro] on Tuesday, a day after a flood hit the town.")
    assert incident.start == date(2022, 9, 12)


def test_a_quake_named_before_its_hour_gets_the_day_of_the_hour(find) -> None:
    incidents = find(
        "Rescuers dug for survivors of two earthquakes.\n\nThe first, of magnitude 7.1, struck"
        " near [Aro] at 4:17 on Monday morning. The second, of magnitude 6.8, followed nine hours"
        " later near [Bela]."
    )
    assert [(i.place_text, i.start) for i in incidents] == [
        ("Aro", date(2022, 9, 12)), ("Bela", date(2022, 9, 12)),
    ]  # fmt: skip
    assert all(i.actor is None and i.target is None for i in incidents)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops entered [Aro], a rail hub on the [Osk|water] river.", {"territory_change Aro"}),
        ("Floods along the [Ind|water] swept away houses in [Aro].", {"disaster Aro"}),
        ("A train derailed near [Aro], in [Bela].", {"accident Aro"}),
        ("In [Aro], where the river [Mag|water] rose, six people were found dead after the flood.",
         {"disaster Aro"}),
        ("A bomb hit a bus on the road between [Aro] and [Bela].", {"explosion Aro"}),
        ("A blast shook [Aro]. Aid groups left the [Darf|region] town.", {"explosion Aro"}),
        ("A suicide bomber blew himself up on [Lido|landform?] beach in [Aro].",
         {"explosion Lido, Aro"}),
        ("Inmates broke out of the jail of [Aro].", {"other Aro"}),
    ],
)  # fmt: skip
def test_what_only_locates_gets_no_incident(find, text, expected) -> None:
    assert {f"{i.type.value} {i.place_text}" for i in find(text)} == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Farmers lit fires near the market in [Aro].", "protest"),
        ("Marchers threw eggs at the town hall of [Aro].", "protest"),
        ("Hundreds of tractors gathered in [Aro] over low prices.", "protest"),
        ("Police fired live rounds outside parliament in [Aro].", "shooting"),
        ("Soldiers captured Ana Ortiz, the rebel chief, in [Aro].", "abduction_or_detention"),
        ("Soldiers captured [Aro].", "territory_change"),
        ("A bomb killed seven passengers of a minibus in [Aro].", "explosion"),
        ("A clash between two clans in [Aro] left eight dead.", "riot"),
        ("[Aro] fell on Monday after two days of shelling.", "shelling"),
        ("Gunmen burst into a studio in [Aro].", "violence_against_civilians"),
    ],
)
def test_types(find, text, kind) -> None:
    assert kind in {i.type.value for i in find(text)}


@pytest.mark.parametrize(
    "text",
    ["Talks in [Aro] collapsed.", "Shells hit [Aro]. A son of the jailed chief lives in [Bela].",
     "Shells hit [Aro]. It is the worst loss in [Bela] since the start of the invasion."],
)  # fmt: skip
def test_no_events(find, text) -> None:
    assert "Bela" not in {i.place_text for i in find(text)}
    assert len(find(text)) <= 1


@pytest.mark.parametrize(
    "blame",
    [
        "each side accused the other of starting it",
        "the two sides blamed each other",
        "Armenia and Azerbaijan accused one another of it",
    ],
)
def test_what_both_say_of_each_other_is_neithers_word(find, blame) -> None:
    (incident,) = find(f"Shelling hit [Aro] on Monday; {blame}.")
    assert (incident.reported_by, incident.status.value) == (None, "reported")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Forces recaptured [Aro], President Volodymyr Zelensky said that evening.",
         "Volodymyr Zelensky"),
        ("A tunnel collapsed in [Aro], local officials said Sunday.", "local officials"),
        ("Gunmen killed nine villagers in [Aro], police spokesman Nahum Daso told AFP.",
         "Nahum Daso"),
        ("Rockets hit [Aro], the head of the regional military administration said Monday night.",
         "head of the regional military administration"),
    ],
)  # fmt: skip
def test_who_says_so(find, text, source) -> None:
    (incident,) = find(text)
    assert incident.reported_by == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Shells hit a school in [Aro]. Seven people died, the hospital said.", "hospital"),
        ("Shells hit a school in [Aro], residents said. Seven people died, the hospital said.",
         "residents"),
    ],
)  # fmt: skip
def test_who_counts_the_dead_tells_of_it_where_nobody_else_does(find, text, source) -> None:
    (incident,) = find(text)
    assert incident.reported_by == source


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb killed three soldiers in [Aro] on Monday. Hours later a second car bomb went"
        " off at a hotel in [Aro], killing nine people.",
        "A bomb killed three people in [Aro] on Monday morning. In the evening a bomb killed nine"
        " people at a hotel in [Aro].",
    ],
)
def test_a_second_event_at_the_place_of_the_first_stays_its_own(find, text) -> None:
    assert [i.killed for i in find(text)] == [3, 9]


def test_one_event_told_twice_stays_one(find) -> None:
    (incident,) = find(
        "A car bomb killed three people in [Aro] on Monday.\n\nThe bomb went off near a bank in"
        " [Aro] on Monday morning, killing three."
    )
    assert incident.killed == 3


def test_they_are_who_acted_in_the_sentence_before(find) -> None:
    incidents = find("Government troops took [Aro]. On Monday they entered [Bela].")
    assert {i.actor for i in incidents} == {"Government troops"}


def test_bombs_of_one_paragraph_have_the_side_that_dropped_them(find) -> None:
    incidents = find("Russian aircraft bombed [Aro]. Missiles hit [Bela] as well.")
    assert {i.actor for i in incidents} >= {"Russian aircraft"}


def test_a_date_told_outright_comes_before_a_day_reckoned(find) -> None:
    (incident,) = find("In [Aro], students had rallied two weeks earlier, on 1 September.")
    assert str(incident.start) == "2022-09-01"
