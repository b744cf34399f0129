"""How many were killed, injured, displaced or captured, as a sentence says it.

Each word of ``data/lexicon/news/casualty_words.csv`` looks for its persons where its grammar puts
them: before it ("four soldiers were killed"), after it ("killing four") or beside it ("13 dead").
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple, cast

from geomap.incidents.elided import elided
from geomap.incidents.named import named_before
from geomap.incidents.numbers import NUMBER
from geomap.incidents.people import PERSON_GROUP, PLURAL, Quantity, quantities, quantity_at
from geomap.incidents.sums import Count, CountKind, sums
from geomap.incidents.tables import news_table, one_of
from geomap.incidents.victims import direct_object, hit, subject, with_company
from geomap.text import Bounds

_KINDS = frozenset({"killed", "injured", "displaced", "captured"})
_FORMS = frozenset(
    "within undergo suffer carry do both state noun lives losses fall nobody spare".split()
)


class _Word(NamedTuple):
    kind: CountKind
    form: str


@cache
def _lexicon() -> dict[str, _Word]:
    rows = news_table("casualty_words.csv", "word", "kind", "form")
    name = "casualty_words.csv"
    return {
        row["word"]: _Word(
            cast(CountKind, one_of(row, "kind", _KINDS, name)), one_of(row, "form", _FORMS, name)
        )
        for row in rows
    }


def _pattern(words: Iterable[str]) -> str:
    """Return what matches any of ``words``, the longest first.

    "…" in a word of the lexicon stands for up to five words: "taken to … hospital".
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)).replace("\\ …\\ ", r"(?:\s[\w’'-]+){0,5}?\s")


_CUE = re.compile(rf"\b(?:{_pattern(_lexicon())})\b(?!-)", re.IGNORECASE)
_WILD = {
    word: re.compile(_pattern([word]), re.IGNORECASE) for word in sorted(_lexicon()) if "…" in word
}
_AUX = (
    r"(?:was|were|been|is|are|being|be|got|gets?)"
    r"(?:\s(?:also|reportedly|reported|said to have been|feared|confirmed|presumed|found|later"
    r"|then|\w+ly"
    r"|been|been reported|already|since))*"
)
_PASSIVE = re.compile(rf"\b(?P<aux>{_AUX})\s(?:(?:\w+\s)?(?:and|or)\s(?:\w+\s)?)?$", re.IGNORECASE)
_ALL_OF_WHOM = re.compile(r",?\s(?:all|both) of whom\s?$")  # "with 12 aboard, all of whom [died]"
_NONE_OF = re.compile(r"\b(?:none|not one) of (?=(?:the|its|their|those)\s)", re.IGNORECASE)
_TO = re.compile(r"\bto\s$")
_NOT = re.compile(
    r"\b(?:not|never|(?:nearly|almost)(?! (?:a|\d|[a-z]+ (?:hundred|thousand|dozen))|"
    rf" {NUMBER}\b)|could have|might have|would have)\b",
    re.IGNORECASE,
)
# Where an aside without a comma after it ends: "21 people including two nurses [were killed]".
_MAIN_VERB = (
    r"\b(?:was|were|died|has|have|had|and (?:\w+ (?:were|was)|(?:wound|injur|hurt|kill)\w*))\b"
)
# Asides that count part of what is counted already, or give an age.
_ASIDE = re.compile(
    r"\([^()]*\)"
    r"|(?:[,–—-]\s(?:among (?:them|whom)|including|mostly"
    rf"|(?:at least |some |about )?(?:{NUMBER}|some|many|most|half|all"
    rf"|several)(?:\s\w+)? of (?:them|whom)(?! fatally)"
    r"(?<!all of whom)(?<!both of whom))|\sincluding\b)"
    rf"(?:(?!{_MAIN_VERB})(?:[^,;.]|\.(?=\s\d)))*"  # "Aug. 7"
    rf"(?=[,;.–—]|$|{_MAIN_VERB})"
    r"|,\s(?:aged\s)?\d{1,2},(?!\d)|,\saged\s[^,;.]*,",
    re.IGNORECASE,
)
# "the names of 40 men, women and children [who] died": they hang on no verb before them.
_RELATIVE = re.compile(r"(?:(?:,\s\w+)*\sand\s\w+)?,?\swho\s?$")
_PART_OF = re.compile(rf"\b(?:{NUMBER}|another) of (?:the|those|its|their) (?:{NUMBER} )?$", re.I)
_COORDINATED = re.compile(r"\s(?:and|or)\s(?:(?:then|later|\w+ly)\s)?")
_BOUNDARY = re.compile(r"[;:“”\"]|\s[–—-]\s|(?<!\b[A-Z])[.!?]\s")
_EXCEPT = re.compile(r",?\s(?:except|but|bar|apart from|save|other than)\b", re.IGNORECASE)
# Who is carried off by people, or from and to places, is led away and lives.
_LED = re.compile(
    rf"\s(?:from|to|into|with|by\s(?:[\w’'-]+\s){{0,3}}?(?:{PLURAL}))\b", re.IGNORECASE
)
_SOLDIERS = _pattern(noun for noun, group in PERSON_GROUP.items() if group == "armed")
# Whom an army loses: "lost two lives", "lost three men", but no shop, match or pupil.
_LOSSES = re.compile(rf"(?:lives?|men|{_SOLDIERS})$")
_ARMED = re.compile(rf"(?:{_SOLDIERS})$")
# Who falls so lives, or dies of no battle.
_TUMBLES = re.compile(
    r"\s(?:back|behind|below|short|silent|ill|sick|asleep|apart|out|off|over|down|overboard|prey"
    r"|victim|foul|by|for|from|to|into|onto|under|through|within|on (?:his|her|their|the|a)\b"
    r"|in (?:love|line|the (?:river|water|sea)))\b",
    re.IGNORECASE,
)
_LIVES = re.compile(r"(?:lives?|victims)$")
# Whom it cost them: "cost [the army] 40 lives".
_WHOM = re.compile(
    rf"\s(?:[\w’'-]+\s){{1,4}}?(?=(?:(?:at least|more than|some|about|nearly) )?{NUMBER} lives\b)"
)
_THEIR_LIVES = re.compile(r"\s(?:his|her|their)\sli(?:f|v)es?\b")
# Persons who are all there were: where they live, nobody died.
_EVERYBODY = re.compile(
    r"(?<!of )\b(?:everyone|everybody"
    rf"|all (?:of them|on board|aboard|(?:[\w’'-]+ ){{0,3}}(?:{PLURAL}))"
    r"|(?:the|its|her|their|both) (?:\w+ )?(?:crews?|passengers|pilots|occupants))\b"
    r"(?:\s(?!but|and)[\w’'-]+){0,6}\s$",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)  # each event of a sentence asks anew
