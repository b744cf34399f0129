"""What can be wrong with a source, said to whoever asked for it."""

import warnings
from collections.abc import Callable
from typing import Literal, NamedTuple

from geomap.errors import DocumentError

Severity = Literal["error", "warning", "note"]


class Problem(NamedTuple):
    """Something to tell about a source.

    An ``error`` means that a report could not be used, a ``warning`` that it was used with a
    doubt, a ``note`` that nothing is lost. ``line`` counts from 1.
    """

    severity: Severity
    source: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        """Return ``source:line: message``, as compilers write it."""
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{where}: {self.message}"


OnProblem = Callable[[Problem], None]


class Teller(NamedTuple):
    """Tells the problems of one source."""

    source: str
    on_problem: OnProblem

    def error(self, message: str, line: int | None = None) -> None:
        """Tell that a report could not be used."""
        self.on_problem(Problem("error", self.source, message, line))

    def warning(self, message: str, line: int | None = None) -> None:
        """Tell that a report was used with a doubt."""
        self.on_problem(Problem("warning", self.source, message, line))

    def note(self, message: str, line: int | None = None) -> None:
        """Tell something by which nothing is lost."""
        self.on_problem(Problem("note", self.source, message, line))


def raise_or_warn(problem: Problem) -> None:
    """Raise an error, warn of a warning, let a note pass: what a program gets by default.

    Raises:
        DocumentError: if the problem is an error.
    """
    if problem.severity == "error":
        raise DocumentError(str(problem))
    if problem.severity == "warning":
        warnings.warn(str(problem), stacklevel=2)
