"""Whose word it is: the source of each sentence, and what the other side says to it.

``reported_by`` finds the source of a sentence through "X said", "according to X", quotes and the
pronouns that point back. What the sides say to it is weighed in ``status``.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from geomap.incidents.clauses import sentences_of
from geomap.incidents.communiques import issuer_of
from geomap.incidents.reporting import VERB, stances
from geomap.incidents.sides import SIDE_WORDS
from geomap.incidents.speakers import (
    Speaker,
    full_name,
    is_known,
    kind_of,
    source_nouns_in,
    speaker_after,
    speaker_before,
    subject_at,
)
from geomap.incidents.vocabulary import Vocabulary, active
from geomap.models import Document
from geomap.text import Bounds


class Attribution(NamedTuple):
    """Who says it. ``start`` and ``end`` are the words that name the source (both 0: none).

    ``kind``: "party" to the conflict, neutral "official", "agency", "witness", or "author" where
    the text speaks in its own voice and ``source`` is None. ``stance`` is that of the verb: say,
    claim, accuse, confirm or deny.
    """

    source: str | None
    start: int = 0
    end: int = 0
    kind: str = "author"
    stance: str = "say"


_FAR = 4000  # characters over which a quotation or a pronoun is followed back
_CLAUSE = 400  # characters before a verb of saying; its speaker stands within fewer
AUTHOR = Attribution(None)


class Statement(NamedTuple):
    """A verb of saying and its speaker; ``trailing``: it closes what it reports ("..., X said")."""

    speaker: Speaker
    verb: Bounds
    stance: str
    trailing: bool


_ACCORDING = re.compile(
    r"(?:\b(?:according to|in the words of|as told by)|\(sources?:)(?=\s)", re.IGNORECASE
)
# Where what a speaker says begins or ends; the full stop of "Lt." or "Gen." ends nothing.
_CUT = re.compile(
    r"[;:]\s|[“”\"]|\s[–—-]\s|[!?]\s"
    r"|(?<!\b(?-i:[A-Z])[a-z])(?<!\b(?-i:[A-Z])[a-z]{2})\.\s"
    r"|,\s(?:but|while|and|as)\s|\b(?:that|and|but|while|because|what)\s",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|be|being)\s(?:also\s|\w+ly\s|first\s)?$", re.IGNORECASE
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!\s?['’]s)"
_OUTLET = r"(?-i:(?:the |The )?[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})"  # "told Radio Dabanga"
_CLOSES = re.compile(
    rf"(?:\s(?:reporters|journalists|parliament|lawmakers|agencies|media|(?<=told ){_OUTLET}))?"
    r"(?:\s(?:(?:late |early |later )?(?:on|in|at|by|through|late|early|here|after|to|that|this"
    r"|last|the (?:same|next|following))\b[^,;:.]{0,45}"
    r"|again|too|earlier|later|yesterday|today|tonight"
    rf"|(?:late |early )?{_WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?)){{0,3}}"
    r"\s?(?:[.,;!?”\"’)]|$)",
    re.IGNORECASE,
)
# What is said follows: "In Aro, they claimed [to have] entered Beno", "In Aro, he said [that] ...".
_OPENS = re.compile(
    r"\s(?:to (?:have|be)\b"
    r"|that\s(?!(?:same )?(?:day|night|morning|afternoon|evening|week|month)\b))"
)
_DEED = re.compile(r"\s(?:with|at once|immediately)\b")  # "answered [with] fire"
_PUT = re.compile(r"\s(?:the|its|their|his|at|losses)\b")
_POINTS_BACK = re.compile(
    r"(?:it|he|she|they|(?:the|its|their|his|her|an?)\s(?:\w+\s)?(?:statement|bulletin|report"
    r"|account|release"
    r"|communiqu[eé]|message))$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:also|further)\s|\badd(?:ed|s)$")  # who has spoken before
_AND_VERB = re.compile(r"(?:,|\band)\s(?:(?:later|then|also|in turn)\s)?$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:that|they|he|she|it|his|her|their|its|there)\b")
_EACH_OTHER = re.compile(
    r"\s(?:that\s)?(?:each other|one another|the other(?:\sside)?)\b", re.IGNORECASE
)
_TOLD = re.compile(r"t[eo]l[ld]|inform")  # whom they are told to follows: "told Reuters"
_CLAIMS = r"(?:claim|accusation|allegation|report|charge|assertion)s?"
_CLAIM = re.compile(  # "denied [Kenyan] claims"
    rf"\s(?:the\s|all\s|any\s)?(?P<side>{SIDE_WORDS})(?:['’]s?)?\s(?:[\w-]+\s){{0,2}}?{_CLAIMS}\b"
)
_CLAIM_BY = re.compile(rf"\s(?:the\s)?(?:\w+\s)?{_CLAIMS}\s(?:made\s)?(?:by|from)(?=\s)")
_CLOSED = re.compile(r"[,”\"’]\s?$")
_STOPS = re.compile(r"\s?(?:[,.;:”\"]|$|\b(?:in|on|at|who)\b)")
# The head of a dispatch, whose agency says nothing itself: "YEREVAN, May 6 (Own report) - ".
_DISPATCH = re.compile(r"[A-Z][A-Z'’./ -]{2,60}(?:,\s[^\n()]{1,25})?\s?\([^\n()]{1,40}\)\s?[-–—:]")
_EACH = re.compile(r"\b(?:each(?:\s\w+)?|both(?:\s\w+)?)\s(?:has |have |had )?$", re.IGNORECASE)
_OPENING_QUOTES, _CLOSING_QUOTES = "“„«", "”»"


def statements(text: str, sentence: Bounds) -> tuple[Statement, ...]:
    """Return the verbs of saying in ``sentence`` whose speaker is named, in text order."""
    return _statements(text, sentence, active())


def told_by(text: str, sentence: Bounds, words: Bounds) -> Statement | None:
    """Return the statement of ``sentence`` that reports what its ``words`` tell, if one does."""
    return _governing(text, statements(text, sentence), words)


@lru_cache(maxsize=1024)  # source and status read the same sentences, of one document at a time
def _statements(text: str, sentence: Bounds, _: Vocabulary) -> tuple[Statement, ...]:
    head = _DISPATCH.match(text, *sentence)
    start = head.end() if head else sentence.start
    verbs = VERB.finditer(text, start, sentence.end)
    found = [s for verb in verbs if (s := _statement(text, sentence, verb))]
    for match in _ACCORDING.finditer(text, *sentence):
        if speaker := speaker_after(text, match.end(), sentence.end):
            leads = match.start() - sentence.start < 4
            found.append(Statement(speaker, Bounds(*match.span()), "say", not leads))
    return tuple(sorted(found, key=lambda s: s.verb))


def reported_by(
    text: str,
    sentence: Bounds,
    previous: str | None,
    document: Document,
    trigger: Bounds | None = None,
) -> Attribution:
    """Return who says what ``sentence`` says (of the event at ``trigger``, where given).

    Args:
        text: the text into which the bounds point (``document.text``).
        sentence: the sentence.
        previous: the source of the sentence before, for "it said".
        document: all of it may be a party's own communiqué.
        trigger: the words of the event; among several speakers its own is taken.
    """
    spoken = statements(text, sentence)
    told = _governing(text, spoken, trigger)
    if told is None:
        return _of_quote(text, sentence, previous) or _of_communique(document)
    if told.stance == "deny":
        return _of_accuser(text, sentence, spoken, told, previous)
    return _attribution(text, sentence, told, previous)


def _of_accuser(
    text: str, sentence: Bounds, spoken: Sequence[Statement], denial: Statement, before: str | None
) -> Attribution:
    """Return whose word it is that somebody denies: of the same sentence, else of the one before.

    Where nobody is told to have said it, it stays the denier's.
    """
    denier = _attribution(text, sentence, denial, before)
    if claimant := _claimant(text, sentence, denial):
        name = full_name(text, claimant)
        return Attribution(name, *claimant[:2], kind_of(claimant.text), "claim")
    start = max(text.rfind("\n", 0, sentence.start) + 1, sentence.start - _FAR)
    last = [
        Bounds(b.start + start, b.end + start) for b in sentences_of(text[start : sentence.start])
    ]
    earlier = [(b, s) for b in last[-1:] for s in statements(text, b)]
    for bounds, told in reversed([*earlier, *((sentence, s) for s in spoken)]):
        said = _attribution(text, bounds, told, before)
        if told.stance != "deny" and said.source != denier.source:
            return said
    return denier


def _attribution(text: str, sentence: Bounds, told: Statement, previous: str | None) -> Attribution:
    speaker = told.speaker
    if _POINTS_BACK.match(speaker.text):
        again = previous if _AGAIN.search(text, speaker.end, told.verb.end) else None
        name = again or _subject_before(text, sentence) or previous
        name = name or _last_source(text, speaker.start)
        if name is None:
            return AUTHOR
        return Attribution(name, speaker.start, speaker.end, kind_of(name), told.stance)
    name = full_name(text, speaker)
    return Attribution(name, speaker.start, speaker.end, kind_of(speaker.text), told.stance)


def _claimant(text: str, sentence: Bounds, denial: Statement) -> Speaker | None:
    """Return whose claim is denied: "denied [Kenyan] claims", "rejected reports by [the UN]"."""
    if claim := _CLAIM.match(text, denial.verb.end, sentence.end):
        return Speaker(*claim.span("side"), claim["side"])
    by = _CLAIM_BY.match(text, denial.verb.end, sentence.end)
    return speaker_after(text, by.end(), sentence.end) if by else None


def _statement(text: str, sentence: Bounds, verb: re.Match[str]) -> Statement | None:
    stance = stances()[verb.group()]
    if _says_nothing(text, sentence, verb, stance):
        return None
    if speaker := _inverted(text, sentence, verb):
        return Statement(speaker, Bounds(*verb.span()), stance, True)
    trailing = bool(_CLOSES.match(text, verb.end(), sentence.end))
    speaker = _speaker_of(text, sentence, verb.start()) or _shared(text, sentence, verb.start())
    if speaker and not (trailing or is_known(speaker.text) or _GOES_ON.match(text, verb.end())):
        return None
    if speaker:
        said = text[sentence.start : speaker.start].rstrip().removesuffix(" both")
        closes = trailing and said.endswith((",", "”", '"', "’"))
        closes = closes and not _OPENS.match(text, verb.end(), sentence.end)
        return Statement(speaker, Bounds(*verb.span()), stance, closes)
    return None


def _inverted(text: str, sentence: Bounds, verb: re.Match[str]) -> Speaker | None:
    """Return the speaker after a verb that closes what was said: ", said the mayor, Ann Ortiz."."""
    if _TOLD.match(verb.group()) or not _CLOSED.search(text, sentence.start, verb.start()):
        return None
    speaker = speaker_after(text, verb.end(), sentence.end)
    known = speaker and is_known(speaker.text)
    return speaker if known and speaker and _STOPS.match(text, speaker.end, sentence.end) else None


def _says_nothing(text: str, sentence: Bounds, verb: re.Match[str], stance: str) -> bool:
    """Whether a verb of saying is a passive, a deed, puts no figure, or blames mutually."""
    if _PASSIVE.search(text, sentence.start, verb.start()):
        return True
    if _is_mutual(text, sentence, verb, stance):
        return True
    if verb.group().startswith(("answer", "repl")):
        return _DEED.match(text, verb.end()) is not None
    return verb.group().startswith("put") and not _PUT.match(text, verb.end())


def _is_mutual(text: str, sentence: Bounds, verb: re.Match[str], stance: str) -> bool:
    """Whether both sides say the same of each other: then it is neither's word."""
    of_other = _EACH_OTHER.match(text, verb.end(), sentence.end)
    each = _EACH.search(text, sentence.start, verb.start())
    return bool((of_other or each) if stance == "accuse" else (of_other and each))


