"""How a training command ends: a user's mistake in a line, with exit code 2."""

import sys
from collections.abc import Callable

import typer

from geomap.errors import GeomapError


def run_command(command: Callable[..., None]) -> None:
    """Run a command; what a user can mend is told in a line, with exit code 2."""
    try:
        typer.run(command)
    except GeomapError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
