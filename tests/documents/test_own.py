"""What geomap wrote into a folder of reports is told and passed over; what others wrote is read."""

import sys

import pytest

from geomap.batch import Settings, parts_of, run
from geomap.batch.corpus import Told
from geomap.documents import read_documents
from geomap.export import Options
from geomap.models import Document
from tests.webmap import samples


class FakeGeoparser:
    def parse(self, document):
        return samples.report(document.id).model_copy(update={"document": document})


@pytest.fixture
def made(monkeypatch):
    """Return a function that makes a run of two parts in a folder, of any format."""
    monkeypatch.setattr(sys.modules["geomap.batch.work"], "_geoparser", lambda _: FakeGeoparser())

    def make(folder, ending):
        corpus = [Document(text=f"Report {number}.", id=f"d{number}") for number in range(2)]
        settings = Settings(str(folder), ending, Options(mentions=True))
        run(parts_of(corpus, Told(), 1), settings, plan={})

    return make


def told_of(*sources):
    told = []
    found = list(read_documents(sources, on_problem=told.append))
    return [document.id for document in found], told


@pytest.mark.parametrize("ending", [".geojsonl", ".jsonl", ".parquet"])
def test_what_a_run_left_is_no_report(made, tmp_path, ending):
    made(tmp_path, ending)
    (tmp_path / "own.txt").write_text("Goris was shelled.")
    found, told = told_of(tmp_path)
    assert found == ["own"]
    parts = [
        p.source for p in told if p.message == "skipped, a part that geomap run wrote, not a report"
    ]
    assert parts == [str(path) for path in sorted(tmp_path.glob("part-*"))]
    assert {p.severity for p in told if p.source in parts} == {"note"}


def test_it_is_none_when_it_is_named_either(made, tmp_path):
    made(tmp_path, ".jsonl")
    found, told = told_of(*sorted(tmp_path.glob("part-*")))
    assert found == []
    assert {problem.severity for problem in told} == {"note"}


def test_a_folder_of_nothing_else_is_refused(made, tmp_path):
    made(tmp_path, ".jsonl")
    assert "no report in this folder" in told_of(tmp_path)[1][-1].message


def test_parts_of_others_are_reports(tmp_path):
    for name in ("part-000000.jsonl", "part-000001.jsonl"):
        (tmp_path / name).write_text('{"text": "Goris was shelled.", "date": "2022-09-13"}\n')
    assert told_of(tmp_path) == (["part-000000-1", "part-000001-1"], [])


def test_what_is_left_of_a_run_without_its_plan_is_still_known(made, tmp_path):
    made(tmp_path, ".jsonl")
    (tmp_path / "run.json").unlink()
    assert told_of(tmp_path)[0] == []
