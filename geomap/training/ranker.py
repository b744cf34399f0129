"""Fits the ranker: ``python -m geomap.training.ranker --shared FOLDER -o data/models/ranker.json``.

`data/models/README.md` says what the shipped one was fitted on and how far it carries to texts that
it was not fitted on.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from zlib import crc32

import numpy as np
import typer

from geomap.errors import DataError
from geomap.gazetteer import Gazetteer
from geomap.recognition import Recogniser
from geomap.resolution import Resolver
from geomap.resolution.features import FEATURES
from geomap.resolution.ranker import Ranker
from geomap.resources import packaged, write_beside
from geomap.training.commands import Corpus, run_command
from geomap.training.ranker_examples import Read, make_examples
from geomap.training.ranker_fitting import Examples, Vector, fit, join
from geomap.training.ranker_gold import SHARES, read_gold

_ROUNDS = 2  # features of context depend on the answers of the round before
_FOLDS = 5
_NAMES = [feature.__name__ for feature in FEATURES]

Reads = Mapping[str, Sequence[Read]]
Prepare = Callable[[Ranker, Sequence[Read]], Examples]

Shared = Annotated[
    Path | None,
    typer.Option(help="Folder that holds corpora/*.jsonl.gz; without it, only our reports."),
]
Output = Annotated[
    Path,
    typer.Option("-o", "--output", help="The file of weights; what it holds besides them is kept."),
]
Without = Annotated[
    list[str] | None, typer.Option(help=f"Leave a corpus out: {', '.join(SHARES)}; repeatable.")
]
Pull = Annotated[
    float, typer.Option(min=0, help="How strongly the weights are bound to those set by hand.")
]
Check = Annotated[
    bool,
    typer.Option("--check", help="Also fit without each corpus and without each fifth, and tell."),
]


class Report(NamedTuple):
    """The shares of a corpus's names that are answered rightly, by what the weights came from."""

    corpus: str
    names: int
    by_hand: float
    all: float  # fitted on all corpora, this one and the same documents too
    left_out: float  # fitted on the other corpora
    folds: float  # fitted on four fifths of all documents, measured on the rest

    def __str__(self) -> str:
        """Return the row of a Markdown table."""
        shares = (f"{share:.3f}".lstrip("0") for share in self[2:])
        return f"| {self.corpus} | {self.names:,} | {' | '.join(shares)} |"


def main() -> None:
    """Run the command."""
    run_command(train)


def train(
    output: Output,
    corpus: Corpus = None,
    shared: Shared = None,
    without: Without = None,
    pull: Pull = 0.01,
    check: Check = False,
) -> None:
    """Fit the weights of the ranker's features on annotated text.

    The weights set by hand, and the threshold, are read from the output file, or the packaged one.
    """
    start = output if output.exists() else packaged("data", "models", "ranker.json")
    stored = json.loads(start.read_text(encoding="utf-8"))
    prior = read_prior(stored)
    with Gazetteer.open() as gazetteer:
        reads = _read(gazetteer, corpus or packaged("data", "corpus"), shared, without or ())
        prepare = _preparer(gazetteer)
        examples = {name: prepare(prior, texts) for name, texts in reads.items()}
        ranker = fit_ranker(reads, prior, pull, prepare)
        write_ranker(output, ranker, stored["prior"], _origin(examples))
        for report in check_fit(reads, prior, ranker, pull, prepare) if check else ():
            print(report, flush=True)


def read_prior(stored: Mapping[str, Any]) -> Ranker:
    """Return the ranker with the weights that were set by hand.

    Raises:
        DataError: if they are missing or do not fit the features.
    """
    by_hand = stored.get("prior", {})
    odd = {*_NAMES, "absent"} ^ set(by_hand)
    if odd:
        raise DataError(
            f"the weights set by hand do not fit the features: {', '.join(sorted(odd))}"
        )
    weights = {name: float(by_hand[name]) for name in _NAMES}
    return Ranker(weights, float(stored["threshold"]), float(by_hand["absent"]))


