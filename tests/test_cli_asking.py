"""What the words mean that a user asks `locate` for, in the default gazetteer."""

import re

import pytest

from geomap.cli.asking import place_of
from geomap.errors import GazetteerError


@pytest.mark.parametrize(
    ("words", "place_id"),
    [
        ("Kherson", "gn:706448"),  # the town, and not the region called after it
        ("Kherson region", "gn:706442"),
        ("Khartoum", "gn:379252"),
        ("Paris", "gn:2988507"),
        ("Paris, Texas", "gn:4717560"),
        ("Paris, TX", "gn:4717560"),
        ("paris, texas", "gn:4717560"),
        ("Springfield, Ohio", "gn:4525353"),
        ("London, Ontario, Canada", "gn:6058560"),
        ("Washington", "gn:4140963"),
        ("Kyiv", "gn:703448"),
        ("Zaporizhzhia", "gn:687700"),
        ("Syunik", "gn:409314"),  # the province: the village in it is no seat
        ("Texas", "gn:4736286"),  # not a town of that name elsewhere
        ("Georgia", "gn:614540"),
    ],
)
def test_names_and_what_tells_them_apart(gazetteer, words, place_id):
    asked = place_of(words, gazetteer)
    assert (asked.place.id, asked.radius_km, asked.unread) == (place_id, 0, "")


def test_what_else_bears_the_name_is_told(gazetteer):
    assert "gn:706442" in {place.id for place in place_of("Kherson", gazetteer).others}


@pytest.mark.parametrize("words", ["50 km south-west of Kharkiv", "50 km south-west of kharkiv"])
def test_a_distance_is_a_point_with_a_radius(gazetteer, words):
    asked = place_of(words, gazetteer)
    assert asked.place.position == pytest.approx((35.765, 49.663), abs=0.01)
    assert asked.radius_km > 10


def test_a_code_is_no_name(gazetteer):
    with pytest.raises(GazetteerError, match=r"used for Albacete.*: geomap locate gn:2522258"):
        place_of("abc", gazetteer)


def test_two_places_are_not_one(gazetteer):
    with pytest.raises(GazetteerError, match="names Goris, Syunik, AM and Lachin, AZ"):
        place_of("the road between Goris and Lachin", gazetteer)


@pytest.mark.parametrize(
    ("words", "strange"),
    [
        ("Kherson, Russia", "'Kherson' was not understood beside Russia"),
        ("Shushi, Armenia", "'Shushi' was not understood beside Armenia"),
        ("Xyzzyburg, Armenia", "'Xyzzyburg' was not understood"),
        ("km north of Goris", "'km' was not understood beside Goris, Syunik, AM"),
        ("12 kms nw of Stepanakert", "'12 kms nw' was not understood"),
        ("46", "no place called '46'"),
        ("", "no place called ''"),
        ("gn:1", "shows the ids that it knows"),
    ],
)
def test_what_is_not_understood_is_no_answer(gazetteer, words, strange):
    with pytest.raises(GazetteerError, match=re.escape(strange)):
        place_of(words, gazetteer)


def test_words_that_leave_the_distance_open_are_told(gazetteer):
    assert place_of("near Goris", gazetteer).unread == "near"
    assert place_of("Zabukh village, Lachin district", gazetteer).unread == ""
    assert place_of("Bakhmut, Donetsk region, Ukraine", gazetteer).place.id == "gn:713174"
