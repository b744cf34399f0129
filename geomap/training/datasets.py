"""Other people's annotated text, as sentences whose labels leave open what the source leaves open.

The files are not shipped: `data/models/README.md` names each with its licence, and a folder that
holds them (`training/*.conll.gz`, `corpora/*.jsonl.gz`) is given to the command.
"""

import gzip
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import DataError
from geomap.recognition.words import words_in
from geomap.text import sentences
from geomap.training.corpus import Sentence, covered, is_held_out
from geomap.training.labels import (
    A_PLACE,
    A_SCENE,
    HEADS,
    INSIDE_A_PLACE,
    NO_PLACE,
    OUTSIDE,
    UNKNOWN,
    bio,
)

ENTITIES = "entities"
# The files with licences that allow a model of ours. Of re3d the European Union delegation's part
# has terms of its own, and is left out.
ENTITY_FILES = (
    "ewt-dev", "ewt-test", "wnut17-train", "wnut17-dev", "wnut17-test", "wikigold",
    "re3d-australian_department_of_foreign_affairs", "re3d-centcom", "re3d-uk_government",
    "re3d-us_state_department", "re3d-wikipedia",
)  # fmt: skip
TOPONYM_FILES = ("wotr", "idrisi")
SCENES = "eventloc"  # sentences of news, a verb in each, and the places where that was
_FEWEST_WORDS = 3

_PLACE, _DEMONYM = "place", "demonym"
# What the corpora's tags are to us. A tag that is not here says only that the word is no place.
_MEANINGS = {
    "LOC": _PLACE, "location": _PLACE, "Location": _PLACE, "Nationality": _DEMONYM,
    "PER": "person", "person": "person", "Person": "person",
    "ORG": "org", "group": "org", "corporation": "org", "Organisation": "org",
    "product": "other", "creative-work": "other", "Weapon": "other", "MilitaryPlatform": "other",
}  # fmt: skip


class _Token(NamedTuple):
    text: str
    entity: str | None  # the corpus's own tag, without its BIO mark
    first: bool  # whether an entity begins here


def read_entities(shared: Path) -> list[Sentence]:
    """Return the sentences of the entity corpora, those of a word or two left out.

    Raises:
        DataError: if a file is missing or a line of one has no tag.
    """
    return [
        sentence
        for name in ENTITY_FILES
        for tokens in read_conll(shared / "training" / f"{name}.conll.gz")
        if len((sentence := label_tokens(tokens)).words) >= _FEWEST_WORDS
    ]


def read_toponyms(shared: Path, name: str) -> list[Sentence]:
    """Return the sentences of a corpus of toponyms, which says nothing of other names.

    Raises:
        DataError: if the file is missing.
    """
    documents = (json.loads(line) for line in corpus_lines(shared, name))
    return [s for d in documents for s in _label_toponyms(d["text"], d["toponyms"], name)]


def read_scenes(shared: Path, names: Collection[str]) -> list[Sentence]:
    """Return the sentences of news that mark where an event took place, but not of which type.

    Other words of theirs that are in ``names`` (of towns and countries) are taken for places where
    nothing happened; of all others the corpus says nothing. A sentence with several events comes
    once, with the places of all.

    Raises:
        DataError: if the file is missing.
    """
    places: dict[str, set[tuple[int, int]]] = {}
    for line in corpus_lines(shared, SCENES):
        row = json.loads(line)
        if not is_held_out(row["text"]):
            places.setdefault(row["text"], set()).update(map(tuple, row["locations"]))
    return [_label_scenes(text, spans, names) for text, spans in places.items() if spans]


def _label_scenes(text: str, spans: set[tuple[int, int]], names: Collection[str]) -> Sentence:
    words = words_in(text, 0, len(text))
    scenes = [0 if word.text in names else UNKNOWN for word in words]
    places = [UNKNOWN] * len(words)
    for start, end in sorted(spans):
        for order, i in enumerate(covered(words, start, end)):
            scenes[i] = A_SCENE
            places[i] = INSIDE_A_PLACE if order else A_PLACE
    labels = _open(len(words), places=places, scenes=scenes)
    return Sentence(tuple(w.text for w in words), labels, SCENES)


def read_conll(path: Path) -> Iterator[list[_Token]]:
    """Yield the sentences of a file of ``token TAB tag`` lines, in BIO or IOB1."""
    tokens: list[_Token] = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            if tokens:
                yield tokens
            tokens = []
            continue
        text, tab, tag = line.rstrip("\n").partition("\t")
        if not tab:
            raise DataError(f"{path}, line {number}: no tag after the token")
        tokens.append(_token(text, tag, tokens[-1].entity if tokens else None))
    if tokens:
        yield tokens


def _token(text: str, tag: str, before: str | None) -> _Token:
    entity = None if tag == OUTSIDE else tag[2:]
    # In IOB1 a span may begin with I-: one also begins where the entity changes.
    return _Token(text, entity, entity is not None and (tag[0] == "B" or entity != before))


def label_tokens(tokens: Iterable[_Token]) -> Sentence:
    """Return a sentence of the tagger's words, which are often finer than a corpus's tokens."""
    words: list[str] = []
    places: list[int] = []
    names: list[int] = []
    for token in tokens:
        parts = [w.text for w in words_in(token.text, 0, len(token.text))] or [token.text]
        for i, part in enumerate(parts):
            place, name = _labels(token.entity, first=token.first and i == 0)
            words.append(part)
            places.append(place)
            names.append(name)
    return Sentence(tuple(words), _open(len(words), places=places, names=names), ENTITIES)


def _labels(entity: str | None, *, first: bool) -> tuple[int, int]:
    """Return the place label and the name label of a word."""
    if entity is None:
        return NO_PLACE, 0
    match _MEANINGS.get(entity):
        case None:
            return NO_PLACE, UNKNOWN
        case "place":
            return (A_PLACE if first else INSIDE_A_PLACE), 0
        case "demonym":
            return bio("places", _DEMONYM, first=first), 0
        case name:
            return NO_PLACE, bio("names", name, first=first)


def _label_toponyms(
    text: str, toponyms: Sequence[dict[str, Any]], source: str
) -> Iterator[Sentence]:
    for start, end in sentences(text):
        words = words_in(text, start, end)
        places = [NO_PLACE] * len(words)
        for toponym in toponyms:
            for order, i in enumerate(covered(words, toponym["start"], toponym["end"])):
                places[i] = INSIDE_A_PLACE if order else A_PLACE
        if words:
            yield Sentence(tuple(w.text for w in words), _open(len(words), places=places), source)


def _open(length: int, **known: list[int]) -> dict[str, list[int]]:
    """Return labels under every head, unknown where they are not given."""
    return {head: known.get(head) or [UNKNOWN] * length for head in HEADS}


def corpus_lines(shared: Path, name: str) -> Iterator[str]:
    """Yield the lines of a corpus by its name.

    Raises:
        DataError: if the file is missing or damaged.
    """
    yield from _lines(shared / "corpora" / f"{name}.jsonl.gz")


def _lines(path: Path) -> Iterator[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from file
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(f"training data cannot be read: {path} ({error})") from error
