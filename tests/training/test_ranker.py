import json

import numpy as np
import pytest

from geomap.errors import DataError
from geomap.models import Document
from geomap.resolution.features import FEATURES
from geomap.resolution.ranker import Ranker, read_ranker
from geomap.resources import packaged
from geomap.training.ranker import (
    Report,
    check_fit,
    fit_ranker,
    read_prior,
    to_ranker,
    to_vector,
    train,
    write_ranker,
)
from geomap.training.ranker_examples import Example, Read, stack
from geomap.training.ranker_gold import Judged

NAMES = [feature.__name__ for feature in FEATURES]
STORED = json.loads(packaged("data", "models", "ranker.json").read_text(encoding="utf-8"))
FLAT = Ranker(dict.fromkeys(NAMES, 0.0), 0.3, 0.0)


def unit(name):
    return [float(other == name) for other in NAMES]


def prepare(_ranker, reads):
    """Make a name of each document: it has two places, and the text's word tells which is meant."""
    places = [unit("exact"), unit("population")]
    rights = {"exact": [True, False], "population": [False, True], "neither": [False, False]}
    return stack(Example(places, rights[read.judged.document.text], 1) for read in reads)


def reads(*words):
    documents = [Document(id=f"d{i}", text=word) for i, word in enumerate(words)]
    return [Read(Judged(document, ()), ()) for document in documents]


def test_the_packaged_weights_set_by_hand_fit_the_features():
    prior = read_prior(STORED)
    assert prior.threshold == read_ranker().threshold
    assert prior.weights != read_ranker().weights


@pytest.mark.parametrize(
    ("prior", "message"), [({}, "absent, acts"), ({**STORED["prior"], "smell": 1.0}, "smell")]
)
def test_weights_that_do_not_fit_are_told(prior, message):
    with pytest.raises(DataError, match=message):
        read_prior({"threshold": 0.3, "prior": prior})


def test_weights_to_and_fro():
    vector = np.arange(len(NAMES) + 1) + 0.1234
    ranker = to_ranker(vector, 0.3)
    assert ranker.weights[NAMES[1]] == 1.123
    assert ranker.absent == len(NAMES) + 0.123
    assert to_vector(ranker) == pytest.approx(vector, abs=1e-3)


@pytest.mark.parametrize(
    ("words", "higher", "lower"),
    [(["exact"] * 3 + ["population"], "exact", "population"),
     (["exact"] + ["population"] * 3, "population", "exact")],
)  # fmt: skip
def test_a_fit_prefers_what_was_right(words, higher, lower):
    fitted = fit_ranker({"own": reads(*words)}, FLAT, 0.01, prepare)
    assert fitted.weights[higher] > fitted.weights[lower]
    assert fitted.weights["weak"] == 0


def test_a_corpus_counts_for_its_share_whatever_its_size():
    corpora = {"own": reads("exact"), "geocorpora": reads(*["population"] * 9)}
    fitted = fit_ranker(corpora, FLAT, 0.01, prepare)
    assert fitted.weights["exact"] > fitted.weights["population"]


def test_where_nothing_was_right_the_absent_place_wins():
    fitted = fit_ranker({"own": reads("neither", "neither")}, FLAT, 0.01, prepare)
    assert fitted.absent > max(fitted.weights.values())


def test_what_carries_to_other_texts():
    corpora = {"own": reads(*["exact"] * 20), "lgl": reads(*["population"] * 10)}
    fitted = fit_ranker(corpora, FLAT, 0.01, prepare)
    own, lgl = check_fit(corpora, FLAT, fitted, 0.01, prepare)
    assert (own.corpus, own.names, lgl.corpus, lgl.names) == ("own", 20, "lgl", 10)
    assert own.by_hand == 1  # of equals the first
    assert own.left_out == lgl.left_out == 0  # each teaches the other the contrary


def test_a_report_is_a_row_of_a_table():
    assert (
        str(Report("lgl", 2226, 0.8, 0.9, 0.85, 1.0))
        == "| lgl | 2,226 | .800 | .900 | .850 | 1.000 |"
    )


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "ranker.json"
    ranker = to_ranker(np.arange(len(NAMES) + 1) / 7, 0.25)
    write_ranker(path, ranker, STORED["prior"], "nothing")
    assert read_ranker(path) == ranker
    assert read_prior(json.loads(path.read_text())).weights == read_prior(STORED).weights


REPORTS = """<corpus><doc id="d1"><text>Fires burn in <p k="settlement" c="AM">Goris</p> and
<p k="settlement" c="AM">Kapan</p>, <p k="country" c="AM">Armenia</p>.</text></doc>
<doc id="d2"><text>Police in <p k="settlement" c="FR">Paris</p> met those of
<p k="settlement" c="GB">London</p> in <p k="country" c="BE">Belgium</p>.</text></doc></corpus>"""


def test_the_command_fits_to_our_own_reports(tmp_path, monkeypatch, gazetteer):
    monkeypatch.setenv("GEOMAP_HOME", str(gazetteer.path.parent))
    (tmp_path / "reports.xml").write_text(REPORTS)
    outputs = [tmp_path / f"{name}.json" for name in "ab"]
    for output in outputs:
        train(output, corpus=tmp_path)
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert json.loads(outputs[0].read_text())["fitted_on"] == "own (6 names, share 1.0)"
    assert read_ranker(outputs[0]).weights != read_prior(STORED).weights
