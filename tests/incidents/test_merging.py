"""One event told twice is one; what finer places cover is no second incident."""

from datetime import date


def test_headline_and_body_are_one_incident_with_two_pieces_of_evidence(find):
    (incident,) = find(
        "[Goris] shelled\n\nOn Tuesday artillery shelled [Goris] again, officials said."
    )
    assert len(incident.evidence) == 2


def test_another_day_is_another_incident(find):
    incidents = find("[Goris] was shelled on 13 September. [Goris] was shelled on 11 September.")
    assert [i.start for i in incidents] == [date(2022, 9, 13), date(2022, 9, 11)]


def test_a_general_statement_is_folded_into_the_finer_place(find):
    quake = "An earthquake shook [Morocco|country] and killed 820 people."
    (incident,) = find(f"{quake} It was centred near [Ighil|settlement?].")
    assert (incident.place_text, incident.killed) == ("Ighil", 820)


def test_different_families_at_one_place_stay_apart(find):
    incidents = find("[Goris] was shelled. Families fled [Goris].")
    assert {i.type.value for i in incidents} == {"shelling", "displacement"}


def test_a_ceasefire_with_its_hour_stays_without_a_place(find):
    (incident,) = find("The sides agreed to a ceasefire starting from 9:00 on Tuesday.")
    assert (incident.type, incident.place, incident.place_text) == ("ceasefire", None, None)


def test_a_vague_noun_without_place_or_time_is_no_incident(find):
    assert find("The ceasefire is fragile and clashes are possible, analysts say.") == ()


def test_claims_of_opposed_sides_are_linked_and_stay_apart(find):
    armenian, azerbaijani = find(
        "Armenia's defence ministry said that Azerbaijani units attacked posts near [Kut]."
        " Azerbaijan's defence ministry said that Armenian troops fired at its posts near [Kut]."
    )
    assert armenian.linked == (azerbaijani.id,)
    assert azerbaijani.linked == (armenian.id,)


def test_victims_go_with_the_event_told_last(find):
    incidents = find(
        "Rebels attacked [Aro] on Monday. On Tuesday missiles hit [Aro]. A worker was killed."
    )
    assert {i.type.value: i.killed for i in incidents} == {"armed_clash": None, "shelling": 1}


def test_an_ordinal_that_counts_the_event_told_makes_no_second_one(find):
    incidents = find("A drone hit a depot in [Aro]. It was the second such attack in two days.")
    assert [i.type.value for i in incidents] == ["air_strike"]


def test_another_kind_of_event_in_a_later_sentence_is_another_incident(find):
    incidents = find(
        "Gunmen opened fire on a patrol in [Goris] on Tuesday. A mine exploded there an hour later."
    )
    assert [i.type.value for i in incidents] == ["shooting", "explosion"]
    assert {i.place_text for i in incidents} == {"Goris"}


def test_what_a_sentence_recalls_happened_not_where_the_last_shell_fell(find):
    text = "Shells hit [Aro]. The war began when gunmen stormed across the line in 2019."
    assert [i.type.value for i in find(text, published="2024-05-02")] == ["shelling"]


def test_who_is_led_away_after_a_protest_is_led_away_there(find):
    incidents = find("Crowds held a rally in [Aro]. About forty people were arrested.")
    assert [i.type.value for i in incidents] == ["protest", "abduction_or_detention"]
    assert {i.place_text for i in incidents} == {"Aro"}


def test_who_was_killed_is_what_came_of_the_event_before(find):
    found = find("Rockets hit [Goris] on Monday. Two soldiers and three civilians were killed.")
    assert [i.type.value for i in found] == ["shelling"]
    found = find("Robbers held up a bank in [Goris]. A guard was shot in the leg.")
    assert [i.type.value for i in found] == ["crime"]


def test_a_sentence_on_those_who_were_told_of_tells_of_the_same_event(find):
    found = find("A bus was ambushed near [Goris]. The attackers shot six passengers dead.")
    assert len(found) == 1
    found = find("A bus was ambushed near [Goris]. A day later, men shot six passengers dead.")
    assert len(found) == 2


def test_two_spots_that_are_drawn_at_one_town_stay_apart(find):
    incidents = find(
        "On Monday a bomb hit [Lenin Street|road?] in [Goris]. On Monday a bomb hit the"
        " [Ashot Palace|site?] in [Goris]. On Monday a bomb hit [Lenin Street|road?] in [Goris]."
    )
    assert sorted(i.place_text for i in incidents) == ["Ashot Palace, Goris", "Lenin Street, Goris"]
