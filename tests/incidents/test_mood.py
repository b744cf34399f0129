"""What happened, told from what did not, may, will, or is asked for."""

import pytest

HAPPENED = [
    "In March [Goris] was shelled nearly every day.",
    "Troops began to shell [Goris].",
    "The army continued to shell [Goris].",
    "A crowd tried to storm the parliament in [Sukhumi].",
    "Residents had to flee [Goris].",
    "The ministry said that its troops had captured [Sus].",
    "The army, which has shelled many towns in recent years, shelled [Goris].",
    "The rebels were determined to resist and fought on in [Goris].",
    "Aroland is committed to helping the victims of the floods in [Goris].",
    "The army, determined to retake the town, attacked [Goris].",
    "Gunmen in fake uniforms attacked a bank in [Goris].",
]

DID_NOT = [
    "Similar rallies are planned in [Goris] next week.",
    "A march of miners was also due in [Goris].",
    "Troops did not shell [Goris].",
    "No shelling of [Goris] was reported.",
    "The army will shell [Goris] tomorrow.",
    "The army may shell [Goris].",
    "They called a day of action, with rallies planned in [Goris].",
    "If the army shells [Goris], people will flee.",
    "He threatened to shell [Goris].",
    "The minister demanded the withdrawal from [Goris].",
    "There is a risk of clashes in [Goris].",
    "The ministry denied shelling [Goris].",
    "It is quiet since the shelling of [Goris].",
    "Pictures that seem to show an explosion in [Goris] are fake, the ministry said.",
    "Reports of an explosion in [Goris] proved untrue.",
    "The trial of five men accused of the attack opened in [Goris].",
    "A judge jailed two men for life on Monday for the murder of a jeweller in [Goris].",
    "The council of [Goris] called for fresh protests.",
    "Kidnappings have become common in [Goris].",
    "Three men came to a house in [Goris] with the intention of robbing or kidnapping a banker.",
    "Two men drove to [Goris] in order to kidnap a teacher.",
    "Aroland remains committed to working with its friends in [Goris] to destroy the group.",
    "She stressed the need to strengthen those fighting the rebels on the ground in [Goris].",
    "In recent years, clashes have killed hundreds of herders in [Goris].",
]


@pytest.mark.parametrize("text", HAPPENED)
def test_it_happened(find, text):
    assert [i.place_text for i in find(text)] != []


@pytest.mark.parametrize(
    "text",
    [
        "Thousands took part in a protest in [Goris] over the rail crash.",
        "A protest was held in [Goris] in response to the shelling.",
    ],
)
def test_what_a_protest_is_about_happened_elsewhere(find, text):
    assert [i.type.value for i in find(text)] == ["protest"]


@pytest.mark.parametrize("text", DID_NOT)
def test_it_did_not(find, text):
    assert [(i.type, i.reasons) for i in find(text) if i.place is not None] == []
