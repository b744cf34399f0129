"""Sentences as the model reads them: word pieces, letter cases, labels, in padded batches."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomap.recognition.words import letter_case
from geomap.training.corpus import Sentence
from geomap.training.labels import HEADS, UNKNOWN

Integers = NDArray[np.int64]
INPUTS = ("ids", "cases", "mask")  # the model's inputs: the first fields of `Batch`
LONGEST = 160  # pieces; what stands beyond is not learnt from
_PIECES_A_WORD = 1.25  # estimated: batches are cut before words are
_POOL = 2000  # sentences sorted by length together, so that an epoch keeps its random order


class Pieces(NamedTuple):
    """A sentence's word pieces; ``words`` has the word of each, None for the model's own marks."""

    ids: list[int]
    cases: list[int]
    words: list[int | None]

    def first(self) -> dict[int, int]:
        """Return the position of each word's first piece; a word may have none."""
        positions: dict[int, int] = {}
        for position, word in enumerate(self.words):
            if word is not None:
                positions.setdefault(word, position)
        return positions


class Batch(NamedTuple):
    """Arrays of (sentences, pieces). Only the first piece of a word has labels."""

    ids: Integers
    cases: Integers
    mask: NDArray[np.float32]
    labels: dict[str, Integers]


def to_pieces(tokenizer: Any, words: Sequence[str]) -> Pieces:
    """Return the pieces of a sentence, cut after `LONGEST`."""
    encoded = tokenizer.encode(list(words), is_pretokenized=True)
    cases = [letter_case(word) for word in words]
    of_pieces = [0 if word is None else cases[word] for word in encoded.word_ids]
    return Pieces(encoded.ids[:LONGEST], of_pieces[:LONGEST], encoded.word_ids[:LONGEST])


def to_batch(tokenizer: Any, sentences: Sequence[Sentence]) -> Batch:
    """Return sentences as one batch, padded to the longest."""
    pieces = [to_pieces(tokenizer, sentence.words) for sentence in sentences]
    shape = len(pieces), max(len(p.ids) for p in pieces)
    labels = {head: np.full(shape, UNKNOWN, np.int64) for head in HEADS}
    batch = Batch(
        np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, "f4"), labels
    )
    for row, (sentence, p) in enumerate(zip(sentences, pieces, strict=True)):
        batch.ids[row, : len(p.ids)] = p.ids
        batch.cases[row, : len(p.ids)] = p.cases
        batch.mask[row, : len(p.ids)] = 1
        for word, position in p.first().items():
            for head, array in labels.items():
                array[row, position] = sentence.labels[head][word]
    return batch


def cut_batches(
    sentences: Sequence[Sentence], size: int, random: Random | None = None
) -> list[list[Sentence]]:
    """Return the sentences in batches of like length and about ``size`` pieces, padding counted.

    With ``random``, both the sentences that come together and the batches are in random order.
    """
    order = list(sentences)
    if random:
        random.shuffle(order)
    pools = (order[i : i + _POOL] for i in range(0, len(order), _POOL))
    batches = [batch for pool in pools for batch in _cut(pool, size)]
    if random:
        random.shuffle(batches)
    return batches


def _cut(pool: Sequence[Sentence], size: int) -> Iterator[list[Sentence]]:
    batch: list[Sentence] = []
    for sentence in sorted(pool, key=lambda s: len(s.words)):
        length = min(LONGEST, len(sentence.words) * _PIECES_A_WORD + 2)
        if batch and length * (len(batch) + 1) > size:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch
