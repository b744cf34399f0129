"""A spaCy pipeline as a recogniser: `Geoparser.open(recognise=from_spacy(nlp))`.

spaCy itself is not imported: any callable will do that gives objects with spaCy's ``doc.ents``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from geomap.models import Document, Kind, Mention, Role
from geomap.recognition.kinds import named_kinds
from geomap.recognition.lexicon import demonyms
from geomap.text import fold


class Entity(Protocol):
    """What is read of an entity: spaCy's `Span` has it, and so have its imitations."""

    @property
    def label_(self) -> str: ...  # noqa: D102

    @property
    def start_char(self) -> int: ...  # noqa: D102

    @property
    def end_char(self) -> int: ...  # noqa: D102


class Entities(Protocol):
    """What is read of a parsed text."""

    @property
    def ents(self) -> Iterable[Entity]: ...  # noqa: D102


# The labels of OntoNotes (GPE, LOC, FAC, NORP) and of WikiNER (LOC) that name places.
ROLES: Mapping[str, Role] = {
    "GPE": Role.LITERAL,
    "LOC": Role.LITERAL,
    "FAC": Role.LITERAL,
    "NORP": Role.DEMONYM,
}
_SITES = frozenset({"FAC"})
_ARTICLE = "the "
_POSSESSIVES = ("'s", "’s")


def from_spacy(
    nlp: Callable[[str], Entities], *, roles: Mapping[str, Role] = ROLES
) -> Callable[[Document], tuple[Mention, ...]]:
    """Return a recogniser that takes its place names from a spaCy pipeline.

    Args:
        nlp: the pipeline, e.g. ``spacy.load("en_core_web_md")``.
        roles: the role of each entity label; entities of other labels are left out, and so are
            those in the role of a demonym that no place is known for ("Catholic").
    """

    def recognise(document: Document) -> tuple[Mention, ...]:
        text = document.text
        entities = sorted(nlp(text).ents, key=lambda entity: entity.start_char)
        found = [m for e in entities if (m := _mention(text, e, roles))]
        kinds = named_kinds(text, [(m.start, m.end) for m in found])
        return tuple(map(_called, found, kinds))

    return recognise


def _mention(text: str, entity: Entity, roles: Mapping[str, Role]) -> Mention | None:
    role = roles.get(entity.label_)
    start, end = _name_alone(text, entity.start_char, entity.end_char)
    name = text[start:end]
    known = demonyms().get(fold(name))
    if role is None or not name or (role is Role.DEMONYM and known is None):
        return None
    return Mention(
        start=start,
        end=end,
        text=name,
        role=Role.DEMONYM if known else role,
        name=known or name,
        kind=Kind.SITE if entity.label_ in _SITES else None,
        found_by=("spaCy",),
    )


def _called(mention: Mention, kind: Kind | None) -> Mention:
    """Return the mention with the kind that the words beside it tell ("the village of X")."""
    if kind is None or mention.role is Role.DEMONYM:
        return mention
    return mention.model_copy(
        update={"kind": kind, "found_by": (*mention.found_by, "type word beside")}
    )


def _name_alone(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a name without an article before it and a possessive behind it."""
    if text[start:end].lower().startswith(_ARTICLE):
        start += len(_ARTICLE)
    for ending in _POSSESSIVES:
        if text[start:end].endswith(ending):
            end -= len(ending)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
