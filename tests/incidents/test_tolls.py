"""Whose dead a number counts: its own sentence's, the one told just before, or nobody's."""

import pytest


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Shells hit [Goris]. Doctors recorded nine deaths last night.", 9),
        ("Shells hit [Goris]. Doctors at its hospital recorded nine deaths.", 9),
        ("Shells hit [Goris]. Mortars were used. Doctors recorded nine deaths.", 9),
        ("Shells hit [Goris]. Doctors at [Sisian] recorded nine deaths.", None),
        ("Shells hit [Goris]. Doctors recorded 900 deaths since the war began.", None),
        ("Shells hit [Goris] and [Sisian]. Doctors recorded nine deaths.", None),
        ("A raid on [Goris] killed four soldiers. The guards shot dead two of the raiders.", 6),
        ("A raid on [Goris] killed four soldiers. A cook also died.", 5),
        ("A raid on [Goris] killed four soldiers. Two cooks were killed, too.", 6),
        ("A bomb went off in [Goris] on Monday. Police said nine people were killed.", 9),
        ("A raid on [Goris] killed four men. Two more died in hospital.", 6),
        ("Six died in [Goris]. A raid on [Goris] killed four. Two more died in hospital.", 6),
        ("Shells hit [Goris] on Monday. In 2011 nine people died.", None),
        ("Shells hit [Goris] on Monday. Nine people have died since January.", None),
        ("At least nine people died. Shells hit [Goris] on Monday.", 9),
        ("Shells hit [Goris]. The army put the toll at four, then raised it to nine.", 9),
        ("A flood killed 12 people in [Goris]. By Friday the number of dead had risen to 40.", 40),
        ("A flood killed 12 people in [Goris]. Doctors recorded nine deaths.", 12),
        ("A raid on [Goris] killed four, the mayor said; a doctor said nine had died.", 4),
        ("A raid on [Goris] killed four. The army spoke of two dead, the rebels of nine.", 4),
        ("A raid hit [Goris]: two guards died, the mayor said, and one cook was killed.", 3),
    ],
)
def test_the_sentences_after_an_event_count_its_dead(find, text, killed):
    assert {i.killed for i in find(text)} == {killed}


def test_a_place_told_before_is_told_of_again(find):
    text = "Shells hit [Goris]. A raid on [Sisian] killed two. There were no casualties in [Goris]."
    assert {i.place_text: i.killed for i in find(text)} == {"Goris": 0, "Sisian": 2}


def test_papers_that_cut_up_their_text_count_in_the_next_paragraph(find):
    text = "\n\n".join(
        [
            "The mayor spoke on Monday.",
            "Shells hit [Goris].",
            "Doctors recorded nine deaths.",
            "The school stays closed.",
            "Buses were late.",
        ]
    )
    assert [i.killed for i in find(text)] == [9]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "Two trains collided near [Tempe], killing 57 people; a man was arrested in [Larissa].",
            {"accident": 57, "abduction_or_detention": None},
        ),
        (
            "Nine people died when a stand collapsed during a rally in [Goris].",
            {"accident": 9, "protest": None},
        ),
        (
            "A bomber blew himself up in [Goris], killing 20; troops fought gunmen in [Kapan].",
            {"explosion": 20, "armed_clash": None},
        ),
        (
            "Troops repelled an attack at [Goris], killed four rebels and took one into custody.",
            {"armed_clash": 4, "abduction_or_detention": None},
        ),
    ],
)
def test_the_dead_are_those_of_the_event_that_kills(find, text, killed):
    assert {i.type.value: i.killed for i in find(text)} == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "A landslide killed two people in [Goris], three in [Sisian] and one near [Kapan].",
            {"Goris": 2, "Sisian": 3, "Kapan": 1},
        ),
        (
            "Ten people were killed by shells, three in [Goris] and seven in [Sisian].",
            {"Goris": 3, "Sisian": 7},
        ),
        (
            "Three were killed in [Goris], where a drone hit a shop, and four in [Sisian].",
            {"Goris": 3, "Sisian": 4},
        ),
        ("Shells killed 12 people in [Goris] and [Sisian].", {"Goris": None, "Sisian": None}),
        ("A flood killed two boys in [Goris] and four in [Sisian].", {"Goris": 2, "Sisian": 4}),
        (
            "Two sappers lost their lives: one was killed by a shell in [Goris], and a porter died"
            " when a mine went off near [Sisian].",
            {"Goris": 1, "Sisian": 1},
        ),
    ],
)
def test_a_number_counts_for_the_place_beside_it(find, text, killed):
    assert {i.place_text: i.killed for i in find(text)} == killed


def test_the_dead_told_after_two_events_at_a_place_are_those_of_the_first(find):
    text = (
        "Gunmen attacked the barracks at [Goris] on Monday night. A suicide bomber hit the gate. "
        "Six people were killed."
    )
    assert {i.type.value: i.killed for i in find(text)} == {"armed_clash": 6, "explosion": None}


def test_what_a_quake_cost_a_whole_country_is_told_of_its_centre(find):
    quake = "An earthquake shook [Peru|country] and killed 40 people."
    centre = "It was centred near [Tarma|settlement?]. In [Jauja|settlement?] a church collapsed."
    killed = {i.place_text: i.killed for i in find(f"{quake} {centre}")}
    assert killed == {"Tarma": 40, "Jauja": None}


def test_a_sentence_that_goes_on_sums_its_dead(find):
    text = "A flood hit [Goris]. A porter did not survive; two boys could not be saved."
    assert [i.killed for i in find(text)] == [3]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A boy has died of cholera in [Aro], bringing the death toll in the country to 58.", 1),
        ("Four people died of measles in [Aro]; the number of people killed by the disease has"
         " now risen to 190.", 4),
        ("The death toll from cholera in [Aro] rose to 40.", 40),
        ("Two more died of their burns after the blast in [Aro], bringing the toll to 14.", 14),
    ],
)  # fmt: skip
def test_the_sum_of_an_epidemic_is_not_that_of_its_latest_deaths(find, text, killed):
    assert [i.killed for i in find(text)] == [killed]
