"""The packaged tagger: slovnet's network for names in news, with the weights in natasha's package.

natasha itself is never imported: it would load a parser and an older morphology that nothing here
needs.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import ModelError

_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
# Line by line: the network takes no empty text, and memory for the square of a long one's length.
_LINE = re.compile(r"[^\n]*\w[^\n]*")
_NETWORK = "model/slovnet_ner_news_v1.tar"


class Entity(NamedTuple):
    """A name in a text: its bounds and LOC, ORG or PER."""

    start: int
    end: int
    label: str


def entities(text: str) -> list[Entity]:
    """Return the names in a text, in order.

    Raises:
        ModelError: if the weights are not installed.
    """
    lines = list(_LINE.finditer(text))
    # The matrices are small: more threads than one only wait for each other, ten times as long.
    with _threads().limit(limits=1, user_api="blas"):
        read = list(_network().map([line.group() for line in lines]))
    return [
        Entity(line.start() + span.start, line.start() + span.stop, span.type)
        for line, markup in zip(lines, read, strict=True)
        for span in markup.spans
    ]


@cache
def _network() -> Any:
    from navec import Navec
    from slovnet import NER

    folder = _weights()
    network = NER.load(folder / _NETWORK)
    network.navec(Navec.load(folder / _VECTORS))
    return network


@cache
def _threads() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _weights() -> Path:
    spec = find_spec("natasha")
    folder = Path(spec.origin or "").parent / "data" if spec else None
    if folder is None or not (folder / _NETWORK).is_file():
        raise ModelError("the Russian tagger's weights are missing; install geomap[ru]")
    return folder
