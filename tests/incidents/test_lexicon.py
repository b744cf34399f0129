"""The tables are data that users extend: faults name file, row and reason."""

import shutil

import pytest

from geomap.errors import LexiconError
from geomap.incidents import IncidentFinder
from geomap.incidents.lexicon import load_lexicon, packaged_lexicon
from geomap.models import Document, IncidentType
from geomap.resources import packaged

FAULTS = [
    ("triggers.csv", "shell/v,bang,,strong", "'bang' is no incident type"),
    ("triggers.csv", "shell/v,shelling,,loud", "strength 'loud'"),
    ("triggers.csv", "shell/v,shelling,sentence:fairy,strong", "need 'sentence:fairy'"),
    ("triggers.csv", "shell/v,shelling", "2 cells, expected 4"),
    ("triggers.csv", "* shell/v,shelling,,strong", "may not begin with a gap"),
    ("classes.csv", ",word", "class is empty"),
]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(packaged("data", "lexicon", "events"), tmp_path / "events")


@pytest.mark.parametrize(("name", "row", "reason"), FAULTS)
def test_faults(folder, name, row, reason):
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=name) as caught:
        load_lexicon(folder)
    assert reason in str(caught.value)
    assert "row" in str(caught.value)


def test_a_copy_that_lacks_a_cue_is_told_which(folder):
    path = folder / "cues.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(r for r in rows if not r.startswith("recall,")), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"cues\.csv: no row for recall; copy"):
        load_lexicon(folder)


def test_a_user_can_add_a_word(folder, read):
    path = folder / "triggers.csv"
    path.write_text(path.read_text(encoding="utf-8") + "zap/v,crime,,strong\n", encoding="utf-8")
    text, resolutions = read("Robbers zapped a guard in [Goris].")
    found = IncidentFinder(load_lexicon(folder))(Document(text=text), resolutions)
    assert [i.type for i in found] == [IncidentType.CRIME]


def test_every_type_has_words():
    types = {p.type for found in packaged_lexicon().patterns.values() for p in found}
    assert set(IncidentType) <= types
