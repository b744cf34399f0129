"""Whose word it is: the source of each sentence, and what the other side says to it.

``reported_by`` finds the source of a sentence through "X said", "according to X", quotes and the
pronouns that point back. ``status_of`` compares what the parties of a document say.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from geomap.incidents.reporting import VERB, stances
from geomap.incidents.sides import Side, side_of
from geomap.incidents.speakers import Speaker, full_name, kind_of, speaker_after, speaker_before
from geomap.models import Document
from geomap.text import Bounds, sentences


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


AUTHOR = Attribution(None)


class Statement(NamedTuple):
    """A verb of saying with its speaker. ``trailing``: it closes what it reports ("..., X said")."""

    speaker: Speaker
    verb: Bounds
    stance: str
    trailing: bool


_ACCORDING = re.compile(r"\b(?:according to|in the words of|as told by)(?=\s)", re.IGNORECASE)
_CUT = re.compile(r"[;:]\s|[“”\"]|\s[–—-]\s|[.!?]\s|,\s(?:but|while|and|as)\s|\b(?:that|and|but|while|because|what)\s", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being)\s(?:also\s|\w+ly\s|first\s)?$", re.IGNORECASE)
_CLOSES = re.compile(r"(?:\s(?:(?:late |early |later )?(?:on|in|at|by|through|late|early|here|after|to)\b[^,;:.]{0,45}|again|too|later"
                     r"|yesterday|today))?\s?[.,;!?”\"’)]|\s?$", re.IGNORECASE)  # fmt: skip
_PUT = re.compile(r"\s(?:the|its|their|his|at|losses)\b")
_BULLETIN = re.compile(r"\b(?:informs?|informed|announces|reports|states|communiqu[eé]|declares)\b")
_POINTS_BACK = re.compile(r"(?:it|he|she|they)$", re.IGNORECASE)
_QUOTES = str.maketrans("„«»", "““”")


def statements(text: str, sentence: Bounds) -> list[Statement]:
    """Return the verbs of saying in ``sentence`` whose speaker is named, in text order."""
    found = [s for verb in VERB.finditer(text, *sentence) if (s := _statement(text, sentence, verb))]
    for match in _ACCORDING.finditer(text, *sentence):
        if speaker := speaker_after(text, match.end(), sentence.end):
            leads = match.start() - sentence.start < 4
            found.append(Statement(speaker, Bounds(*match.span()), "say", not leads))
    return sorted(found, key=lambda s: s.verb)


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
        previous: the source of the sentence before, for "it said" and for bulletins.
        document: its first sentence tells whether all of it is a party's own bulletin.
        trigger: the words of the event; among several speakers its own is taken.
    """
    told = _governing(statements(text, sentence), trigger)
    if told is None:
        return _of_quote(text, sentence, previous) or _of_bulletin(text, sentence, previous, document)
    return _attribution(text, told, previous)


def _attribution(text: str, told: Statement, previous: str | None) -> Attribution:
    speaker = told.speaker
    if _POINTS_BACK.match(speaker.text):
        name = previous or _last_source(text, speaker.start)
        if name is None:
            return AUTHOR
        return Attribution(name, speaker.start, speaker.end, kind_of(name), told.stance)
    name = full_name(text, speaker)
    return Attribution(name, speaker.start, speaker.end, kind_of(name), told.stance)


def _statement(text: str, sentence: Bounds, verb: re.Match[str]) -> Statement | None:
    stance = stances()[verb.group()]
    if _PASSIVE.search(text, sentence.start, verb.start()):
        return None
    if verb.group().startswith("put") and not _PUT.match(text, verb.end()):
        return None
    trailing = bool(_CLOSES.match(text, verb.end(), sentence.end))
    start = _clause_start(text, sentence, verb.start())
    if speaker := speaker_before(text, start, verb.start()):
        closes = trailing and text[sentence.start : speaker.start].rstrip().endswith((",", "”", '"', "’"))
        return Statement(speaker, Bounds(*verb.span()), stance, closes)
    if not re.search(r"[,”\"’]\s?$", text[sentence.start : verb.start()]):
        return None
    speaker = speaker_after(text, verb.end(), sentence.end)
    return Statement(speaker, Bounds(*verb.span()), stance, True) if speaker else None


def _clause_start(text: str, sentence: Bounds, position: int) -> int:
    cuts = [m.end() for m in _CUT.finditer(text, sentence.start, position) if m.end() < position]
    # "the prosecutor general and the interior ministry said": a cut must leave a speaker.
    return cuts[-1] if cuts else sentence.start


def _governing(told: list[Statement], trigger: Bounds | None) -> Statement | None:
    """Return the statement that reports ``trigger``: the nearest before it, else one that closes."""
    if not told:
        return None
    if trigger is None:
        return next((s for s in told if s.trailing), told[0])
    before = [s for s in told if s.verb.end <= trigger.start and not s.trailing]
    after = [s for s in told if s.verb.start >= trigger.end and s.trailing]
    if before:
        return before[-1]
    return after[0] if after else None


def _of_quote(text: str, sentence: Bounds, previous: str | None) -> Attribution | None:
    """Return the speaker of a quotation that runs over several sentences of a paragraph."""
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    paragraph = Bounds(start, len(text) if end < 0 else end)
    quoted = text[paragraph.start : sentence.start + 1].translate(_QUOTES)
    depth = quoted.count("“") - quoted.count("”")
    straight = quoted.count('"') % 2
    if depth <= 0 and not straight:
        return None
    for other in sentences(text[paragraph.start : paragraph.end]):
        bounds = Bounds(other.start + paragraph.start, other.end + paragraph.start)
        if told := _governing(statements(text, bounds), None):
            return _attribution(text, told, previous)
    return None


def _of_bulletin(
    text: str, sentence: Bounds, previous: str | None, document: Document
) -> Attribution:
    """In a party's own bulletin the sentences after the first are its word too."""
    first = _opening(document.text)
    if first is None or sentence.start <= first.verb.start or previous is None:
        return AUTHOR
    return Attribution(previous, 0, 0, kind_of(previous), "say")


def _opening(text: str) -> Statement | None:
    for number, sentence in enumerate(sentences(text)):
        if number > 2:
            return None
        told = [s for s in statements(text, sentence) if _BULLETIN.match(text, s.verb.start)]
        if told and kind_of(told[0].speaker.text) in ("party", "official") and not told[0].trailing:
            return told[0]
    return None


def _last_source(text: str, position: int) -> str | None:
    """Return the source named last before ``position``, within its paragraph or the one before."""
    start = text.rfind("\n\n", 0, max(0, text.rfind("\n\n", 0, position))) + 1
    for sentence in reversed(list(sentences(text[max(start, 0) : position]))):
        bounds = Bounds(sentence.start + max(start, 0), sentence.end + max(start, 0))
        for told in reversed(statements(text, bounds)):
            if not _POINTS_BACK.match(told.speaker.text):
                return full_name(text, told.speaker)
    return None


def sides_of(attributions: Sequence[Attribution]) -> set[Side]:
    """Return the sides for which the sources of ``attributions`` speak."""
    return {side for a in attributions if (side := side_of(a.source))}
