"""Events told by several reports as one, or apart by the user's word."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import file_of
from geomap.errors import ExportError

if TYPE_CHECKING:
    from geomap.models import Report

NoMerge = Annotated[
    bool, typer.Option("--no-merge", help="Keep every telling apart, also of the same event.")
]
Merges = Annotated[
    Path | None,
    typer.Option(
        "--merges",
        parser=file_of,
        metavar="FILE.csv",
        help="Write which tellings were merged and why; read again, events keep their ids, and"
        " 'yes' under 'apart' keeps a telling apart.",
    ),
]


def check_merging(no_merge: bool, table: Path | None) -> None:
    """Refuse options that forbid each other.

    Raises:
        ExportError: if a table of merges is wanted of what is not merged.
    """
    if table and no_merge:
        raise ExportError("--merges lists what was merged, which --no-merge forbids; give one")


def merged(
    reports: "Sequence[Report]", no_merge: bool = False, table: Path | None = None
) -> "list[Report]":
    """Return ``reports`` with each event once; ``table`` is read if it is there, and written."""
    from geomap.merge import merge_incidents, merged_reports, read_merges, write_merges

    if no_merge:
        return list(reports)
    known = read_merges(table) if table else None
    groups = merge_incidents(
        reports, known=known.events if known else None, apart=known.apart if known else ()
    )
    if table:
        write_merges(groups, table, known)
    return merged_reports(reports, groups)
