"""Writes the network as the file that geomap runs: ONNX, its weights in 8 bits."""

import json
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from torch import nn

from geomap.training.encoder import Encoder
from geomap.training.labels import HEADS
from geomap.training.links import LinkHead
from geomap.training.pieces import INPUTS

_OPSET = 17
_QUANTISED = ["MatMul", "Gather", "Gemm"]  # where the weights are; the rest stays in 32 bits


_FILES = ("tagger.onnx", "tagger.json", "tagger_tokenizer.json", "links.json")


class _Whole(nn.Module):
    """The network as it is run: the logits of its heads, and behind them the vectors of links."""

    def __init__(self, encoder: Encoder, links: LinkHead) -> None:
        super().__init__()
        self.encoder, self.links = encoder, links

    def forward(self, ids: torch.Tensor, cases: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.encoder.vectors(ids, cases, mask)
        return torch.cat([self.encoder.heads(x), self.links.vectors(x)], -1)


def export(encoder: Encoder, links: LinkHead, tokenizer: Any, folder: Path) -> None:
    """Write the network, its labels, its tokenizer and the weights of its links to the folder."""
    with TemporaryDirectory(dir=folder) as name:
        beside = Path(name)
        _write_onnx(_Whole(encoder, links), beside / "full.onnx")
        _quantise(beside / "full.onnx", beside / "tagger.onnx")
        labels = json.dumps({head: list(labels) for head, labels in HEADS.items()}, indent=1)
        (beside / "tagger.json").write_text(labels, encoding="utf-8")
        tokenizer.save(str(beside / "tagger_tokenizer.json"), pretty=False)
        (beside / "links.json").write_text(links.weights(), encoding="utf-8")
        for file in _FILES:
            (beside / file).replace(folder / file)


def _write_onnx(network: nn.Module, path: Path) -> None:
    network.eval()
    ids = torch.ones(2, 9, dtype=torch.long)  # any shape will do: both its axes are left open
    with warnings.catch_warnings():
        # The exporter through tracing is called old, but the quantiser was made for its graphs.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (ids, ids.clone(), torch.ones(2, 9)),
            str(path),
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes={name: {0: "sentence", 1: "piece"} for name in (*INPUTS, "logits")},
            opset_version=_OPSET,
            dynamo=False,
        )


def _quantise(source: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=_QUANTISED,
        per_channel=True,
    )