def _speaker_of(text: str, sentence: Bounds, verb: int) -> Speaker | None:
    """Return the speaker before a verb; "and" that joins two of them is no cut."""
    start = _clause_start(text, sentence, verb)
    speaker = speaker_before(text, start, verb)
    if speaker and re.search(r"\band\s$", text[sentence.start : start]):
        wider = speaker_before(text, _clause_start(text, sentence, start), verb)
        if wider and wider.end == speaker.end and " and " in wider.text:
            return wider
    return speaker


def _shared(text: str, sentence: Bounds, verb: int) -> Speaker | None:
    """Return the subject that a verb shares: "Yerevan denied it and [accused] Baku"."""
    if not _AND_VERB.search(text, sentence.start, verb):
        return None
    for earlier in VERB.finditer(text, sentence.start, verb):
        start = _clause_start(text, sentence, earlier.start())
        if speaker := speaker_before(text, start, earlier.start()):
            return speaker
    return subject_at(text, sentence.start, verb)


def _clause_start(text: str, sentence: Bounds, position: int) -> int:
    near = max(sentence.start, position - _CLAUSE)
    cuts = [m.end() for m in _CUT.finditer(text, near, position) if m.end() < position]
    # "the prosecutor general and the interior ministry said": a cut must leave a speaker.
    return cuts[-1] if cuts else sentence.start


