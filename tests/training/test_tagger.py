import sys

import pytest

from geomap.errors import DataError, ModelError
from geomap.resources import packaged
from geomap.training import tagger
from geomap.training.scoring import Scores
from geomap.training.tagger import main, measure_model, train


def test_the_shipped_model_scores_about_as_its_card_says():
    # About: the corpus has grown since, and may grow more.
    scores = measure_model(packaged("data", "models"), packaged("data", "corpus"))
    floors = Scores(
        spans=0.95, roles=0.9, names=0.69, kinds=0.86, events=0.45, moods=0.83, scenes=0.57
    )
    assert all(score >= floor for score, floor in zip(scores, floors, strict=True)), scores


def test_missing_packages_are_named_before_anything_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(tagger, "_NEEDED", ("json", "no_such_package"))
    with pytest.raises(ModelError, match=r"needs no_such_package: install geomap with its extra"):
        train(tmp_path, corpus=tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("folder", "error", "message"),
    [
        ("nowhere", DataError, "no annotated reports"),
        (packaged("data", "corpus"), DataError, r"ewt-dev\.conll\.gz"),
    ],
)
def test_missing_data_are_named(tmp_path, monkeypatch, folder, error, message):
    monkeypatch.setattr(tagger, "_NEEDED", ())
    with pytest.raises(error, match=message):
        train(tmp_path, corpus=tmp_path / folder, shared=tmp_path)


def test_a_missing_model_is_told(tmp_path):
    with pytest.raises(ModelError, match=r"tagger\.onnx cannot be opened"):
        measure_model(tmp_path, packaged("data", "corpus"))


def test_the_command_tells_errors_in_a_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["tagger", "-o", str(tmp_path), "--only-measure"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert "tagger.onnx" in line
