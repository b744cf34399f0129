"""Whose word the sentences after a speaker's are: his, where they go on with what he told."""

import pytest

SAID = "The Armenian Defence Ministry said that rockets had hit [Goris]. "


def sources(find, text: str) -> dict[str, str | None]:
    return {i.resolution.mention.name: i.reported_by for i in find(text)}


@pytest.mark.parametrize(
    "text",
    [
        "They also set fire to a school in [Kapan], where shells fell all night.",
        "Another rocket killed two men in [Kapan].",
        "The attack was followed by shelling of [Kapan].",
        "The rockets also destroyed houses in [Kapan] and killed a guard.",
        "The attack destroyed a mill. The strikes then killed a guard in [Kapan].",
        "With that step the town of [Kapan] was captured.",
    ],
)
def test_what_goes_on_with_an_account_is_its_speakers_word(find, text):
    assert "Defence" in (sources(find, SAID + text)["Kapan"] or "")


@pytest.mark.parametrize(
    "text",
    [
        "In [Kapan], shells killed a guard on Monday.",
        "Shells fell on [Kapan] on Monday.",
        "The army shelled [Kapan].",
        "The roads to it are closed. The attack was followed by shelling of [Kapan].",
        "\n\nAnother rocket killed two men in [Kapan].",
        "The protest was followed by a march in [Kapan].",
    ],
)
def test_what_the_newspaper_tells_itself_is_nobodys_word(find, text):
    assert sources(find, SAID + text)["Kapan"] is None


def test_whoever_speaks_next_has_the_word(find):
    text = SAID + "The attack also killed two men in [Kapan], according to residents."
    assert sources(find, text)["Kapan"] == "residents"
