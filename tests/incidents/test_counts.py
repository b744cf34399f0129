"""How many: words and digits, subjects and objects, and what is no count."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.incidents.counts import casualties, total
from geomap.incidents.numbers import number_value
from geomap.text import Bounds, sentences


def counted(text: str) -> dict[str, int]:
    """Return the sum of each kind in a text of one sentence."""
    counts = casualties(text, Bounds(0, len(text)))
    return {c.kind: total(counts, c.kind) or 0 for c in counts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four soldiers were killed and one was wounded.", {"killed": 4, "injured": 1}),
        ("Twenty-one people were killed and about seventy wounded.", {"killed": 21, "injured": 70}),
        ("The blast killed at least 104 people.", {"killed": 104}),
        ("Two men died at once and a third in hospital.", {"killed": 3}),
        ("A welder died and another was hurt.", {"killed": 1, "injured": 1}),
        ("Almost 80 guests were hurt.", {"injured": 80}),
        ("Nine were brought out dead.", {"killed": 9}),
        ("Two of them, a cook and a baker, were shot dead.", {"killed": 2}),
        ("It was the third baker to be killed.", {}),
        ("The siege cost the garrison some 300 lives.", {"killed": 300}),
        ("The divers found a ninth body.", {"killed": 9}),
        ("A raid killed the parents and their five sons.", {"killed": 7}),
        ("Both pilots were killed.", {"killed": 2}),
        ("None of the 62 passengers survived.", {"killed": 62}),
        ("None of its crew of five survived.", {"killed": 5}),
        ("None of the nine miners is still alive.", {"killed": 9}),
        ("None of the nine miners was hurt.", {"killed": 0, "injured": 0}),
        ("The two pilots, Ann J. Lund and Bo M.M. Lind, were killed.", {"killed": 2}),
        ("A. B. Lund, 34, and Bo K. Lind were killed.", {"killed": 2}),
        ("It sank with nine sailors on board, all of whom drowned.", {"killed": 9}),
        ("A jet crashed with nine nurses on board, all of whom were killed.", {"killed": 9}),
        ("A fourth nurse died on the way to hospital.", {"killed": 4}),
        ("The fire cost seven lodgers their lives.", {"killed": 7}),
        ("A mob beat two thieves to death.", {"killed": 2}),
        ("The murder of a baker set off the riot.", {"killed": 1}),
        ("A smith was killed, and his wife and son were hurt.", {"killed": 1, "injured": 2}),
        ("They shot dead a sheriff, Bo Lind, and two of his men.", {"killed": 3}),
        ("Two uncles were taken away and shot dead.", {"captured": 2, "killed": 2}),
        ("Three of the five wounded died.", {"killed": 3}),
        ("A flood has killed 65 people and injured about 150.", {"killed": 65, "injured": 150}),
        ("A shell hit the yard, killing three.", {"killed": 3}),
        ("They fired at a post, wounding one of its men.", {"injured": 1}),
        ("A man was killed in Aro.", {"killed": 1}),
        ("One man was killed and two were wounded.", {"killed": 1, "injured": 2}),
        ("The raid left ten dead.", {"killed": 10}),
        ("13 dead, 40 hurt.", {"killed": 13, "injured": 40}),
        ("Officials speak of 32 dead and more than 200 wounded.", {"killed": 32, "injured": 200}),
        ("They put the dead at 471.", {"killed": 471}),
        ("The death toll has risen to 1,644.", {"killed": 1644}),
        ("Confirmed dead: 257. Injured: 2,407.", {"killed": 257, "injured": 2407}),
        ("The quake cost some 12,000 lives.", {"killed": 12000}),
        ("Four people lost their lives.", {"killed": 4}),
        ("A further five of our soldiers fell in an ambush.", {"killed": 5}),
        ("Three soldiers fell into the river.", {}),
        ("Two soldiers fell ill.", {}),
        ("Two prices fell.", {}),
        ("Nine farm hands had their throats cut.", {"killed": 9}),
        ("Well over one hundred people died.", {"killed": 100}),
        ("A bomber killed himself and eight policemen.", {"killed": 9}),
        ("Six raiders were killed and two guards slightly injured.", {"killed": 6, "injured": 2}),
        ("They killed two soldiers, a policeman and three villagers.", {"killed": 6}),
        ("They killed the rebel chief Ann Ortiz, his wife and two others.", {"killed": 4}),
        ("The blast killed two men, a guard and his son.", {"killed": 2}),
        ("It killed the mayor, a mother of two, and her son.", {"killed": 1}),
        ("Three more died, taking the total to 17.", {"killed": 17}),
        ("A fifth died later in hospital.", {"killed": 5}),
        ("The second was buried on Monday.", {}),
        ("The fire has now claimed a 15th life.", {"killed": 15}),
        ("As a result there are dead and wounded.", {}),
        ("Between 21 and 23 people were killed.", {"killed": 21}),
        ("Two road workers died and four policemen were killed.", {"killed": 6}),
        ("Twelve soldiers and three officers were killed.", {"killed": 15}),
        ("A colonel was killed with five other soldiers.", {"killed": 6}),
        ("Its crew of three was killed.", {"killed": 3}),
        ("At least nine people were taken to hospital.", {"injured": 9}),
        ("Police arrested 42 people.", {"captured": 42}),
        ("Some 3,000 residents fled.", {"displaced": 3000}),
        ("Ann Ortiz of the Times, Bo Li and Carl Wood were killed.", {"killed": 3}),
        ("Ann Ortiz, a nurse, died in hospital.", {"killed": 1}),
        ("Ann Ortiz, a nurse, and her son were shot dead.", {"killed": 2}),
        ("The mayor was hacked to death together with his wife and three children.", {"killed": 5}),
        ("A slide killed two people in Aro, three in Chiva and one near Lodo.", {"killed": 6}),
        ("In Aro shells killed four people and in Chiva two.", {"killed": 6}),
        ("A slide killed two people in Aro in March and three in April.", {"killed": 2}),
        (
            "Rebels burst in, shooting dead Colonel Ann Ortiz and wounding her aide.",
            {"killed": 1, "injured": 1},
        ),
        ("Flames killed Ann Ortiz, 34, and Bo Li.", {"killed": 2}),
        ("A porter was swept away by the torrent.", {"killed": 1}),
        ("Nine patients could not be rescued in time.", {"killed": 9}),
        ("Three guests did not survive the night.", {"killed": 3}),
        ("The army lost three men and took 20 prisoners.", {"killed": 3}),
        ("Ten men were shot or beaten to death.", {"killed": 10}),
        ("Four people suffocated in the smoke.", {"killed": 4}),
        ("The siege cost the lives of two nurses.", {"killed": 2}),
        ("The dead numbered 14.", {"killed": 14}),
        ("No one was hit.", {"killed": 0, "injured": 0}),
        ("The rally passed off without a single death.", {"killed": 0}),
        ("Its crew is alive.", {"killed": 0}),
        ("Most of the crew survived.", {}),
        ("All passengers survived except for the guide.", {}),
        ("Two sailors were carried away by a wave.", {"killed": 2}),
        ("Twenty girls were carried off by gunmen.", {}),
        ("Twenty girls were carried off from a school.", {}),
        ("Twelve people went down with fever.", {}),
        ("All nine miners survived.", {"killed": 0}),
    ],
)
def test_counts(text: str, expected: dict[str, int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 50 people, five of them children, were killed.", {"killed": 50}),
        ("Four people, among them a small girl, had died.", {"killed": 4}),
        ("More than 100 people died, including 30 children.", {"killed": 100}),
        ("Three of the patients have died, one of them a nurse.", {"killed": 3}),
    ],
)
def test_a_part_is_not_added(text: str, expected: dict[str, int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man of 76 died in Aro.", {"killed": 1}),
        ("Three cousins aged four, six and nine drowned.", {"killed": 3}),
        ("It wounded a man aged 50 and his nephew.", {"injured": 2}),
        ("A 12-year-old girl was killed.", {"killed": 1}),
        ("Jo Keal, 27, was wounded.", {"injured": 1}),
        ("On 19 June a peacekeeper was killed.", {"killed": 1}),
        ("In August 2019 seventeen people perished.", {"killed": 17}),
        ("At 20:34 two people died.", {"killed": 2}),
    ],
)
def test_ages_and_dates_are_no_counts(text: str, expected: dict[str, int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody was hurt.", {"injured": 0, "killed": 0}),
        ("No one was injured.", {"injured": 0, "killed": 0}),
        ("There were no casualties.", {"injured": 0, "killed": 0}),
        ("One man was killed, nobody else was hurt.", {"killed": 1, "injured": 0}),
        ("Nobody was reported dead there.", {"killed": 0}),
    ],
)
def test_nobody_is_zero(text: str, expected: dict[str, int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dozens were killed.",
        "The school lost three pupils to its rival.",
        "The attack killed 300 sheep.",
        "He lives in Aro.",
        "Hundreds fled.",
    ],
)
def test_no_number(text: str) -> None:
    assert counted(text) == {}


def test_the_year_of_a_dispatch_is_no_number_of_persons() -> None:
    assert counted("La Paz, 3 Nov 90 (AP) -- A judge was murdered today.") == {"killed": 1}
    assert counted("La Paz, 3 Nov -- 90 judges were murdered today.") == {"killed": 90}


def test_the_day_of_a_month_is_no_number_of_persons() -> None:
    text = (
        "He is accused of two shootings, one of them on Oct. 9 in Ayr, in which Ann Roe was killed."
    )
    assert counted(text) == {"killed": 1}
    assert counted("On Oct. 9 Ann Roe was killed.") == {"killed": 1}
    assert counted("On May 3 five pupils were found dead in a car.") == {"killed": 5}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,644", 1644),
        ("2.5 million", 2500000),
        ("One hundred and forty-seven", 147),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("three hundred thousand", 300000),
        ("no number", None),
    ],
)
def test_number_value(words: str, number: int | None) -> None:
    assert number_value(words) == number


WORDS = st.sampled_from(
    "two 12 1,000 people soldiers a man were was killed wounded dead of them among died and , ."
    " nobody no one the at least lives claimed toll to hospital taken -year-old hundred"
    " dozen".split()
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=16).map(" ".join)))
def test_never_raises_and_stays_inside(text: str) -> None:
    for sentence in sentences(text):
        for count in casualties(text, sentence):
            assert sentence.start <= count.start < count.end <= sentence.end
            assert count.number >= 0


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("At least 30 pupils including 12 girls were killed.", 30),
        ("The raid killed 30 pupils including 12 girls and wounded 4.", 30),
        ("The number of people killed in the fire that swept the port rose to 55.", 55),
        ("Two more men died overnight, bringing the death toll to 14.", 14),
        ("Rockets fell on a field without causing any casualties.", 0),
        ("The blast caused neither deaths nor damage.", 0),
        ("We know of 26 boys, girls and teachers who died at the school.", 26),
        ("Four sailors lay dead on the deck.", 4),
        ("A baker and his wife were shot dead.", 2),
        ("The bodies of nine miners were found.", 9),
    ],
)
def test_wholes_beat_their_parts(text, killed):
    assert total(casualties(text, Bounds(0, len(text))), "killed") == killed
