"""Noun phrases of those who speak: find them beside a verb of saying, and give them full names."""

import re
from typing import NamedTuple

from geomap.incidents.dates.rules import MONTH, WEEKDAY
from geomap.incidents.kinds import kind_of, source_nouns_in
from geomap.incidents.reporting import source_nouns
from geomap.incidents.sides import SIDE_WORDS, Side, side_of, sides_in
from geomap.incidents.tables import function_words
from geomap.incidents.vocabulary import OpenPattern, alternatives, slot

_MINISTRIES = 8  # of those named before, so many are asked for their country
_HEAD_OF_PARAGRAPH = 1500  # characters in which it names its topic
_FAR = 6000  # characters before a speaker in which its country and ministry are looked for
_FUNCTION = alternatives(function_words("speakers"))
_MOD = rf"(?!(?:{_FUNCTION})\b)(?!{WEEKDAY})[^\W\d_](?:[\w’'-]|\.(?=\w))*"
# "On 24 May Azerbaijan said": what dates a statement is no part of a name.
_TIMES = rf"(?:{WEEKDAY}|(?<=\d\s){MONTH})\s"
_CAP = r"(?-i:[A-ZÀ-Þ][\w’'-]*(?:\.(?=\s[A-Z]))?)"
_NAME = rf"(?!{_TIMES}){_CAP}(?:\s(?:al-|de |von |van |bin )?{_CAP}){{0,4}}"
_HEAD = slot("source nouns", source_nouns)
_DETERMINER = r"(?:the|its|their|his|her|a|an|some|local|both|several|two|three|one|other)"
_TAIL = (
    rf"(?:\s(?:of|in|at|for|from|near)\s(?:(?:the|both|its|their|a)\s)?(?:{_MOD}\s){{0,3}}?"
    rf"(?:{_NAME}|{_HEAD}|countries|sides|region|enclave|province|city|town|village|district|hospital"
    r"|capital|state|republic|kingdom|area|camp|county|valley|island|neighbou?rhood)"
    r"|\s(?:on the (?:ground|spot|scene)|at the (?:scene|site))"
    rf"|\s(?:of|for)\s{_MOD}"
    rf"|\s(?:loyal|close|allied|linked|opposed) to (?:the\s)?(?:{_MOD}\s){{0,2}}{_MOD}"
    rf"|\s\w+ed\s(?:by|in|near|at|on)\s(?:(?:the\s)?{_NAME}|(?:tele)?phone)|\swho(?:\s[\w’'-]+){{2,8}})"
)
_INSTITUTION = (
    rf"(?:{_DETERMINER}\s)?(?:{_MOD}\s){{0,5}}?(?:{_HEAD})(?:,?\sand\s(?:{_DETERMINER}\s)?(?:{_MOD}\s){{0,3}}?(?:{_HEAD}))?\b(?![’'-]\w)"
    rf"(?:\s{_NAME})?{_TAIL}{{0,3}}(?:’s|'s)?(?:,?\sciting\s[\w ]{{1,30}})?"
)
_PRONOUN = r"\b(?:it|he|she|they)\b"
_ANYBODY = rf"(?:the|an?|one|some|several)\s(?:{_MOD}\s){{0,3}}?{_MOD}"
SPEAKER = (
    rf"(?:{_INSTITUTION}|(?:the\s)?(?:{SIDE_WORDS})(?!\w)|(?:the\s)?{_NAME}{_TAIL}?"
    rf"|{_ANYBODY}{_TAIL}{{0,3}}|{_PRONOUN})"
)
_BEFORE = OpenPattern(
    rf"(?<![\w’'-])(?P<speaker>{SPEAKER})(?:\s(?:that|which)(?:\s[\w’'-]+){{2,8}}?)?(?P<aside>,[^,;:“”\"]{{2,70}},|\s\([^()]*\))?"
    r"(?:\s(?:there|here|also|later|earlier|then|now|again|itself|already|in turn"
    r"|repeatedly|at once|only|said to|was|were"
    rf"|on {WEEKDAY}|early on {WEEKDAY}|in a statement|has|have|had))*\s*$",
    re.IGNORECASE,
)
_AFTER = OpenPattern(
    r"\s(?:(?:the|an?|its)?\s?(?:\w+\s)?(?:statements?|bulletin|reports?|message|information|data"
    r"|figures|count|tally) (?:issued )?(?:from|of|by)\s)?"
    rf"(?P<speaker>{SPEAKER})(?P<aside>,\s{_CAP}\s{_NAME}(?=[,.;]|$))?",
    re.IGNORECASE,
)
# "Last month the group raided it and [said]": what dates a sentence is no part of its subject.
_TIME_LEAD = (
    rf"(?:(?:(?:earlier|later|also|early|late)\s)?on\s{WEEKDAY}(?:\s(?!the\b)[a-z]+)?|last \w+"
    r"|this (?:week|month|year|morning)"
    r"|(?:(?:\w+ )?(?:hours|days|weeks|months)|an? (?:hour|day|week|month|year))"
    r" (?:later|earlier|ago|before)|separately|meanwhile|overnight)"
)
_OPENING = OpenPattern(
    rf"(?:[-•*]\s|\d\d[:.]\d\d\s[-–—]\s)?(?:(?:In|At|On"
    rf"|From)\s[^,;:]{{2,30}},?\s|{_TIME_LEAD},?\s)?(?P<speaker>{SPEAKER})\s",
    re.IGNORECASE,
)
_LABEL = OpenPattern(rf"(?P<speaker>{_INSTITUTION})(?=:\s\w)", re.IGNORECASE)
_CREDIT = OpenPattern(rf"(?::|\s[-–—])\s(?P<speaker>{_INSTITUTION})(?=\.?\s*$)", re.IGNORECASE)
_KNOWN = OpenPattern(rf"\b(?:{_HEAD})\b", re.IGNORECASE)
_HEADS = OpenPattern(rf"\b(?:{_HEAD})\b", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"(?:The|A|An|In|On|At|He|She|It|They|But|And|No|There|This|That|Local|Some|Earlier|Later|As"
    r"|For|After|When"
    r"|Neither|We|I|Its|Their|What|Who|If|Not|One|Two|Three|Last|Also|Hours|Days|Separately"
    r"|Meanwhile|Overnight)$"
)
_MINISTRY = re.compile(
    r"\b(?P<what>defen[cs]e|foreign|interior|health|security|emergenc\w+|justice|transport"
    r"|energy) ministry\b"
    r"|\bministry of (?:national )?(?P<of>defen[cs]e|health|justice|the interior"
    r"|internal affairs|foreign affairs)",
    re.IGNORECASE,
)


