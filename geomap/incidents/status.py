"""Reported, claimed, denied or confirmed: compare what the parties of a document say."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from geomap.incidents.attribution import Attribution, Statement, statements
from geomap.incidents.clauses import sentences_of
from geomap.incidents.sides import Side, side_of
from geomap.incidents.speakers import Speaker, full_name, speaker_before, subject_at
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
_REACH = 4  # sentences after the incident within which an answer to it is looked for
_REBUFF = re.compile(
    r"\b(?:calls?|called|describes?|described|dismiss\w*|speaks? of"
    r"|spoke of)\b.{0,60}?\b(?:invention|invented|groundless|baseless"
    r"|unfounded|false|lies?|untrue|fabricat\w+|absurd|nonsense|disinformation|fake|fiction"
    r"|propaganda)\b",
    re.IGNORECASE,
)
_STALEMATE = re.compile(
    r"\bneither (?:side['’]s )?(?:version|account|claim)\b|\btraded? (?:blame|accusations)\b",
    re.IGNORECASE,
)
_GENERIC_OBJECT = re.compile(
    r"\s(?:it|this|that|these|them|any (?:part|involvement|role|responsibility|link)|involvement"
    r"|responsibility"
    r"|the (?:\w+ )?(?:claims?|accusations?|reports?|charges?|allegations?|account|attack"
    r"|version)|all|everything"
    r"|having (?:\w+ ){1,2}any(?:thing|one|body)\b|having done|doing)",
    re.IGNORECASE,
)
_ACCUSATION = re.compile(
    r"\s(?:the|this|that|these|those|such|all|any) (?:\w+ )?(?:accusation|charge|allegation)s?\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:claimed|claims|took|taken|takes)\s(?:the attack|the blast|responsibility)\b",
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
_NOT = re.compile(
    r"(?:\b(?:not|cannot|could not|never|declined to|refused to|neither)\b[^.;]{0,12}"
    r"|\b(?:nobody|no[ -]one|none|no (?:\w+ ){0,2}\w+)"
    r"(?:\s(?:has|have|had|could|can|yet|so far|independently|immediately))*\s)$",
    re.IGNORECASE,
)


def status_of(
    incident_type: IncidentType,
    evidence: Sequence[Bounds],
    attributions: Sequence[Attribution],
    actor: str | None,
    document: Document,
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

    Denied beats confirmed, that beats claimed, that beats reported.
    """
    if not evidence:
        return Status.REPORTED
    text, side = document.text, side_of(actor)
    sources = [a for a in attributions if a.source is not None]
    near = _within_reach(text, evidence)
    answers = list(_answers(text, near))
    if incident_type in _CONFLICT and _is_disputed(text, evidence, near, answers, sources, side):
        return Status.DENIED
    seen = any(_SAW.search(text, *sentence) for sentence in near[: len(evidence) + 1])
    if seen and any(a.kind == "party" for a in sources):
        return Status.CONFIRMED
    if _is_confirmed(text, answers, sources, side):
        return Status.CONFIRMED
    return _word_of(incident_type, sources, side)


def _is_disputed(
    text: str,
    evidence: Sequence[Bounds],
    near: Sequence[Bounds],
    answers: Sequence[tuple[Bounds, Statement]],
    sources: Sequence[Attribution],
    actor: Side | None,
) -> bool:
    """Whether one party claims it, or is accused of it, and another denies it."""
    accused = any(stance == "accuse" for stance in _stances(answers, sources))
    if not sources and not accused:
        return False
    if any(_STALEMATE.search(text, *s) for s in _in_paragraphs(text, near, evidence)):
        return True
    told = "".join(text[s.start : s.end] for s in evidence).casefold()
    return _is_denied(text, answers, sources, actor, told)


def _stances(
    answers: Sequence[tuple[Bounds, Statement]], sources: Sequence[Attribution]
) -> Iterable[str]:
    return (*(a.stance for a in sources), *(s.stance for _, s in answers))


def _word_of(kind: IncidentType, sources: Iterable[Attribution], actor: Side | None) -> Status:
    """Return whether the sources are parties to the conflict or neutral."""
    for source in sources:
        side = side_of(source.source)
        opposed = source.kind == "official" and side and actor and side != actor
        if kind in _CONFLICT and (source.kind == "party" or opposed):
            return Status.CLAIMED
    return Status.REPORTED


