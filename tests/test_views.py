"""How a report shows itself: in a notebook, which is run here, and as tables."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import geomap
from geomap.models import Report
from tests.webmap import samples

EXAMPLE = Path(__file__).resolve().parents[1] / "docs" / "example.ipynb"


@pytest.fixture(autouse=True)
def registered():
    assert geomap.Report is Report  # asking for it registers the views


@pytest.fixture
def executed(small_world, monkeypatch):
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    notebook = nbformat.read(EXAMPLE, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(EXAMPLE.parents[1])}}
    )
    return client.execute()


def outputs(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [[out.get("data", {}) | {"text": out.get("text")} for out in c.outputs] for c in cells]


def test_the_example_notebook_runs_and_shows_map_and_tables(executed):
    opening, shown, table, places, why = outputs(executed)
    assert opening == []
    assert "<iframe srcdoc=" in shown[0]["text/html"]
    assert "Jermuk" in table[0]["text/html"]
    assert "POINT (" in places[0]["text/html"]
    assert "Goris -> gn:" in why[0]["text"]


def test_the_notebook_is_kept_without_outputs():
    cells = nbformat.read(EXAMPLE, as_version=4).cells
    assert all(not cell.outputs for cell in cells if cell.cell_type == "code")


def test_a_report_shows_itself_as_its_map():
    assert "A night of shelling at the border" in samples.report()._repr_html_()


def test_without_anybody_to_draw_it_a_report_shows_its_fields(monkeypatch):
    monkeypatch.setattr(Report, "views", {})
    assert samples.report()._repr_html_() is None


def test_tables_keep_lists_and_numbers():
    frame = samples.report().to_dataframe()
    assert list(frame.killed.astype(object).where(frame.killed.notna(), None))[:3] == [3, 3, None]
    assert frame.controllers[0] == ["Armenia"]
    assert frame.evidence[0][0]["fields"] == ["type"]


def test_geometries_are_those_of_the_map():
    frame = samples.report().to_geodataframe()
    assert frame.crs.to_epsg() == 4326
    assert list(frame.geometry.notna()) == [True] * 5 + [False, True, False]
