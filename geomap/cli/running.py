"""A corpus of any size, in parts that survive a crash."""

import hashlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geomap.cli.options import (
    ColumnsOf,
    FeedText,
    Fix,
    MaxSize,
    Mentions,
    Published,
    Words,
    Worldview,
    counted,
    day_of,
    given,
)
from geomap.cli.stopping import stopped_gently

if TYPE_CHECKING:
    from geomap.batch import Done, Settings
    from geomap.corrections import Corrections

_STOPPED = "interrupted; finished parts stay, and the same command goes on from here"
_TOLD_EVERY = 30.0  # seconds between lines where there is no terminal

Corpus = Annotated[
    list[str],
    typer.Argument(
        parser=given,
        metavar="CORPUS",
        help="Reports: files (.jsonl, .csv, .parquet, .txt, .md, .html), folders of them, or"
        " addresses that fsspec opens (s3://...).",
    ),
]
Output = Annotated[
    str,
    typer.Option(
        "-o", "--output", parser=given, metavar="DIR", help="Folder of the parts, or an address."
    ),
]
Format = Annotated[
    str,
    typer.Option("--format", help="Ending of the parts: geojsonl, csv, kml, jsonl, parquet, ..."),
]
Size = Annotated[int, typer.Option("--part", min=1, help="Documents a part.")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes on this machine.")]
Dask = Annotated[
    str | None,
    typer.Option("--dask", metavar="ADDRESS", help="Use the workers of a Dask scheduler instead."),
]


@stopped_gently(_STOPPED)
def run(
    corpus: Corpus,
    output: Output,
    ending: Format = "geojsonl",
    size: Size = 200,
    workers: Workers = 1,
    dask: Dask = None,
    columns: ColumnsOf = "",
    mentions: Mentions = False,
    published: Published = None,
    max_size: MaxSize = 1,
    fix: Fix = None,
    worldview: Worldview = "un",
    lexicon: Words = None,
    feed_text: FeedText = False,
) -> None:
    """Find the incidents in a corpus of any size, in parts; run again, it goes on where it was."""
    from geomap.batch import Reading, Settings
    from geomap.documents.columns import parse_columns
    from geomap.export import Options, check
    from geomap.pipeline import Geoparser

    reading = Reading(_named(fix), worldview, _named(lexicon))
    settings = Settings(output, f".{ending.lstrip('.')}", Options(mentions=mentions), reading)
    geoparser = Geoparser.open(**reading._asdict())  # refuses what is wrong before any work
    check(Path(f"part{settings.ending}"), settings.options)
    how: dict[str, Any] = {
        "default_date": day_of(published),
        "max_bytes": int(max_size * 1e6),
        "columns": parse_columns(columns),
        "feed_text": feed_text,
    }
    told = {"columns": how["columns"], "date": str(how["default_date"]), "max_size": max_size}
    plan = _plan(corpus, settings, size, **told)
    with _progress(corpus) as tell:
        total = _made(
            corpus, settings, size, how, plan=plan, workers=workers, dask=dask, on_done=tell
        )
    _tell(total, output, geoparser.corrections)


def _made(
    corpus: list[str], settings: "Settings", size: int, how: dict[str, Any], **options: Any
) -> "Done":
    """Make the parts of a corpus: ``how`` is how documents are read, ``options`` are the run's."""
    from geomap.batch import parts_of
    from geomap.batch import run as run_parts
    from geomap.batch.corpus import Told
    from geomap.documents import read_documents

    told = Told()
    documents = read_documents(corpus, on_problem=told.append, **how)
    return run_parts(parts_of(documents, told, size), settings, **options)


def _tell(total: "Done", output: str, corrections: "Corrections") -> None:
    """Say what came of a run; end with 2 where anything could not be used."""
    from geomap.cli.console import out, plain
    from geomap.cli.problems import Problems
    from geomap.cli.reading import tell_unused

    out().print(plain(_summary(total, output)))
    unused = Problems()
    tell_unused(corrections, total.corrections, unused)
    if total.problems or unused.serious:
        raise typer.Exit(2)


def _plan(corpus: list[str], settings: "Settings", size: int, **more: object) -> dict[str, object]:
    """Return what a run is of: another corpus, version or gazetteer makes other parts."""
    from geomap.gazetteer import Gazetteer
    from geomap.resources import version

    info = Gazetteer.open().info()
    return {
        "corpus": [[source, _measure(source)] for source in corpus],
        "part": size,
        "format": settings.ending,
        "mentions": settings.options.mentions,
        "fix": _digest(settings.reading.corrections),
        "worldview": settings.reading.worldview,
        "lexicon": _digest(settings.reading.lexicon),
        "geomap": version(),
        "gazetteer": [source.digest for source in info.sources],
        **more,
    }


def _named(path: Path | None) -> str | None:
    """Return a user's file by its whole path, which workers elsewhere need."""
    return str(path.resolve()) if path else None


def _digest(path: str | None) -> str | None:
    """Return what tells one content of a user's file from another."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest() if path else None


def _measure(source: str) -> int:
    """Return the bytes of a file, or of all files of a folder; 0 for an address."""
    path = Path(source)
    if path.is_dir():
        return sum(inner.stat().st_size for inner in path.rglob("*") if inner.is_file())
    return path.stat().st_size if path.is_file() else 0


def _summary(total: "Done", output: str) -> str:
    words = (
        f"{counted(total.incidents, 'incident')} in {counted(total.documents, 'document')}"
        f" written to {output} in {counted(total.number, 'part')}"
    )
    if total.reprints:
        words += f"; {counted(total.reprints, 'reprint')} left out"
    if total.problems:
        words += f"; {counted(total.problems, 'document')} not used, see *.problems.jsonl there"
    return words


@contextmanager
def _progress(corpus: list[str]) -> "Iterator[Any]":
    """Yield what is told each part that is done; it shows documents a second and time left."""
    from geomap.cli.console import say

    known = sum(map(_documents_in, corpus))
    started = last = time.monotonic()
    made = passed = 0

    def tell(done: "Done", before: bool) -> None:
        nonlocal made, passed, last
        passed += done.documents + done.problems + done.reprints
        made += 0 if before else done.documents
        now = time.monotonic()
        if now - last >= (1.0 if sys.stderr.isatty() else _TOLD_EVERY):
            last = now
            say(_pace(passed, known, made / (now - started)))

    yield tell


def _pace(passed: int, known: int, rate: float) -> str:
    """Return how far a run is: ``1,200 of 9,000 documents, 8.1 a second, 16 min left``."""
    words = f"{passed:,} of {max(known, passed):,} documents, {rate:.1f} a second"
    if rate and known > passed:
        words += f", {(known - passed) / rate / 60:.0f} min left"
    return words


def _documents_in(source: str) -> int:
    """Return how many documents a source has, roughly: lines of a table, else one a file."""
    path = Path(source)
    if path.is_dir():
        return sum(_documents_in(str(inner)) for inner in path.rglob("*") if inner.is_file())
    if path.suffix.lower() not in {".jsonl", ".ndjson", ".csv", ".tsv"} or not path.is_file():
        return 1
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