def casualties(text: str, sentence: Bounds, *, latest: bool = False) -> tuple[Count, ...]:
    """Return the numbers of persons killed, injured, displaced and captured in ``sentence``.

    Of those who died now and all so far ("two more died, which brings the toll to 14") the latter
    count, unless only the ``latest`` are wanted.

    Numbers of a part ("five of them children") are left out; "nobody was hurt" counts zero. An
    indefinite number ("dozens") is none. Each number stands once; do not add those of different
    sentences without knowing that they tell of different events.
    """
    masked = _mask(text, sentence)
    found = sums(masked, sentence)
    floor, last = sentence.start, list[Count]()
    for cue in _CUE.finditer(masked, *sentence):
        word = _word(cue.group())
        if word.kind == "injured" and _PART_OF.search(masked, floor, cue.start()):
            continue  # "three of the six wounded [died]"
        own = _counts(masked, sentence, floor, cue, word)
        if not own and _COORDINATED.fullmatch(masked, floor, cue.start()):
            own = [c._replace(kind=word.kind) for c in last if _is_shared(c, word.kind)]
        found.extend(own)
        last, floor = own, cue.end()
    late = elided(masked, sentence, found)
    told = [c for c in found if not any(_died_there(c, o) for o in late)] + late
    return _distinct(_new(told) if latest else told)


def _new(found: list[Count]) -> list[Count]:
    """Leave out sums of those who died up to now where others are counted beside them."""
    own = {count.kind for count in found if count.number and not count.sum_up}
    return [count for count in found if not (count.sum_up and count.kind in own)]


def total(counts: Iterable[Count], kind: CountKind) -> int | None:
    """Return the sum of the counts of ``kind`` within one sentence, None where there are none."""
    numbers = [count.number for count in counts if count.kind == kind]
    return sum(numbers) if numbers else None


def _is_shared(count: Count, kind: CountKind) -> bool:
    """Whether a second verb tells of the same persons: "taken away and shot".

    Of those "killed and wounded" nobody knows how many were either.
    """
    return count.number == 0 or (kind == "killed" and count.kind != kind)


def _died_there(count: Count, other: Count) -> bool:
    """Whether those counted in hospital are ones who died there."""
    apart = count.end <= other.start or other.end <= count.start
    return not apart and (count.kind, other.kind) == ("injured", "killed")


def _word(cue: str) -> _Word:
    """Return the entry of the lexicon that ``cue`` is a form of."""
    plain = cue.casefold()
    wild = (word for word, pattern in _WILD.items() if pattern.fullmatch(cue))
    return _lexicon()[plain if plain in _lexicon() else next(wild)]


def _mask(text: str, sentence: Bounds) -> str:
    """Return ``text`` up to the end of the sentence, its asides blanked; offsets are kept."""
    body = _ASIDE.sub(
        lambda m: "," + " " * (len(m.group()) - 1), text[sentence.start : sentence.end]
    )
    return text[: sentence.start] + body.replace("\n", " ").replace("\u00a0", " ")


