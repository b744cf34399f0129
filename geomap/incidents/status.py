"""Reported, claimed, denied or confirmed: compare what the parties of a document say."""

import re
from collections.abc import Iterable, Sequence

from geomap.incidents.attribution import Attribution, Statement, statements
from geomap.incidents.sides import Side, side_of
from geomap.incidents.speakers import Speaker, full_name, speaker_before, subject_at
from geomap.models import Document, IncidentType, Status
from geomap.text import Bounds, sentences

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
    r"\b(?:not|cannot|could not|never|declined to|refused to|neither)\b[^.;]{0,12}$", re.IGNORECASE
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
    sources = [a for a in attributions if a.source is not None]
    answers = list(_answers(document.text, evidence))
    told = "".join(document.text[s.start : s.end] for s in evidence).casefold()
    near = _within_reach(document.text, evidence)
    accused = any(a.stance == "accuse" for a in sources) or any(
        s.stance == "accuse" for _, s in answers
    )
    if incident_type in _CONFLICT and (sources or accused):
        stalemate = any(
            _STALEMATE.search(document.text, *sentence)
            for sentence in near
            if _same_paragraph(document.text, sentence, evidence)
        )
        if stalemate or _is_denied(document.text, answers, sources, side_of(actor), told):
            return Status.DENIED
    seen = any(_SAW.search(document.text, *sentence) for sentence in near[: len(evidence) + 1])
    if seen and any(a.kind == "party" for a in sources):
        return Status.CONFIRMED
    if _is_confirmed(document.text, answers, sources, side_of(actor)):
        return Status.CONFIRMED
    return _word_of(incident_type, sources, side_of(actor))


def _word_of(kind: IncidentType, sources: Iterable[Attribution], actor: Side | None) -> Status:
    """Return whether the sources are parties to the conflict or neutral."""
    for source in sources:
        side = side_of(source.source)
        opposed = source.kind == "official" and side and actor and side != actor
        if kind in _CONFLICT and (source.kind == "party" or opposed):
            return Status.CLAIMED
    return Status.REPORTED


def _answers(text: str, evidence: Sequence[Bounds]) -> Iterable[tuple[Bounds, Statement]]:
    """Yield the statements of the evidence and of the sentences shortly after it."""
    for sentence in _within_reach(text, evidence):
        for statement in statements(text, sentence):
            yield sentence, statement
        for match in _REBUFF.finditer(text, *sentence):
            if speaker := _rebuffer(text, sentence, match.start()):
                yield sentence, Statement(speaker, Bounds(*match.span()), "deny", trailing=False)


def _within_reach(text: str, evidence: Sequence[Bounds]) -> list[Bounds]:
    """Return the sentences of the evidence, of its paragraphs from there on, and a few after it."""
    told = list(sentences(text))
    first, last = min(s.start for s in evidence), max(s.end for s in evidence)
    after = [s for s in told if s.start >= last][:_REACH]
    between = [s for s in told if first <= s.start < last and _same_paragraph(text, s, evidence)]
    return [*sorted({*evidence, *between}), *(s for s in after if s not in evidence)]


def _same_paragraph(text: str, sentence: Bounds, evidence: Sequence[Bounds]) -> bool:
    return any(
        "\n" not in text[min(s.end, sentence.end) : max(s.start, sentence.start)] for s in evidence
    )


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
        side = side_of(full_name(text, answer.speaker))
        if side and side not in speakers and (actor is None or side == actor):
            return True
    return False


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
