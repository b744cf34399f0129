"""Our own Russian reports, whole: names found, roles told, places right within 25 km."""

import json
from pathlib import Path

import pytest

from geomap import Geoparser, evaluate
from geomap.models import Document, Role

GOLD = Path(__file__).resolve().parents[2] / "gold"
# F1 of exact spans, F1 end to end, share of right roles among the names found; they only rise.
FLOORS = {"russian.jsonl": (0.97, 0.97, 0.96), "russian_2.jsonl": (0.96, 0.96, 0.94)}


@pytest.fixture(scope="module")
def geoparser(gazetteer):
    return Geoparser(gazetteer)


def roles(path, geoparser):
    """Return the roles told and true of the names found with their exact span."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        report = geoparser.parse(Document(text=record["text"]))
        told = {(r.mention.start, r.mention.end): r.mention.role for r in report.resolutions}
        for true in record["toponyms"]:
            if (true["start"], true["end"]) in told:
                yield told[true["start"], true["end"]], true["role"]


@pytest.mark.parametrize("name", FLOORS)
def test_figures_stay_above_their_floors(name, geoparser):
    exact, end_to_end, right_roles = FLOORS[name]
    scores = evaluate(GOLD / name, parse=geoparser.parse, roles=list(Role), radius_km=25)
    pairs = list(roles(GOLD / name, geoparser))
    assert scores.exact.f1 >= exact
    assert scores.end_to_end.f1 >= end_to_end
    assert sum(one == other for one, other in pairs) >= right_roles * len(pairs)