def _distinct(found: list[Count]) -> tuple[Count, ...]:
    kept: list[Count] = []
    for count in found:
        clash = any(
            c.start < count.end and c.end > count.start for c in kept if c.kind == count.kind
        )
        if not clash and count.number < 10**9:
            kept.append(count)
    positive = {c.kind for c in kept if c.number}
    whole = {c.kind for c in kept if c.sum_up}
    return tuple(
        sorted(
            c
            for c in kept
            if (c.number or c.kind not in positive) and (c.sum_up or c.kind not in whole)
        )
    )


def _counts(
    text: str, sentence: Bounds, floor: int, cue: re.Match[str], word: _Word
) -> list[Count]:
    quantity = _persons(text, sentence, floor, cue, word.form)
    if quantity is None:
        return []
    counts = [Count(quantity.start, quantity.end, word.kind, quantity.number)]
    no_more = text[quantity.start : quantity.end].casefold().endswith(" else")
    if word.kind == "injured" and quantity.number == 0 and not no_more:
        counts.append(Count(quantity.start, quantity.end, "killed", 0))
    return counts


def _persons(
    text: str, sentence: Bounds, floor: int, cue: re.Match[str], form: str
) -> Quantity | None:
    start, end = _segment_start(text, floor, cue.start()), cue.start()
    match form:
        case "nobody" | "spare":
            return _unharmed(text, start, cue, form)
        case "do":
            return hit(text, sentence, cue.end())
        case "lives" | "losses" | "fall":
            return _lost(text, sentence, start, cue, form)
        case "within":
            return _inside(text, cue) or _beside(text, sentence, start, cue, form)
    led = form == "carry" and _LED.match(text, cue.end(), sentence.end)
    if led or _NOT.search(text[max(start, end - 24) : end]):
        return None
    return _beside(text, sentence, start, cue, form)


def _beside(
    text: str, sentence: Bounds, start: int, cue: re.Match[str], form: str
) -> Quantity | None:
    """Return the persons that a verb has as its subject, or as its object where it is active."""
    end = cue.start()
    passive = _PASSIVE.search(text, start, end)
    if passive and _TO.search(text, start, passive.start("aux")):
        return None  # "the third one to be killed"
    if passive or form == "undergo":
        return _sufferers(text, sentence, cue, Bounds(start, passive.start() if passive else end))
    found = hit(text, sentence, cue.end()) if form == "both" else None
    if form not in ("suffer", "carry", "within"):
        found = found or subject(text, start, end, adjacent=True, alone=form == "noun")
    return found


def _inside(text: str, cue: re.Match[str]) -> Quantity | None:
    """Return the persons between the words of a cue: "beat [two men] to death"."""
    start = cue.start() + len(cue.group().split(maxsplit=1)[0])
    return direct_object(text, Bounds(start, cue.end()), start)


def _lost(
    text: str, sentence: Bounds, start: int, cue: re.Match[str], form: str
) -> Quantity | None:
    """Return the lives that were lost, or the soldiers who fell, if that is to say that they died.

    ``form`` says of what kind they must be, "lives" or an army's "losses".
    """
    if form == "fall":
        tumbles = _TUMBLES.match(text, cue.end())
        found = None if tumbles else subject(text, start, cue.start(), adjacent=True)
        noun = _ARMED
    else:
        found = direct_object(text, sentence, cue.end())
        if form == "lives" and not found and (whom := _WHOM.match(text, cue.end(), sentence.end)):
            found = direct_object(text, sentence, whom.end() - 1)
        if form == "lives" and found and _THEIR_LIVES.match(text, found.end):
            return found  # "cost four soldiers their lives"
        noun = _LIVES if form == "lives" else _LOSSES
    return found if found and noun.search(text, found.start, found.end) else None


def _sufferers(text: str, sentence: Bounds, cue: re.Match[str], before: Bounds) -> Quantity | None:
    """Return the persons that what stands ``before`` the verb of ``cue`` has as its subject."""
    if everyone := _ALL_OF_WHOM.search(text, *before):
        told = quantities(text, before.start, everyone.start())
        return told[-1] if told else None
    if relative := _RELATIVE.search(text, *before):
        return subject(text, before.start, relative.start(), adjacent=True)
    whole = subject(text, *before) or named_before(text, *before)
    return with_company(text, sentence, cue, whole)


def _unharmed(text: str, start: int, cue: re.Match[str], form: str) -> Quantity | None:
    """Return nobody where the subject of the verb ``cue`` is nobody, or all who live.

    Where none of so many live, it is them.
    """
    end = cue.start()
    if form == "spare":
        if none := _NONE_OF.search(text, start, end):
            return quantity_at(text, none.end(), end)
        whole = _EVERYBODY.search(text, start, end)
        spared = whole is not None and not _EXCEPT.match(text, cue.end())
        return Quantity(whole.start(), end, 0, certain=True) if whole and spared else None
    who = subject(text, start, end)
    nobody = who is not None and who.number == 0 and " of " not in text[who.end : end]
    return who if nobody else None


def _segment_start(text: str, floor: int, end: int) -> int:
    cuts = [m.end() for m in _BOUNDARY.finditer(text, floor, end)]
    return cuts[-1] if cuts else floor
