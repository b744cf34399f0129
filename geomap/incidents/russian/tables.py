"""The Russian event words and cues, from `data/lexicon/events/ru/`."""

from functools import cache
from typing import NamedTuple

from geomap.incidents.tables import read_table
from geomap.models import IncidentType
from geomap.resources import packaged

_FOLDER = ("data", "lexicon", "events", "ru")


class Pattern(NamedTuple):
    """Words that name an event: for each position the dictionary forms that may stand there."""

    words: tuple[frozenset[str], ...]
    type: IncidentType
    needs: str  # the cue of which a word must stand in the sentence, "" for none


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns, those with most words first."""
    path = packaged(*_FOLDER, "triggers.csv")
    found = [
        Pattern(
            tuple(frozenset(word.split("|")) for word in row["words"].split()),
            IncidentType(row["type"]),
            row["needs"],
        )
        for row in read_table(path, ("words", "type", "needs"))
    ]
    return tuple(sorted(found, key=lambda pattern: -len(pattern.words)))


@cache
def cues() -> dict[str, frozenset[str]]:
    """Return the words of each cue."""
    rows = read_table(packaged(*_FOLDER, "cues.csv"), ("cue", "words"))
    return {row["cue"]: frozenset(row["words"].split()) for row in rows}
