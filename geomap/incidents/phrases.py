"""Phrases of those who act and suffer, as patterns: a noun phrase, and what stands around it.

The pattern of an actor holds thousands of words and takes 40 ms to compile. Those that follow
certain words ("by", "between") share one, and it is tried only where such words stand.
"""

import re
from collections.abc import Iterator

from geomap.incidents.people import PERSON_GROUP
from geomap.incidents.reporting import alternatives, stances
from geomap.incidents.sides import SIDE_WORDS
from geomap.incidents.tables import function_words, news_table, one_of
from geomap.incidents.vocabulary import OpenPattern, active, slot

KINDS = frozenset({"armed", "group", "named", "police", "crowd", "weapon", "person"})
ACTORS = {
    row["noun"]: one_of(row, "kind", KINDS, "actor_nouns.csv")
    for row in news_table("actor_nouns.csv", "noun", "kind")
}


def all_actors() -> dict[str, str]:
    """Return the kind of each noun of those who act, the user's among them."""
    return {**ACTORS, **active().actors} if active().actors else ACTORS


PERSONS = [noun for noun in PERSON_GROUP if noun not in ("body", "bodies", "life", "lives")]
COMMON = slot(
    "actors",
    lambda: {*(n for n, kind in all_actors().items() if kind != "named"), *PERSONS},
)
# "the Polisario Front" acts, "the front" does not.
NAMED = slot(
    "named actors",
    lambda: [n[:1].upper() + n[1:] for n, kind in all_actors().items() if kind == "named"],
)
HEAD = rf"(?:{COMMON}|(?-i:{NAMED}))"
FUNCTION = alternatives(function_words("parties"))
TIME = alternatives(row["word"] for row in news_table("time_words.csv", "word"))
MOD = rf"(?!(?:{FUNCTION}|{TIME})\b)[^\W_](?:[\w’'-]|[.,](?=\w))*"
CAP = r"(?-i:[A-ZÀ-Þ][\w’'-]*)"
DETERMINER = (
    r"(?:the|its|their|his|her|our|an?|some|several|at least|about|around|more than"
    r"|dozens of|hundreds of|thousands of|tens of thousands of|scores of|a group of"
    r"|groups of|a crowd of|crowds of|units of|fighters of|men of|soldiers of"
    r"|troops of|forces of|members of|supporters of|elements of)"
)
TAIL = (
    rf"(?:\s(?:of|from)\s(?:the\s|its\s"
    rf"|their\s)?(?:{MOD}\s){{0,3}}?(?:{CAP}(?:\s{CAP}){{0,4}}|army|forces|police|region"
    rf"|village|town|city|country)"
    rf"(?:(?:’s|'s)\s(?:{MOD}\s)?(?:{HEAD}))?(?:\sin\s{CAP}(?:\sand\s(?:the\s)?{CAP}){{0,2}})?"
    r"|\swho\s(?:call|describe)\s(?:\w+\s){1,4}\w+)"
)
ACTOR = (
    rf"(?:(?:{DETERMINER}\s){{0,2}}(?:{MOD}\s){{0,4}}?(?:{HEAD})\b(?![’'-]\w)(?!\s(?:{COMMON})\b)(?:\sand\s(?:{MOD}\s){{0,2}}?(?:{HEAD})\b)?{TAIL}?"
    rf"|(?:the\s)?(?:{SIDE_WORDS})(?!\w)(?![’'](?:s\s)?))"
)
SUBJECT = OpenPattern(rf"(?<![\w’'-])(?P<np>{ACTOR}|it|they|he|she)\b", re.IGNORECASE)
_ACTOR = OpenPattern(ACTOR, re.IGNORECASE)
POSSESSIVE = re.compile(
    rf"(?P<np>(?:the\s)?(?:{MOD}\s){{0,3}}?{MOD}(?:’s|'s|s’|s'))\s(?:(?:{MOD}\s){{0,3}})$",
    re.IGNORECASE,
)
CONDUCTED = re.compile(
    rf"(?P<np>{CAP})-(?:conducted|led|launched|backed|organised)\s(?:\w+\s){{0,2}}$"
)
ADJECTIVE = re.compile(
    rf"(?<![\w-])(?P<np>(?:{SIDE_WORDS})(?:\s(?:artillery|rocket|missile|drone|air|mortar|tank"
    rf"|army|military|naval|ground"
    r"|cross-border|special))?)\s(?:(?:fire|forces?)\s)?$"
)
PASSIVE = re.compile(
    r"\b(?:was|were|been|is|are|being|be|got|came|come|comes|coming)\s(?:(?:also|again|later"
    r"|then|reportedly|heavily|\w+ly|repeatedly|twice)\s)*$",
    re.IGNORECASE,
)
PASSIVE_TRIGGER = re.compile(
    r"\b(?:came|come|coming|comes|was|were|been|is|are|being)\b|\bby$|\bunder (?:\w+ )*fire",
    re.IGNORECASE,
)
THING = rf"(?:(?:{DETERMINER}|two|three|four|five|six)\s)?(?:{MOD}\s){{0,4}}?{MOD}"
OBJECT = re.compile(
    rf"(?:\s(?:down|out|up))?(?:\s(?:on|at(?!\sleast)|against|upon|of|into|with"
    rf"|to))?\s(?P<np>{THING})(?P<of>\sof\s(?:the\s|its\s"
    rf"|their\s)?(?:{MOD}\s){{0,3}}?{MOD})?(?=\s(?:{FUNCTION})\b|[.,;:”\"’)](?!\d)|\s[-–—]|\s?$"
    rf"|\s(?:{TIME}))",
    re.IGNORECASE,
)
ON = re.compile(
    rf"[^.;:,]{{0,60}}?\s(?:on|at|against"
    rf"|of)\s(?!(?:{TIME})\b)(?P<np>{THING})(?P<of>\sof\s(?:the\s|its\s"
    rf"|their\s)?(?:{MOD}\s){{0,3}}?{MOD})?(?=\s(?:{FUNCTION})\b|[.,;:”\"’)](?!\d)|\s[-–—]|\s?$)",
    re.IGNORECASE,
)
CUT = re.compile(
    r"[;:“”\"]\s?|\s[–—-]\s|,\s(?:and|but|while|where|which|when)\s|\bthat\s|\b(?:when|while"
    r"|after|because|before)\s",
    re.I,
)
PLACE_KIND = (
    r"(?:village|town|city|district|region|province|area|direction|section|border"
    r"|border section|settlement|hamlet|front|capital|county|state|heights?|side"
    r"|centre|quarter|suburb|outskirts|north|south|east|west|road|country)"
)
PLACE_ONLY = re.compile(
    rf"(?:the\s)?(?:{MOD}\s)?{PLACE_KIND}s?(?:\sof\s.*)?$"
    rf"|(?:the\s)?(?:{CAP}\s)*{CAP}(?:\s(?:and|or)\s{CAP})*(?:\s{PLACE_KIND}s?)?$",
    re.IGNORECASE,
)
FACILITY = re.compile(
    r"\b(?:Hospital|School|Church|Mosque|Hotel|Airport|Airfield|Bridge|Base|Station|University"
    r"|College|Prison|Market|Dam"
    r"|Plant|Refinery|Embassy|Consulate|Monastery|Cathedral|Temple|Camp|Palace|Tower|Barracks"
    r"|Ministry)\b"
)
_BOTH = OpenPattern(rf"{ACTOR}\sand\s{ACTOR}", re.IGNORECASE)
NO_TARGET = re.compile(
    r"(?:the\s)?(?:fire|night|morning|evening|afternoon|dawn|noon|midnight|yesterday"
    r"|today|least|(?:\w+\s)?(?:hours?|minutes?"
    r"|days?|weeks?|months?|times|km|kilometres|casualties|damage|magnitude|dusk))\b|(?:place"
    r"|part|effect|war|fighting|battle|talks)$|[\d.:]+$|(?-i:\d{1,2}\s[A-Z][a-z]+)$",
    re.IGNORECASE,
)
# What may follow a trigger and looks like a noun to a cut without a parser: verbs and adverbs.
NO_NOUN = re.compile(
    rf"(?:{alternatives(row['word'] for row in news_table('no_targets.csv', 'word'))}"
    r"|another (?:kind|one)|your own|its own kind|more(?! than)|(?!family\b)\w+ly|\w+ing$)\b(?!-)",
    re.IGNORECASE,
)

