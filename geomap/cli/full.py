"""All that geomap knows of a name or an incident: each candidate, each feature, each source."""

from collections.abc import Iterator

from geomap.cli.tables import place_words, when, where
from geomap.models import (
    Candidate,
    ControlFact,
    Incident,
    Resolution,
    TerritoryStatus,
)

_WEIGHTLESS = 0.005  # contributions that would print as 0.00


def full_name(resolution: Resolution, limit: int) -> Iterator[str]:
    """Yield the lines on a name, with so many of its candidates and the features of each."""
    mention = resolution.mention
    kind = f", called a {mention.kind}" if mention.kind else ""
    seen = f", seen by {', '.join(mention.found_by)}" if mention.found_by else ""
    yield f"  {mention.text!r} at {mention.start}-{mention.end}: {mention.role}{kind}{seen}"
    if resolution.place:
        chosen = place_words(resolution.place)
        yield f"    is {chosen}, confidence {resolution.confidence:.2f}"
    else:
        yield "    is not resolved to a place"
    if resolution.reason:
        yield f"    because {resolution.reason}"
    for number, candidate in enumerate(resolution.candidates[:limit], 1):
        yield from _candidate(number, candidate)
    if (left := len(resolution.candidates) - limit) > 0:
        yield f"    and {left} more candidates (--candidates shows them)"


def _candidate(number: int, candidate: Candidate) -> Iterator[str]:
    found = f"{candidate.match} name {candidate.matched_name!r}"
    yield f"    {number}. {candidate.score:+.2f}  {place_words(candidate.place)}, by its {found}"
    for feature in candidate.features:
        if abs(added := feature.value * feature.weight) >= _WEIGHTLESS:
            how = f"{feature.value:g} times {feature.weight:g}"
            yield f"         {added:+.2f}  {feature.words or feature.name} ({how})"


def full_incident(incident: Incident) -> Iterator[str]:
    """Yield all that is known of an incident, line by line."""
    trigger = incident.trigger
    yield f"  {incident.type}: {where(incident)}, {when(incident)} [{incident.id}]"
    yield f"    trigger {trigger.text!r} at {trigger.start}-{trigger.end}"
    told = {
        "actor": incident.actor,
        "target": incident.target,
        "reported by": incident.reported_by,
        "status": incident.status,
        "killed": incident.killed,
        "injured": incident.injured,
        "precision": incident.geo_precision,
        "fire from": incident.origin,
        "context": ", ".join(incident.context) or None,
        "the text says of its status": "; ".join(incident.text_status) or None,
    }
    yield "    " + "; ".join(f"{key}: {value}" for key, value in told.items() if value is not None)
    yield from (f"    because {reason}" for reason in incident.reasons)
    yield from (f'    evidence {e.start}-{e.end}: "{e.text}"' for e in incident.evidence)
    if incident.territory:
        yield from (f"    {line}" for line in ground(incident.territory))


def ground(status: TerritoryStatus) -> Iterator[str]:
    """Yield whose ground it was, line by line: de jure, de facto, claims, history, sources."""
    told = {
        "country": status.country_name or status.country or _nowhere(status),
        "shown as": status.label if status.worldview != "un" else None,
        "admin-1": status.admin1,
        "admin-2": status.admin2,
        "held by": ", ".join(status.controlled_by) or "not known",
        "control": status.control,
        "disputed": _dispute(status),
        "claimed by": ", ".join(status.claimed_by),
        "areas": "; ".join(status.areas),
    }
    yield f"territory on {status.day or 'an unknown day'}"
    yield from (f"  {key:<10} {value}" for key, value in told.items() if value)
    yield from (f"  {_fact(fact)}" for fact in status.history)
    yield from (f"  note       {note}" for note in status.notes)
    yield from (f"  source     {source}" for source in status.sources)


def _nowhere(status: TerritoryStatus) -> str:
    return "none, it lies at sea" if status.at_sea else "none, or not known"


def _dispute(status: TerritoryStatus) -> str:
    if status.undemarcated and status.dispute == "undemarcated":
        return f"undemarcated: within 3 km of the {status.undemarcated}"
    return status.dispute or "not known"


def _fact(fact: ControlFact) -> str:
    span = f"{fact.since} to {fact.until or 'now'}"
    told = f"{fact.holder} ({fact.status}), {fact.area}"
    note = f"; {fact.note}" if fact.note else ""
    return f"history    {span}: {told}{note}; {fact.source}"