def _governing(text: str, told: Sequence[Statement], trigger: Bounds | None) -> Statement | None:
    """Return the statement that reports ``trigger``: the nearest before it, or one that closes."""
    if not told:
        return None
    if trigger is None:
        return next((s for s in told if s.trailing), told[0])
    before = [s for s in told if s.verb.end <= trigger.start and not s.trailing]
    after = [s for s in told if s.verb.start >= trigger.end and s.trailing]
    if before and after and ";" in text[before[-1].verb.end : trigger.start]:
        return after[0]
    inserted = [s for s in told if s.trailing and text[s.verb.end : s.verb.end + 1] == ","]
    if before or inserted:
        return (before or inserted)[-1]
    return after[0] if after else None


def _of_quote(text: str, sentence: Bounds, previous: str | None) -> Attribution | None:
    """Return the speaker of a quotation that runs over several sentences of a paragraph."""
    start = max(text.rfind("\n", 0, sentence.start) + 1, sentence.start - _FAR)
    if not _is_quoted(text[start : sentence.start + 1]):
        return None
    end = text.find("\n", sentence.end, sentence.end + _FAR)
    if end < 0:
        end = min(len(text), sentence.end + _FAR)
    for other in sentences_of(text[start:end]):
        bounds = Bounds(other.start + start, other.end + start)
        if told := _governing(text, statements(text, bounds), None):
            return _attribution(text, bounds, told, previous)
    return None