TRAILING = re.compile(
    rf"(?:\s(?:late|early|twice|again|once|down|\w{{3,}}ed|(?!march|may)(?:{TIME})))+$"
)
MUNITION = re.compile(
    rf"\b(?:{alternatives(row['word'] for row in news_table('munitions.csv', 'word'))})$",
    re.IGNORECASE,
)
BARE_VERB = re.compile(r"\w{3,}ed|\w+(?:th|rd|nd)", re.IGNORECASE)
VERB_WORD = re.compile(r"\w+ed\b(?=\s(?!to\b))")
LAST_THING = re.compile(rf"(?<![\w’'-])(?P<np>{THING})$", re.IGNORECASE)
HARM = alternatives(
    row["word"]
    for row in news_table("casualty_words.csv", "word", "kind", "form")
    if row["kind"] in ("killed", "injured") and row["form"] == "both"
)
SUFFERED = re.compile(
    rf"(?<![\w’'-])(?P<np>{THING}(?:\s(?:of|from)\s(?:the\s)?(?:{MOD}\s){{0,3}}?{MOD})?)"
    rf"\s(?:(?:was|were|been|got)\s(?:\w+ly\s)?(?:{HARM})|died|perished)\b[^,;:]*$",
    re.IGNORECASE,
)
DIES = re.compile(r"(?:die[sd]?|dying|perish(?:ed)?|drown(?:ed)?)\b", re.IGNORECASE)
DONE_BY = re.compile(r"(?:\w+ed|hit|struck|shot)\s(?:\w+ly\s)?by\s", re.IGNORECASE)
ACCUSE = slot(
    "accusing verbs", lambda: [form for form, stance in stances().items() if stance == "accuse"]
)
_BLAMED = OpenPattern(rf"(?P<np>{ACTOR})\s(?:of|for)\s", re.IGNORECASE)
OWNS = re.compile(rf"(?<![\w-])(?:{SIDE_WORDS})(?=['’]s?\s)")
ANY_HEAD = OpenPattern(rf"\b(?:{HEAD})\b", re.IGNORECASE)
FIRST_WORDS = OpenPattern(rf"(?:{HEAD})\b(?=\s|$)", re.IGNORECASE)
OF_A_SIDE = re.compile(rf"(?<![\w-])(?:{SIDE_WORDS})(?:['’]s?)?\s$")
# "Armenia's ongoing [military ...]": the time word stands for a clause that is not read.
OWNER_BEFORE = re.compile(
    rf"(?<![\w-])(?P<np>{SIDE_WORDS})['’]s?\s(?:(?:{TIME})\s)+$", re.IGNORECASE
)
INNER_SIDE = re.compile(rf"^(?:the|its|their)\s[a-z]+\s(?P<np>(?:{SIDE_WORDS})\s.+)$")
PRONOUN = re.compile(r"it|they|he|she", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:in|at|near|on|with|against|for|from|to|by|of|between)\s$", re.IGNORECASE
)
SHARES = re.compile(
    r"\b(?:and|then|before|after)\s(?:(?:then|later|also|had|have|has)\s)*$", re.IGNORECASE
)


