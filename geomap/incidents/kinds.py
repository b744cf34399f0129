"""What those who speak are: a party to the conflict, an official, an observer, a witness ..."""

import re
from functools import lru_cache

from geomap.incidents.reporting import source_nouns
from geomap.incidents.sides import side_of
from geomap.incidents.tables import news_table
from geomap.incidents.vocabulary import OpenPattern, Vocabulary, active, slot

_HEAD = slot("source nouns", source_nouns)
_HEADS = OpenPattern(rf"\b(?:{_HEAD})\b", re.IGNORECASE)
_PERSON = re.compile(r",\s[A-ZÀ-Þ][\w’'.-]*\s[A-ZÀ-Þ]")  # "a member of it[, Ann Ortiz]"
_PERSONAL = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]*\.?\s){0,3}[A-ZÀ-Þ][\w’'-]*")
_OF = r"(?:\s(?:of|in|for)\s[^,.;:]{2,30})?"
_TITLE = (
    OpenPattern(  # "mayor Ann Ortiz", "the mayor of Aro, Ann Ortiz"; no "two sailors, Manila said"
        rf"(?:\b(?i:the|an?|its|his|her|their|our)\s(?:[\w’'-]+\s){{0,3}}?(?P<office>{_HEAD}){_OF},"
        rf"|\b(?P<head>{_HEAD}){_OF})\s(?:[A-ZÀ-Þ][\w’'-]*\.?\s){{0,3}}$"
    )
)
_ASIDE = OpenPattern(
    r",\s(?:aged\s)?(?:\d\d,\s)?(?P<aside>(?:an?|the|its|his|her|one|who|whose|head|chief|director)"
    r"\s[^,.;:“”\"]{3,70}|\d\d(?=,))"
)
_OFFICES = frozenset(row["noun"] for row in news_table("offices.csv", "noun"))
_PRIVATE = re.compile(r"who\b|an?\s|one\s|\d\d")  # "Ann Ortiz, 43", "Ann Ortiz, who lives there"
_BEFORE = 70  # characters before a name in which its title stands


def source_nouns_in(words: str) -> list[str]:
    """Return the nouns of speakers in ``words``."""
    return _HEADS.findall(words)


@lru_cache(maxsize=8)
def _kinds(_: Vocabulary) -> dict[str, str]:
    """Return the kinds of source nouns in lower case, for the words in use."""
    return {noun.casefold(): kind for noun, kind in source_nouns().items()}


def kind_of(name: str) -> str:
    """Return what a speaker is (see ``reporting.SOURCE_KINDS``), by its last head noun.

    Of two who say the same the one that is no party counts: "residents and rebels".
    """
    both = re.fullmatch(r"([\w ]+) and ([\w ]+)", name)
    if both and all(map(source_nouns_in, both.groups())):
        kinds = [kind_of(each) for each in both.groups()]
        return next((kind for kind in kinds if kind != "party"), "party")
    head_part = re.split(r"\s(?:of|in|at|from|for)\s(?=(?:the\s)?(?!Human\s)[A-Z])", name)[0]
    found = [match.group().casefold() for match in _HEADS.finditer(head_part)]
    if found:
        served = found[-1] in _OFFICES and len(found) > 1  # "the fire brigade's [commander]"
        return _kinds(active())[found[-2] if served else found[-1]]
    if _PERSON.search(name) and name[:1].islower():
        return "official"  # "a member of the assembly, Ann Ortiz"
    if side := side_of(name):
        return "official" if side.name in ("Red Cross", "United Nations", "OSCE", "EU") else "party"
    return (
        "official"
        if re.search(r"\b[A-Z]{3,}\b|Without Borders|Agency|Service|Bureau", name)
        else "party"
    )


def kind_in(text: str, name: str) -> str:
    """Return what the speaker ``name`` is, by the words with which ``text`` introduces a person."""
    if source_nouns_in(name) or side_of(name) or not _PERSONAL.fullmatch(name):
        return kind_of(name)
    return _introduced(text, name.rsplit(maxsplit=1)[-1], active()) or kind_of(name)


@lru_cache(maxsize=256)
def _introduced(text: str, surname: str, _: Vocabulary) -> str | None:
    """Return the kind of a person by title ("mayor Ann Ortiz") or aside ("Ann Ortiz, a nurse")."""
    for found in re.finditer(rf"\b{re.escape(surname)}\b", text):
        title = _TITLE.search(text, max(0, found.start() - _BEFORE), found.start())
        aside = _ASIDE.match(text, found.end())
        words = title["office"] or title["head"] if title else aside["aside"] if aside else None
        if words:
            is_private = _PRIVATE.match(words) and not side_of(words)
            return "witness" if is_private and not source_nouns_in(words) else kind_of(words)
    return None
