"""Who did it and to whom: active and passive verbs, nouns, and places that are no targets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.incidents.parties import actor_and_target
from geomap.text import Bounds, sentences


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "target"),
    [
        ("Azerbaijani forces began to shell Goris.", "shell", "Azerbaijani forces", None),
        ("Russian artillery has fired on the rescue boats near Kherson.", "fired",
         "Russian artillery", "rescue boats"),
        ("Fighters of the Rapid Support Forces killed villagers on Wednesday.", "killed",
         "Fighters of the Rapid Support Forces", "villagers"),
        ("Armenian posts near Aro came under fire from Azerbaijani units.", "came under fire",
         "Azerbaijani units", "Armenian posts"),
        ("Israeli troops shot dead a 20-year-old man during a raid in Aro.", "raid",
         "Israeli troops", None),
        ("Aro said Azerbaijan had resumed artillery attacks in the direction of Bela.", "attacks",
         "Azerbaijan", None),
        ("Two soldiers were killed in a landmine blast near Aro.", "blast", None, "Two soldiers"),
        ("A Russian attack on the city of Aro killed three people.", "attack", "Russian", None),
        ("Armenia's intensive shelling of the positions of the Azerbaijan Army.", "shelling",
         "Armenia", "positions of the Azerbaijan Army"),
        ("It reported an Azerbaijan-conducted shelling of the border.", "shelling", "Azerbaijan",
         None),
        ("The Azerbaijani army captured the Lachin city.", "captured", "Azerbaijani army", None),
        ("The village was shelled by Armenian forces.", "shelled", "Armenian forces", None),
        ("A convoy was ambushed by gunmen near Aro.", "ambushed", "gunmen", "convoy"),
        ("Israeli aircraft bombed Khan Younis.", "bombed", "Israeli aircraft", None),
        ("Police arrested the station master of Larissa.", "arrested", "Police",
         "station master of Larissa"),
        ("Protesters blocked the highway on Monday.", "blocked", "Protesters", "highway"),
        ("Clashes between rebels and soldiers went on in Aro.", "Clashes", "rebels and soldiers",
         None),
        ("Gunmen entered Aro and shot villagers.", "shot", "Gunmen", "villagers"),
        ("The army said it had shelled a depot.", "shelled", "army", "depot"),
        ("Shells fell on Aro.", "fell", None, None),
        ("Over the past month Armenian forces shelled posts.", "shelled", "Armenian forces",
         "posts"),
        ("On 13 September Azerbaijani forces shelled Goris.", "shelled", "Azerbaijani forces",
         None),
        ("On Tuesday morning two employees were killed by shelling.", "shelling", None,
         "two employees"),
        ("Two employees of the road agency died in a blast.", "blast", None,
         "Two employees of the road agency"),
        ("Rescuers pulled bodies from a house hit by a missile.", "hit", None, "house"),
        ("Shells fired by the rebels rained down on a bus.", "rained", "rebels", "bus"),
        ("Lawyers blamed the army for the bombing of a market.", "bombing", "army", "market"),
        ("The army broke through the front on Monday.", "broke through", "army", None),
        ("Units held the front and repelled an assault.", "held", "Units", None),
        ("The Polisario Front shelled a post.", "shelled", "Polisario Front", "post"),
        ("Gunmen blocked roads with burning trucks.", "blocked roads", "Gunmen", None),
        ("Police fired live rounds at marchers.", "fired", "Police", "marchers"),
        ("A woman died in the fighting.", "died", None, "woman"),
        ("A second car bomb exploded.", "car bomb", None, None),
        ("A teacher was dragged from her room and shot in Aro.", "shot", None, "teacher"),
        ("The rider was arrested and shot two guards.", "shot", "rider", "two guards"),
        ("No group said that it carried out the bombing of a market.", "bombing", None, "market"),
        ("A week ago Ukraine's army shelled depots.", "shelled", "Ukraine's army", "depots"),
        ("Armenia's ongoing military policy brought shelling.", "shelling", "Armenia", None),
        ("A ceasefire took effect at noon.", "ceasefire", None, None),
        ("Fighting began among the hills.", "Fighting", None, None),
        ("There was shelling on September 8.", "shelling", None, None),
        ("Ukraine retook most of what Russia held.", "retook", "Ukraine", None),
        ("A blast injured 50.", "blast", None, None),
        ("Israeli aircraft bombed tunnels.", "aircraft bombed", "Israeli aircraft", "tunnels"),
        ("Angry protesters gathered on a square.", "protesters", "Angry protesters", None),
    ],
)  # fmt: skip
def test_parties(text: str, trigger: str, actor: str | None, target: str | None) -> None:
    at = text.index(trigger)
    found = actor_and_target(text, Bounds(0, len(text)), Bounds(at, at + len(trigger)))
    assert found == (actor, target)


def test_a_town_is_no_actor_in_what_happens_there(find) -> None:
    (incident,) = find("In [Yerevan] demonstrators blocked the streets.")
    assert incident.actor == "demonstrators"
    (incident,) = find("A rally was held in [Yerevan].")
    assert incident.actor is None


WORDS = st.sampled_from(
    "the army of Armenia shelled was by on positions and it they attack Armenian 's at least 12 in"
    " between , . : people that said 's who call themselves near Goris".split()
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=16).map(" ".join)), st.integers(0, 80)
)
def test_never_raises(text: str, at: int) -> None:
    for sentence in sentences(text):
        start = min(sentence.start + at, sentence.end - 1)
        found = actor_and_target(text, sentence, Bounds(start, min(start + 6, sentence.end)))
        assert all(name is None or name.strip() for name in found)