# A title and a name, or an outlet and its name: the name stands alone.
_TITLED = OpenPattern(
    rf"(?:{_MOD}\s){{0,4}}?(?:{_HEAD})\s"
    rf"(?P<name>(?:{_CAP}\s{_NAME}|(?<=agency\s){_NAME}|(?<=newspaper\s){_NAME})(?:,?\sciting.*)?)",
    re.IGNORECASE,
)
_PERSON = re.compile(rf",\s{_CAP}\s{_NAME},?")  # "the mayor[, Ann Ortiz,] said"
_APART = re.compile(rf",\s(?P<speaker>{_CAP}\s{_NAME}),\s$")  # "a member of it[, Ann Ortiz,]"
_GROUP = re.compile(r"(?:\w+\s)?(?:group|movement|organi[sz]ation)")
_MINISTRY_OF = re.compile(r"ministry of [A-Z]")
_OFFICE = re.compile(
    r"(?P<office>(?:deputy |first |acting )?(?:prime minister|(?:defen[cs]e|interior|foreign"
    r"|security|health|transport"
    r"|emergencies) minister|prosecutor general(?:'s office|’s office)?|general staff|prosecutor"
    r"|government|president"
    r"|parliament|presidency|border service|state border service|security service"
    r"|health authorities))"
    rf"(?:\s(?:in|of)\s(?:the\s)?(?P<seat>{SIDE_WORDS}))?"
)
_CAPITALS = re.compile(r"\b[A-Z]\w*(?=\s[A-Z]|$)")
_PLURAL_TITLE = re.compile(r"(?:doctors|reporters|lawyers|families|women)\b", re.IGNORECASE)
_LOWER = frozenset(word for noun in source_nouns() for word in noun.split()) - {"red"} | {
    "local",
    "several",
    "both",
    "some",
}


