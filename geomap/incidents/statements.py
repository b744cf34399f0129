"""Verbs of saying and who says it: "X said", "according to X", "said Y", "confirmed by Z"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from geomap.incidents.kinds import source_nouns_in
from geomap.incidents.reporting import VERB, stances
from geomap.incidents.speakers import (
    Speaker,
    credit,
    is_known,
    label,
    speaker_after,
    speaker_before,
    subject_at,
)
from geomap.incidents.vocabulary import Vocabulary, active
from geomap.text import Bounds

_CLAUSE = 400  # characters before a verb of saying; its speaker stands within fewer


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
# "told Radio Dabanga", "told a news conference", "told the state news agency"
_OUTLET = (
    r"(?:(?-i:(?:the |The )?[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})"
    r"|(?:an?|the|this|state|local)(?:\s[\w-]+){1,4}?(?=[.,;]|\s(?:on|in|at|by)\b))"
)
_CLOSES = re.compile(
    r"(?:\s(?:reporters|journalists|parliament|lawmakers|agencies|media|us|me"
    rf"|(?<=told ){_OUTLET}))?"
    r"(?:\s(?:(?:late |early |later )?(?:on|in|at|by|through|over|via|from|during|when"
    r"|late|early|here|after|to|that|this|last|the (?:same|next|following))\b[^,;:.]{0,45}"
    r"|\w+ly|again|too|earlier|later|yesterday|today|tonight"
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
_TITLE_LEFT = re.compile(r"(?<=[,”\"’])\s(?:[\w’'-]+\s){0,5}[\w’'-]+$")
_BY = re.compile(r"\s(?:\w+ly\s|on \w+day\s)?by(?=\s)")
# What a quotation quotes: "the agency quoted an official [as saying]", "was quoted as saying".
_AS_SAYING = re.compile(r"\s(?:[^,;:.]{2,70}\s)?as saying\b")
_PUT = re.compile(r"\s(?:the|its|their|his|at|losses)\b")
_AND_VERB = re.compile(r"(?:,|\band)\s(?:(?:later|then|also|in turn)\s)?$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:that|they|he|she|it|his|her|their|its|there)\b")
_EACH_OTHER = re.compile(
    r"\s(?:that\s)?(?:each other|one another|the other(?:\sside)?)\b", re.IGNORECASE
)
_TOLD = re.compile(r"t[eo]l[ld]|inform")  # whom they are told to follows: "told Reuters"
_RELATIVE = re.compile(r"(?<!,)\s(?:that|which)\s$", re.IGNORECASE)  # "the company that runs it"
_CLOSED = re.compile(r"[,”\"’]\s?$")
_STOPS = re.compile(r"\s?(?:[,.;:”\"]|$|\b(?:in|on|at|who)\b)")
# The head of a dispatch, whose agency says nothing itself: "YEREVAN, May 6 (Own report) - ".
_DISPATCH = re.compile(r"[A-Z][A-Z'’./ -]{2,60}(?:,\s[^\n()]{1,25})?\s?\([^\n()]{1,40}\)\s?[-–—:]")
_EACH = re.compile(r"\b(?:each(?:\s\w+)?|both(?:\s\w+)?)\s(?:has |have |had )?$", re.IGNORECASE)


def statements(text: str, sentence: Bounds) -> tuple[Statement, ...]:
    """Return the verbs of saying in ``sentence`` whose speaker is named, in text order."""
    return _statements(text, sentence, active())


def told_by(text: str, sentence: Bounds, words: Bounds) -> Statement | None:
    """Return the statement of ``sentence`` that reports what its ``words`` tell, if one does."""
    return governing(text, statements(text, sentence), words)


@lru_cache(maxsize=1024)  # source and status read the same sentences, of one document at a time
def _statements(text: str, sentence: Bounds, _: Vocabulary) -> tuple[Statement, ...]:
    head = _DISPATCH.match(text, *sentence)
    start = head.end() if head else sentence.start
    verbs = VERB.finditer(text, start, sentence.end)
    found = [s for verb in verbs if (s := _statement(text, sentence, verb))]
    found += _headlined(text, sentence)
    for match in _ACCORDING.finditer(text, *sentence):
        if speaker := speaker_after(text, match.end(), sentence.end):
            leads = match.start() - sentence.start < 4
            found.append(Statement(speaker, Bounds(*match.span()), "say", not leads))
    return tuple(sorted(found, key=lambda s: s.verb))


def _headlined(text: str, sentence: Bounds) -> list[Statement]:
    """Return who speaks before or after the colon of a headline: "Army: two killed in Aro"."""
    if match := label(text, *sentence):
        return [Statement(match, Bounds(match.end, match.end + 1), "say", trailing=False)]
    if match := credit(text, *sentence):
        return [Statement(match, Bounds(match.start - 1, match.start), "say", trailing=True)]
    return []


def _statement(text: str, sentence: Bounds, verb: re.Match[str]) -> Statement | None:
    stance = stances()[verb.group()]
    if agent := _agent(text, sentence, verb):
        return Statement(agent, Bounds(*verb.span()), stance, stance != "accuse")
    if _says_nothing(text, sentence, verb, stance):
        return None
    if speaker := _inverted(text, sentence, verb):
        return Statement(speaker, Bounds(*verb.span()), stance, True)
    trailing = bool(_CLOSES.match(text, verb.end(), sentence.end))
    trailing = trailing or bool(_AS_SAYING.match(text, verb.end(), sentence.end))
    speaker = _speaker_of(text, sentence, verb.start()) or _shared(text, sentence, verb.start())
    if speaker and not (trailing or is_known(speaker.text) or _GOES_ON.match(text, verb.end())):
        return None
    if speaker:
        said = text[sentence.start : speaker.start].rstrip().removesuffix(" both")
        closes = trailing and (said.endswith((",", "”", '"', "’")) or _is_title_left(said))
        closes = closes or (stance == "accuse" and said.endswith((" that", " which")))
        closes = closes and not _OPENS.match(text, verb.end(), sentence.end)
        return Statement(speaker, Bounds(*verb.span()), stance, closes)
    return None


def _is_title_left(said: str) -> bool:
    """Whether only a title stands between what was said and who says it: "..., his son [Ivo]".

    Also the name of who is served: "..., WHO [chief Ann Ortiz]".
    """
    words = _TITLE_LEFT.search(said)
    return words is not None and bool(source_nouns_in(words.group()) or words.group().isupper())


def _agent(text: str, sentence: Bounds, verb: re.Match[str]) -> Speaker | None:
    """Return the agent of a passive: "was confirmed by [the mayor]", "a raid claimed by [JNIM]"."""
    by = _BY.match(text, verb.end(), sentence.end)
    if by is None or _AS_SAYING.match(text, verb.end(), sentence.end):
        return None
    speaker = speaker_after(text, by.end(), sentence.end)
    return speaker if speaker and is_known(speaker.text) else None


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
        return not _AS_SAYING.match(text, verb.end(), sentence.end)
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
    if _RELATIVE.search(text, sentence.start, start) and not (speaker and is_known(speaker.text)):
        wider = speaker_before(text, _clause_start(text, sentence, start), verb)
        return wider if wider and source_nouns_in(wider.text) else speaker
    if speaker and re.search(r"\band\s$", text[sentence.start : start]):
        wider = speaker_before(text, _clause_start(text, sentence, start), verb)
        if wider and wider.end == speaker.end and " and " in wider.text:
            return wider
    return speaker


def _shared(text: str, sentence: Bounds, verb: int) -> Speaker | None:
    """Return the subject that a verb shares: "Yerevan denied it and [accused] Baku"."""
    if not _AND_VERB.search(text, sentence.start, verb):
        return None
    for earlier in reversed(list(VERB.finditer(text, sentence.start, verb))):
        start = _clause_start(text, sentence, earlier.start())
        if speaker := speaker_before(text, start, earlier.start()):
            return speaker
    return subject_at(text, sentence.start, verb)


def _clause_start(text: str, sentence: Bounds, position: int) -> int:
    near = max(sentence.start, position - _CLAUSE)
    cuts = [m.end() for m in _CUT.finditer(text, near, position) if m.end() < position]
    # "the prosecutor general and the interior ministry said": a cut must leave a speaker.
    return cuts[-1] if cuts else sentence.start


def governing(text: str, told: Sequence[Statement], trigger: Bounds | None) -> Statement | None:
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
