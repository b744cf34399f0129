"""Gold that marks where events happened: verbs of sentences, towns of MUC-4, sources."""

import json

import pytest

from geomap.cli.figures import figures
from geomap.evaluation import evaluate
from geomap.evaluation.incidents import same_source
from geomap.evaluation.places_of_events import EventPlaceScores, TownScores, town_names
from geomap.models import Document, Kind, Mention, Report, Resolution


def parse(document: Document) -> Report:
    """Take every word with a capital inside the text for a place; report no incidents."""
    found = []
    for name in ("Aro", "Bela", "Cora"):
        at = document.text.find(name)
        if at >= 0:
            mention = Mention(
                start=at, end=at + len(name), text=name, name=name, kind=Kind.SETTLEMENT
            )
            found.append(Resolution(mention=mention, place=None))
    found.sort(key=lambda r: r.mention.start)
    return Report(document=document, resolutions=tuple(found))


def gold(tmp_path, records):
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_places_of_verbs_are_counted_by_hand(tmp_path) -> None:
    text = "Officials in Aro said rebels shelled Bela."
    at, place = text.index("shelled"), text.index("Bela")
    other = "In Cora rebels shelled a depot near Aro."
    first = other.index("Cora")
    scores = evaluate(
        gold(tmp_path, [
            {"id": "1", "text": text, "verb": [at, at + 7], "locations": [[place, place + 4]]},
            {"id": "2", "text": other, "verb": [15, 22], "locations": [[first, first + 4]]},
        ]),
        parse=parse,
    )  # fmt: skip
    assert isinstance(scores, EventPlaceScores)
    assert (scores.documents, scores.places.gold, scores.next_place.right) == (2, 2, 1)
    assert scores.places.right >= 1
    assert len(list(figures(scores))) == 1


def test_towns_are_counted_in_the_dateline_and_elsewhere(tmp_path) -> None:
    def incident(*names):
        return {"location_parts": [[{"name": n, "type": "CITY"} for n in names]]}

    records = [
        {"id": "1", "text": "ARO -- nothing", "dateline": "ARO",
         "incidents": [incident("ARO"), incident("BELA")]},
        {"id": "2", "text": "no town", "dateline": None, "incidents": [{"location_parts": None}]},
    ]  # fmt: skip
    scores = evaluate(gold(tmp_path, records), parse=parse)
    assert isinstance(scores, TownScores)
    assert scores.documents == 1  # a report whose incidents name no town is left out
    assert (scores.towns, scores.in_dateline, scores.elsewhere) == ((0, 2), (0, 1), (0, 1))
    assert len(list(figures(scores))) == 1


def test_only_towns_and_their_like_are_towns() -> None:
    parts = [("PERU", "COUNTRY"), ("Moreno", "TOWN IN FEDERAL DISTRICT"), ("X", None)]
    names = town_names({"location_parts": [[{"name": n, "type": t} for n, t in parts]]})
    assert names == {"moreno"}


@pytest.mark.parametrize(
    ("truth", "guess", "same"),
    [
        ("Armenian Ministry of Defence", "Armenia's Defence Ministry", True),
        ("the defense ministry", "Defence Ministry", True),
        ("India; Pakistan", "Pakistan", True),
        ("residents", "a resident", True),
        ("Pavlo Kyrylenko", "Kyrylenko", True),
        ("Armenian Ministry of Defence", "police", False),
        ("Gaza health ministry", "Doctors Without Borders", False),
        ("police", None, False),
        ("police", "", False),
    ],
)
def test_sources_are_compared_by_their_words(truth, guess, same) -> None:
    assert same_source(truth, guess) is same