_MEDIUM = re.compile(r"(?<=[\w’'])\s(?:news )?(?:statement|bulletin|communiqu[eé]|release)$")
_PLACED = re.compile(r"\b(?:in|at|on|near|through|across|around|outside|from|into|to|towards)\s$")


class Speaker(NamedTuple):
    """A phrase in the text that names (or points to) somebody who speaks."""

    start: int
    end: int
    text: str


def speaker_before(text: str, start: int, verb: int) -> Speaker | None:
    """Return the speaker whose verb begins at ``verb``: "the ministry also [said]"."""
    start = max(start, verb - 180)
    found = _speaker(text, _BEFORE.search(text, start, verb) or _APART.search(text, start, verb))
    return None if found and _is_whereabouts(text, start, found) else found


def _is_whereabouts(text: str, start: int, speaker: Speaker) -> bool:
    """Whether a name only says where somebody speaks: "a man on the road through Aro [said]"."""
    unknown = not (source_nouns_in(speaker.text) or re.fullmatch(_PRONOUN, speaker.text, re.I))
    return unknown and _PLACED.search(text, start, speaker.start) is not None


def speaker_after(text: str, position: int, end: int) -> Speaker | None:
    """Return the speaker that begins at ``position``: "[said] the mayor", "[according to] MSF"."""
    return _speaker(text, _AFTER.match(text, position, end))


def subject_at(text: str, start: int, end: int) -> Speaker | None:
    """Return the speaker with which a sentence begins, after a place or time: "In X, the mayor"."""
    match = _OPENING.match(text, start, end)
    return _speaker(text, match) if match and is_known(match["speaker"]) else None


def label(text: str, start: int, end: int) -> Speaker | None:
    """Return the speaker with whom a headline begins: "[Sudan's army]: two drones shot down"."""
    return _speaker(text, _LABEL.match(text, start, end))


def credit(text: str, start: int, end: int) -> Speaker | None:
    """Return the speaker with whom a headline ends: "Two drowned near Aro: [coast guard]"."""
    return _speaker(text, _CREDIT.search(text, start, end))


def is_known(words: str) -> bool:
    """Tell whether ``words`` are of those who speak: a noun of the lexicon, a name or a pronoun."""
    plain = re.sub(r"^(?:The|A|An|One|Some|Several)\s", "", words)
    return bool(
        _KNOWN.search(words)
        or re.search(r"[A-Z]", plain[:1])
        or side_of(words)
        or _PERSON.search(words)
        or re.fullmatch(_PRONOUN, words, re.IGNORECASE)
    )


def _speaker(text: str, match: re.Match[str] | None) -> Speaker | None:
    if match is None:
        return None
    is_pronoun = match["speaker"] in ("He", "She", "It", "They")
    if _NOT_NAMES.match(match["speaker"]) and not is_pronoun:
        return None
    start, end = match.span("speaker")
    aside = match.groupdict().get("aside")
    if aside and (aside.startswith(", citing") or _PERSON.fullmatch(aside)):
        end = match.end("aside") - aside.endswith(",")
    elif medium := _MEDIUM.search(text, start, end):
        issuer = text[start : medium.start()]
        end = medium.start() if source_nouns_in(issuer) or side_of(issuer) else end
    return Speaker(start, end, text[start:end])


def full_name(text: str, speaker: Speaker) -> str:
    """Return the speaker's name as it can stand alone: side and institution, no article.

    "its defence ministry" gets the side spoken of, "the ministry" the ministry named before it;
    a person with a title stands by name, with it where it names a side; an office of state by
    country.
    """
    words = _plain(speaker.text)
    if (side := side_of(words)) and words == side.adjective:
        return side.name  # "denied Kenyan claims"
    if named := _PERSON.search(words):
        bare = words[: named.start()]
        words = bare if _OFFICE.fullmatch(bare) else words.replace(",", "", 1)
    before = text[max(0, speaker.start - _FAR) : speaker.start]
    if (titled := _TITLED.fullmatch(words)) and not _PLURAL_TITLE.match(words):
        # Who speaks for a side goes by its name: "Hamas official Sami Odeh".
        return words if side_of(words[: titled.start("name")]) else titled["name"]
    if _MINISTRY.search(words) or re.search(r"\bministr(?:y|ies)\b", words, re.IGNORECASE):
        return _ministry(words, speaker, before)
    if re.match(r"(?:its|their)\s", speaker.text, re.IGNORECASE):
        side = _side_before(before)
        return f"{side.adjective} {words}" if side else words
    if _GROUP.fullmatch(words) and kind_of(words) == "party":
        return _group_before(before) or words
    return _office(words, before)


