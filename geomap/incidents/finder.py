"""Find the incidents of a document: triggers, moods, places, dates, claims, one record each."""

import hashlib

from geomap.incidents.dating import date_events
from geomap.incidents.discourse import read_events
from geomap.incidents.lexicon import Lexicon, packaged_lexicon
from geomap.incidents.merging import Cluster, merge
from geomap.incidents.tokens import read_sentences
from geomap.models import (
    Document,
    Evidence,
    GeoPrecision,
    Incident,
    Resolution,
    Span,
)

_RADIUS_KM = {
    GeoPrecision.EXACT: 2.0,
    GeoPrecision.NEAR: 10.0,
    GeoPrecision.AREA: 25.0,
    GeoPrecision.COUNTRY: 300.0,
}


class IncidentFinder:
    """Finds incidents with a lexicon of event words; the packaged English one by default."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or packaged_lexicon()

    def __call__(
        self, document: Document, resolutions: tuple[Resolution, ...]
    ) -> tuple[Incident, ...]:
        """Return the incidents of ``document``, sorted by the position of their trigger."""
        sentences = read_sentences(document.text, resolutions)
        events = read_events(sentences, self._lexicon)
        dated = date_events(document.text, events, document.published)
        incidents = [_incident(document, cluster) for cluster in merge(dated)]
        return tuple(sorted(incidents, key=lambda i: (i.trigger.start, i.id)))


def _incident(document: Document, cluster: Cluster) -> Incident:
    lead = cluster.lead
    use = lead.event.use
    trigger = lead.event.trigger
    text = document.text
    return Incident(
        id=_digest(document.id, cluster),
        document=document.id,
        type=cluster.type,
        place=use.place if use else None,
        place_text=use.text if use else None,
        geo_precision=use.precision if use else None,
        radius_km=_RADIUS_KM[use.precision] if use else None,
        origin=lead.event.origin,
        context=tuple(r.mention.name for r in lead.event.context),
        start=lead.interval.start,
        end=lead.interval.end,
        date_precision=lead.interval.precision,
        trigger=Span(
            start=trigger.start, end=trigger.end, text=text[trigger.start : trigger.end]
        ),
        evidence=_evidence(text, cluster),
        resolution=use.resolution if use else None,
        reasons=_reasons(cluster),
    )


def _reasons(cluster: Cluster) -> tuple[str, ...]:
    lead = cluster.lead.event
    return (
        f"trigger {lead.trigger.words!r} -> {lead.trigger.type.value}",
        f"place: {lead.how}",
    )


def _evidence(text: str, cluster: Cluster) -> tuple[Evidence, ...]:
    bounds = sorted({d.event.trigger.sentence.bounds for d in cluster.tellings})
    return tuple(
        Evidence(start=b.start, end=b.end, text=text[b.start : b.end], fields=("type", "place"))
        for b in bounds
    )


def _digest(document: str, cluster: Cluster) -> str:
    use = cluster.lead.event.use
    place = (use.place.id if use.place else use.resolution.mention.name) if use else ""
    parts = (document, cluster.type.value, place, str(cluster.lead.interval.start))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
