"""Persons about a verb: those who are its subject, and those whom it has as its object."""

import re

from geomap.incidents.named import NAME, PREPOSITION, named_after
from geomap.incidents.people import Quantity, quantities, quantity_at
from geomap.text import Bounds

_AND = re.compile(
    r"(?:\s(?:of|from|in|aged)\s[^,;]{1,40}?)?,?\s+(?:and|together with|along with|as well as)\s",
    re.IGNORECASE,
)
_NAMED_JOINT = re.compile(rf",\s{NAME.pattern},\sand\s")
_OWNED = re.compile(r",?\s(?:and\s)?(?:his|her|their)\s")  # "a smith [and his wife]"
_JOIN = re.compile(r"(?:\s(?:of|from|in)\s[^,;]{1,40})?(?:,\s|,?\sand\s)", re.IGNORECASE)
_IN = re.compile(r"\s(?:in|at|near|outside)\s")
_WITH = re.compile(r"\s(?:along |together )?with\s", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"\s(?:others?\s)?(?:more\s)?(?:was|were|had|have|has|are|is|wounded|injured|hurt|died|dead"
    r"|killed"
    r"|missing|remain)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"\s*(?:\w+ly\s+)?")  # "and two officers slightly [injured]"
# From one of a list to the next: "the rebel chief Ann Ortiz[, ]his wife [and ]four others".
_LISTED = re.compile(r"(?:\s[A-Z][\w’'-]+){0,3},\s")
_ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)


def subject(
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
        elif gap == ", " and before.number == last.number + sum(q.number for q in chain) > 1:
            return [Quantity(before.start, before.end, before.number - last.number, certain=True)]
        elif before.number and before.end <= head.start and (joint.fullmatch(gap) or named):
            chain.insert(0, before)
            head = before
    return chain


def _pronoun(text: str, start: int, end: int) -> Quantity | None:
    pronoun = re.search(r"\b(?:he|she)$", text[start:end].rstrip(), re.IGNORECASE)
    if not pronoun:
        return None
    return Quantity(start + pronoun.start(), start + pronoun.end(), 1, certain=True)


def with_company(
    text: str, sentence: Bounds, cue: re.Match[str], quantity: Quantity | None
) -> Quantity | None:
    """Add those of "killed with five other soldiers"."""
    joint = _WITH.match(text, cue.end(), sentence.end)
    more = direct_object(text, sentence, joint.end()) if joint and quantity else None
    if quantity and more and more.certain:
        return Quantity(quantity.start, quantity.end, quantity.number + more.number, certain=True)
    return quantity


def hit(text: str, sentence: Bounds, start: int) -> Quantity | None:
    """Return the persons, counted or named, whom a verb that ends at ``start`` has as object."""
    if found := direct_object(text, sentence, start):
        return found
    named = named_after(text, sentence, start)
    joint = _AND.match(text, named.end, sentence.end) if named else None
    more = (
        direct_object(text, sentence, joint.end()) if joint else None
    )  # "Ann Ortiz and two guards"
    if named and more and more.certain:
        return Quantity(named.start, more.end, named.number + more.number, certain=True)
    return named


def direct_object(text: str, sentence: Bounds, start: int) -> Quantity | None:
    """Return the persons that follow a verb which ends at ``start``, their conjuncts added."""
    first = whole = quantity = quantity_at(text, start, sentence.end)
    while first and quantity:
        joint = _AND.match(text, quantity.end, sentence.end)
        joint = joint or _NAMED_JOINT.match(text, quantity.end, sentence.end)
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
