"""How many were killed, injured, displaced or captured, as a sentence says it.

Each word of ``data/lexicon/news/casualty_words.csv`` looks for its persons where its grammar puts
them: before it ("four soldiers were killed"), after it ("killing four") or beside it ("13 dead").
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple, cast

from geomap.incidents.elided import elided
from geomap.incidents.named import NAME, PREPOSITION, named_after, named_before
from geomap.incidents.numbers import NUMBER
from geomap.incidents.people import PERSON_GROUP, PLURAL, Quantity, quantities, quantity_at
from geomap.incidents.sums import Count, CountKind, sums
from geomap.incidents.tables import news_table, one_of
from geomap.text import Bounds

_KINDS = frozenset({"killed", "injured", "displaced", "captured"})
_FORMS = frozenset("undergo suffer carry do both state noun lives losses fall nobody spare".split())


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
_NOT = re.compile(
    r"\b(?:not|never|nearly|almost|could have|might have|would have)\b", re.IGNORECASE
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
    rf"|several)(?:\s\w+)? of (?:them|whom))|\sincluding\b)"
    rf"(?:(?!{_MAIN_VERB})(?:[^,;.]|\.(?=\s\d)))*"  # "Aug. 7"
    rf"(?=[,;.–—]|$|{_MAIN_VERB})"
    r"|,\s(?:aged\s)?\d{1,2},(?!\d)|,\saged\s[^,;.]*,",
    re.IGNORECASE,
)
_OWNED = re.compile(r",?\s(?:and\s)?(?:his|her|their)\s")  # "a smith [and his wife]"
# "the names of 40 men, women and children [who] died": they hang on no verb before them.
_RELATIVE = re.compile(r"(?:(?:,\s\w+)*\sand\s\w+)?,?\swho\s?$")
_JOIN = re.compile(r"(?:\s(?:of|from|in)\s[^,;]{1,40})?(?:,\s|,?\sand\s)", re.IGNORECASE)
_AND = re.compile(
    r"(?:\s(?:of|from|in)\s[^,;]{1,40}?)?,?\s(?:and|together with|along with|as well as)\s",
    re.IGNORECASE,
)
_IN = re.compile(r"\s(?:in|at|near|outside)\s")
_WITH = re.compile(r"\s(?:along |together )?with\s", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"\s(?:others?\s)?(?:more\s)?(?:was|were|had|have|has|are|is|wounded|injured|hurt|died|dead"
    r"|killed"
    r"|missing|remain)\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[;:“”\"]|\s[–—-]\s|[.!?]\s")
_ADVERB = re.compile(r"\s*(?:\w+ly\s+)?")  # "and two officers slightly [injured]"
# From one of a list to the next: "the rebel chief Ann Ortiz[, ]his wife [and ]four others".
_LISTED = re.compile(r"(?:\s[A-Z][\w’'-]+){0,3},\s")
_ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)
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
# Persons who are all there were: where they live, nobody died.
_EVERYBODY = re.compile(
    r"(?<!of )\b(?:everyone|everybody"
    rf"|all (?:of them|on board|aboard|(?:[\w’'-]+ ){{0,3}}(?:{PLURAL}))"
    r"|(?:the|its|her|their|both) (?:\w+ )?(?:crews?|passengers|pilots|occupants))\b"
    r"(?:\s(?!but|and)[\w’'-]+){0,6}\s$",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)  # each event of a sentence asks anew
def casualties(text: str, sentence: Bounds) -> tuple[Count, ...]:
    """Return the numbers of persons killed, injured, displaced and captured in ``sentence``.

    Numbers of a part ("five of them children") are left out; "nobody was hurt" counts zero. An
    indefinite number ("dozens") is none. Each number stands once; do not add those of different
    sentences without knowing that they tell of different events.
    """
    masked = _mask(text, sentence)
    found = sums(masked, sentence)
    floor = sentence.start
    for cue in _CUE.finditer(masked, *sentence):
        word = _word(cue.group())
        found.extend(_counts(masked, sentence, floor, cue, word))
        floor = cue.end()
    return _distinct(found + elided(masked, sentence, found))


def total(counts: Iterable[Count], kind: CountKind) -> int | None:
    """Return the sum of the counts of ``kind`` within one sentence, None where there are none."""
    numbers = [count.number for count in counts if count.kind == kind]
    return sum(numbers) if numbers else None


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
    whole = {c.kind for c in kept if c.sum_up}  # "two more died, which brings the toll to 14"
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
            return _hit(text, sentence, cue.end())
        case "lives" | "losses" | "fall":
            return _lost(text, sentence, start, cue, form)
    led = form == "carry" and _LED.match(text, cue.end(), sentence.end)
    if led or _NOT.search(text[max(start, end - 24) : end]):
        return None
    passive = _PASSIVE.search(text, start, end)
    if passive or form == "undergo":
        return _sufferers(text, sentence, cue, Bounds(start, passive.start() if passive else end))
    found = _hit(text, sentence, cue.end()) if form == "both" else None
    if form not in ("suffer", "carry"):
        found = found or _subject(text, start, end, adjacent=True, alone=form == "noun")
    return found


def _lost(
    text: str, sentence: Bounds, start: int, cue: re.Match[str], form: str
) -> Quantity | None:
    """Return the lives that were lost, or the soldiers who fell, if that is to say that they died.

    ``form`` says of what kind they must be, "lives" or an army's "losses".
    """
    if form == "fall":
        tumbles = _TUMBLES.match(text, cue.end())
        found = None if tumbles else _subject(text, start, cue.start(), adjacent=True)
        noun = _ARMED
    else:
        found = _object(text, sentence, cue.end())
        noun = _LIVES if form == "lives" else _LOSSES
    return found if found and noun.search(text, found.start, found.end) else None


def _sufferers(text: str, sentence: Bounds, cue: re.Match[str], before: Bounds) -> Quantity | None:
    """Return the persons that what stands ``before`` the verb of ``cue`` has as its subject."""
    if relative := _RELATIVE.search(text, *before):
        return _subject(text, before.start, relative.start(), adjacent=True)
    subject = _subject(text, *before) or named_before(text, *before)
    return _with_company(text, sentence, cue, subject)


def _unharmed(text: str, start: int, cue: re.Match[str], form: str) -> Quantity | None:
    """Return nobody where the subject of the verb ``cue`` is nobody, or all who live."""
    end = cue.start()
    if form == "spare":
        whole = _EVERYBODY.search(text, start, end)
        spared = whole is not None and not _EXCEPT.match(text, cue.end())
        return Quantity(whole.start(), end, 0, certain=True) if whole and spared else None
    subject = _subject(text, start, end)
    nobody = subject is not None and subject.number == 0 and " of " not in text[subject.end : end]
    return subject if nobody else None


def _segment_start(text: str, floor: int, end: int) -> int:
    cuts = [m.end() for m in _BOUNDARY.finditer(text, floor, end)]
    return cuts[-1] if cuts else floor


def _subject(
    text: str, start: int, end: int, *, adjacent: bool = False, alone: bool = False
) -> Quantity | None:
    """Return the persons that are the subject of a verb at ``end``, their conjuncts added."""
    found = quantities(text, start, end)
    if adjacent:
        found = [q for q in found if _ADVERB.fullmatch(text, q.end, end) and _is_whole(text, q)]
    free = [q for q in found if adjacent or not PREPOSITION.search(text, start, q.start)]
    if not free:
        return None if adjacent else _pronoun(text, start, end)
    last = free[-1]
    for before in reversed([] if alone else _conjuncts(text, start, last)):
        last = Quantity(before.start, last.end, before.number + last.number, certain=True)
    return last


def _is_whole(text: str, quantity: Quantity) -> bool:
    return quantity.certain or text[quantity.start : quantity.start + 2].casefold() not in (
        "a ",
        "an",
    )


def _conjuncts(text: str, start: int, last: Quantity) -> list[Quantity]:
    """Return the phrases joined before ``last`` by "and" or a comma in a list, nearest last."""
    chain: list[Quantity] = []
    head = last
    pool = quantities(text, start, last.start)
    pool += [
        Quantity(m.start(), m.end(), 1, True)
        for m in NAME.finditer(text, start, last.start)
        if not PREPOSITION.search(text, start, m.start())
    ]
    for before in sorted(pool, reverse=True):
        if not before.certain and not _OWNED.match(text, before.end, head.end):
            continue
        joint = _AND if not chain else _JOIN
        gap = text[before.end : head.start]
        named = text[before.start].isupper() and not chain and re.fullmatch(r",[^,]*,\sand\s", gap)
        if gap == ", " and NAME.fullmatch(text, *before[:2]) and _ARTICLE.match(text, head.start):
            head = before  # "Ann Ortiz, a nurse[, and her son]" are two
        elif before.number and before.end <= head.start and (joint.fullmatch(gap) or named):
            chain.insert(0, before)
            head = before
    return chain


def _pronoun(text: str, start: int, end: int) -> Quantity | None:
    pronoun = re.search(r"\b(?:he|she)$", text[start:end].rstrip(), re.IGNORECASE)
    if not pronoun:
        return None
    return Quantity(start + pronoun.start(), start + pronoun.end(), 1, certain=True)


def _with_company(
    text: str, sentence: Bounds, cue: re.Match[str], quantity: Quantity | None
) -> Quantity | None:
    """Add those of "killed with five other soldiers"."""
    joint = _WITH.match(text, cue.end(), sentence.end)
    more = _object(text, sentence, joint.end()) if joint and quantity else None
    if quantity and more and more.certain:
        return Quantity(quantity.start, quantity.end, quantity.number + more.number, certain=True)
    return quantity


def _hit(text: str, sentence: Bounds, start: int) -> Quantity | None:
    """Return the persons, counted or named, whom a verb that ends at ``start`` has as object."""
    return _object(text, sentence, start) or named_after(text, sentence, start)


def _object(text: str, sentence: Bounds, start: int) -> Quantity | None:
    """Return the persons that follow a verb which ends at ``start``, their conjuncts added."""
    first = whole = quantity = quantity_at(text, start, sentence.end)
    while first and quantity:
        joint = _AND.match(text, quantity.end, sentence.end)
        gap = joint or _LISTED.match(text, quantity.end, sentence.end)
        more = quantity_at(text, gap.end(), sentence.end) if gap else None
        if not gap or not more or not more.certain or _NEW_CLAUSE.match(text, more.end):
            break
        if " in " in gap.group() and _IN.match(text, more.end):
            break  # "two boys in Aro [and four in Chiva]"
        if not joint and quantity.number == 1 and _ARTICLE.match(text, more.start):
            break  # "Ann Ortiz, [a nurse]"
        listed = quantity is not first or not joint
        quantity = Quantity(quantity.start, more.end, quantity.number + more.number, certain=True)
        if joint:  # a list ends with "and"; "two men, [a guard and his son]" are two
            whole = first if listed and quantity.number == 2 * first.number else quantity
    return whole
