"""Who did it and to whom, by what all tellings of an incident say and the incident told before."""

import re
from itertools import pairwise

from geomap.incidents import phrases
from geomap.incidents.counts import casualties
from geomap.incidents.merging import Cluster
from geomap.incidents.parties import Parties, actor_and_target, is_bystander, is_police, whose
from geomap.incidents.people import PLURAL
from geomap.incidents.sides import side_of
from geomap.incidents.tokens import Token
from geomap.incidents.triggers import Trigger
from geomap.models import IncidentType, Role
from geomap.text import Bounds

_TELLINGS = 12  # of an incident told again and again, so many are asked who did it
_WHERE = frozenset({"in", "at", "near", "on", "around", "outside", "across", "throughout"})
_NOBODYS = frozenset({IncidentType.DISASTER, IncidentType.ACCIDENT, IncidentType.DISEASE})
_BY_FORCES = frozenset(
    {
        IncidentType.SHELLING,
        IncidentType.AIR_STRIKE,
        IncidentType.TERRITORY_CHANGE,
        IncidentType.TROOP_MOVEMENT,
        IncidentType.CEASEFIRE,
        IncidentType.DISPLACEMENT,
    }
)
_REMOTE = frozenset({IncidentType.SHELLING, IncidentType.AIR_STRIKE})
_STAGE = 2  # sentences over which whoever acted last still acts
_MANY = re.compile(rf"\b(?:{PLURAL})\b", re.IGNORECASE)  # residents hear a blast, a man makes it
_PRONOUN = re.compile(r"\b(?:they|it|he|she)\b[^.;:]{0,60}$", re.IGNORECASE)


def cast(text: str, clusters: tuple[Cluster, ...]) -> tuple[Parties, ...]:
    """Return the parties of each cluster, in the same order.

    "They entered X" and bombs that fall in the next sentence too are the last actor's.
    """
    own = [_parties(text, cluster) for cluster in clusters]
    order = sorted(range(len(clusters)), key=lambda n: clusters[n].lead.event.trigger.start)
    before: int | None = None
    for number in order:
        actor = own[before].actor if before is not None else None
        if own[number].actor is None and actor and before is not None:
            goes_on = _goes_on(text, clusters[number], clusters[before], actor)
            own[number] = own[number]._replace(actor=actor if goes_on else None)
        if own[number].actor is not None:
            before = number
    return tuple(own)


def _goes_on(text: str, cluster: Cluster, last: Cluster, actor: str) -> bool:
    """Whether the actor of the incident told last is that of this one too."""
    trigger, earlier = cluster.lead.event.trigger, last.lead.event.trigger
    apart = trigger.sentence.number - earlier.sentence.number
    if apart > _STAGE or "\n" in text[earlier.start : trigger.start]:
        return False
    if cluster.type in _REMOTE and last.type in _REMOTE:
        return side_of(actor) is not None and _country(cluster) == _country(last)
    start = trigger.sentence.bounds.start
    suffers = phrases.PASSIVE.search(text, start, trigger.start)  # "she was [detained]"
    return apart == 1 and not suffers and bool(_PRONOUN.search(text, start, trigger.start))


def _country(cluster: Cluster) -> str | None:
    use = cluster.lead.event.use
    return use.place.country if use and use.place else None


def _parties(text: str, cluster: Cluster) -> Parties:
    """Return the first actor and the first target that the tellings name."""
    actor = target = None
    for dated in (cluster.lead, *cluster.tellings[:_TELLINGS]):
        trigger = dated.event.trigger
        if trigger.strength == "effect" and dated is not cluster.lead:
            continue
        told = _who(text, trigger)
        actor, target = actor or told.actor, target or told.target
        if actor and target:
            break
    return _fitting(cluster.type, Parties(actor, target))


def _fitting(kind: IncidentType, who: Parties) -> Parties:
    """Leave out parties that an event of ``kind`` cannot have: a flood has none at all.

    People who were bombed, or dig for others afterwards, did not bomb.
    """
    if kind in _NOBODYS:
        return Parties(None, None)
    actor = whose(who.actor) if who.actor else None
    many = actor is not None and _MANY.search(actor) is not None
    bystander = kind in _BY_FORCES or (kind is IncidentType.EXPLOSION and many)
    if actor and bystander and is_bystander(actor):
        actor = None
    if actor and kind is IncidentType.PROTEST and is_police(actor):
        actor = None  # they came to it
    return Parties(actor, who.target)


def _who(text: str, trigger: Trigger) -> Parties:
    """Return the parties of a telling; names after a preposition are blanked: no town acts."""
    start, end = trigger.sentence.bounds
    own = text[start:end]
    masked = list(own)
    for before, token in pairwise(trigger.sentence.tokens):
        if _is_literal(token) and before.form in _WHERE:
            masked[token.start - start : token.end - start] = "_" * (token.end - token.start)
    words = "".join(masked)
    bounds = Bounds(trigger.start - start, trigger.end - start)
    told = actor_and_target(words, Bounds(0, len(own)), bounds)
    if told.actor and _suffered(own, told.actor):
        told = Parties(None, told.target or told.actor)
    return Parties(_unmasked(told.actor, words, own), _unmasked(told.target, words, own))


def _suffered(sentence: str, actor: str) -> bool:
    """Whether ``sentence`` counts the actor among the dead or hurt: no victim did it.

    "Iran" is no part of "three Iranians" or "two Iran loyalists", and "two of the gunmen" are not
    the gunmen.
    """
    counts = casualties(sentence, Bounds(0, len(sentence)))
    hurt = (sentence[c.start : c.end] for c in counts if c.kind in ("killed", "injured"))
    own = re.compile(rf"(?<!\bof the )\b{re.escape(actor)}(?=$|,|\sand\b)")
    return any(own.search(victims) for victims in hurt)


def _is_literal(token: Token) -> bool:
    return token.place is not None and token.place.mention.role is Role.LITERAL


def _unmasked(found: str | None, masked: str, own: str) -> str | None:
    if found is None or "_" not in found or (at := masked.find(found)) < 0:
        return found
    return own[at : at + len(found)]