def _read(
    gazetteer: Gazetteer, corpus: Path, shared: Path | None, without: Collection[str]
) -> Reads:
    """Read the corpora and find the mentions in them, once for all fits."""
    recogniser = Recogniser(gazetteer)
    return {
        name: [Read(judged, recogniser(judged.document)) for judged in texts]
        for name, texts in read_gold(corpus, shared).items()
        if name not in without
    }


def _preparer(gazetteer: Gazetteer) -> Prepare:
    return lambda ranker, reads: make_examples(Resolver(gazetteer, ranker), reads)


def fit_ranker(reads: Reads, prior: Ranker, pull: float, prepare: Prepare) -> Ranker:
    """Return a ranker fitted to the documents, each corpus counting for its share."""
    ranker, at = prior, to_vector(prior)
    for _ in range(_ROUNDS):
        parts = [prepare(ranker, texts) for texts in reads.values()]
        vector = fit(join(parts, [SHARES[name] for name in reads]), at, pull)
        ranker = to_ranker(vector, prior.threshold)
    return ranker


def to_vector(ranker: Ranker) -> Vector:
    """Return the weights in the order of the features, that of the absent place last."""
    return np.array([*(ranker.weights[name] for name in _NAMES), ranker.absent])


def to_ranker(vector: Vector, threshold: float) -> Ranker:
    """Return a ranker with weights that a person can read."""
    *weights, absent = (round(float(value), 3) for value in vector)
    return Ranker(dict(zip(_NAMES, weights, strict=True)), threshold, absent)


def write_ranker(path: Path, ranker: Ranker, prior: Mapping[str, float], origin: str) -> None:
    """Write the file that `read_ranker` reads, with what it was fitted on.

    Raises:
        ExportError: if it cannot be written.
    """
    content = {
        "fitted_on": origin,
        "threshold": ranker.threshold,
        "absent": ranker.absent,
        "weights": dict(ranker.weights),
        "prior": prior,
    }
    write_beside(path, (json.dumps(content, indent=1) + "\n").encode())


def _origin(examples: Mapping[str, Examples]) -> str:
    return ", ".join(
        f"{name} ({len(part.starts)} names, share {SHARES[name]})"
        for name, part in examples.items()
    )


def check_fit(
    reads: Reads, prior: Ranker, fitted: Ranker, pull: float, prepare: Prepare
) -> Iterator[Report]:
    """Yield for each corpus how right weights of several origins are on it."""

    def answers(ranker: Ranker, texts: Sequence[Read]) -> list[bool]:
        return list(prepare(ranker, texts).answers(to_vector(ranker)))

    folds = [_fold(reads, i) for i in range(_FOLDS)]
    rankers = [fit_ranker(rest, prior, pull, prepare) for rest, _ in folds]
    for name, texts in reads.items():
        others = {other: reads[other] for other in reads if other != name}
        left_out = fit_ranker(others, prior, pull, prepare) if others else prior
        held_out = [
            answer
            for ranker, (_, tested) in zip(rankers, folds, strict=True)
            for answer in answers(ranker, tested[name])
        ]
        told = [answers(ranker, texts) for ranker in (prior, fitted, left_out)]
        shares = [sum(each) / len(each) for each in (*told, held_out)]
        yield Report(name, len(held_out), *shares)


def _fold(reads: Reads, number: int) -> tuple[Reads, Reads]:
    """Return the documents outside a fold and those in it, told apart by their ids."""

    def inside(read: Read) -> bool:
        return crc32(read.judged.document.id.encode()) % _FOLDS == number

    return (
        {name: [read for read in texts if not inside(read)] for name, texts in reads.items()},
        {name: [read for read in texts if inside(read)] for name, texts in reads.items()},
    )


if __name__ == "__main__":
    main()
