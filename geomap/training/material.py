"""What the tagger learns from, mixed anew for every epoch."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from geomap.training.augmentation import augment, town_names
from geomap.training.corpus import Sentence, read_corpus
from geomap.training.datasets import (
    ENTITIES,
    SCENES,
    TOPONYM_FILES,
    read_entities,
    read_scenes,
    read_toponyms,
)

_SAMPLED = {
    ENTITIES: 6000,
    "wotr": 800,
    "idrisi": 800,
    SCENES: 2200,
}  # sentences of other people's an epoch


class Material(NamedTuple):
    """Our sentences, other people's by source, and the names that towns may be given."""

    own: Sequence[Sentence]
    held_out: Sequence[Sentence]
    others: dict[str, Sequence[Sentence]]
    towns: Sequence[str]

    def epoch(self, random: Random) -> list[Sentence]:
        """Return the sentences of an epoch; the same random state gives the same."""
        sentences = [augment(s, self.towns, random) for s in self.own]
        for source, available in self.others.items():
            chosen = random.sample(available, min(_SAMPLED[source], len(available)))
            sentences += [augment(s, self.towns, random) for s in chosen]
        return sentences

    def counts(self) -> dict[str, int]:
        """Return how many sentences there are of each source."""
        others = {source: len(sentences) for source, sentences in self.others.items()}
        return {"own": len(self.own), "held out": len(self.held_out), **others}


def read_material(corpus: Path, shared: Path | None) -> Material:
    """Read our corpus and, where there is a folder of them, other people's.

    Raises:
        DataError: if a folder lacks a file, or a file is damaged.
    """
    split, towns = read_corpus(corpus), town_names()
    others: dict[str, Sequence[Sentence]] = {}
    if shared:
        others[ENTITIES] = read_entities(shared)
        others |= {name: read_toponyms(shared, name) for name in TOPONYM_FILES}
        others[SCENES] = read_scenes(shared, frozenset(towns))
    return Material(split.training, split.held_out, others, towns)
