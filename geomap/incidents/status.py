"""Reported, claimed, denied or confirmed: compare what the parties of a document say."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from geomap.incidents.answers import (
    NOT,
    answers,
    concerns,
    in_paragraphs,
    is_of_loss,
    is_owned,
    names_another,
    rejects_report,
    within_reach,
)
from geomap.incidents.attribution import Attribution
from geomap.incidents.kinds import kind_of
from geomap.incidents.parties import has_men, is_police
from geomap.incidents.sides import Side, side_of
from geomap.incidents.speakers import full_name
from geomap.incidents.statements import Statement
from geomap.models import Document, IncidentType, Status
from geomap.text import Bounds

_CONFLICT = frozenset(
    {
        IncidentType.SHELLING,
        IncidentType.AIR_STRIKE,
        IncidentType.EXPLOSION,
        IncidentType.ARMED_CLASH,
        IncidentType.SHOOTING,
        IncidentType.TERRITORY_CHANGE,
        IncidentType.VIOLENCE_AGAINST_CIVILIANS,
        IncidentType.ABDUCTION_OR_DETENTION,
        IncidentType.TROOP_MOVEMENT,
        IncidentType.CEASEFIRE,
    }
)
_STALEMATE = re.compile(
    r"\bneither (?:side['’]s )?(?:version|account|claim)\b|\btraded? (?:blame|accusations)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:both|two)\s(?:sides|countries|ministries|armies|parties|governments)\b", re.IGNORECASE
)
_SAW = re.compile(
    r"\b(?:reporters?|journalists?|correspondents?|observers|monitors)\b[^.;:]{0,40}\b(?:heard"
    r"|saw|counted|visited)\b",
    re.IGNORECASE,
)


def status_of(
    incident_type: IncidentType,
    evidence: Sequence[Bounds],
    attributions: Sequence[Attribution],
    actor: str | None,
    document: Document,
    others: Collection[Bounds] = (),
) -> Status:
    """Return how sure the document is of an incident.

    Args:
        incident_type: only types of armed conflict are "claimed"; a ministry that reports a flood
            is a neutral source.
        evidence: the sentences that tell of the incident, bounds into ``document.text``.
        attributions: what ``reported_by`` answered for them; the author's own voice may be left in.
        actor: who is said to have done it; a denial by that side counts, one by a third party
            does not. None: any side but the source's.
        document: where the answers of the other side are looked for: in the evidence and up to
            four sentences after it.
        others: the sentences that tell of other incidents; who answers after a paragraph that
            begins with one answers that, unless he denies everything.

    Denied beats confirmed, that beats claimed, that beats reported.
    """
    if not evidence or incident_type not in _CONFLICT:
        return Status.REPORTED
    text, side = document.text, side_of(actor)
    sources = [a for a in attributions if a.source is not None]
    near = within_reach(text, evidence)
    replies = tuple(answers(text, near, others))
    story = _Story(text, incident_type, evidence, near, sources, actor, side, replies)
    if _is_disputed(story):
        return Status.DENIED
    if _is_seen(story) or _is_confirmed(story):
        return Status.CONFIRMED
    return _word_of(sources, side)


class _Story(NamedTuple):
    """An incident as it is told: by whom, of whom, and what others say ``near`` it."""

    text: str
    kind: IncidentType
    evidence: Sequence[Bounds]
    near: Sequence[Bounds]
    sources: Sequence[Attribution]
    actor: str | None
    side: Side | None  # of the actor
    answers: Sequence[tuple[Bounds, Statement]]

    @property
    def is_accusation(self) -> bool:
        """Whether somebody accuses somebody of it."""
        stances = (*(a.stance for a in self.sources), *(s.stance for _, s in self.answers))
        return "accuse" in stances


def _is_disputed(story: _Story) -> bool:
    """Whether one party claims it, or is accused of it, and another denies it."""
    text = story.text
    if not story.sources and not story.is_accusation:
        return any(_rejects(story, *reply) for reply in story.answers)
    if any(_STALEMATE.search(text, *s) for s in in_paragraphs(text, story.near, story.evidence)):
        return True
    return _is_denied(story)


def _word_of(sources: Iterable[Attribution], actor: Side | None) -> Status:
    """Return whether the sources are parties to the conflict or neutral.

    Who speaks for a side is a party where the other side did it: "Syrian state media" of Israel.
    """
    for source in sources:
        side = side_of(source.source)
        opposed = source.kind in ("official", "agency") and side and actor and side != actor
        if source.kind == "party" or opposed:
            return Status.CLAIMED
    return Status.REPORTED


def _is_denied(story: _Story) -> bool:
    return any(
        _denies(story, sentence, answer)
        for sentence, answer in story.answers
        if answer.stance == "deny"
    )


def _rejects(story: _Story, sentence: Bounds, answer: Statement) -> bool:
    """Whether a side rejects the report of what the text tells in its own voice."""
    side = side_of(full_name(story.text, answer.speaker))
    if side is None or story.side not in (None, side):
        return False
    rejects = rejects_report(story.text, sentence, answer)
    return rejects and concerns(story.text, sentence, answer, story.evidence, accused=True)


def _denies(story: _Story, sentence: Bounds, answer: Statement) -> bool:
    """Whether somebody denies what others say.

    That is who is accused, another side where who did it boasts of it, or anybody where nobody is
    named.
    """
    name = full_name(story.text, answer.speaker)
    side = side_of(name) or side_of(answer.speaker.text)
    boasts = story.side is not None and story.side in {side_of(a.source) for a in story.sources}
    if story.side not in (None, side) and not (boasts and side):
        return False
    is_blamed = story.actor is not None and has_men(story.actor)
    accused = is_blamed or story.is_accusation if side is None else story.side in (None, side)
    if not concerns(story.text, sentence, answer, story.evidence, accused=accused):
        return False
    tellers = [a for a in story.sources if a.stance != "deny"]
    if side is None:  # "the army", that denies what the rebels or witnesses say
        is_party = kind_of(answer.speaker.text) == "party" or is_police(answer.speaker.text)
        others = any(a.source != name and (is_blamed or a.kind == "party") for a in tellers)
        return (is_party and others) or _is_accused_by_others(story, name)
    if story.side is None and not _blames(story, tellers):
        return False
    return bool({side_of(a.source) for a in tellers} - {side} if tellers else story.is_accusation)


def _blames(story: _Story, tellers: Iterable[Attribution]) -> bool:
    """Whether those who tell it blame somebody: witnesses who name nobody do not."""
    named = story.is_accusation or story.actor is not None
    return named or any(a.kind not in ("witness", "agency") for a in tellers)


def _is_accused_by_others(story: _Story, name: str) -> bool:
    """Whether who denies is of no known side ("the army"), and others than it accuse somebody."""
    return story.is_accusation and name not in {source.source for source in story.sources}


def _is_seen(story: _Story) -> bool:
    """Whether a party says so, and reporters who were there saw it."""
    beside = in_paragraphs(story.text, story.near, story.evidence)[: len(story.evidence) + 1]
    seen = any(_SAW.search(story.text, *sentence) for sentence in beside)
    return seen and any(a.kind == "party" for a in story.sources)


def _is_confirmed(story: _Story) -> bool:
    told = [a for a in story.sources if a.stance not in ("deny", "confirm")]
    sides = {side for a in told if (side := side_of(a.source))}
    if len({s for s in sides if s.kind != "group"}) > 1 or any(
        _BOTH.search(a.source or "") for a in story.sources
    ):
        return True
    if any(_confirms(story, told, *answer) for answer in story.answers):
        return True
    return bool(story.sources) and any(is_owned(story.text, s) for s in story.near)


def _confirms(
    story: _Story, told: Sequence[Attribution], sentence: Bounds, answer: Statement
) -> bool:
    """Whether somebody else than those who tell it says it too, or the loser admits it."""
    text = story.text
    if answer.stance != "confirm" or NOT.search(text, sentence.start, answer.verb.start):
        return False
    name = full_name(text, answer.speaker)
    side = side_of(name)
    if side and side in {side_of(a.source) for a in told}:
        return False
    if not told and (kind_of(answer.speaker.text) != "party" or (side and side == story.side)):
        return False  # the author says it, and officials give details
    if concerns(text, sentence, answer, story.evidence) or _is_next(story, sentence, answer):
        return True
    lost = story.kind is IncidentType.TERRITORY_CHANGE and is_of_loss(text, sentence, answer)
    return lost and name not in {a.source for a in told}


def _is_next(story: _Story, sentence: Bounds, answer: Statement) -> bool:
    """Whether who confirms what the very next sentence adds speaks of no other place in it."""
    if not answer.trailing:
        return False
    following = [s for s in story.near if s.start >= max(e.end for e in story.evidence)][:1]
    beside = in_paragraphs(story.text, following, story.evidence)
    return sentence in beside and not names_another(story.text, sentence, answer, story.evidence)
