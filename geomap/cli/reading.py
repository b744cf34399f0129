"""What the commands share: reading reports, telling problems, and the exit code they cause."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import typer

from geomap.cli.console import say, tracked
from geomap.corrections import Corrections
from geomap.documents import Problem, read_documents
from geomap.errors import DocumentError, GeomapError
from geomap.models import Document, Report
from geomap.pipeline import Geoparser

FAILED = 2
_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


class Problems:
    """Prints each problem as it is met, and remembers whether any needs looking at."""

    def __init__(self) -> None:
        self.serious = 0

    def __call__(self, problem: Problem) -> None:
        """Print ``problem``, and count it unless nothing is lost by it."""
        self.serious += problem.severity != "note"
        say(f"{problem.severity}: {problem}", _STYLES[problem.severity])


@contextmanager
def problems() -> Iterator[Problems]:
    """Yield a place to tell problems to; at the end, exit with 2 if any was serious."""
    told = Problems()
    yield told
    if told.serious:
        say("done, but see above what could not be used, or not without a doubt")
        raise typer.Exit(FAILED)


def documents(
    sources: list[str], default_date: date | None, max_mb: float, told: Problems
) -> list[Document]:
    """Return the reports in ``sources``.

    Raises:
        DocumentError: if there is none that can be used.
    """
    found = read_documents(
        sources, default_date=default_date, on_problem=told, max_bytes=int(max_mb * 1e6)
    )
    if listed := list(found):
        return listed
    raise DocumentError("none of the sources holds a report that can be used; nothing was written")


def reports(
    sources: list[str],
    default_date: date | None,
    max_mb: float,
    told: Problems,
    corrections: Path | None = None,
    worldview: str = "un",
    lexicon: Path | None = None,
) -> list[Report]:
    """Return what is found in each of the reports in ``sources``."""
    geoparser = Geoparser.open(corrections=corrections, worldview=worldview, lexicon=lexicon)
    listed = documents(sources, default_date, max_mb, told)
    parsed = []
    for document in tracked(listed, "Reading reports"):
        try:
            parsed.append(geoparser.parse(document))
        except GeomapError:
            raise
        except Exception as error:  # one report must not cost the others
            reason = f"stopped geomap ({type(error).__name__}: {error}); left out, please report it"
            told(Problem("error", document.id, reason))
    for report in parsed:
        for warning in report.warnings:
            told(Problem("note", report.document.id, warning))
    tell_unused(geoparser.corrections, [w for r in parsed for w in r.corrections], told)
    return parsed


def tell_unused(corrections: Corrections, applied: Collection[str], told: Problems) -> None:
    """Tell which corrections met no name, since a misspelt one would go unnoticed."""
    for row in corrections.unused(applied):
        where = f"the report {row.document!r}" if row.document else "the reports"
        told(Problem("warning", row.row, f"no name {row.name!r} stands in {where}; not used"))


@contextmanager
def corrected(
    fix: Path | None, told: Problems, lexicon: Path | None = None
) -> Iterator[Callable[[Document], Report] | None]:
    """Yield what parses by a user's files, None without any; at the end, tell the unused rows."""
    if fix is None and lexicon is None:
        yield None
        return
    geoparser = Geoparser.open(corrections=fix, lexicon=lexicon)
    applied: set[str] = set()

    def parse(document: Document) -> Report:
        report = geoparser.parse(document)
        applied.update(report.corrections)
        return report

    yield parse
    tell_unused(geoparser.corrections, applied, told)
