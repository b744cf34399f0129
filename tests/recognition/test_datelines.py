import pytest

from geomap.recognition.datelines import dateline_places, datelines

HEADS = [
    ("YEREVAN - Armenia said", ["YEREVAN"], ["YEREVAN"]),
    ("GORIS, Armenia — Shells fell", ["GORIS"], ["GORIS, Armenia"]),
    ("GORIS, Armenia, Sept. 13 (Agency) - Shells", ["GORIS"], ["GORIS, Armenia"]),
    ("BAKU/YEREVAN, 13 September - Both", ["BAKU", "YEREVAN"], ["BAKU/YEREVAN"]),
    ("KRYVYI RIH, Ukraine (AB) -- A", ["KRYVYI RIH"], ["KRYVYI RIH, Ukraine"]),
    ("AL-ULA, Saudi Arabia, Jan 5 - The", ["AL-ULA"], ["AL-ULA, Saudi Arabia"]),
    ("A headline.\n\nTBILISI: The", ["TBILISI"], ["TBILISI"]),
    ("NEW DELHI, July 12 (PTI) Two", ["NEW DELHI"], ["NEW DELHI"]),
    ("MOSCOW, March 3. /TASS/. Two", ["MOSCOW"], ["MOSCOW"]),
    ("Beirut (AFP) – Two", [], ["Beirut"]),
    ("Kyiv, 5 May - Two", [], ["Kyiv"]),
    ("Dushanbe, Tajikistan, 4 June 2021 — Two", [], ["Dushanbe, Tajikistan"]),
    ("Yerevan, 5 men - all", [], []),
    ("UKRAINE: FIVE DEAD IN STRIKE", [], []),
    ("Yerevan - a city", [], []),
    ("The UN said - again", [], []),
    ("A - b", [], []),
]


@pytest.mark.parametrize(("text", "places", "heads"), HEADS)
def test_heads_of_dispatches(text, places, heads):
    assert [text[s:e] for s, e in dateline_places(text)] == places
    assert [text[s:e] for s, e in datelines(text)] == heads
