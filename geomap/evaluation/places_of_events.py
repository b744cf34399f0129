"""How often the place of an event is found, on the two corpora that mark it.

``eventloc``: sentences with a verb and the places where its event happened. A place is right where
the same words are chosen. ``muc4``: news with the towns of its incidents. An incident is right
where some incident of the report has that town's name; those in the dateline's town, and those
elsewhere, are counted apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from geomap.evaluation.rates import Rate, Share
from geomap.incidents.asking import places_of_verb
from geomap.models import Incident, Report, Span
from geomap.text import fold

Record = Mapping[str, Any]
_TOWNS = ("CITY", "TOWN", "VILLAGE", "MUNICIPALITY", "PORT")


class EventPlaceScores(NamedTuple):
    """Rates of event places; ``next_place`` is the rule that takes the first place after it."""

    documents: int
    places: Rate
    next_place: Rate


class TownScores(NamedTuple):
    """Shares of incidents whose town was found: in all, in the dateline's town, elsewhere."""

    documents: int
    towns: Share
    in_dateline: Share
    elsewhere: Share


def score_verbs(pairs: Iterable[tuple[Record, Report]]) -> EventPlaceScores:
    """Return how often the places of a marked verb's event are those marked."""
    places, simple, count = Rate(), Rate(), 0
    for record, report in pairs:
        gold = [Span(start=a, end=b, text=record["text"][a:b]) for a, b in record["locations"]]
        start, end = record["verb"]
        found = places_of_verb(report.document, report.resolutions, start, end)
        places = places.plus(_right(gold, found), len(found), len(gold))
        after = [r.mention for r in report.resolutions if r.mention.start >= end][:1]
        rule = [Span(start=m.start, end=m.end, text=m.text) for m in after]
        simple = simple.plus(_right(gold, rule), len(rule), len(gold))
        count += 1
    return EventPlaceScores(count, places, simple)


def _right(gold: Sequence[Span], found: Sequence[Span]) -> int:
    """Return how many of ``gold`` some of ``found`` touches, each of which counts once."""
    left = list(found)
    right = 0
    for span in gold:
        hit = next((f for f in left if f.start < span.end and f.end > span.start), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


def score_towns(pairs: Iterable[tuple[Record, Report]]) -> TownScores:
    """Return how often the town of an incident is that of one of the report's incidents."""
    total, here, away, count = Share(), Share(), Share(), 0
    for record, report in pairs:
        towns = [names for i in record["incidents"] if (names := town_names(i))]
        count += 1
        found = {fold(name) for i in report.incidents for name in _names(i)}
        dateline = fold(record.get("dateline") or "")
        for names in towns:
            right = bool(names & found)
            total = total.plus(right, 1)
            if any(name in dateline for name in names):
                here = here.plus(right, 1)
            else:
                away = away.plus(right, 1)
    return TownScores(count, total, here, away)


def town_names(incident: Record) -> set[str]:
    """Return the folded names of an incident's town, in all alternatives of the key."""
    return {
        fold(part["name"])
        for alternative in incident.get("location_parts") or ()
        for part in alternative
        if (part["type"] or "").upper().startswith(_TOWNS)
    }


def _names(incident: Incident) -> Iterable[str]:
    yield from (incident.place_text or "").split(", ")
    if incident.place is not None:
        yield incident.place.name
