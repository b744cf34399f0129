"""What the tagger reads at a place decides where it is sure; in between, the word lists do."""

import pytest

CASES = {
    "an event that no list names": (
        "Men with knives jostled farmers in [Mayevka|||0.98 riot jostled].",
        {"riot Mayevka exact"},
    ),
    "doubt leaves the lists alone": (
        "Men with knives jostled farmers in [Mayevka|||0.85 riot jostled].",
        set(),
    ),
    "what the lists know to be no event": (
        "A film was shot in [Mayevka|||0.99 shooting shot].",
        set(),
    ),
    "words are needed unless it is surer": (
        "Men with knives jostled farmers in [Mayevka|||0.98 riot].",
        set(),
    ),
    "not where an army that gave up ground came to": (
        "The last units had pulled back to [Kut|||0.99 territory_change pulled back].",
        set(),
    ),
    "the lists' place where the tagger doubts": (
        "Shells hit [Goris|||0.4 shelling hit].",
        {"shelling Goris exact"},
    ),
    "not what only stands beside": (
        "Shells hit [Goris|||0.9 shelling hit] for the men of [Ayr|||0.001 other].",
        {"shelling Goris exact"},
    ),
    "a list's event where the tagger reads of none": (
        "The play on the shelling of [Goris|||0.001 other] opened.",
        set(),
    ),
    "ground that the words name, whatever the tagger reads": (
        "Troops came. The flag was raised in [Goris|||0.001 other].",
        {"territory_change Goris exact"},
    ),
    "the finer place that the lists took for context": (
        "The killed lay in [Izghe|||0.98 violence_against_civilians killed], a village in"
        " [Borno|region||0.001 other].",
        {"violence_against_civilians Izghe exact"},
    ),
    "each place of one event": (
        "Crowds went for shops in [Ayr|||0.99 riot went for] and [Oban|||0.98 riot went for].",
        {"riot Ayr exact", "riot Oban exact"},
    ),
    "what befell one of a list befell all": (
        "Crowds went for shops in [Ayr|||0.99 riot went for] and [Oban|||0.3 riot went for].",
        {"riot Ayr exact", "riot Oban exact"},
    ),
    "a known one of a list is not where an unknown one lies": (
        "Crowds went for [Ayr|||0.99 riot went for] and [Mayevka|settlement?||0.99 riot went for].",
        {"riot Ayr exact", "riot Mayevka exact"},
    ),
    "less is enough for an event that the lists put nowhere": (
        "The rioting took hold of [Ayr|||0.85 riot rioting].",
        {"riot Ayr exact"},
    ),
    "an unknown village stands where the text puts it": (
        "Men jostled farmers in [Mayevka|settlement?||0.99 riot jostled], in [Ayr].",
        {"riot Ayr exact"},
    ),
    "not where it was only felt": (
        "The quake that hit [Ayr|||0.99 disaster hit] was felt in [Oban|||0.99 disaster felt].",
        {"disaster Ayr exact"},
    ),
    "what the lists read as unreal needs more": (
        "Officials fear shelling of [Goris|||0.9 shelling shelling].",
        set(),
    ),
    "and may get it": (
        "Officials fear shelling of [Goris|||0.99 shelling shelling].",
        {"shelling Goris exact"},
    ),
    "never a place that is named to be left out": (
        "Shells hit [Goris|||0.9 shelling hit], not [Kapan|||0.7 shelling hit].",
        {"shelling Goris exact"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_who_decides(told, text, expected):
    assert told(text) == expected


def test_the_scene_gives_the_trigger(find):
    (incident,) = find("Men jostled farmers in [Mayevka|||0.98 riot jostled].")
    assert incident.trigger.text == "jostled"
    assert "the tagger reads so (98%)" in " ".join(incident.reasons)


def test_without_words_the_place_is_the_trigger(find):
    (incident,) = find("Farmers speak of last week in [Mayevka|||0.995 riot].")
    assert incident.trigger.text == "Mayevka"
