import gzip
import json

import pytest

from geomap.errors import DataError
from geomap.training.link_examples import read_reports, read_verbs

REPORT = """<corpus><doc id="a-1" published="2022-01-01" style="agency" lang="en">
<title>Shells hit <p r="literal" at="1">Goris</p></title>
<text><p r="metonym">Baku</p> <e id="2" type="shelling">shelled</e> <p r="literal" at="2">New
Goris</p>
by <p r="literal" from="2">Lachin</p> as <e id="3" type="riot">a riot</e> went on. All <e id="4"
type="riot">rioted</e>. Nothing in <p r="literal">Sus</p>.</text></doc></corpus>"""


def test_events_of_a_report_have_the_places_that_bear_their_number(tmp_path):
    (tmp_path / "a.xml").write_text(REPORT, encoding="utf-8")
    (sentence,) = read_reports(tmp_path)  # others have no event or no place
    places = [[sentence.words[i] for i in place] for place in sentence.places]
    told = [([sentence.words[i] for i in e.words], e.places) for e in sentence.events]
    assert places == [["New", "Goris"], ["Lachin"]]
    assert told == [(["shelled"], {0}), (["a", "riot"], set())]
    assert sentence.whole


def verbs(folder, *rows):
    (folder / "corpora").mkdir()
    with gzip.open(folder / "corpora" / "eventloc.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return list(read_verbs(folder))


def test_a_verb_has_the_places_that_are_marked(tmp_path):
    text = "Guns shelled Goris and Kapan."
    row = {"text": text, "verb": [5, 12], "locations": [[23, 28], [13, 18]]}
    (sentence,) = verbs(tmp_path, row)
    assert sentence.places == (range(2, 3), range(4, 5))
    assert sentence.events[0].words == (1,)
    assert sentence.events[0].places == {0, 1}
    assert not sentence.whole


def test_a_verb_may_have_no_place(tmp_path):
    (sentence,) = verbs(tmp_path, {"text": "Guns fired.", "verb": [5, 10], "locations": []})
    assert sentence.places == ()
    assert sentence.events[0].places == frozenset()


def test_a_missing_corpus_is_told(tmp_path):
    with pytest.raises(DataError, match="training data cannot be read"):
        list(read_verbs(tmp_path))
