"""The neural tagger: a small encoder that gives each word the probabilities of its labels.

The model is `data/models/tagger.onnx` (its card stands beside it); it runs on one thread without
a network. Opening it costs about 0.1 s, so it is opened at the first text.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomap.errors import ModelError
from geomap.recognition.links import Links
from geomap.recognition.words import Word, letter_case
from geomap.resources import packaged

Floats = NDArray[np.float32]
_BATCH = 384  # word pieces in a batch, padding counted: what fits the processor's cache
# Joined to one step, onnxruntime computes these more slowly than apart.
_UNJOINED = ["SkipLayerNormFusion", "GeluFusion", "BiasGeluFusion"]
_LONGEST = 512  # pieces of a sentence, its two marks counted: what the network has positions for
_REMEMBERED = 1 << 15  # words whose pieces are kept
_VECTORS = "links"  # the columns behind those of the heads
_SLACK = 1.25  # how much longer than its shortest a batch's longest sentence may be


class Tags(NamedTuple):
    """Probabilities for the words of one sentence; each array is (words, labels).

    ``links`` are no probabilities but vectors, (words, 2 * size), which `Links` reads.
    """

    places: Floats
    names: Floats
    kinds: Floats
    events: Floats
    scenes: Floats
    links: Floats


HEADS = Tags._fields[:-1]  # the heads of the model that are read; it has more


class _Encoded(NamedTuple):
    ids: list[int]
    cases: list[int]
    first: list[int]  # the position of each word's first piece


class Tagger:
    """Tags sentences given as lists of words."""

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        self._folder = folder or packaged("data", "models")
        self._threads = threads
        self.labels: dict[str, list[str]] = json.loads(
            (self._folder / "tagger.json").read_text(encoding="utf-8")
        )

    @cached_property
    def links(self) -> Links:
        """How the vectors of `Tags.links` are read."""
        return Links.read(self._folder / "links.json")

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        try:
            return onnxruntime.InferenceSession(
                str(self._folder / "tagger.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_UNJOINED,
            )
        except Exception as error:  # onnxruntime raises types of its own, without a common base
            raise ModelError(f"the tagger cannot be opened ({error}); reinstall geomap") from error

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._folder / "tagger_tokenizer.json"))

    @cached_property
    def _marks(self) -> tuple[int, int]:
        """The pieces that open and close every sentence."""
        opening, closing = self._tokenizer.encode([], is_pretokenized=True).ids
        return opening, closing

    @cached_property
    def _pieces(self) -> Callable[[str], list[int]]:
        """Gives the pieces of a word, which are the same in every sentence."""
        encode = self._tokenizer.encode

        @lru_cache(_REMEMBERED)
        def pieces(word: str) -> list[int]:
            ids: list[int] = encode([word], is_pretokenized=True).ids
            return ids[1:-1]

        return pieces

    @cached_property
    def _columns(self) -> dict[str, slice]:
        """Where each head's logits stand among the model's outputs."""
        ends = np.cumsum([len(labels) for labels in self.labels.values()]).tolist()
        starts = [0, *ends[:-1]]
        columns = {h: slice(s, e) for h, s, e in zip(self.labels, starts, ends, strict=True)}
        return columns | {_VECTORS: slice(ends[-1], None)}

    def __call__(self, sentences: Sequence[Sequence[Word]]) -> list[Tags]:
        """Return the tags of each sentence, in order."""
        encoded = [self._encode(words) for words in sentences]
        tagged: list[Tags | None] = [None] * len(encoded)
        for batch in _batches([len(e.ids) for e in encoded]):
            chosen = [encoded[i] for i in batch]
            for i, tags in zip(batch, self._tags(self._run(chosen), chosen), strict=True):
                tagged[i] = tags
        return [tags for tags in tagged if tags is not None]

    def _encode(self, words: Sequence[Word]) -> _Encoded:
        opening, closing = self._marks
        ids, cases, first = [opening], [0], []
        for word in words:
            pieces = self._pieces(word.text)
            # A word without a piece of its own (a stray mark) shares the opening piece, which is O.
            first.append(min(len(ids), _LONGEST - 1) if pieces else 0)
            ids += pieces
            cases += [letter_case(word.text)] * len(pieces)
        return _Encoded([*ids[: _LONGEST - 1], closing], [*cases[: _LONGEST - 1], 0], first)

    def _run(self, batch: list[_Encoded]) -> Floats:
        width = max(len(e.ids) for e in batch)
        ids = np.zeros((len(batch), width), np.int64)
        cases = np.zeros_like(ids)
        mask = np.zeros(ids.shape, np.float32)
        for row, e in enumerate(batch):
            ids[row, : len(e.ids)] = e.ids
            cases[row, : len(e.cases)] = e.cases
            mask[row, : len(e.ids)] = 1
        logits: Floats = self._session.run(None, {"ids": ids, "cases": cases, "mask": mask})[0]
        return logits

    def _tags(self, logits: Floats, batch: Sequence[_Encoded]) -> Iterator[Tags]:
        """Yield the tags of each sentence of a batch, from those of its pieces that open a word."""
        words = np.concatenate([row[e.first] for row, e in zip(logits, batch, strict=True)])
        heads = {head: _softmax(words[:, self._columns[head]]) for head in HEADS}
        vectors = words[:, self._columns[_VECTORS]]
        start = 0
        for e in batch:
            end = start + len(e.first)
            inside = {head: shares[start:end] for head, shares in heads.items()}
            yield Tags(**inside, links=vectors[start:end])
            start = end


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield indices in batches of like length, since padding is paid for in full."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        full = lengths[i] * (len(batch) + 1) > _BATCH
        if batch and (full or lengths[i] > _SLACK * lengths[batch[0]]):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)
