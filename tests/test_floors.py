"""Quality has floors, in floors.json, that only rise. F1 throughout, unless it is named a share."""

import json
from pathlib import Path

import pytest

from geomap.evaluation import IncidentScores, evaluate
from geomap.pipeline import Geoparser

ROOT = Path(__file__).resolve().parents[1]
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))


def measured(scores):
    if isinstance(scores, IncidentScores):
        shares = {f"share of right {name}": s.value for name, s in scores.attributes.items()}
        return {name: rate.f1 for name, rate in scores.levels.items()} | shares
    rates = {"exact": scores.exact, "overlap": scores.overlap, "end to end": scores.end_to_end}
    return {name: rate.f1 for name, rate in rates.items()}


@pytest.fixture(scope="module")
def geoparser(gazetteer):
    return Geoparser(gazetteer)


@pytest.mark.parametrize("gold", FLOORS)
def test_figures_stay_above_their_floors(gold, geoparser):
    path = ROOT / gold
    if not path.exists():
        pytest.skip(f"{gold} is not beside the repository")
    figures = measured(evaluate(path, parse=geoparser.parse))
    fallen = {
        name: (round(figures[name], 4), floor)
        for name, floor in FLOORS[gold].items()
        if figures[name] < floor
    }
    assert not fallen
