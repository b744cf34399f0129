import pytest

from geomap.models import Mention, Role
from geomap.resolution.locations import locations


def read(text, roles):
    """Return the text without marks, and its mentions by their names."""
    plain, mentions = "", []
    for i, part in enumerate(text.replace("]", "[").split("[")):
        if i % 2:
            role = roles.get(part, Role.LITERAL)
            mentions.append(
                Mention(
                    start=len(plain), end=len(plain) + len(part), text=part, name=part, role=role
                )
            )
        plain += part
    return plain, mentions


def located(text, **roles):
    plain, mentions = read(text, roles)
    names = {m.start: m.name for m in mentions}
    return {names[a]: {names[b] for b in found} for a, found in locations(plain, mentions).items()}


@pytest.mark.parametrize(
    "text",
    [
        "Troops took [Aro], a village northwest of [Bela].",
        "Troops took [Aro], a small mining town in [Bela].",
        "Troops took [Aro] (a hamlet near the town of [Bela]).",
        "Troops took [Aro], the village 12 km to the south of [Bela].",
        "Shells fell in [Aro], near [Bela].",
        "Shells fell in [Aro], 25 kilometres from [Bela].",
        "Shells fell in [Aro], east of the city of [Bela].",
        "Shells fell just outside [Aro], not far from [Bela].",
        "Gunmen came to the [Aro] area of [Bela] district.",
        "Gunmen came to the [Aro] neighbourhood in [Bela].",
    ],
)
def test_what_a_place_is_said_to_lie_in_or_near(text):
    assert located(text) == {"Aro": {"Bela"}}


def test_a_state_that_owns_the_region_locates_too():
    found = located("Troops took [Aro], a village in [Bela]'s north.", Bela=Role.METONYM)
    assert found == {"Aro": {"Bela"}}


@pytest.mark.parametrize(
    "text",
    [
        "She flew to [Aro] from [Bela].",
        "Troops took [Aro], and shelled [Bela].",
        "Troops took [Aro], [Bela] and the village.",
        "Troops took [Aro], a victory in the view of [Bela].",
        "Troops took [Aro]. East of [Bela] all was calm.",
        "Troops left [Aro], to return to [Bela].",
    ],
)
def test_other_words_locate_nothing(text):
    assert located(text) == {}


def test_a_government_is_located_by_nothing():
    assert located("[Aro], near [Bela], spoke.", Aro=Role.METONYM) == {}
