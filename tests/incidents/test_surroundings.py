"""Places that no gazetteer has, put around the town named before them."""

import pytest

from geomap.incidents import IncidentFinder
from geomap.models import Candidate, Document, LonLat

AT = {"Aro": (10.0, 20.0), "Bela": (10.3, 20.0), "Chiva": (10.0, 20.2), "Oman": (40.0, 50.0)}


@pytest.fixture(scope="module")
def found(read):
    """Return what happened, where it was put, and how surely, with towns where `AT` has them."""

    def run(text):
        plain, resolutions = read(text)
        moved = tuple(_moved(r) for r in resolutions)
        return {
            (i.place_text, i.place and i.place.name, i.geo_precision, i.radius_km)
            for i in IncidentFinder()(Document(text=plain, id="d"), moved)
        }

    return run


def _moved(resolution):
    if resolution.place is None:
        return resolution
    lat, lon = AT[resolution.place.name]
    place = resolution.place.model_copy(update={"position": LonLat(lon=lon, lat=lat)})
    return resolution.model_copy(update={"place": place})


UNKNOWN = "Shells fell on [Dorn|settlement?]."
AROUND_ARO = ("Dorn, around Aro", "Aro", "area", 50.0)
NOWHERE = ("Dorn", None, "exact", 2.0)


@pytest.mark.parametrize(
    "before",
    [
        "Troops met in [Bela] and in [Aro]. ",
        "Roads to [Chiva], [Oman], [Oman] and [Oman] were open, and so was that to [Aro]. ",
    ],
)
def test_it_is_around_the_town_before_where_the_report_dwells(found, before):
    assert AROUND_ARO in found(before + UNKNOWN)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Troops met in [Aro]. ",  # nothing says that the report stays there
        "Troops met in [Oman] and in [Aro]. ",
        "Talks in [Bela], [Oman], [Oman], [Oman], [Oman], [Oman] and [Oman] led to [Aro]. ",
        "The [Bela||embedded] Post and [Aro||metonym] spoke. ",
    ],
)
def test_elsewhere_it_has_no_place(found, before):
    assert found(before + UNKNOWN) == {NOWHERE}


def test_all_mentions_of_it_are_at_one_place(found):
    told = "Troops met in [Bela] and [Aro]. Fire swept [Dorn|site?]."
    assert {place for place, *_ in found(f"{UNKNOWN} {told}")} == {"Dorn, around Aro"}


@pytest.mark.parametrize("words", ["nearby", "the neighbouring hamlet of", "adjacent"])
def test_words_before_say_that_it_lies_by_the_town_before(found, words):
    told = found(f"Troops met in [Oman] and [Aro]. Shells fell on {words} [Dorn|settlement?].")
    assert AROUND_ARO in told


def test_a_town_that_stands_after_it_says_nothing(found):
    assert NOWHERE in found(UNKNOWN + " Troops met in [Bela] and in [Aro].")


@pytest.mark.parametrize("mark", ["[Dorn|region?]", "[Dorn|country?]"])
def test_what_is_wider_than_the_area_has_no_place(found, mark):
    places = found(f"Troops met in [Bela] and [Aro]. Shells fell in {mark}.")
    assert {(text, place) for text, place, *_ in places} == {("Dorn", None)}


def around(read, **changes):
    """Return what befell an unknown place near Aro, of which something else is known."""
    plain, resolutions = read(f"Troops met in [Bela] and [Aro]. {UNKNOWN}")
    moved = (*map(_moved, resolutions[:-1]), resolutions[-1].model_copy(update=changes))
    return next(
        i
        for i in IncidentFinder()(Document(text=plain, id="d"), moved)
        if i.place_text.startswith("Dorn")
    )


def test_what_a_user_leaves_open_stays_without_a_place(read):
    assert around(read, confidence=1.0).place is None


def test_a_name_that_the_gazetteer_has_elsewhere_is_not_said_to_be_in_none(read):
    _, resolutions = read("[Aro]")
    elsewhere = Candidate(place=resolutions[0].place, matched_name="Dorn", match="exact", score=0.1)
    found = around(read, confidence=0.2, candidates=(elsewhere,))
    assert found.place_text == "Dorn, around Aro"
    assert "none of the places called so is likely" in " ".join(found.reasons)


def test_its_own_sentence_is_the_evidence_of_its_place(read):
    [evidence] = around(read).evidence
    assert evidence.text == "Shells fell on Dorn."
    assert "place" in evidence.fields


def test_two_of_them_stay_two(read):
    plain, resolutions = read(
        "Troops met in [Bela] and [Aro]. Shells fell on [Dorn|settlement?] on Monday."
        " Shells fell on [Esk|settlement?] on Monday."
    )
    incidents = IncidentFinder()(Document(text=plain, id="d"), tuple(map(_moved, resolutions)))
    told = {i.place_text: i for i in incidents if i.type == "shelling"}
    assert set(told) == {"Dorn, around Aro", "Esk, around Aro"}
    assert len({i.id for i in told.values()}) == 2
    assert "Dorn is in no gazetteer" in " ".join(told["Dorn, around Aro"].reasons)
    assert "Dorn is in no gazetteer" in told["Dorn, around Aro"].resolution.reason


def test_what_two_sides_say_of_two_of_them_is_not_one_event(read):
    plain, resolutions = read(
        "Troops met in [Bela] and [Aro]. Azerbaijan said Armenian forces shelled"
        " [Dorn|settlement?] on Monday. Armenia said Azerbaijani forces shelled"
        " [Esk|settlement?] on Monday."
    )
    incidents = IncidentFinder()(Document(text=plain, id="d"), tuple(map(_moved, resolutions)))
    sides = {i.reported_by for i in incidents if i.place_text and "around Aro" in i.place_text}
    assert sides == {"Azerbaijan", "Armenia"}
    assert not any(i.linked for i in incidents)
