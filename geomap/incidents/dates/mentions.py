"""Find the time words of a sentence and read them as intervals."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from geomap.incidents.dates import calendar as cal
from geomap.incidents.dates.grammar import RULES, clues_of
from geomap.incidents.dates.readers import Reference
from geomap.incidents.dates.relative import offset
from geomap.incidents.dates.rules import MONTH, WEEKDAY, Reading, Rule
from geomap.incidents.numbers import NUMBER
from geomap.incidents.reporting import SAID_ON
from geomap.incidents.tables import news_table
from geomap.incidents.vocabulary import alternatives
from geomap.models import DateInterval
from geomap.text import Bounds


class DateMention(NamedTuple):
    """Time words and their interval; ``use`` tells what they date.

    "day": an event of the sentence; "offset": what follows it, not what stands before ("on Tuesday,
    a day after the blast"); "report": when somebody said it; "clock": a time of day
    without a day; "named": part of a name or noun ("the ceasefire of 10 November", "Monday's
    shooting"); "future": what has not happened yet; "compared": an event that this one is measured
    by ("the worst since 1998"); "none": nothing of the text ("the Sunday Times").
    """

    start: int
    end: int
    interval: DateInterval
    use: str = "day"


class _Found(NamedTuple):
    start: int
    end: int
    reading: Reading
    counted: bool = False  # from another day, so it begins no range and ends none


MARKS = " \"'“‘•*-"  # that may stand before the first word of a sentence
# What follows is an event, told with the time since: "a day after gunmen attacked".
_OFFSET = re.compile(
    rf"(?<![\w-])(?:(?P<count>{NUMBER}|an?|few|several|couple of|the) )?"
    r"(?P<unit>minute|hour|day|night|week|fortnight|month|year)s?(?: to the day)? after"
    r" (?=(?!that\b|this\b|midnight\b|dark\b)\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:minute|hour|day|night|week|fortnight|month|year)s?(?: to the day)? after ", re.IGNORECASE
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
_PART_OF_DAY = r"(?: (?:morning|noon|afternoon|evening|night|dawn))?"
_JOIN = re.compile(
    rf"\s?[-–—]\s?|{_PART_OF_DAY}\s(?:to|until|till|through|and|into|or)(?: (?:on|in|at|the|from"
    r"|late|early|again))*\s",
    re.I,
)
_WEEKDAY = re.compile(WEEKDAY)
_CALENDAR = re.compile(rf",? (?:the )?(?:\d|{MONTH})")  # "Monday, 3 May": the day is said twice
_AND_ON = re.compile(r"\band (?:again )?(?:on|in|at|from)\b", re.IGNORECASE)
_ADDED = re.compile(
    r",?(?: local time| GMT| UTC)?,? (?:(?:on|of|the|from|between|into|in|to|early|late) )*", re.I
)
# A noun right after a date that has an article belongs to it: "the 7 October attack".
_ATTRIBUTE = re.compile(
    r" (?!(?:and|or|to|until|in|on|at|by|from|after|before|when|while|as|with|that|which|was|were"
    r"|is|are|had|has|have|will|but|for|the|an?)\b)[a-z]{3,}"
)
_COMPARED = re.compile(
    r"(?<!\bat )\b"
    rf"(?:{alternatives(row['word'] for row in news_table('comparisons.csv', 'word'))})\b"
    r"(?:(?! (?:has|have|had|was|were|is|are|been)\b)[^,;:])*$",
    re.IGNORECASE,
)
_STRETCH = re.compile(
    r"since\b|(?:in|over|for|during) (?!the\b(?! (?:past|last)\b))(?=.*\b"
    r"(?:day|week|month|year|decade)s?\b)",
    re.IGNORECASE,
)
_ADMITTED = re.compile(r"\b(?:was|were|been|being) admitted\s*$")  # to hospital: nobody speaks

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
_LONGEST_TOWN = 60  # code points of a dateline up to its day
_TOWN = re.compile(r"(?:[A-Z][\w.’'-]*[ ,/(]+)+")
_DASH = re.compile(r",?(?: \d{4})?\)?(?: \([^()\n]{1,30}\))?\s?[-–—]{1,2}\s")
_STAMP_TAIL = re.compile(rf"{_PART_OF_DAY}[\s,]*")
_STAMP = re.compile(
    r"[ \t]*(?:[-*•]\s*)?(?:\[|\()?(?P<date>[^\n]{0,24}?)(?:,?\s*(?:at )?\d{1,2}[:.]\d\d"
    r"(?:\s?(?:[ap]\.?m\.?|GMT|UTC|CET|[A-Z]{2,4}))?)?(?:\]|\))?\s*(?:[-–—:|]|\.\s)\s*"
)


@lru_cache(maxsize=512)  # each event of a sentence asks anew
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
    atoms = _atoms(text, sentence, Reference(published, anchor))
    found = [_mention(text, sentence, found, published) for found in _joined(text, atoms)]
    return tuple(_offsets(text, found, sentence, Reference(published, anchor)))


def _offsets(
    text: str, found: list[DateMention], sentence: Bounds, reference: Reference
) -> list[DateMention]:
    """Count "a day after the blast" back from the day of its sentence, or the day of writing.

    That is the one named before it, or with what came then: "A day after it, he died on Monday".
    """
    result = found
    if not _COUNTED.search(text, *sentence):
        return result
    for match in _OFFSET.finditer(text, *sentence):
        leads = not text[sentence.start : match.start()].strip(MARKS)
        among = [m for m in found if m.use == "day" or (leads and m.use == "report")]
        days = [m.interval.start for m in among if leads or m.end <= match.start()]
        told = reference.anchor and reference.anchor.start
        day = next((d for d in reversed(days) if d), None) or told or reference.day
        result = [m for m in result if m.end <= match.start() or m.start >= match.end()]
        if day is not None:
            then = offset(day, match["count"] or "a", match["unit"].casefold())
            result.append(DateMention(*match.span(), then, "offset"))
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
    if not _STAMP_TAIL.fullmatch(text, atoms[0].end, bounds.end):
        return None
    return atoms[0].reading.interval if atoms[0].reading.use == "day" else None


@lru_cache(maxsize=512)  # several events of a sentence read it, each from its own day
def _matches(text: str, bounds: Bounds) -> tuple[tuple[Rule, re.Match[str]], ...]:
    clues = clues_of(text[bounds.start : bounds.end])
    rules = [rule for rule in RULES if not rule.clues.isdisjoint(clues)]
    return tuple((rule, m) for rule in rules for m in rule.pattern.finditer(text, *bounds))


def _atoms(text: str, bounds: Bounds, reference: Reference) -> list[_Found]:
    """Return the longest readings that do not overlap, in order.

    What counts from the day last named counts from that of its own sentence, if one stands before.
    """
    free: list[_Found] = []
    anchored: list[tuple[Rule, re.Match[str]]] = []
    for rule, match in _matches(text, bounds):
        if rule.anchored:
            anchored.append((rule, match))
        elif reading := rule.resolve(match, reference):
            free.append(_Found(*match.span(), reading))
    kept = _apart(free)
    counted: list[_Found] = []
    for rule, match in sorted(anchored, key=lambda a: a[1].start()):
        from_day = _reference_at(match.start(), [*kept, *counted], reference)
        if reading := rule.resolve(match, from_day):
            counted.append(_Found(*match.span(), reading, counted=True))
    return _apart([*kept, *counted]) if counted else kept


def _apart(found: list[_Found]) -> list[_Found]:
    """Return, in order, the longest of those that overlap."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _reference_at(position: int, found: list[_Found], reference: Reference) -> Reference:
    """Return what the words at ``position`` count from: the last day that stands before them."""
    days = (f for f in found if f.end <= position and f.reading.use == "day")
    before = [f for f in days if not f.counted or _is_one_day(f)]
    last = max(before, key=lambda f: f.end, default=None)
    return reference._replace(anchor=last.reading.interval) if last else reference


def _is_one_day(found: _Found) -> bool:
    return found.reading.interval.start == found.reading.interval.end


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
    if _WEEKDAY.fullmatch(text, first.start, first.end) and _CALENDAR.match(text, first.end):
        return _Found(first.start, second.end, second.reading) if uses == {"day"} else None
    apart = first.counted or second.counted or _opens_clause(text, between, second.end)
    if uses == {"day"} and not apart and _JOIN.fullmatch(between):
        interval = cal.union(first.reading.interval, second.reading.interval)
        return _Found(first.start, second.end, Reading(interval))
    if uses & {"clock", "night"} and _ADDED.fullmatch(between or " "):
        vague = first.reading.use in ("clock", "night")
        return _Found(first.start, second.end, (second if vague else first).reading)
    return None


def _opens_clause(text: str, between: str, end: int) -> bool:
    """Tell whether the second of two days begins a clause: "on Monday and on Tuesday fled"."""
    return bool(_AND_ON.search(between) and text[end : end + 2].lstrip(" ").isalpha())


def _mention(text: str, sentence: Bounds, found: _Found, published: date | None) -> DateMention:
    lead = _LEAD.search(text, sentence.start, found.start)
    start = lead.start() if lead else found.start
    trail = _TRAIL.match(text, found.end, sentence.end)
    end = trail.end() if trail else found.end
    words = text[start:end]
    use = _use(text, sentence, Bounds(start, end), found, published)
    interval = found.reading.interval
    if use not in ("future", "compared") and published and _SINCE.search(words):
        interval = cal.until_day(interval, published)
    return DateMention(start, end, interval, use)


def _use(text: str, sentence: Bounds, span: Bounds, found: _Found, published: date | None) -> str:
    use, start = found.reading.use, found.reading.interval.start
    if use != "none" and _is_compared(text, sentence, span):
        return "compared"
    if use == "none":
        return use
    ahead = bool(published and start and start > published)
    if use == "future" or ahead or _is_future(text, sentence, span):
        return "future"
    if _is_named(text, sentence, span):
        return "named"
    before = text[max(sentence.start, span.start - 60) : span.start]
    if _is_dateline(text, span) or (SAID_ON.search(before) and not _ADMITTED.search(before)):
        return "report"
    return "day" if use == "night" else use


def _is_dateline(text: str, span: Bounds) -> bool:
    """Tell whether a day stands at the head of a paragraph, behind a town: "LOME, May 3 - "."""
    start = text.rfind("\n", 0, span.start) + 1
    return bool(
        span.start - start <= _LONGEST_TOWN
        and _TOWN.fullmatch(text, start, span.start)
        and _DASH.match(text, span.end)
    )


def _is_compared(text: str, sentence: Bounds, span: Bounds) -> bool:
    """Tell whether a stretch only measures an event: "the worst floods since 1998"."""
    lead = _STRETCH.match(text, *span)
    return bool(lead and _COMPARED.search(text[sentence.start : span.start]))


def _is_named(text: str, sentence: Bounds, span: Bounds) -> bool:
    """Tell whether a date belongs to a noun: "Monday's shooting", "the war of 2020"."""
    if re.match(r"the .*\d", text[span.start : span.end]) and _ATTRIBUTE.match(text, span.end):
        return True
    if re.match(r"['’]s?\b", text[span.end : span.end + 3]):
        return not text[span.start : span.end].casefold().startswith("during")
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
