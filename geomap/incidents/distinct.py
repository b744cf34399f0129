"""What tells a second event from the first told again: "another blast", "hours later"."""

import re

from geomap.incidents.clauses import clause_of
from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Token, is_strong
from geomap.incidents.triggers import Trigger
from geomap.text import Bounds

_COUNTING = frozenset({"was", "is", "were", ",", "marked", "marks", "became"})
_NEAR = 3  # words between "second" and the word of its event
_LATER = re.compile(
    r"\b(?:minutes|hours|an hour|a few minutes) later\b|\blater (?:in the day|that day|on the same"
    r" day)\b|\bin (?:a|two|three) (?:separate|other) (?:incidents?|attacks?|events?)\b",
    re.IGNORECASE,
)
# "Night" is left out: it is the evening to one report and the small hours to another.
_PARTS = (
    ("morning", re.compile(r"\b(?:morning|at dawn|daybreak|sunrise|\d\s?a\.?m)\b", re.IGNORECASE)),
    ("afternoon", re.compile(r"\b(?:afternoon|at noon|at midday)\b", re.IGNORECASE)),
    ("evening", re.compile(r"\b(?:evening|at dusk|at sunset)\b", re.IGNORECASE)),
)


def opens_anew(text: str, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether the words say that this is not the event told before: "a second car bomb"."""
    tokens = trigger.sentence.tokens
    for index in range(trigger.first - 1, max(0, trigger.first - _NEAR) - 1, -1):
        token = tokens[index]
        if token.form in lexicon.cues["anew"]:
            return not _counts_told(tokens[max(0, index - 2) : index])
        if is_strong(token) or token.form in lexicon.cues["preposition"]:
            break
    return bool(_LATER.search(text, trigger.sentence.bounds.start, trigger.start))


def _counts_told(before: tuple[Token, ...]) -> bool:
    """Whether an ordinal counts what was told: "it was the second", ", the third in a week"."""
    words = [token.form for token in before]
    return len(words) == 2 and words[0] in _COUNTING and words[1] in ("the", "a")


def part_of_day(text: str, trigger: Trigger) -> str | None:
    """Return morning, afternoon or evening where the trigger's own clause says so, else None."""
    clause = clause_of(text, trigger.sentence.bounds, trigger.start)
    found = [name for name, pattern in _PARTS if _is_in(pattern, text, clause)]
    return found[0] if len(found) == 1 else None


def _is_in(pattern: re.Pattern[str], text: str, clause: Bounds) -> bool:
    return bool(pattern.search(text, *clause))
