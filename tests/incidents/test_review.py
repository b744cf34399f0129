"""Whole texts that were once read wrong: squares, lists, zeros, since, gunmen, sources."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit [Dara]. In [Yerevan] protesters gathered on [Republic Square|site?].",
         ["shelling Dara", "protest Republic Square, Yerevan"]),
        ("Shells hit [Dara]. In [Gyumri] a gas blast wrecked a house on [Lenin Street|road?].",
         ["shelling Dara", "accident Lenin Street, Gyumri"]),
        ("Posts in the [Kalbajar|district], [Lachin|district] and [Gadabay|district] directions"
         " were shelled.",
         [f"shelling {name} direction" for name in ("Kalbajar", "Lachin", "Gadabay")]),
        ("Shells hit the [Donetsk|region] and [Luhansk|region] regions.",
         ["shelling Donetsk region", "shelling Luhansk region"]),
        ("The army was moving its units towards [Donetsk].", []),
        ("Russian troops have withdrawn from [Izium].", ["territory_change Izium"]),
        ("[Russia|country|metonym] pulled out of [Izium].", ["territory_change Izium"]),
        ("Two survivors were pulled out of the rubble in [Izium].", []),
        ("Missiles hit [Izium], leaving the [Sumy|region] and [Kharkiv|region] regions without"
         " light.", ["shelling Izium"]),
        ("An attack left the [Sumy|region] region without power.", []),
        ("The [Sumy|region] region was left without power after the shelling.", []),
        ("Shelling hit [Sus|settlement?].", ["shelling Sus"]),
        ("Shelling hit Sus.", ["shelling Sus"]),
        ("Troops captured the village of Sus on Monday.", ["territory_change Sus"]),
        ("Shelling hit Hezbollah.", []),
        ("Shelling continued on Monday.", ["shelling None"]),
        ("Shells hit [Goris]. Reed was killed in [Paris] by a gunman.",
         ["shelling Goris", "shooting Paris"]),
    ],
)  # fmt: skip
def test_what_happened_where(find, text, expected):
    assert sorted(f"{i.type.value} {i.place_text}" for i in find(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Rockets were fired at [Ashkelon] and [Jaffa]; nobody was hurt.", {0}, {0}),
        ("Shells hit [Goris]. Nobody was killed.", {0}, {None}),
        ("Shells hit [Goris], killing two. Nobody was killed elsewhere.", {2}, {None}),
        ("Shells hit [Goris].\n\nNobody was killed.", {None}, {None}),
    ],
)
def test_nobody_counts_zero_at_each_place(find, text, killed, injured):
    incidents = find(text)
    assert {i.killed for i in incidents} == killed
    assert {i.injured for i in incidents} == injured


def test_since_dates_the_holding_and_not_the_breakthrough(find):
    (incident,) = find("Rebels broke through near [Aro], held by the army since the spring.")
    assert incident.start == date(2022, 9, 14)
    (incident,) = find("[Aro] has been shelled since 1 September.")
    assert incident.start == date(2022, 9, 1)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("[Goris] was shelled, Armenia's army said. Azerbaijan's army said it shelled [Goris].",
         "Armenia's army; Azerbaijan's army"),
        ("[Goris] was shelled, the mayor said. Shells hit [Goris], the governor said.", "mayor"),
        ("A shell hit a barn in [Goris], the mayor told reporters.", "mayor"),
        ("[Goris] was shelled, Armenia's army said. [Goris] was shelled, Armenian officials said.",
         "Armenia's army"),
        ("[Goris] was shelled.", None),
    ],
)  # fmt: skip
def test_sources_that_confirm_each_other_are_joined(find, text, sources):
    (incident,) = find(text)
    assert incident.reported_by == sources
