"""Find the time words of a sentence and read them as intervals."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from geomap.incidents.dates import calendar as cal
from geomap.incidents.dates.grammar import CLUES, RULES, Reading, Rule
from geomap.incidents.dates.readers import Reference, count_of
from geomap.incidents.numbers import NUMBER
from geomap.incidents.reporting import SAID_ON
from geomap.models import DateInterval
from geomap.text import Bounds


class DateMention(NamedTuple):
    """Time words and their interval; ``use`` tells what they date.

    "day": an event of the sentence; "offset": what follows it, not what stands before ("on Tuesday,
    a day after the blast"); "report": when somebody said it; "clock": a time of day
    without a day; "named": part of a name or noun ("the ceasefire of 10 November", "Monday's
    shooting"); "future": what has not happened yet.
    """

    start: int
    end: int
    interval: DateInterval
    use: str = "day"


class _Found(NamedTuple):
    start: int
    end: int
    reading: Reading


# What follows is an event, told with the time since: "a day after gunmen attacked".
_OFFSET = re.compile(
    rf"\b(?:just |only |less than )?(?P<count>{NUMBER}|an?) (?P<unit>day|week|month)s? after"
    r" (?=(?:an?|the|two|three|four|\w+ed|\w+men|police|rebels?|militants?|troops|forces|rockets?"
    r"|missiles?|drones?|shells?|floods?|[A-Z])\b)"
)
# A sentence without any of these has no time words; it spares most sentences the rules.
_HINT = re.compile(
    r"\d|day|week|month|year|night|morning|evening|noon|dawn|today|hour|past|season|spring|summer"
    r"|autumn|winter|tomorrow|light|dusk|sun|nineties"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_LEAD = re.compile(
    r"(?<![\w'’-])(?:(?:since|until|till|from|on|in|at|by|for|during|over|around|about|shortly"
    r"|just|late|early"
    r"|earlier|before|after|between|as of|through|throughout|first|up to|ahead of"
    r"|the|a|small|hours|course|night|nights|morning|afternoon|evening|dawn|daybreak|noon|midday"
    r"|midnight|weekend|week|of|to|\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m\.?),?\s+)+$",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"(?:,? (?:early |late )?(?:morning|afternoon|evening|night|at noon|at dawn|at midnight|noon"
    r"|shortly (?:before|after) \w+|at (?:about |around )?\d{1,2}[:.]\d\d(?: [ap]\.?m\.?)?"
    r"))+(?!\w)",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s?[-–—]\s?|\s(?:to|until|till|through|and)(?: (?:on|in|at|the|from))*\s", re.I
)
_SINCE = re.compile(r"\bsince\b|\bfrom\b.*\b(?:until now|onwards?)\b", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|ahead of)\b", re.IGNORECASE)
_PAST_VERB = re.compile(r"\b(?:\w+ed|was|were|had|held|fought|went|ran|stood)\b")
_FUTURE_VERB = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:due|expected|scheduled|planned|to|set (?:to|for))|going to"
    r"|plans? to"
    r"|hopes? to|intends? to|called? .{0,40}\bfor)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?!(?:morning|night|evening|afternoon|dawn|hours|end|beginning|start|middle|half|days?"
    r"|weeks?"
    r"|months?|course|spring|summer|autumn|winter|as|noon|midnight|nights|period|weekend)\b)"
    r"[a-z]{3,} of$",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"[ \t]*(?:[-*•]\s*)?(?:\[|\()?(?P<date>[^\n]{0,24}?)(?:,?\s*(?:at )?\d{1,2}[:.]\d\d"
    r"(?:\s?(?:[ap]\.?m\.?|GMT|UTC|CET|[A-Z]{2,4}))?)?(?:\]|\))?\s*(?:[-–—:|]|\.\s)\s*"
)


def find_dates(
    text: str, sentence: Bounds, published: date | None, anchor: DateInterval | None = None
) -> tuple[DateMention, ...]:
    """Return the time words of ``sentence``, in order, not overlapping.

    Args:
        text: the whole document.
        sentence: where to look.
        published: the day that relative words count from; None leaves them unread.
        anchor: the event last spoken of, for "a day earlier", "the same night".
    """
    if not _HINT.search(text, *sentence):
        return ()
    atoms = _atoms(text, sentence, Reference(published, anchor))
    found = [_mention(text, sentence, found, published) for found in _joined(text, atoms)]
    return tuple(_offsets(text, found, sentence, published))


def _offsets(
    text: str, found: list[DateMention], sentence: Bounds, published: date | None
) -> list[DateMention]:
    """Count "a day after the blast" back from the day named before it, or the day of writing."""
    result = found
    for match in _OFFSET.finditer(text, *sentence):
        days = [m.interval.start for m in found if m.use == "day" and m.end <= match.start()]
        day = next((d for d in reversed(days) if d), None) or published
        result = [m for m in result if m.end <= match.start() or m.start >= match.end()]
        if day is not None:
            then = cal.back(day, count_of(match["count"]), match["unit"])
            result.append(DateMention(*match.span(), cal.one_day(then), "offset"))
    return sorted(result, key=lambda m: m.start)


def stamp_day(text: str, sentence: Bounds, published: date | None) -> DateInterval | None:
    """Return the day at the head of the paragraph: "20 Sept, 17:40 - ...", or "17:40 - ..."."""
    start = text.rfind("\n", 0, sentence.start) + 1
    head = _STAMP.match(text, start, start + 60)
    if not head:
        return None
    if not head["date"].strip():
        return cal.one_day(published) if published else None
    bounds = Bounds(head.start("date"), head.end("date"))
    atoms = _joined(text, _atoms(text, bounds, Reference(published)))
    if len(atoms) != 1 or text[bounds.start : atoms[0].start].strip(" ,"):
        return None
    return atoms[0].reading.interval if atoms[0].reading.use == "day" else None


@lru_cache(maxsize=512)  # several events of a sentence read it, each from its own day
def _matches(text: str, bounds: Bounds) -> tuple[tuple[Rule, re.Match[str]], ...]:
    clues = {clue for clue in CLUES if clue.search(text, *bounds)}
    rules = [rule for rule in RULES if rule.clue in clues]
    return tuple((rule, m) for rule in rules for m in rule.pattern.finditer(text, *bounds))


def _atoms(text: str, bounds: Bounds, reference: Reference) -> list[_Found]:
    """Return the longest readings that do not overlap, in order."""
    found = [
        _Found(match.start(), match.end(), reading)
        for rule, match in _matches(text, bounds)
        if (reading := rule.resolve(match, reference))
    ]
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept)


def _joined(text: str, atoms: list[_Found]) -> list[_Found]:
    """Join neighbours to ranges ("Monday to Wednesday"), and a clock time to its day."""
    joined: list[_Found] = []
    for atom in atoms:
        merged = _merge(text, joined[-1], atom) if joined else None
        if merged:
            joined[-1] = merged
        else:
            joined.append(atom)
    return joined


def _merge(text: str, first: _Found, second: _Found) -> _Found | None:
    between = text[first.end : second.start]
    uses = {first.reading.use, second.reading.use}
    if uses == {"day"} and _JOIN.fullmatch(between):
        interval = cal.union(first.reading.interval, second.reading.interval)
        return _Found(first.start, second.end, Reading(interval))
    if "clock" in uses and re.fullmatch(r",? ?(?:on |of |the )*", between):
        other = second if first.reading.use == "clock" else first
        return _Found(first.start, second.end, other.reading)
    return None


def _mention(text: str, sentence: Bounds, found: _Found, published: date | None) -> DateMention:
    lead = _LEAD.search(text, sentence.start, found.start)
    start = lead.start() if lead else found.start
    trail = _TRAIL.match(text, found.end, sentence.end)
    end = trail.end() if trail else found.end
    words = text[start:end]
    use = _use(text, sentence, Bounds(start, end), found)
    interval = found.reading.interval
    if use != "future" and published and _SINCE.search(words):
        interval = cal.until_day(interval, published)
    return DateMention(start, end, interval, use)


def _use(text: str, sentence: Bounds, span: Bounds, found: _Found) -> str:
    if found.reading.use == "future" or _is_future(text, sentence, span):
        return "future"
    if _is_named(text, sentence, span):
        return "named"
    if SAID_ON.search(text[max(sentence.start, span.start - 60) : span.start]):
        return "report"
    return found.reading.use


def _is_named(text: str, sentence: Bounds, span: Bounds) -> bool:
    """Tell whether a date belongs to a noun: "Monday's shooting", "the war of 2020"."""
    if re.match(r"['’]s?\b", text[span.end : span.end + 3]):
        return True
    lead = re.match(r"of\b", text[span.start : span.end])
    return bool(lead and _NAMED.search(text[sentence.start : span.start] + "of"))


def _is_future(text: str, sentence: Bounds, span: Bounds) -> bool:
    """Tell whether a date lies ahead: "until 24 July", "called a rally for Sunday", "will"."""
    before = text[max(sentence.start, span.start - 90) : span.start]
    after = text[span.end : min(sentence.end, span.end + 40)]
    clause = re.split(r"[;:]|, (?:and|but|while)\b", before)[-1]
    beyond = re.split(r"[;:,]", after)[0]
    if _FUTURE_VERB.search(clause) or re.match(r"[^.]{0,25}\b(?:will|shall)\b", beyond):
        return True
    words = text[span.start : span.end]
    if _UNTIL.match(words):
        return not _PAST_VERB.search(clause)
    is_for = re.match(r"for(?: the)? (?:\d|[A-Z])", words)
    return bool(is_for) and not after.startswith(("'", "’"))
