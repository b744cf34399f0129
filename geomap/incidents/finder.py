"""Find the incidents of a document: triggers, moods, places, dates, claims, one record each."""

import hashlib
from datetime import timedelta
from pathlib import Path

from geomap.incidents.answers import accuser
from geomap.incidents.attribution import Attribution
from geomap.incidents.capitals import with_capitals
from geomap.incidents.cast import cast
from geomap.incidents.choosing import choose_types
from geomap.incidents.communiques import issuer_of
from geomap.incidents.dating import date_events
from geomap.incidents.discourse import read_events
from geomap.incidents.lexicon import Lexicon, load_lexicon, packaged_lexicon
from geomap.incidents.merging import Cluster, merge
from geomap.incidents.opposing import link_opposing
from geomap.incidents.parties import Parties
from geomap.incidents.standing import text_status
from geomap.incidents.status import status_of
from geomap.incidents.surroundings import Surroundings
from geomap.incidents.telling import sources_of, voices
from geomap.incidents.tokens import read_sentences
from geomap.incidents.tolls import tolls
from geomap.incidents.uses import PlaceUse, radius_km
from geomap.incidents.vocabulary import NONE, read_vocabulary, using
from geomap.models import (
    DatePrecision,
    Document,
    Evidence,
    GeoPrecision,
    Incident,
    Resolution,
    Span,
    Status,
)
from geomap.resources import packaged
from geomap.text import Bounds

_RECALLED = timedelta(days=45)


class IncidentFinder:
    """Finds incidents with a lexicon of event words; the packaged English one by default.

    ``own`` is a CSV table of words that a user adds, see ``docs/lexicon.md``.

    Raises:
        LexiconError: if a row of ``own`` breaks the format; names file and row.
    """

    def __init__(self, lexicon: Lexicon | None = None, *, own: str | Path | None = None) -> None:
        self._words = read_vocabulary(own) if own else NONE
        if own and lexicon is None:
            lexicon = load_lexicon(packaged("data", "lexicon", "events"), self._words)
        self._lexicon = lexicon or packaged_lexicon()

    def __call__(
        self, document: Document, resolutions: tuple[Resolution, ...]
    ) -> tuple[Incident, ...]:
        """Return the incidents of ``document``, sorted by the position of their trigger."""
        with using(self._words):
            return self._found(document, resolutions)

    def _found(
        self, document: Document, resolutions: tuple[Resolution, ...]
    ) -> tuple[Incident, ...]:
        told = read_sentences(document.text, resolutions)
        sentences = with_capitals(document.text, told, self._lexicon)
        events = read_events(document.text, sentences, self._lexicon)
        events = choose_types(events, resolutions)
        masked = _without_names(document.text, resolutions)
        one_story = issuer_of(document) is not None
        dated = date_events(masked, events, document.published, self._lexicon, one_story=one_story)
        clusters = merge(dated)
        said = voices(document, sentences, events)
        hurt = tolls(document.text, sentences, clusters, self._lexicon.cues)
        who = cast(document.text, clusters)
        leads = frozenset(
            c.lead.event.trigger.sentence.bounds
            for c in clusters
            if not c.lead.event.borrowed  # understood from before
        )
        area = Surroundings(document.text, resolutions)
        incidents = [
            _incident(
                document, cluster, area, who[number], said.of(cluster), hurt.get(number, {}), leads
            )
            for number, cluster in enumerate(clusters)
        ]
        linked = link_opposing([i for i in incidents if not _is_history(i)])
        return tuple(sorted(linked, key=lambda i: (i.trigger.start, i.id)))


def _without_names(text: str, resolutions: tuple[Resolution, ...]) -> str:
    """Blank out place names, offsets kept: neither "Mar Mikhael" nor "Sus" names a day."""
    letters = list(text)
    for resolution in resolutions:
        start, end = resolution.mention.start, resolution.mention.end
        letters[start:end] = "X" * (end - start)
    return "".join(letters)


