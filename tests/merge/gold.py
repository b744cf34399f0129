"""The annotated tellings of `tests/gold/merging*.jsonl`, and how well they are grouped."""

import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from geomap.models import Document, Evidence, Incident, LonLat, Place, Report, Span

GOLD = Path(__file__).parents[1] / "gold" / "merging.jsonl"

Telling = tuple[str, str]  # a document, and the event of which it tells there


def load() -> list[tuple[str, Report]]:
    """Return each telling with the name of its group."""
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    return [_telling(json.loads(line)) for line in lines]


def _telling(row: dict[str, Any]) -> tuple[str, Report]:
    group, text, published = row.pop("group"), row.pop("text"), row.pop("published")
    place = row.pop("place", None)
    whole = Span(start=0, end=len(text), text=text)
    incident = Incident(
        id=row["document"],
        place=_place(place) if place else None,
        trigger=Span(start=0, end=1, text=text[:1]),  # it is asked what the codes alone tell
        evidence=(Evidence(**whole.model_dump()),),
        **row,
    )
    document = Document(id=row["document"], text=text, published=published)
    return group, Report(document=document, incidents=(incident,))


def _place(row: dict[str, Any]) -> Place:
    lon, lat = row.pop("lon"), row.pop("lat")
    letter = "P" if row["feature_code"].startswith("PPL") else "A"
    return Place(position=LonLat(lon, lat), feature_class=letter, **row)


def pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    """Return all pairs of tellings that are in one group."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def gold_groups(listed: list[tuple[str, Report]]) -> dict[str, list[str]]:
    """Return the documents of each group."""
    found = defaultdict(list)
    for group, report in listed:
        found[group].append(report.document.id)
    return dict(found)


def load_news(name: str, *, closed: bool = False) -> list[dict[str, Any]]:
    """Return the documents of the news in a file, of its closed half or the other."""
    rows = map(json.loads, GOLD.with_name(name).read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["closed"] is closed]


def coded(rows: list[dict[str, Any]]) -> list[Report]:
    """Return what the codes alone say: types, names of places, days, victims, who did it."""
    return [
        Report(
            document=Document(id=row["document"], text=row["text"], published=row["published"]),
            incidents=tuple(_coded(row, telling) for telling in row["tellings"]),
        )
        for row in rows
    ]


def _coded(row: dict[str, Any], telling: dict[str, Any]) -> Incident:
    codes = {key: value for key, value in telling.items() if key not in {"group", "place", "words"}}
    words = telling["words"][0]
    start = row["text"].index(words)
    initial = Span(start=start, end=start + 1, text=words[:1])
    return Incident(
        id=f"{row['document']}-{telling['group']}",
        document=row["document"],
        place_text=telling["place"],
        geo_precision="exact",
        date_precision="day",
        trigger=initial,
        evidence=(Evidence(**initial.model_dump()),),
        **codes,
    )


def true_pairs(rows: list[dict[str, Any]]) -> set[tuple[Telling, Telling]]:
    """Return all pairs of tellings that are of one event."""
    told = defaultdict(set)
    for row in rows:
        for telling in row["tellings"]:
            told[telling["group"]].add((row["document"], telling["group"]))
    return _paired(told.values())


def found_pairs(
    rows: list[dict[str, Any]], groups: Iterable[Iterable[Incident]]
) -> set[tuple[Telling, Telling]]:
    """Return the pairs of tellings that are in one group; what is in no telling is its own."""
    by_id = {row["document"]: row for row in rows}
    return _paired({_telling_of(by_id[one.document], one) for one in group} for group in groups)


def _telling_of(row: dict[str, Any], incident: Incident) -> Telling:
    for telling in row["tellings"]:
        for words in telling["words"]:
            start = row["text"].index(words)
            if start <= incident.trigger.start < start + len(words):
                return row["document"], telling["group"]
    return row["document"], incident.id


def _paired(groups: Iterable[set[Telling]]) -> set[tuple[Telling, Telling]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def f1(truth: set[Any], found: set[Any]) -> float:
    """Return how well the pairs found are those that are true."""
    return 2 * len(truth & found) / (len(truth) + len(found))
