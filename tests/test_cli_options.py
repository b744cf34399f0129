"""What is typed after an option, and what is said of what cannot be meant."""

import pytest
import typer

from geomap.cli.options import moment_of


@pytest.mark.parametrize("typed", ["2024-01-05", " 2024-01-05 ", "2024-1-5"])
def test_a_day_as_asked_for_is_taken(typed):
    assert moment_of(typed).date().isoformat() == "2024-01-05"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("05.01.2024", "either of two days; days are written as YYYY-MM-DD: 2024-01-05 or 2024-05"),
        ("5/1/2024", "either of two days; days are written as YYYY-MM-DD: 2024-01-05 or 2024-05-0"),
        ("25.01.2024", "in another form; days are written as YYYY-MM-DD: 2024-01-25"),
        ("01/25/2024", "in another form; days are written as YYYY-MM-DD: 2024-01-25"),
        ("5. 5. 2024", "in another form; days are written as YYYY-MM-DD: 2024-05-05"),
        ("2024/1/25", "in another form; days are written as YYYY-MM-DD: 2024-01-25"),
        ("31.02.2024", "is no day; write it as YYYY-MM-DD"),
        ("2024-02-30", "is no day; write it as YYYY-MM-DD"),
        ("05.01.24", "is no day; write it as YYYY-MM-DD"),
    ],
)
def test_a_day_in_another_form_is_told_in_the_right_one(typed, told):
    with pytest.raises(typer.BadParameter) as refused:
        moment_of(typed)
    message = str(refused.value)
    assert repr(typed) in message
    assert told in message
    assert (" or " in message) == ("either" in message)


@pytest.mark.parametrize(
    "command",
    [
        ["map", "r1.md", "--date"],
        ["locate", "Goris", "--on"],
        ["territory", "add", "a.geojson", "--controlled-by", "AM", "--source", "X", "--from"],
    ],
)
def test_every_command_says_so_and_exits_with_2(geomap, report, command):
    code, _, err = geomap(*command, "05.01.2024")
    assert code == 2
    assert "2024-01-05" in err
    assert "2024-05-01" in err
