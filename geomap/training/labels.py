"""What the tagger tells of each word, and the labels that leave part of it open.

The order of the labels is the order of the model's outputs; `data/models/tagger.json` repeats it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from geomap.models import IncidentType, Kind, Role

OUTSIDE = "O"
PLACES = (OUTSIDE, *(f"{mark}-{role}" for role in Role for mark in "BI"))
NAMES = (OUTSIDE, *(f"{mark}-{name}" for name in ("person", "org", "other") for mark in "BI"))
KINDS = tuple(kind for kind in Kind if kind is not Kind.POINT)  # figures are no tagger's work
EVENTS = (OUTSIDE, *IncidentType)
MOODS = (
    "asserted", "claimed", "denied", "negated", "future", "hypothetical", "demanded", "background",
)  # fmt: skip
ORIGIN = "origin"
SCENES = (OUTSIDE, ORIGIN, *IncidentType)
"""What a sentence tells of a place: nothing happened, fire or flight came from there, or a type."""
TOLD_MOODS = frozenset({"asserted", "claimed", "denied", "background"})  # of events with a scene
HEADS: dict[str, tuple[str, ...]] = {
    "places": PLACES,
    "names": NAMES,
    "kinds": tuple(map(str, KINDS)),
    "events": tuple(map(str, EVENTS)),
    "moods": MOODS,
    "scenes": tuple(map(str, SCENES)),
}

UNKNOWN = -100  # the source does not say; nothing is learnt from such a label
# Other corpora mark places but not our roles. Each of these stands for the set of labels that the
# source leaves possible: demonyms and places inside names are no places to most of them.
A_PLACE, INSIDE_A_PLACE, NO_PLACE = -1, -2, -3
_PLACE_ROLES = (Role.LITERAL, Role.METONYM, Role.DATELINE)
_OTHER_ROLES = (Role.DEMONYM, Role.EMBEDDED)
# Who marks where an event was, but not of which type, leaves all types possible.
A_SCENE = -1
POSSIBLE: dict[str, dict[int, tuple[str, ...]]] = {
    "places": {
        A_PLACE: tuple(f"B-{role}" for role in _PLACE_ROLES),
        INSIDE_A_PLACE: tuple(f"I-{role}" for role in _PLACE_ROLES),
        NO_PLACE: (OUTSIDE, *(f"{mark}-{role}" for mark in "BI" for role in _OTHER_ROLES)),
    },
    "scenes": {A_SCENE: tuple(map(str, IncidentType))},
}


class Span(NamedTuple):
    """A run of words with one label; ``end`` is exclusive."""

    start: int
    end: int
    label: str


def bio(head: str, label: str, *, first: bool) -> int:
    """Return the number of a span's label at its first word, or at a later one."""
    return HEADS[head].index(f"{'B' if first else 'I'}-{label}")


def continued(head: str, number: int) -> int:
    """Return the label of a later word of the span that ``number`` stands in."""
    if head == "places" and number in {A_PLACE, INSIDE_A_PLACE}:
        return INSIDE_A_PLACE
    label = HEADS[head][number] if number >= 0 else OUTSIDE
    return HEADS[head].index(f"I-{label[2:]}") if label.startswith("B-") else number


def read_spans(head: str, numbers: Sequence[int]) -> list[Span]:
    """Return the spans that a row of label numbers describes, in order.

    A later word's label that follows no span opens one, and inside a span it takes its label.
    """
    spans: list[Span] = []
    for i, label in enumerate(HEADS[head][n] for n in numbers):
        if label == OUTSIDE:
            continue
        if label.startswith("I-") and spans and spans[-1].end == i:
            spans[-1] = spans[-1]._replace(end=i + 1)
        else:
            spans.append(Span(i, i + 1, label[2:]))
    return spans
