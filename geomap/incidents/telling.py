"""Whose word an incident is: what the tellings of it add up to."""

from collections.abc import Iterable
from typing import NamedTuple

from geomap.incidents.attribution import AUTHOR, Attribution, reported_by
from geomap.incidents.linking import Event
from geomap.incidents.merging import Cluster
from geomap.incidents.sides import side_of
from geomap.incidents.tokens import Sentence
from geomap.models import Document
from geomap.text import Bounds

_SOURCES = 3


class Voices(NamedTuple):
    """Whose word each telling is, by the start of its trigger."""

    by_trigger: dict[int, Attribution]

    def of(self, cluster: Cluster) -> tuple[Attribution, ...]:
        """Return the attributions of the cluster's tellings, the leading one first.

        A hospital that counts the dead afterwards doesn't tell of the event; a side that does
        owns it or complains of it.
        """
        lead = self.by_trigger.get(cluster.lead.event.trigger.start, AUTHOR)
        others = tuple(
            said
            for dated in cluster.tellings
            # Who speaks of it in general ("nine sites were struck") owns to no single place.
            if dated is not cluster.lead and dated.event.use is not None
            for said in [self.by_trigger.get(dated.event.trigger.start, AUTHOR)]
            if said.kind == "party" or dated.event.trigger.strength != "effect"
        )
        if all(said.source is None for said in (lead, *others)):
            others += self._before(cluster)
        return (lead, *others)

    def _before(self, cluster: Cluster) -> tuple[Attribution, ...]:
        """Return whose word the sentence before is, where that tells of the event without a place.

        "The ministry reported a shelling. The shelled towns, Aro and Chiva, ..." is its claim.
        """
        number = cluster.lead.event.trigger.sentence.number - 1
        return tuple(
            self.by_trigger.get(dated.event.trigger.start, AUTHOR)
            for dated in cluster.tellings
            if dated.event.use is None and dated.event.trigger.sentence.number == number
        )


def voices(document: Document, sentences: tuple[Sentence, ...], events: Iterable[Event]) -> Voices:
    """Return who says what each event's sentence says; "it" points to the sentence before."""
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        by_sentence.setdefault(event.trigger.sentence.number, []).append(event)
    found: dict[int, Attribution] = {}
    previous: str | None = None
    for sentence in sentences[: max(by_sentence, default=-1) + 1]:
        for event in by_sentence.get(sentence.number, ()):
            trigger = Bounds(event.trigger.start, event.trigger.end)
            found[trigger.start] = reported_by(
                document.text, sentence.bounds, previous, document, trigger
            )
        said = reported_by(document.text, sentence.bounds, previous, document).source
        previous = said or previous
    return Voices(found)


def sources_of(said: Iterable[Attribution], *, joined: bool) -> str | None:
    """Return the leading source; where ``joined``, also those of other sides: "India; Pakistan"."""
    found: dict[str, str] = {}  # side, or the name itself -> name
    for source in (a.source for a in said if a.source is not None):
        side = side_of(source)
        if not found or (joined and (side or source[0].islower())):
            found.setdefault(side.name if side else source.casefold(), source)
    return "; ".join(list(found.values())[:_SOURCES]) or None
