"""What the training commands share: an option, and how they end on a user's mistake."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from geomap.errors import GeomapError

Corpus = Annotated[
    Path | None,
    typer.Option(help="Folder of annotated reports (*.xml); by default the packaged one."),
]


def run_command(command: Callable[..., None]) -> None:
    """Run a command; what a user can mend is told in a line, with exit code 2."""
    try:
        typer.run(command)
    except GeomapError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
