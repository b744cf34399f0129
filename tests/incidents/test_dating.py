"""Which days the tellings of a text get, from their own words and from what they go on with."""

from datetime import date

import pytest

DATED = date(2022, 9, 14)  # a Wednesday: when the reports of `find` were written


def days(incidents):
    return {i.place_text: (str(i.start), str(i.end), i.date_precision.value) for i in incidents}


def day(text):
    return (text, text, "day")


UNTOLD = (str(DATED), str(DATED), "unknown")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shells hit [Aro] on 2 August and fell on [Beno] nine days later.",
            {"Aro": day("2022-08-02"), "Beno": day("2022-08-11")},
        ),
        (
            "Two people were killed by shells in [Aro] on Friday and in [Beno] on Saturday.",
            {"Aro": day("2022-09-09"), "Beno": day("2022-09-10")},
        ),
        (
            "Floods struck [Aro] late on Sunday, and by Monday morning [Beno] was under water.",
            {"Aro": day("2022-09-11"), "Beno": day("2022-09-12")},
        ),
        (
            "Rebels took [Aro] on 4 September. Shells hit it on the 8th, and [Beno] was bombed the"
            " same night.",
            {"Aro": day("2022-09-04"), "Beno": day("2022-09-08")},
        ),
        (
            "Shells hit [Aro] on Friday. A guard was shot on the previous afternoon in [Beno].",
            {"Aro": day("2022-09-09"), "Beno": day("2022-09-08")},
        ),
        (
            "Shells hit [Aro] on Friday.\nBy the end of the day [Beno] had been captured.",
            {"Aro": day("2022-09-09"), "Beno": day("2022-09-09")},
        ),
        (
            "The attack came two days after a car bomb exploded in [Aro].",
            {"Aro": day("2022-09-12")},
        ),
        (
            "The school opened on Sunday, a month after the floods of 10 August in [Aro].",
            {"Aro": day("2022-08-10")},
        ),
        (
            "The blast in [Aro], which killed nine people on Sunday, was heard for miles.",
            {"Aro": day("2022-09-11")},
        ),
        (
            "A burial took place in [Aro] on Monday after gunmen attacked the town on Saturday.",
            {"Aro": day("2022-09-10")},
        ),
        (
            "Saturday was calm. The following day, troops shelled [Aro].",
            {"Aro": day("2022-09-11")},
        ),
        (
            "In April it was calm. Villagers in [Aro] rioted for several days.",
            {"Aro": ("2022-04-01", "2022-04-30", "month")},
        ),
        (
            "The mill in [Aro], built in 1950, was hit by shells on Sunday.",
            {"Aro": day("2022-09-11")},
        ),
        (
            "The clinic, which was closed in October 2015, took in 30 people on Sunday after an"
            " explosion in [Aro].",
            {"Aro": day("2022-09-11")},
        ),
        (
            "It was the worst fire since that of June 2011, which killed 31 people in [Aro].",
            {"Aro": ("2011-06-01", "2011-06-30", "month")},
        ),
        (
            "Floods killed nine people in [Aro] on Sunday, the worst in the region since 1954.",
            {"Aro": day("2022-09-11")},
        ),
        (
            "On Friday troops shelled [Aro], in rebel hands since early August.",
            {"Aro": day("2022-09-09")},
        ),
        (
            "Soldiers fired on a crowd in [Aro] on Monday, 28 September 2009.",
            {"Aro": day("2009-09-28")},
        ),
    ],
)
def test_days_of_the_own_sentence(find, text, expected):
    assert days(find(text)) == expected


LEDE = "On Saturday a landslide buried twelve houses in [Aro]."


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (" In [Beno], mud cut the road and a landslide killed two.", day("2022-09-10")),
        ("\n\nIn [Beno], another landslide killed two people.", day("2022-09-10")),
        ("\n\nIn [Beno], police arrested nine men.", UNTOLD),  # a story of its own
        ("\n\nThe coast\n\nIn [Beno], a landslide killed two people.", UNTOLD),
        ("\n\nSunday, 11 September\n\nIn [Beno], a landslide killed two.", day("2022-09-11")),
        ("\n\nSunday, 11 September\n\nOn Monday a landslide hit [Beno].", day("2022-09-12")),
    ],
)
def test_the_day_of_the_head_goes_on_in_its_own_story_until_a_heading(find, rest, expected):
    found = days(find(LEDE + rest))
    assert found["Aro"] == day("2022-09-10")
    assert found["Beno"] == expected


def test_the_day_of_a_report_goes_on_in_its_paragraph(find):
    lead = "Troops have taken up positions at [Aro], the ministry reported on Monday. "
    incidents = find(f"{lead}With that the army seized [Tatev].", published=date(2022, 9, 14))
    (taken,) = (i for i in incidents if i.place_text == "Tatev")
    assert taken.start == date(2022, 9, 12)


def test_the_day_of_a_communique_goes_on_whatever_it_tells(find):
    head = "The General Staff informs that on 9 September the enemy shelled [Aro]."
    rest = "Units of our army captured [Beno]."
    assert days(find(f"{head}\n{rest}"))["Beno"] == day("2022-09-09")
    assert days(find(f"On 9 September rebels shelled [Aro].\n{rest}"))["Beno"] == UNTOLD


def test_a_report_of_what_is_long_past_goes_on_with_its_days(find):
    text = "On 3 May gunmen shelled [Aro]. They then shelled [Beno].\n\nShells hit [Chiva]."
    assert days(find(text)) == {
        "Aro": day("2022-05-03"),
        "Beno": day("2022-05-03"),
        "Chiva": UNTOLD,
    }
