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
        ("The group blamed the army. An army officer rejected the charge in Beno.", "reported"),
        ("The group blamed the army. An army officer called it ridiculous.", "denied"),
    ],
)
def test_who_is_accused_may_deny_though_of_no_known_side(find, answer: str, status: str) -> None:
    incident, *_ = find(f"Jets bombed the market of [Kut], aid workers said. {answer}")
    assert incident.status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Shells fell on [Goris], residents said. Azerbaijan denied that its men had fired.",
         Status.REPORTED),
        ("Residents said Azerbaijani troops shelled [Goris]. Azerbaijan denied shelling the town.",
         Status.DENIED),
        ("Armenia said Azerbaijani troops shelled [Goris]. Azerbaijan insisted that no shot had"
         " been fired.", Status.DENIED),
        ("Armenia said Azerbaijani troops shelled [Goris]. Azerbaijan denied targeting houses.",
         Status.CLAIMED),
        ("Armenia said Azerbaijani troops shelled [Goris]. Azerbaijan's army denied that Georgia"
         " had closed the road to Batumi.", Status.CLAIMED),
        ("Armenia said Azerbaijani troops shelled [Goris].\n\nA bomb went off in [Batumi]."
         " Azerbaijan denied any involvement.", Status.CLAIMED),
        ("Armenia said Azerbaijani troops fired on its posts near [Goris]. Azerbaijan denied the"
         " claim and said Armenian troops had fired first near [Goris].", Status.DENIED),
        ("Rebels said they had captured [Goris]. The army denied that rebels had captured"
         " [Goris].", Status.DENIED),
        ("Armenia said Azerbaijani troops had taken [Goris]. The hospital in Kapan confirmed two"
         " births.", Status.CLAIMED),
        ("Rebels seized the town of [Goris]. The army conceded that its men had withdrawn.",
         Status.CONFIRMED),
        ("Rebels, officials said, killed five in [Goris]. No group claimed responsibility.",
         Status.CLAIMED),
    ],
)  # fmt: skip
def test_only_an_answer_to_it_decides(find, text, status):
    assert {i.status for i in find(text) if i.place_text == "Goris"} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan denied that its units had fired on [Goris].",
        "The army rejected reports that rebels had captured [Goris].",
    ],
)
def test_what_is_only_denied_is_no_incident(find, text):
    assert not find(text)


def test_what_the_author_tells_and_one_denies_is_the_accusers_word(find):
    (incident,) = find("Shells hit [Goris]. Armenia blamed Azerbaijan. Azerbaijan denied it.")
    assert (incident.status, incident.reported_by) == (Status.DENIED, "Armenia")


def test_the_group_is_the_one_named_last(find):
    (incident,) = find("The Taliban moved on Sunday. The group claimed it had captured [Aro].")
    assert incident.reported_by == "Taliban"


def test_it_is_who_speaks_and_not_whom_it_killed(find):
    (incident,) = find("The Israeli army said it had killed a guard in a strike near [Tyre].")
    assert incident.actor == "Israeli army"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Armenia denied Azerbaijani claims that Armenian forces shelled [Kut].", "Azerbaijan"),
        ("Mali's army denied accusations by Amnesty International that its soldiers shot farmers"
         " in [Kut].", "Amnesty International"),
    ],
)  # fmt: skip
def test_the_claims_that_somebody_denies_are_told_with_the_denial(find, text, source):
    (incident,) = find(text)
    assert (incident.status, incident.reported_by) == (Status.DENIED, source)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("At least 31 people have been killed in an attack on a school in [Aro].", None),
        ("Iran shelled the town of [Aro], killing three Iranians.", "Iran"),
        ("Gunmen attacked a bank in [Aro], and two of the gunmen were killed.", "Gunmen"),
    ],
)
def test_who_died_did_not_do_it(find, text, actor):
    assert {i.actor for i in find(text)} == {actor}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Azerbaijan said its troops had captured [Tegh], a claim that Yerevan rejected as false.",
         "denied"),
        ("Azerbaijan said its troops had captured [Tegh]. Yerevan denied it.", "denied"),
        ("Azerbaijan said its troops had captured [Tegh]. Yerevan denied both of the stories.",
         "denied"),
        ("Azerbaijan said its troops had captured [Tegh]. Yerevan denied an offer.", "claimed"),
        ("In the Tegh district, Azerbaijan said its troops had captured [Aro]. Yerevan denied"
         " reports that Tegh itself had been lost.", "claimed"),
        ("Azerbaijan said its troops had captured [Aro] near Tegh. Yerevan denied reports that"
         " Tegh itself had been lost.", "claimed"),
        ("Azerbaijan said its troops had captured [Tegh]. Yerevan denied reports that Tegh itself"
         " had been lost.", "denied"),
        ("Syrian state media said that Israeli aircraft had bombed [Homs].", "claimed"),
        ("Syrian state media said that aircraft had bombed [Homs].", "reported"),
    ],
)  # fmt: skip
def test_who_boasts_may_be_contradicted_and_a_sides_media_are_its_word(find, text, status) -> None:
    assert {i.status.value for i in find(text)} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Soldiers killed nine men in [Kut], a rights group said. The army denied it.", "denied"),
        ("Police shot two marchers in [Kut], a union said. Police denied using guns.", "denied"),
        (
            "Soldiers killed nine men in [Kut], villagers said. The army said in a message that"
            " it had not attacked.",
            "denied",
        ),
        (
            "Soldiers killed nine men in [Kut], locals said. The army denied the raid on Friday.",
            "denied",
        ),
        ("Two men were hit by bullets at [Kut]. Iran called the report false.", "denied"),
        ("Two men were hit by bullets at [Kut]. Iran called the trial false.", "reported"),
        ("Syrian jets hit [Kut], the War Observatory said.", "reported"),
        ("Syrian jets hit [Kut], Iraqi state television said.", "claimed"),
    ],
)
def test_whoever_tells_of_armed_men_may_be_denied(find, text: str, status: str) -> None:
    incident, *_ = find(text)
    assert incident.status == status


def test_who_rejects_that_report_means_the_one_right_before(find):
    text = (
        "Syria's fire brigade said [Goris] was shelled. Turkey's army said a bomb killed a guard in"
        " [Kapan]. Iraq's army called this claim ridiculous."
    )
    assert {i.place_text: i.status for i in find(text)} == {"Goris": "reported", "Kapan": "denied"}
