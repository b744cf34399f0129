"""Incidents of a Russian document: an event word with a place in its sentence, and a day."""

import hashlib
from collections.abc import Iterator
from datetime import date

from geomap.incidents.russian.dates import day_in
from geomap.incidents.russian.events import Event, Sentence, events, read_sentences
from geomap.incidents.russian.places import is_led, places_of, precision_of
from geomap.incidents.uses import level, radius_km
from geomap.models import (
    DatePrecision,
    Document,
    Evidence,
    Incident,
    Resolution,
    Span,
    Status,
)


class RussianFinder:
    """Finds incidents by event words; what has no place in its sentence is left out."""

    def __call__(
        self, document: Document, resolutions: tuple[Resolution, ...]
    ) -> tuple[Incident, ...]:
        """Return the incidents of ``document``, sorted by the position of their trigger."""
        found: dict[tuple[str, str, date | None], Incident] = {}
        for incident in _tellings(document, resolutions):
            place = incident.place.id if incident.place else incident.place_text or ""
            key = incident.type, place, incident.start
            first = found.get(key)
            found[key] = _joined(first, incident) if first else incident
        return tuple(sorted(found.values(), key=lambda i: (i.trigger.start, i.id)))


def _tellings(document: Document, resolutions: tuple[Resolution, ...]) -> Iterator[Incident]:
    main: date | None = None
    for sentence in read_sentences(document.text):
        bounds = sentence.bounds
        own = day_in(document.text[bounds.start : bounds.end], document.published)
        main = main or own
        day = own or main or document.published
        for event in events(sentence):
            for resolution in places_of(event, resolutions):
                yield _incident(document, event, resolution, day)


def _incident(
    document: Document, event: Event, resolution: Resolution, day: date | None
) -> Incident:
    sentence, mention = event.sentence, resolution.mention
    precision = precision_of(sentence, resolution)
    place = resolution.spot or resolution.place
    key = (document.id, event.type.value, place.id if place else mention.name, str(day))
    return Incident(
        id=hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:12],
        document=document.id,
        type=event.type,
        place=place,
        place_text=_told(resolution),
        geo_precision=precision,
        radius_km=radius_km(resolution, precision, level(resolution)),
        start=day,
        end=day,
        date_precision=DatePrecision.DAY if day else DatePrecision.UNKNOWN,
        status=_status(sentence),
        trigger=_span(document.text, event.start, event.end),
        evidence=(_evidence(sentence),),
        resolution=resolution,
        reasons=(f"event words of a Russian lexicon: {event.type.value}",),
    )


def _told(resolution: Resolution) -> str:
    """Return how the text words a place: "12 км к северу от Гориса", or the name alone."""
    led_to = resolution.spot if is_led(resolution) else None
    return led_to.name if led_to else resolution.mention.text


def _status(sentence: Sentence) -> Status:
    """Return whether a party to the conflict says so, or the report itself."""
    claimed = sentence.has("claimant") and sentence.has("claim")
    return Status.CLAIMED if claimed else Status.REPORTED


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def _evidence(sentence: Sentence) -> Evidence:
    start, end = sentence.bounds
    return Evidence(
        start=start, end=end, text=sentence.text[start:end], fields=("type", "place", "date")
    )


def _joined(first: Incident, again: Incident) -> Incident:
    """Return an incident with the sentence that tells of it again as further evidence."""
    if again.evidence[0] in first.evidence:
        return first
    return first.model_copy(update={"evidence": (*first.evidence, *again.evidence)})
