"""Who did it and to whom, in the words of the text.

The grammar of the trigger tells where to look: subject and object of an active verb, "by" and
subject of a passive, possessive, adjective, "by" and "of" or "on" of a noun. A place where
something happened is no target: "shelled Goris" has none, "shelled the positions near Goris" has.
"""

import re
from typing import Literal, NamedTuple

from geomap.incidents.people import PERSON_GROUP
from geomap.incidents.reporting import VERB, alternatives
from geomap.incidents.sides import SIDE_WORDS, side_of
from geomap.incidents.tables import news_table, one_of
from geomap.text import Bounds

_KINDS = frozenset({"armed", "group", "police", "crowd", "weapon", "person"})
_ACTORS = {
    row["noun"]: one_of(row, "kind", _KINDS, "actor_nouns.csv")
    for row in news_table("actor_nouns.csv", "noun", "kind")
}
_PERSONS = (noun for noun in PERSON_GROUP if noun not in ("body", "bodies", "life", "lives"))
_HEAD = alternatives({*_ACTORS, *_PERSONS})
_FUNCTION = (
    "of|in|on|at|by|to|for|from|with|and|or|but|as|than|that|which|who|whom|whose|when|where"
    "|while|was|were|is"
    "|are|be|been|being|had|has|have|will|would|could|did|do|not|into|onto|after|before|near"
    "|under|over|against"
    "|between|during|since|until|it|he|she|they|we|i|because|so|if|though|although|also|later"
    "|then|the|an?|its"
    "|their|his|her|our|this|these|those|there|about|around|along|across|through|towards?"
    "|outside|inside|behind"
    "|again|only|just|yesterday|today|overnight|said|says|reported|killing|wounding|injuring"
    "|leaving"
)
_TIME = alternatives(row["word"] for row in news_table("time_words.csv", "word"))
_MOD = rf"(?!(?:{_FUNCTION}|{_TIME})\b)[^\W_](?:[\w’'-]|[.,](?=\w))*"
_CAP = r"(?-i:[A-ZÀ-Þ][\w’'-]*)"
_DETERMINER = (
    r"(?:the|its|their|his|her|our|an?|some|several|at least|about|around|more than"
    r"|dozens of|hundreds of|thousands of|tens of thousands of|scores of|a group of"
    r"|groups of|a crowd of|crowds of|units of|fighters of|men of|soldiers of"
    r"|troops of|forces of|members of|supporters of|elements of)"
)
_TAIL = (
    rf"(?:\s(?:of|from)\s(?:the\s|its\s"
    rf"|their\s)?(?:{_MOD}\s){{0,3}}?(?:{_CAP}(?:\s{_CAP}){{0,4}}|army|forces|police|region"
    rf"|village|town|city|country)"
    rf"(?:(?:’s|'s)\s(?:{_MOD}\s)?(?:{_HEAD}))?(?:\sin\s{_CAP}(?:\sand\s(?:the\s)?{_CAP}){{0,2}})?"
    r"|\swho\s(?:call|describe)\s(?:\w+\s){1,4}\w+)"
)
_ACTOR = (
    rf"(?:(?:{_DETERMINER}\s){{0,2}}(?:{_MOD}\s){{0,4}}?(?:{_HEAD})\b(?![’'-]\w)(?:\sand\s(?:{_MOD}\s){{0,2}}?(?:{_HEAD})\b)?{_TAIL}?"
    rf"|(?:the\s)?(?:{SIDE_WORDS})(?!\w)(?![’'](?:s\s)?))"
)
_SUBJECT = re.compile(rf"(?<![\w’'-])(?P<np>{_ACTOR}|it|they|he|she)\b", re.IGNORECASE)
_BY = re.compile(rf"[^.;:]{{0,70}}?\bby\s(?P<np>{_ACTOR})", re.IGNORECASE)
_POSSESSIVE = re.compile(
    rf"(?P<np>(?:the\s)?(?:{_MOD}\s){{0,3}}?{_MOD}(?:’s|'s|s’|s'))\s(?:(?:{_MOD}\s){{0,3}})$",
    re.IGNORECASE,
)
_CONDUCTED = re.compile(
    rf"(?P<np>{_CAP})-(?:conducted|led|launched|backed|organised)\s(?:\w+\s){{0,2}}$"
)
_ADJECTIVE = re.compile(
    rf"(?<![\w-])(?P<np>(?:{SIDE_WORDS})(?:\s(?:artillery|rocket|missile|drone|air|mortar|tank"
    rf"|army|military|naval|ground"
    r"|cross-border|special))?)\s(?:(?:fire|forces?)\s)?$"
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|is|are|being|be|got|came|come|comes|coming)\s(?:(?:also|again|later"
    r"|then|reportedly|heavily|\w+ly|repeatedly|twice)\s)*$",
    re.IGNORECASE,
)
_PASSIVE_TRIGGER = re.compile(
    r"\b(?:came|come|coming|comes|was|were|been|is|are|being)\b|\bby$|\bunder (?:\w+ )*fire",
    re.IGNORECASE,
)
_THING = rf"(?:(?:{_DETERMINER}|two|three|four|five|six)\s)?(?:{_MOD}\s){{0,4}}?{_MOD}"
_OBJECT = re.compile(
    rf"(?:\s(?:on|at(?!\sleast)|against|upon|of|into|with"
    rf"|to))?\s(?P<np>{_THING})(?P<of>\sof\s(?:the\s|its\s"
    rf"|their\s)?(?:{_MOD}\s){{0,3}}?{_MOD})?(?=\s(?:{_FUNCTION})\b|[,.;:”\"’)]|\s[-–—]|\s?$"
    rf"|\s(?:{_TIME}))",
    re.IGNORECASE,
)
_ON = re.compile(
    rf"[^.;:,]{{0,60}}?\s(?:on|at|against"
    rf"|of)\s(?!(?:{_TIME})\b)(?P<np>{_THING})(?P<of>\sof\s(?:the\s|its\s"
    rf"|their\s)?(?:{_MOD}\s){{0,3}}?{_MOD})?(?=\s(?:{_FUNCTION})\b|[,.;:”\"’)]|\s[-–—]|\s?$)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"[;:“”\"]\s?|\s[–—-]\s|,\s(?:and|but|while|where|which|when)\s|\bthat\s|\b(?:when|while"
    r"|after|because|before)\s",
    re.I,
)
_PLACE_KIND = (
    r"(?:village|town|city|district|region|province|area|direction|section|border"
    r"|border section|settlement|hamlet|front|capital|county|state|heights?|side"
    r"|centre|quarter|suburb|outskirts|north|south|east|west|road|country)"
)
_PLACE_ONLY = re.compile(
    rf"(?:the\s)?(?:{_MOD}\s)?{_PLACE_KIND}s?(?:\sof\s.*)?$"
    rf"|(?:the\s)?(?:{_CAP}\s)*{_CAP}(?:\s(?:and|or)\s{_CAP})*(?:\s{_PLACE_KIND}s?)?$",
    re.IGNORECASE,
)
_FACILITY = re.compile(
    r"\b(?:Hospital|School|Church|Mosque|Hotel|Airport|Airfield|Bridge|Base|Station|University"
    r"|College|Prison|Market|Dam"
    r"|Plant|Refinery|Embassy|Consulate|Monastery|Cathedral|Temple|Camp|Palace|Tower|Barracks"
    r"|Ministry)\b"
)
_BETWEEN = re.compile(
    rf"[^.;:,]{{0,40}}?\bbetween\s(?P<np>{_ACTOR}\sand\s{_ACTOR}|{_ACTOR})", re.IGNORECASE
)
_NO_TARGET = re.compile(
    r"(?:the\s)?(?:fire|night|morning|evening|afternoon|dawn|noon|midnight|yesterday"
    r"|today|least|(?:\w+\s)?(?:hours?|minutes?"
    r"|days?|weeks?|months?|times|km|kilometres|casualties|damage|magnitude|dusk))\b|(?:place"
    r"|part|effect)$|[\d.:]+$|\d{1,2}\s[A-Z][a-z]+$",
    re.IGNORECASE,
)
# What may follow a trigger and looks like a noun to a cut without a parser: verbs and adverbs.
_NO_NOUN = re.compile(
    rf"(?:{alternatives(row['word'] for row in news_table('no_targets.csv', 'word'))}"
    r"|another (?:kind|one)|your own|its own kind|more(?! than)|(?!family\b)\w+ly|\w+ing$)\b(?!-)",
    re.IGNORECASE,
)

_OWNS = re.compile(rf"(?<![\w-])(?:{SIDE_WORDS})(?=['’]s?\s)")
_ANY_HEAD = re.compile(rf"\b(?:{_HEAD})\b", re.IGNORECASE)
_FIRST_WORDS = re.compile(rf"(?:{_HEAD})\b(?=\s|$)", re.IGNORECASE)
_OF_A_SIDE = re.compile(rf"(?<![\w-])(?:{SIDE_WORDS})(?:['’]s?)?\s$")
# "Armenia's ongoing [military ...]": the time word stands for a clause that is not read.
_OWNER_BEFORE = re.compile(
    rf"(?<![\w-])(?P<np>{SIDE_WORDS})['’]s?\s(?:(?:{_TIME})\s)+$", re.IGNORECASE
)
_INNER_SIDE = re.compile(rf"^(?:the|its|their)\s[a-z]+\s(?P<np>(?:{SIDE_WORDS})\s.+)$")
_PRONOUN = re.compile(r"it|they|he|she", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|at|near|on|with|against|for|from|to|by|of|between)\s$", re.IGNORECASE
)
_SHARES = re.compile(
    r"\b(?:and|then|before|after)\s(?:(?:then|later|also|had|have|has)\s)*$", re.IGNORECASE
)
_FAR = 300  # characters before a trigger in which its actor and target are looked for
_Voice = Literal["active", "passive", "noun"]


class Parties(NamedTuple):
    """Actor and target in the words of the text, without article; None where it names none."""

    actor: str | None
    target: str | None


def actor_and_target(text: str, sentence: Bounds, trigger: Bounds) -> Parties:
    """Return who did what ``trigger`` tells of, and whom or what it was done to."""
    start = max(_clause_start(text, sentence, trigger.start), trigger.start - _FAR)
    voice = _voice(text, start, trigger)
    if both := _between(text, trigger, sentence.end):
        return Parties(both, None)
    if voice == "passive":
        return Parties(_actor_by(text, trigger, sentence.end), _patient(text, start, trigger))
    if voice == "noun":
        actor = (
            _owner(text, start, trigger)
            or _actor_by(text, trigger, sentence.end)
            or _subject(text, sentence, start, trigger.start)
        )
        return Parties(actor, _target_on(text, trigger, sentence.end))
    head = _acting_head(text, trigger)
    target = _object(text, trigger, sentence.end) if head < trigger.end else None
    return Parties(_subject(text, sentence, start, head), target)


def _acting_head(text: str, trigger: Bounds) -> int:
    """Return where the actor ends: after the trigger's first word where that acts.

    "police [shot]", "Israeli aircraft [bombed]", but not "shells [hit]".
    """
    match = _FIRST_WORDS.match(text, trigger.start, trigger.end)
    if match is None:
        return trigger.start
    is_weapon = _ACTORS.get(match.group().casefold()) == "weapon"
    if is_weapon and not _OF_A_SIDE.search(text, max(0, trigger.start - 60), trigger.start):
        return trigger.start
    return match.end()


def _clause_start(text: str, sentence: Bounds, position: int) -> int:
    cuts = [m.end() for m in _CUT.finditer(text, sentence.start, position)]
    verbs = [m.end() for m in VERB.finditer(text, cuts[-1] if cuts else sentence.start, position)]
    # A verb of saying with its speaker is no part of the event: "Ukraine says drones hit ...".
    spoken = [end for end in verbs if _SUBJECT.search(text, end, position)]
    return max([sentence.start, *cuts[-1:], *spoken[-1:]])


def _voice(text: str, start: int, trigger: Bounds) -> _Voice:
    words = text[trigger.start : trigger.end]
    first = words.split()[0] if words.split() else ""
    passive = _PASSIVE.search(text, start, trigger.start) or _PASSIVE_TRIGGER.search(words)
    if passive:
        return "active" if first.endswith("ing") else "passive"
    if first.endswith("ing") and _POSSESSIVE.search(text, start, trigger.start):
        return "noun"
    determined = re.search(
        rf"(?:\b(?:the|an?|this|that|its|their|his|of|in|by|under|heavy|intense|several|two"
        rf"|three|more|new)|['’]s|-\w+ed|(?:{SIDE_WORDS}))\s$",
        text[start : trigger.start],
    )
    nominal = first.casefold().endswith(
        ("ing", "ion", "ment", "attack", "raid", "strike", "assault", "fire", "blast")
    )
    if trigger.start < _acting_head(text, trigger) < trigger.end:
        return "active"
    if re.match(r"(?:an?|the)\s", words, re.IGNORECASE):
        return "noun"
    at_head = not text[start : trigger.start].strip() and nominal
    return "noun" if at_head or (determined and not re.search(r"ed$", first)) else "active"


def _clean(words: str) -> str:
    # "had counted 12 people": a verb before a number is no part of the phrase.
    plain = re.sub(r"^\w+ed\s(?=\d)", "", " ".join(words.split()))
    words = re.sub(r"^(?:the|an?)\s", "", plain, flags=re.IGNORECASE)
    return re.sub(r"(?:’s|'s)$", "", words).rstrip("’'") or words


def _actor_by(text: str, trigger: Bounds, end: int) -> str | None:
    head = trigger.end - 3 if text[trigger.start : trigger.end].endswith(" by") else trigger.end
    match = _BY.match(text, head, end)
    return _clean(match["np"]) if match else None


def _between(text: str, trigger: Bounds, end: int) -> str | None:
    match = _BETWEEN.match(text, trigger.end, end)
    return _clean(match["np"]) if match else None


def _subject(text: str, sentence: Bounds, start: int, position: int) -> str | None:
    """Return the actor nearest before a verb that stands in no phrase with a preposition.

    A pronoun, or a verb that shares its subject ("went in and shot"), looks back in the sentence.
    """
    found = _free_actors(text, start, position)
    nouns = [np for np in found if not _PRONOUN.fullmatch(np)]
    if nouns:
        return _clean(nouns[-1])
    if found or _SHARES.search(text[sentence.start : position]):
        earlier = _free_actors(text, max(sentence.start, start - _FAR), start)
        nouns = [np for np in earlier if not _PRONOUN.fullmatch(np)]
    return _clean(nouns[-1]) if nouns else None


def _free_actors(text: str, start: int, position: int) -> list[str]:
    found = (_free(text, start, match) for match in _SUBJECT.finditer(text, start, position))
    return [actor for actor in found if actor]


def _free(text: str, start: int, match: re.Match[str]) -> str | None:
    """Return the actor of ``match`` where no preposition governs it.

    "in the strip Israeli aircraft [bombed]": the noun after the preposition is another.
    """
    if _PREPOSITION.search(text, start, match.start()):
        inner = _INNER_SIDE.search(match["np"])
        return inner["np"] if inner else None
    owner = _OWNER_BEFORE.search(text, start, match.start())
    return owner["np"] if owner else match["np"]


def _owner(text: str, start: int, trigger: Bounds) -> str | None:
    """Return the actor before a noun: "Armenia's [shelling]", "Israeli [air strike]"."""
    for pattern in (_CONDUCTED, _POSSESSIVE, _ADJECTIVE):
        match = pattern.search(text, start, trigger.start)
        if match and (side_of(match["np"]) or _ANY_HEAD.search(match["np"])):
            return _clean(match["np"])
    if owners := list(_OWNS.finditer(text, start, trigger.start)):
        return _clean(owners[-1].group())
    inside = re.match(
        rf"(?:{SIDE_WORDS})\s(?:\w+\s)?(?:artillery|forces|army|aircraft|jets|drones|troops)?",
        text[trigger.start : trigger.end],
    )
    return _clean(inside.group()) if inside else None


def _patient(text: str, start: int, trigger: Bounds) -> str | None:
    """Return what stands before a passive, unless it is the name of a place."""
    head = _PASSIVE.search(text, start, trigger.start)
    segment = text[start : head.start() if head else trigger.start].rstrip()
    segment = re.sub(
        r"^(?:(?:in|at|near|on|early|late)\s[^,]{2,40},\s)+", "", segment, flags=re.IGNORECASE
    )
    segment = re.sub(r",[^,]*,$", "", segment)
    match = re.search(
        rf"(?<![\w’'-])(?P<np>{_THING}(?:\sof\s(?:the\s|its\s"
        rf"|their\s)?(?:{_MOD}\s){{0,2}}?{_MOD})?)(?:\s(?:in|at|near|on|from|outside|around"
        rf"|along)\s[^,;]{{2,50}})?$",
        segment,
        re.IGNORECASE,
    )
    return _as_target(match["np"]) if match else None


def _object(text: str, trigger: Bounds, end: int) -> str | None:
    match = _OBJECT.match(text, trigger.end, end)
    found = _as_target(match["np"] + (match["of"] or "")) if match else None
    return found or _target_on(text, trigger, end)


def _target_on(text: str, trigger: Bounds, end: int) -> str | None:
    match = _ON.match(text, trigger.end, end)
    return _as_target(match["np"] + (match["of"] or "")) if match else None


def _as_target(words: str) -> str | None:
    """Return a noun phrase as a target; None for a place, a time or an amount."""
    words = re.sub(r"\s(?:late|early)$", "", _clean(words))
    if _NO_NOUN.match(words):
        return None
    is_thing = _FACILITY.search(words) or _ANY_HEAD.search(words)
    whole_place = _PLACE_ONLY.match(words) and not is_thing
    if whole_place or _NO_TARGET.match(words) or len(words) < 3:
        return None
    return words
