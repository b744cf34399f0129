"""What a text tells apart: "The town of that name on Lake Sevan, in Armenia, is not concerned."."""

import re
from collections.abc import Mapping, Sequence

from geomap.models import Mention
from geomap.text import sentences

_TOLD_APART = re.compile(
    r"\b(?:of (?:that|the same|this) name|namesakes?|not to be confused with"
    r"|not (?:the|its) (?:one|town|city|village|place|settlement)\b)",
    re.IGNORECASE,
)


def exclusions(text: str, mentions: Sequence[Mention]) -> Mapping[int, frozenset[int]]:
    """Return, by the start of a mention, the starts of those that locate what it is not.

    They stand after the words that tell apart, in the same sentence; what is told apart is the
    last name before those words.
    """
    found: dict[int, frozenset[int]] = {}
    for words in _TOLD_APART.finditer(text):
        end = next((b.end for b in sentences(text) if b.start <= words.start() < b.end), len(text))
        apart = [m.start for m in mentions if words.end() <= m.start < end]
        before = [m.start for m in mentions if m.start < words.start()]
        if apart and before:
            found[before[-1]] = frozenset(apart) | found.get(before[-1], frozenset())
    return found
