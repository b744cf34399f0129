import pytest

from geomap.recognition.abbreviations import short_forms

TEXTS = [
    ("In the U.S. and the U.K.", [("U.S.", "United States"), ("U.K.", "United Kingdom")]),
    ("a DRC army post", [("DRC", "Democratic Republic of the Congo")]),
    ("Richmond, Ind., was calm", [("Ind.", "Indiana")]),
    ("Buffalo, NY", [("NY", "New York State")]),
    ("a house in NSW", [("NSW", "New South Wales")]),
    ("Snow fell in Pa., and in Ind. too", [("Pa.", "Pennsylvania"), ("Ind.", "Indiana")]),
    ("in Miss. Marple's garden", []),
    # words and initials count only after a comma
    ("IN THE NIGHT, he said", []),
    ("He works for the La. office of J. Mo.", []),
    ("the USAID mission", []),
    ("THE ARMY TOLD US, OR SO IT SAID", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_short_forms(text, expected):
    found = [(text[form.start : form.end], form.place) for form in short_forms(text)]
    assert found == expected