class Lead:
    """Words that an actor follows, at a distance that ``over`` matches from where is looked."""

    def __init__(self, words: str, *, over: str = "") -> None:
        self._words = OpenPattern(words, re.IGNORECASE)
        self._over = re.compile(over)

    def ends(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield where the words end, each time that they stand in ``text[start:end]``."""
        for match in self._words.finditer(text, start, end):
            if self._over.fullmatch(text, start, match.start()):
                yield match.end()


FROM = Lead(r"\sfrom\s")  # "came under fire from"
BY = Lead(r"\bby\s", over=r"[^.;:]{0,70}")
FIRED_BY = Lead(r"\b(?:fired|launched|dropped|planted|laid|lobbed)\sby\s", over=r"(?s:.*)")
_BETWEEN = Lead(r"\bbetween\s", over=r"[^.;:,]{0,40}")
_ACCUSING = Lead(rf"\b(?:{ACCUSE})\s", over=r"(?s:.*)")


def actor_after(lead: Lead, text: str, start: int, end: int) -> str | None:
    """Return the first actor after words in ``text[start:end]``: "fired by [the rebels]"."""
    matches = (_ACTOR.match(text, at, end) for at in lead.ends(text, start, end))
    return next((match.group() for match in matches if match), None)


def actors_between(text: str, start: int, end: int) -> str | None:
    """Return who did it to each other: "between [the army and the rebels]"."""
    for at in _BETWEEN.ends(text, start, end):
        if match := _BOTH.match(text, at, end) or _ACTOR.match(text, at, end):
            return match.group()
    return None


def accused(text: str, start: int, end: int) -> str | None:
    """Return who is blamed in ``text[start:end]``: "accused [the army] of"."""
    matches = (_BLAMED.match(text, at, end) for at in _ACCUSING.ends(text, start, end))
    return next((match["np"] for match in matches if match), None)
