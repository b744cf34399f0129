"""Fits which words tell of an event at which place, over the fitted network, which stays as it is.

`geomap.recognition.links` says what is fitted and reads it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

import torch
from torch import nn
from torch.nn import functional

from geomap.recognition.links import STEPS, distance_class
from geomap.training.encoder import Encoder
from geomap.training.labels import HEADS, read_spans
from geomap.training.link_examples import LinkedSentence
from geomap.training.pieces import to_pieces

SIZE = 32
_EPOCHS = 10
_BATCH = 64
_RATE = 1e-3
_DECAY = 0.01
_DROPPED = 0.3
_OWN_SHARE = 0.5  # weight of a pair of our reports; they have five times the pairs
_LITERAL = "literal"
_LIKELY = 0.3  # from here on an event is taken to have been at a place, when counted


class Pair(NamedTuple):
    """A word that tells of an event, and a place of its sentence."""

    word: torch.Tensor  # the network's vector
    place: torch.Tensor  # the mean of its words' vectors
    distance: int  # a class of `distance_class`
    right: float  # 1 where the event took place there
    weight: float


class LinkHead(nn.Module):
    """From the vectors of words and places to the logit that an event of the word was there."""

    def __init__(self, width: int, size: int = SIZE) -> None:
        super().__init__()
        self.words, self.places = nn.Linear(width, size), nn.Linear(width, size)
        self.word, self.place = nn.Linear(size, 1), nn.Linear(size, 1, bias=False)
        self.distance = nn.Embedding(2 * STEPS, 1)
        self.drop = nn.Dropout(_DROPPED)
        nn.init.zeros_(self.distance.weight)

    def forward(
        self, words: torch.Tensor, places: torch.Tensor, distances: torch.Tensor
    ) -> torch.Tensor:
        """Return the logits of pairs, given as rows."""
        word = torch.tanh(self.words(self.drop(words)))
        place = torch.tanh(self.places(self.drop(places)))
        alone = self.word(word) + self.place(place) + self.distance(distances)
        return (word * place).sum(-1) + alone.squeeze(-1)

    def vectors(self, x: torch.Tensor) -> torch.Tensor:
        """Return what the written model gives of each word: both vectors, side by side."""
        return torch.cat([self.words(x), self.places(x)], -1)

    def weights(self) -> str:
        """Return the rest of the form as `geomap.recognition.links` reads it."""
        parts = {
            "word": self.word.weight,
            "place": self.place.weight,
            "distance": self.distance.weight,
        }
        rows = {
            name: [round(value, 4) for value in part.detach().flatten().tolist()]
            for name, part in parts.items()
        }
        return json.dumps(rows | {"bias": round(self.word.bias.item(), 4)}, indent=1)


def fit_links(
    encoder: Encoder, tokenizer: Any, sentences: Iterable[LinkedSentence], seed: int
) -> tuple[LinkHead, float]:
    """Return a fitted head, and its F1 over the pairs of the sentences that are held out."""
    held_out: list[Pair] = []
    training: list[Pair] = []
    for sentence in sentences:
        (held_out if sentence.held_out else training).extend(pairs(encoder, tokenizer, sentence))
    torch.manual_seed(seed)
    head = LinkHead(encoder.sizes.width)
    optimiser = torch.optim.AdamW(head.parameters(), _RATE, weight_decay=_DECAY)
    batches = list(_batches(training, Random(seed)))
    for done, batch in enumerate(batches):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * (1 - done / len(batches))
        *inputs, right, weight = _rows(batch)
        losses = functional.binary_cross_entropy_with_logits(head(*inputs), right, weight)
        optimiser.zero_grad()
        losses.backward()
        optimiser.step()
    return head.eval(), f1(head, held_out)


def f1(head: LinkHead, pairs: Sequence[Pair]) -> float:
    """Return how well the pairs of an event and its place are told from others."""
    if not pairs:
        return 0.0
    *inputs, right, _ = _rows(pairs)
    with torch.inference_mode():
        told = torch.sigmoid(head(*inputs)) >= _LIKELY
    both = (told & (right > 0)).sum()
    return float(2 * both / max(1, int(told.sum() + right.sum())))


def pairs(encoder: Encoder, tokenizer: Any, sentence: LinkedSentence) -> Iterator[Pair]:
    """Yield the pairs of a sentence's telling words with its places.

    Where not all places are marked, those that the network reads are told from the marked ones.
    """
    pieces = to_pieces(tokenizer, sentence.words)
    first = pieces.first()
    count = next((i for i in range(len(sentence.words)) if i not in first), len(sentence.words))
    with torch.inference_mode():
        ids, cases = (torch.tensor([row]) for row in (pieces.ids, pieces.cases))
        vectors = encoder.vectors(ids, cases, torch.ones(ids.shape))[0]
        vectors = vectors[[first[i] for i in range(count)]]
        places = [*sentence.places]
        if not sentence.whole:
            places += _unmarked(encoder.heads(vectors), places)
    for event in sentence.events:
        for number, place in enumerate(places):
            if place.stop > count:
                continue
            mean = vectors[place.start : place.stop].mean(0)
            for i in event.words:
                if i >= count or i in place:
                    continue
                weight = (_OWN_SHARE if sentence.whole else 1.0) / len(event.words)
                right = float(number in event.places)
                yield Pair(vectors[i], mean, distance_class(i, place), right, weight)


def _unmarked(logits: torch.Tensor, marked: Sequence[range]) -> list[range]:
    """Return the places that the network reads and no mark touches."""
    start = 0
    for head, labels in HEADS.items():
        if head == "places":
            break
        start += len(labels)
    numbers = logits[:, start : start + len(HEADS["places"])].argmax(-1).tolist()
    taken = {i for place in marked for i in place}
    return [
        range(span.start, span.end)
        for span in read_spans("places", numbers)
        if span.label == _LITERAL and not taken.intersection(range(span.start, span.end))
    ]


def _batches(pairs: list[Pair], random: Random) -> Iterator[list[Pair]]:
    for _ in range(_EPOCHS):
        random.shuffle(pairs)
        yield from (pairs[i : i + _BATCH] for i in range(0, len(pairs), _BATCH))


def _rows(pairs: Sequence[Pair]) -> tuple[torch.Tensor, ...]:
    words, places, distances, right, weights = zip(*pairs, strict=True)
    numbers = (torch.tensor(column) for column in (distances, right, weights))
    return torch.stack(words), torch.stack(places), *numbers
