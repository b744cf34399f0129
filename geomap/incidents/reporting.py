"""The words of saying: verbs with their stance, and the nouns of those who speak."""

from functools import cache

from geomap.incidents.tables import news_table, one_of
from geomap.incidents.vocabulary import OpenPattern, active, alternatives, slot

__all__ = ["SAID_ON", "VERB", "alternatives", "source_nouns", "stances"]

STANCES = frozenset({"say", "claim", "accuse", "confirm", "deny"})
SOURCE_KINDS = frozenset({"party", "official", "observer", "agency", "witness"})


def stances() -> dict[str, str]:
    """Return the stance of each form of the reporting verbs, the user's among them."""
    return {**_stances(), **active().verbs} if active().verbs else _stances()


@cache
def _stances() -> dict[str, str]:
    rows = news_table("reporting_verbs.csv", "verb", "forms", "stance")
    return {
        form: one_of(row, "stance", STANCES, "reporting_verbs.csv")
        for row in rows
        for form in row["forms"].split("|")
    }


def source_nouns() -> dict[str, str]:
    """Return the kind of source that each noun of speakers names, the user's among them."""
    return {**_source_nouns(), **active().sources} if active().sources else _source_nouns()


@cache
def _source_nouns() -> dict[str, str]:
    rows = news_table("source_nouns.csv", "noun", "kind")
    return {row["noun"]: one_of(row, "kind", SOURCE_KINDS, "source_nouns.csv") for row in rows}


_TELLING = ("say", "claim", "confirm")
_VERBS = slot("reporting verbs", stances)
_TOLD = slot("telling verbs", lambda: [f for f, s in stances().items() if s in _TELLING])
VERB = OpenPattern(rf"\b(?:{_VERBS})\b")
SAID_ON = OpenPattern(
    rf"\b(?:{_TOLD})(?: (?:parliament|reporters|journalists|lawmakers|deputies|the press"
    r"|agencies))?(?: (?:late|early|earlier))?\s*$"
    r"|\bin an? (?:\w+ )?(?:statement|bulletin|briefing|report|message|interview)\s*$"
)
