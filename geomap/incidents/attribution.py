"""Whose word it is: the source of each sentence, and what the other side says to it.

``reported_by`` finds the source of a sentence through "X said", "according to X", quotes and the
pronouns that point back. What the sides say to it is weighed in ``status``.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from geomap.incidents.clauses import sentences_of
from geomap.incidents.communiques import issuer_of
from geomap.incidents.kinds import kind_in, kind_of, source_nouns_in
from geomap.incidents.sides import SIDE_WORDS
from geomap.incidents.speakers import (
    Speaker,
    full_name,
    speaker_after,
    subject_at,
)
from geomap.incidents.statements import Statement, governing, statements
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
AUTHOR = Attribution(None)


_POINTS_BACK = re.compile(
    r"(?:it|he|she|they|(?:the|its|their|his|her|an?)\s(?:\w+\s)?(?:statement|bulletin|report"
    r"|account|release"
    r"|communiqu[eé]|message))$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:also|further)\s|\badd(?:ed|s)$")  # who has spoken before
_CLAIMS = r"(?:claim|accusation|allegation|report|charge|assertion)s?"
_CLAIM = re.compile(  # "denied [Kenyan] claims"
    rf"\s(?:the\s|all\s|any\s)?(?P<side>{SIDE_WORDS})(?:['’]s?)?\s(?:[\w-]+\s){{0,2}}?{_CLAIMS}\b"
)
_CLAIM_BY = re.compile(rf"\s(?:the\s)?(?:\w+\s)?{_CLAIMS}\s(?:made\s)?(?:by|from)(?=\s)")
_OPENING_QUOTES, _CLOSING_QUOTES = "“„«", "”»"


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
    told = governing(text, spoken, trigger)
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
        return Attribution(name, speaker.start, speaker.end, kind_in(text, name), told.stance)
    name = full_name(text, speaker)
    return Attribution(name, speaker.start, speaker.end, kind_in(text, speaker.text), told.stance)


def _claimant(text: str, sentence: Bounds, denial: Statement) -> Speaker | None:
    """Return whose claim is denied: "denied [Kenyan] claims", "rejected reports by [the UN]"."""
    if claim := _CLAIM.match(text, denial.verb.end, sentence.end):
        return Speaker(*claim.span("side"), claim["side"])
    by = _CLAIM_BY.match(text, denial.verb.end, sentence.end)
    return speaker_after(text, by.end(), sentence.end) if by else None


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
        if told := governing(text, statements(text, bounds), None):
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