def _is_quoted(before: str) -> bool:
    """Whether a quotation that ``before`` opens is still open at its end."""
    opened = sum(map(before.count, _OPENING_QUOTES))
    closed = sum(map(before.count, _CLOSING_QUOTES))
    return opened > closed or before.count('"') % 2 == 1


def _of_communique(document: Document) -> Attribution:
    """Return the issuer of a communiqué, whose word all of it is, else the author's own voice."""
    issuer = issuer_of(document)
    return Attribution(issuer, 0, 0, kind_of(issuer), "say") if issuer else AUTHOR


def _subject_before(text: str, sentence: Bounds) -> str | None:
    """Return the speaker with whom the sentence before begins, where it holds no verb of saying.

    "The ministry in Baku gave the opposite account. According to its statement ..."
    """
    start = max(text.rfind("\n", 0, sentence.start) + 1, sentence.start - _FAR)
    before = sentences_of(text[start : sentence.start])
    if not before:
        return None
    last = Bounds(before[-1].start + start, before[-1].end + start)
    if any(not _POINTS_BACK.match(s.speaker.text) for s in statements(text, last)):
        return None
    speaker = subject_at(text, *last)
    is_institution = (
        speaker and source_nouns_in(speaker.text) and not _POINTS_BACK.match(speaker.text)
    )
    return full_name(text, speaker) if speaker and is_institution else None


def _last_source(text: str, position: int) -> str | None:
    """Return the source named last before ``position``, within its paragraph or the one before."""
    paragraph = text.rfind("\n\n", 0, max(0, text.rfind("\n\n", 0, position))) + 1
    start = max(paragraph, position - _FAR)
    for sentence in reversed(sentences_of(text[start:position])):
        bounds = Bounds(sentence.start + start, sentence.end + start)
        for told in reversed(statements(text, bounds)):
            if not _POINTS_BACK.match(told.speaker.text):
                return full_name(text, told.speaker)
    return None
