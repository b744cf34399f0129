"""What the commands share: reading reports."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from geomap.cli.console import tracked
from geomap.cli.options import counted
from geomap.cli.problems import Problems
from geomap.corrections import Corrections
from geomap.documents import Problem, Reprints, read_documents
from geomap.documents.columns import parse_columns
from geomap.errors import DocumentError, GeomapError
from geomap.gazetteer.variants import without_type_word
from geomap.models import Document, Report
from geomap.pipeline import Geoparser


def documents(
    sources: list[str],
    default_date: date | None,
    max_mb: float,
    told: Problems,
    feed_text: bool = False,
    columns: str = "",
) -> list[Document]:
    """Return the reports in ``sources``, each text once.

    Raises:
        DocumentError: if there is none that can be used.
    """
    found = read_documents(
        sources,
        default_date=default_date,
        on_problem=told,
        max_bytes=int(max_mb * 1e6),
        feed_text=feed_text,
        columns=parse_columns(columns),
    )
    if listed := list(_first_prints(found, told)):
        return listed
    raise DocumentError("none of the sources holds a report that can be used; nothing was written")


def _first_prints(found: Iterable[Document], told: Problems) -> Iterator[Document]:
    """Yield the documents whose text has not come yet; tell of the others, and count them."""
    reprints = Reprints()
    for document in found:
        first = reprints.original(document)
        if first is None:
            yield document
        else:
            told(Problem("note", document.id, f"left out, a reprint: the text of {first!r}"))
    told.reprints = reprints.count


def left_out(told: Problems) -> str:
    """Return what a summary says of reprints; nothing where there were none."""
    return f"; {counted(told.reprints, 'reprint')} left out" if told.reprints else ""


def reports(
    sources: list[str],
    default_date: date | None,
    max_mb: float,
    told: Problems,
    corrections: Path | None = None,
    worldview: str = "un",
    lexicon: Path | None = None,
    feed_text: bool = False,
    columns: str = "",
) -> list[Report]:
    """Return what is found in each of the reports in ``sources``."""
    geoparser = Geoparser.open(corrections=corrections, worldview=worldview, lexicon=lexicon)
    listed = documents(sources, default_date, max_mb, told, feed_text, columns)
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
    told.tell()
    return parsed


def tell_unused(corrections: Corrections, applied: Collection[str], told: Problems) -> None:
    """Tell which corrections met no name, since a misspelt one would go unnoticed."""
    for row in corrections.unused(applied):
        where = f"the report {row.document!r}" if row.document else "the reports"
        bare = without_type_word(row.name)
        hint = f"; names are seen without such a word: write {bare!r}" if bare else ""
        told(Problem("warning", row.row, f"no name {row.name!r} stands in {where}; not used{hint}"))


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
