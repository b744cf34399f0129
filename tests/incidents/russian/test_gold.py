"""The incidents of our own Russian reports."""

import json
from datetime import date
from pathlib import Path

from geomap import Geoparser
from geomap.evaluation import score_incidents
from geomap.evaluation.incidents import GoldIncidents
from geomap.evaluation.predictions import predicted_incidents
from geomap.models import Document

GOLD = Path(__file__).resolve().parents[2] / "gold"
FLOORS = {"place": 0.8, "place+type": 0.8, "place+group+date": 0.8}


def lines(name):
    return map(json.loads, (GOLD / name).read_text(encoding="utf-8").splitlines())


def test_figures_stay_above_their_floors(gazetteer):
    parse = Geoparser(gazetteer).parse
    reports = [
        parse(Document(id=r["id"], text=r["text"], published=date.fromisoformat(r["published"])))
        for name in ("russian.jsonl", "russian_2.jsonl")
        for r in lines(name)
    ]
    gold = {r["id"]: GoldIncidents(r["incidents"]) for r in lines("russian_incidents.jsonl")}
    found = {report.document.id: predicted_incidents(report) for report in reports}
    levels = score_incidents(gold, found).levels
    assert {name: levels[name].f1 for name in FLOORS if levels[name].f1 < FLOORS[name]} == {}