def _answers(text: str, near: Sequence[Bounds]) -> Iterable[tuple[Bounds, Statement]]:
    """Yield the statements and rebuffs of the sentences ``near`` an incident."""
    for sentence in near:
        for statement in statements(text, sentence):
            yield sentence, statement
        for match in _REBUFF.finditer(text, *sentence):
            if speaker := _rebuffer(text, sentence, match.start()):
                yield sentence, Statement(speaker, Bounds(*match.span()), "deny", trailing=False)


def _within_reach(text: str, evidence: Sequence[Bounds]) -> list[Bounds]:
    """Return the sentences of the evidence, of its paragraphs from there on, and a few after it."""
    told = sentences_of(text)
    first = bisect_left(told, (min(s.start for s in evidence), 0))
    last = bisect_left(told, (max(s.end for s in evidence), 0))
    between = _in_paragraphs(text, told[first:last], evidence)
    return [*sorted({*evidence, *between}), *told[last : last + _REACH]]


def _in_paragraphs(text: str, near: Sequence[Bounds], evidence: Sequence[Bounds]) -> list[Bounds]:
    """Return those of ``near`` between which and some of the evidence no line ends."""
    starts = {text.rfind("\n", 0, s.start) for s in evidence}
    ends = {text.rfind("\n", 0, s.end) for s in evidence}
    return [
        s
        for s in near
        if text.rfind("\n", 0, s.end) in starts or text.rfind("\n", 0, s.start) in ends
    ]


def _rebuffer(text: str, sentence: Bounds, position: int) -> Speaker | None:
    cuts = (m.end() for m in re.finditer(r"[;:]\s", text[sentence.start : position]))
    start = sentence.start + max(cuts, default=0)
    return speaker_before(text, start, position) or subject_at(text, start, position)


def _is_denied(
    text: str,
    answers: Sequence[tuple[Bounds, Statement]],
    sources: Sequence[Attribution],
    actor: Side | None,
    told: str,
) -> bool:
    speakers = {side_of(a.source) for a in sources if a.stance != "deny"}
    for _, answer in answers:
        if answer.stance != "deny" or not _concerns(text, answer, told):
            continue
        name = full_name(text, answer.speaker)
        side = side_of(name)
        if side and side not in speakers and (actor is None or side == actor):
            return True
        answers_it = side is None and actor is None and _ACCUSATION.match(text, answer.verb.end)
        if answers_it and _is_accused_by_others(name, answers, sources):
            return True
    return False


def _is_accused_by_others(
    name: str, answers: Sequence[tuple[Bounds, Statement]], sources: Sequence[Attribution]
) -> bool:
    """Whether who denies is of no known side ("the army"), and others than it accuse somebody."""
    accused = any(stance == "accuse" for stance in _stances(answers, sources))
    return accused and name not in {source.source for source in sources}


def _concerns(text: str, answer: Statement, told: str) -> bool:
    """Tell whether a denial is about what was ``told``: "denied it", "denies laying any mines"."""
    end = answer.verb.end
    if _GENERIC_OBJECT.match(text, end) or _REBUFF.match(text, answer.verb.start):
        return True
    words = re.findall(r"[^\W\d_]{4,}", re.split(r"[.;:]\s|\band\b", text[end : end + 80])[0])
    return not words or any(word[:5].casefold().rstrip("s") in told for word in words)


def _is_confirmed(
    text: str,
    answers: Sequence[tuple[Bounds, Statement]],
    sources: Sequence[Attribution],
    actor: Side | None,
) -> bool:
    told = [a for a in sources if a.stance not in ("deny", "confirm")]
    sides = {side for a in told if (side := side_of(a.source))}
    if len({s for s in sides if s.kind != "group"}) > 1 or any(
        _BOTH.search(a.source or "") for a in sources
    ):
        return True
    for sentence, answer in answers:
        if answer.stance == "confirm" and not _NOT.search(text, sentence.start, answer.verb.start):
            side = side_of(full_name(text, answer.speaker))
            if side is None or side not in sides or side == actor:
                return True
    return bool(sources) and any(_OWNED.search(text, *sentence) for sentence, _ in answers)
