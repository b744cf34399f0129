"""A user's own table of words: what it adds, to whom alone, and what is said of a bad row."""

import re
from datetime import date

import pytest

from geomap.errors import LexiconError
from geomap.incidents import IncidentFinder
from geomap.incidents.sides import _by_word
from geomap.incidents.vocabulary import alternatives, read_vocabulary
from geomap.models import Document

HEADER = "table,words,meaning,needs\n"
OWN = HEADER + (
    "# our town's words\n"
    "\n"
    "trigger,glim/v,shelling,object:place\n"
    "trigger,fire/v at|on,none,\n"
    "trigger,sail/v past,explosion:strong,subject:boats\n"
    "class,tugs|barge/n,boats,\n"
    "verb,relays|relayed,claim,\n"
    "source,harbour reeve,official,\n"
    "actor,Blackcoats|dockhands,group,\n"
)


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


def incidents(text, read, finder):
    plain, resolutions = read(text)
    return finder(Document(text=plain, id="d", published=date(2022, 9, 14)), resolutions)


def test_own_words_are_found_with_type_actor_and_source(read, own) -> None:
    text = "On Monday the dockhands glimmed [Aro], the harbour reeve relayed."
    (incident,) = incidents(text, read, IncidentFinder(own=own))
    assert incident.type.value == "shelling"
    assert incident.actor == "dockhands"
    assert incident.reported_by == "harbour reeve"


def test_they_count_for_that_finder_alone(read, own) -> None:
    text = "On Monday the dockhands glimmed [Aro], the harbour reeve relayed."
    assert incidents(text, read, IncidentFinder(own=own))
    assert incidents(text, read, IncidentFinder()) == ()
    assert len(incidents(text, read, IncidentFinder(own=own))) == 1


def test_own_words_win_over_packaged_ones_of_the_same_length(read, own) -> None:
    text = "Soldiers fired at [Aro]."
    assert incidents(text, read, IncidentFinder())
    assert incidents(text, read, IncidentFinder(own=own)) == ()


def test_own_classes_serve_needs(read, own) -> None:
    found = incidents("Two barges sailed past [Aro].", read, IncidentFinder(own=own))
    assert [i.type.value for i in found] == ["explosion"]
    assert incidents("Two men sailed past [Aro].", read, IncidentFinder(own=own)) == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("word,meaning\n", "row 1: the header must be table,words,meaning,needs"),
        ("", "row 1: the header must be"),
        (HEADER + "verb,relays,say\n", "row 2: 3 cells, expected 4"),
        (HEADER + "\nverbs,relays,say,\n", "row 3: table 'verbs' is none of"),
        (HEADER + "verb,relays,brag,\n", "row 2: 'brag' is no meaning of a verb"),
        (HEADER + "verb,,say,\n", "row 2: words and meaning may not be empty"),
        (HEADER + "actor,Blackcoats,group,place\n", "row 2: only a trigger may have needs"),
        (HEADER + "trigger,glim/v,glimming,\n", "row 2: 'glimming' is no incident type"),
        (HEADER + "trigger,glim/v,riot:loud,\n", "row 2: strength 'loud' is none of"),
        (HEADER + "trigger,glim/v,riot,object:gulls\n", "row 2: need 'object:gulls'"),
        (HEADER + "trigger,* glim/v,riot,\n", "row 2: a pattern may not begin with a gap"),
    ],
)
def test_a_bad_row_is_named(tmp_path, rows, said) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        IncidentFinder(own=path)
    assert str(error.value).startswith(f"{path}, {said}")


def test_a_missing_table_is_said(tmp_path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        read_vocabulary(tmp_path / "none.csv")


def test_the_documented_example_is_valid() -> None:
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")
    table = page.split("    table,words,meaning,needs\n", 1)[1].split("\n\n", 1)[0]
    rows = "\n".join(line.strip() for line in table.splitlines())
    words = read_rows(HEADER + rows)
    assert len(words.triggers) == 3
    assert words.actors == {"Blackcoats": "group"}


def read_rows(rows: str):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my.csv"
        path.write_text(rows, encoding="utf-8")
        IncidentFinder(own=path)
        return read_vocabulary(path)


def test_the_longest_word_is_matched_whatever_shares_its_beginning():
    words = ["shell", "shells", "shelling of", "she", "a.b", "raid"]
    found = re.findall(alternatives(words), "shelling of shells, she raids a.b, axb; shellings")
    assert found == ["shelling of", "shells", "she", "raid", "a.b", "shell"]


def test_a_tree_of_words_matches_what_a_list_of_them_does():
    words = sorted(_by_word(), key=lambda word: (-len(word), word))
    as_list = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    as_tree = re.compile(alternatives(words), re.IGNORECASE)
    for text in (word + end for word in words for end in ("", "s", "'s army", " and")):
        assert as_tree.match(text).group() == as_list.match(text).group()


def test_a_word_may_be_as_long_as_it_likes():
    long = "a" * 5000
    assert re.fullmatch(alternatives([long, "b"]), long)
