"""The words of saying: verbs with their stance, and the nouns of those who speak."""

import re
from collections.abc import Iterable
from functools import cache

from geomap.incidents.tables import news_table, one_of

STANCES = frozenset({"say", "claim", "accuse", "confirm", "deny"})
SOURCE_KINDS = frozenset({"party", "official", "agency", "witness"})


@cache
def stances() -> dict[str, str]:
    """Return the stance of each form of the reporting verbs."""
    rows = news_table("reporting_verbs.csv", "verb", "forms", "stance")
    return {
        form: one_of(row, "stance", STANCES, "reporting_verbs.csv")
        for row in rows
        for form in row["forms"].split("|")
    }


@cache
def source_nouns() -> dict[str, str]:
    """Return the kind of source that each noun of speakers names."""
    rows = news_table("source_nouns.csv", "noun", "kind")
    return {row["noun"]: one_of(row, "kind", SOURCE_KINDS, "source_nouns.csv") for row in rows}


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of ``words``, the longest first."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(word) for word in ordered)


VERB = re.compile(rf"\b(?:{alternatives(stances())})\b")
SAID_ON = re.compile(
    rf"\b(?:{alternatives(f for f, s in stances().items() if s in ('say', 'claim', 'confirm'))})"
    r"(?: (?:parliament|reporters|journalists|lawmakers|deputies|the press|agencies))?"
    r"(?: (?:late|early|earlier))?\s*$"
    r"|\bin an? (?:\w+ )?(?:statement|bulletin|briefing|report|message|interview)\s*$"
)
