def test_the_home_town_of_a_person_is_no_place_to_point_back_to(find):
    incidents = find(
        "The guard, Ivo Orlin, 31, of [Goris], was arrested. Crowds threw stones there."
    )
    assert "Goris" not in {i.place_text for i in incidents}


def test_a_road_leads_away_from_where_the_sentence_is(find):
    (incident,) = find("In [Goris], protesters blocked the road to [Kapan] on Monday.")
    assert incident.place_text == "Goris"
    (incident,) = find("Protesters blocked the road to [Kapan] on Monday.")
    assert incident.place_text == "Kapan"


def test_who_says_that_a_town_was_shelled_is_not_where_it_was(find):
    (incident,) = find("The [Kapan] command says [Goris] was shelled with rockets.")
    assert incident.place_text == "Goris"
    (incident,) = find("The [Kapan] command was shelled, the army says.")
    assert incident.place_text == "Kapan"


def test_a_government_that_is_said_to_do_something_is_no_place(find):
    incidents = find("Shells fell on [Kapan]. The army says [Goris] shelled it.")
    assert {i.place_text for i in incidents} == {"Kapan"}
