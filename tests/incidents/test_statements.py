"""Verbs of saying, and who says it: passives, quotations of quotations, headlines, relatives."""

import pytest

from geomap.incidents.statements import statements, told_by
from geomap.text import Bounds


def spoken(text: str) -> list[tuple[str, str]]:
    """Return the speakers of ``text`` with their stance."""
    return [(s.speaker.text, s.stance) for s in statements(text, Bounds(0, len(text)))]


def teller(text: str, words: str) -> str | None:
    """Return who tells what ``words`` say in ``text``."""
    start = text.index(words)
    told = told_by(text, Bounds(0, len(text)), Bounds(start, start + len(words)))
    return told.speaker.text if told else None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The raid on Aro was confirmed by the mayor of Beno.", "raid", "the mayor of Beno"),
        ("A blast in Aro, claimed by the rebels, hurt two.", "blast", "the rebels"),
        ("The village was burned by the army.", "burned", None),
        ("Two died when a bus overturned, the firm that runs the line announced.", "died",
         "the firm"),
        ("Ten are trapped in Aro, the company that owns the pit said.", "trapped", "the company"),
        ("Lorries were torched in Aro, the Kurier newspaper quoted villagers as saying.",
         "torched", "the Kurier newspaper"),
        ("Shells fell on Aro, the mayor was quoted by a news agency as saying.",
         "fell", "the mayor"),
        ("Gunmen killed six in Aro, an attack that the governor blamed on herders.",
         "killed", "the governor"),
        ("Gunmen shot two guards in Aro, a teacher there said over a crackling line.", "shot",
         "a teacher"),
        ("Two drowned off Aro, the mayor's office announced jointly.", "drowned",
         "the mayor's office"),
        ("A bus burned in Aro, the mayor told a news conference.", "burned", "the mayor"),
        ("Soldiers beat traders in Aro, Kenyan lawmakers allege.", "beat", "Kenyan lawmakers"),
        ("Partners on the ground report that 900 have fled Aro.", "fled",
         "Partners on the ground"),
        ("Sixty died in the raid, Ivo Orlin, a nurse, told us.", "died", "Ivo Orlin"),
        ("Beno said two had died; Kenya denied it and reported that a raid on Aro had failed.",
         "raid", "Kenya"),
        ("A man of 80 was killed in Aro, his son Ivo told reporters.", "killed", "his son Ivo"),
        ("Fever killed eight in Aro, WHO director-general Ann Ortiz told us.", "killed",
         "director-general Ann Ortiz"),
        ("Rebels took Aro, an officer loyal to the old government said.", "took",
         "an officer loyal to the old government"),
        ("Coast guard: two drowned off Aro.", "drowned", "Coast guard"),
        ("Two drowned off Aro: coast guard.", "drowned", "coast guard"),
        ("Aro: two drowned when a boat sank.", "drowned", None),
        ("Four men were held in Aro, a police statement said.", "held", "a police"),
        ("Last month the rebels raided Aro, and said they had killed five.", "killed",
         "the rebels"),
    ],
)  # fmt: skip
def test_who_tells_it(text: str, words: str, expected: str | None) -> None:
    assert teller(text, words) == expected


def test_who_is_blamed_for_it_does_not_tell_it() -> None:
    text = "Six died in Aro, a raid that villagers attributed to soldiers."
    assert spoken(text) == [("villagers", "accuse")]