def _incident(
    document: Document,
    cluster: Cluster,
    area: Surroundings,
    who: Parties,
    said: tuple[Attribution, ...],
    hurt: dict[str, int],
    leads: frozenset[Bounds],
) -> Incident:
    lead, text = cluster.lead, document.text
    use, trigger = lead.event.use and area.placed(lead.event.use), lead.event.trigger
    bounds = sorted({d.event.trigger.sentence.bounds for d in cluster.tellings})
    status = status_of(cluster.type, bounds, said, who.actor, document, leads.difference(bounds))
    source = sources_of(said, joined=status is Status.CONFIRMED)
    if source is None and status is Status.DENIED:
        source = accuser(text, bounds)
    return Incident(
        id=_digest(document.id, cluster),
        document=document.id,
        type=cluster.type,
        **_place_fields(use),
        origin=lead.event.origin,
        context=tuple(r.mention.name for r in lead.event.context),
        start=cluster.interval.start,
        end=cluster.interval.end,
        date_precision=cluster.interval.precision,
        actor=who.actor,
        target=who.target,
        reported_by=source,
        status=status,
        killed=hurt.get("killed"),
        injured=hurt.get("injured"),
        background=_is_recalled(document, cluster),
        trigger=Span(start=trigger.start, end=trigger.end, text=text[trigger.start : trigger.end]),
        evidence=_evidence(text, cluster, bounds, bool(hurt), source is not None),
        resolution=use.resolution if use else None,
        text_status=text_status(text, cluster),
        reasons=_reasons(cluster, use, said),
    )


def _place_fields(use: PlaceUse | None) -> dict[str, object]:
    if use is None:
        return {}
    return {
        "place": use.place,
        "place_text": use.text,
        "geo_precision": use.precision,
        "radius_km": radius_km(use.resolution, use.precision, use.fineness),
    }


def _is_recalled(document: Document, cluster: Cluster) -> bool:
    interval = cluster.interval
    if document.published is None or interval.end is None:
        return False
    if interval.precision is DatePrecision.UNKNOWN:
        return False
    return document.published - interval.end > _RECALLED


def _is_history(incident: Incident) -> bool:
    """Whether an event of long ago has no place finer than a country: the guide counts it not."""
    wide = incident.place_text is None or incident.geo_precision is GeoPrecision.COUNTRY
    return incident.background and wide


def _reasons(
    cluster: Cluster, placed: PlaceUse | None, said: tuple[Attribution, ...]
) -> tuple[str, ...]:
    lead = cluster.lead.event
    around = f"; {placed.resolution.reason}" if placed and placed is not lead.use else ""
    words = [
        f"trigger {lead.trigger.words!r} -> {cluster.type.value}",
        f"place: {lead.how}{around}",
        f"date: {cluster.interval.precision.value}",
    ]
    if said and said[0].source:
        words.append(f"{said[0].source} says so ({said[0].kind}, {said[0].stance})")
    if len(cluster.tellings) > 1:
        words.append(f"told {len(cluster.tellings)} times")
    return tuple(words)


def _evidence(
    text: str, cluster: Cluster, bounds: list[Bounds], hurt: bool, source: bool
) -> tuple[Evidence, ...]:
    lead = cluster.lead.event
    extra = (*(("casualties",) if hurt else ()), *(("reported_by",) if source else ()))
    result = []
    for part in bounds:
        fields = ["type"]
        if lead.use is not None and part.start <= lead.use.resolution.mention.start < part.end:
            fields.append("place")
        if part == lead.trigger.sentence.bounds:
            fields += ["date", *extra]
        result.append(
            Evidence(
                start=part.start,
                end=part.end,
                text=text[part.start : part.end],
                fields=tuple(fields),
            )
        )
    return tuple(result)


def _digest(document: str, cluster: Cluster) -> str:
    use = cluster.lead.event.use
    place = (use.place.id if use.place else use.resolution.mention.name) if use else ""
    if use is not None and use.stands_in:  # two may stand at one place
        place += use.text
    parts = (document, cluster.type.value, place, str(cluster.interval.start))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
