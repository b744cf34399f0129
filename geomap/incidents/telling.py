"""Whose word an incident is: what the tellings of it add up to."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from geomap.incidents.accounts import goes_on, sums_up
from geomap.incidents.attribution import AUTHOR, Attribution, reported_by
from geomap.incidents.merging import Cluster
from geomap.incidents.sides import side_of
from geomap.incidents.stories import FAMILIES
from geomap.incidents.tellings import Event
from geomap.incidents.tokens import Sentence
from geomap.models import Document
from geomap.text import Bounds

_SOURCES = 3


class Voices(NamedTuple):
    """Whose word each telling is, by the start of its trigger."""

    by_trigger: dict[int, Attribution]

    def of(self, cluster: Cluster) -> tuple[Attribution, ...]:
        """Return the attributions of the cluster's tellings, the leading one first.

        A hospital that counts the dead afterwards tells of the event where nobody else does; a
        side that does owns it or complains of it.
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
            others += self._before(cluster) + self._of_effects(cluster)
        return (lead, *others)

    def _of_effects(self, cluster: Cluster) -> tuple[Attribution, ...]:
        """Return who counts the dead of what nobody is said to tell of."""
        return tuple(
            self.by_trigger.get(dated.event.trigger.start, AUTHOR)
            for dated in cluster.tellings
            if dated.event.use is not None and dated.event.trigger.strength == "effect"
        )

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


class _Account(NamedTuple):
    """What a speaker told last: the sentences of it so far, and the families of its events."""

    said: Attribution
    told: Bounds
    families: frozenset[str]


def voices(document: Document, sentences: tuple[Sentence, ...], events: Iterable[Event]) -> Voices:
    """Return who says what each event's sentence says; "it" points to the sentence before.

    What a sentence goes on to tell of the events of the one before it is the same speaker's word.
    """
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        by_sentence.setdefault(event.trigger.sentence.number, []).append(event)
    found: dict[int, Attribution] = {}
    previous: str | None = None
    account: _Account | None = None
    for sentence in sentences[: max(by_sentence, default=-1) + 1]:
        own = by_sentence.get(sentence.number, [])
        for event in own:
            trigger = Bounds(event.trigger.start, event.trigger.end)
            found[trigger.start] = reported_by(
                document.text, sentence.bounds, previous, document, trigger
            )
        said = reported_by(document.text, sentence.bounds, previous, document).source
        previous = said or previous
        if said is None and account and _continues(document.text, sentence.bounds, account):
            whole = sums_up(document.text, sentence.bounds)
            found.update(_carried(account, own, whole=whole))
        account = _account(sentence.bounds, own, found, account)
    return Voices(found)


def _continues(text: str, sentence: Bounds, account: _Account) -> bool:
    """Whether a sentence of the same paragraph goes on with an account."""
    same = "\n" not in text[account.told.end : sentence.start]
    return same and goes_on(text, sentence, account.told)


def _carried(account: _Account, events: Iterable[Event], *, whole: bool) -> dict[int, Attribution]:
    """Return the speaker of the account for those of ``events`` that are of its story.

    ``whole``: they came of all of it, and are of its story whatever they are.
    """
    return {
        event.trigger.start: account.said
        for event in events
        if whole or event.trigger.strength == "effect" or _family(event) in account.families
    }


def _account(
    sentence: Bounds,
    events: Iterable[Event],
    found: Mapping[int, Attribution],
    before: _Account | None,
) -> _Account | None:
    """Return the account that ``sentence`` tells, or goes on with; None where it is nobody's."""
    told = [(e, said) for e in events if (said := found[e.trigger.start]).source is not None]
    if not told:
        return None
    last = told[-1][1]
    families = frozenset(_family(event) for event, said in told if said == last)
    if before and before.said == last:
        return _Account(last, Bounds(before.told.start, sentence.end), families | before.families)
    return _Account(last, sentence, families)


def _family(event: Event) -> str:
    return FAMILIES[event.trigger.told_type]


def sources_of(said: Iterable[Attribution], *, joined: bool) -> str | None:
    """Return the leading source; where ``joined``, also those of other sides: "India; Pakistan"."""
    found: dict[str, str] = {}  # side, or the name itself -> name
    for source in (a.source for a in said if a.source is not None):
        side = side_of(source)
        if not found or (joined and (side or source[0].islower())):
            found.setdefault(side.name if side else source.casefold(), source)
    return "; ".join(list(found.values())[:_SOURCES]) or None
