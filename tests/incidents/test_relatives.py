"""What a relative clause tells, of which of the places before it."""

import pytest

TOLD = [
    (
        "[Agdam] lies east of [Shusha], which troops captured in May.",
        {"territory_change Shusha exact"},
    ),
    (
        "The minister visited [Kherson], where shelling killed three people.",
        {"shelling Kherson exact"},
    ),
    (
        "The rebels looked towards [Goma], large parts of which were shelled.",
        {"shelling Goma exact"},
    ),
    (
        "The attack came in [Beni], near [Goma], where gunmen killed two guards.",
        {"violence_against_civilians Beni exact"},
    ),
    (
        "In [Valencia], where floods killed 20 people, thousands marched on Saturday.",
        {"disaster Valencia exact", "protest Valencia exact"},
    ),
    (
        "The leader spoke in [Kyiv], where he said that missiles had hit [Kharkiv].",
        {"shelling Kharkiv exact"},
    ),
    (
        "There was fighting near [Beni], where shelling hit a market, and there were arrests in"
        " [Goma].",
        {"armed_clash Beni near", "shelling Beni near", "abduction_or_detention Goma exact"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_event_of_a_relative_clause(told, text, expected):
    assert told(text) == expected