def _group_before(before: str) -> str | None:
    """Return the armed group named last, for "the group"."""
    found = sides_in(before, max(0, len(before) - _HEAD_OF_PARAGRAPH))
    return next((m.side.name for m in reversed(found) if m.side.kind == "group"), None)


def _office(words: str, before: str) -> str:
    """Give an office of state its country: "the prosecutor in Baku", "the interior minister"."""
    office = _OFFICE.fullmatch(words)
    if office is None:
        return words
    side = side_of(office["seat"]) if office["seat"] else _topic(before)
    if side is None or side.kind != "state":
        return words
    return f"{side.adjective} {office['office']}"


def _plain(words: str) -> str:
    words = re.sub(
        r"^(?:the|its|their|his|her|a|an)\s", "", " ".join(words.split()), flags=re.IGNORECASE
    )
    words = re.sub(r"(?:’s|'s|\swho\s.*)$", "", words)
    first = words.split(" ")[0]
    is_common = (
        first.lower() in _LOWER and side_of(first) is None and len(_CAPITALS.findall(words)) < 2
    )
    return words.replace(first, first.lower(), 1) if is_common else words


def _side_before(before: str) -> Side | None:
    """Return the last side named, for "its ministry"."""
    states = [m.side for m in sides_in(before, max(0, len(before) - 600)) if m.side.kind != "group"]
    return states[-1] if states else None


def _topic(before: str) -> Side | None:
    """Return the side that a paragraph names first; else the last named before it."""
    start = before.rfind("\n") + 1
    told = sides_in(before, start, min(len(before), start + _HEAD_OF_PARAGRAPH))
    states = [m.side for m in told if m.side.kind != "group"]
    return states[0] if states else _side_before(before)


def _ministry(words: str, speaker: Speaker, before: str) -> str:
    """Give a ministry its country and its field."""
    field = _MINISTRY.search(words) or _last_ministry(before)
    side = side_of(words) or _owner(speaker, before)
    if field is None or side is None:
        return words[0].upper() + words[1:] if _MINISTRY_OF.match(words) else words
    subject = (field["what"] or field["of"]).removeprefix("the ")
    own = re.match(rf"(?P<owner>(?:{SIDE_WORDS})(?:’s|'s)?)\s", words)
    kept = _MINISTRY.search(words)
    if own and kept:
        owner = own["owner"].replace("’", "'")
        return f"{owner} {_titled(kept.group())}"
    if side.kind == "state" and not field["of"]:
        return f"{side.name}'s {subject.capitalize()} Ministry"
    return f"{side.adjective} Ministry of {subject.title()}"


def _titled(words: str) -> str:
    return " ".join(w if w in ("of", "the", "and") else w.capitalize() for w in words.split())


def _last_ministry(before: str) -> re.Match[str] | None:
    found = list(_MINISTRY.finditer(before))
    return found[-1] if found else None


def _owner(speaker: Speaker, before: str) -> Side | None:
    """Return whose ministry it is.

    "its" looks back to the last side named; "the ministry" to the last ministry with a side, and
    then to the topic of the paragraph.
    """
    if re.match(r"(?:its|their)\s", speaker.text, re.IGNORECASE):
        return _side_before(before)
    for match in reversed(list(_MINISTRY.finditer(before))[-_MINISTRIES:]):
        head = re.split(r"[.!?]\s", before[max(0, match.start() - 30) : match.start()])[-1]
        tail = re.split(r"[.!?,]\s", before[match.end() : match.end() + 40])[0]
        if side := side_of(head) or side_of(tail):
            return side
    return _topic(before)
