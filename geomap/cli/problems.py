"""What could not be used, or not without a doubt: told in a line a reason, and the exit code."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from geomap.cli.console import say
from geomap.documents import Problem

FAILED = 2
_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
_APART = 2  # problems of one reason that still get a line each
_NAMED = 3  # sources that a line of many names


class Problems:
    """Prints problems, and remembers whether any needs looking at.

    Args:
        gathers: keep warnings and notes until `tell`, and tell many of one reason in one line.
            By default all are printed as they are met, as errors always are.

    ``reprints`` counts the reports that were left out because their text had come already.
    """

    def __init__(self, *, gathers: bool = False) -> None:
        self.serious = 0
        self.reprints = 0
        self._gathers = gathers
        self._kept: dict[tuple[str, str], list[Problem]] = {}

    def __call__(self, problem: Problem) -> None:
        """Print or keep ``problem``, and count it unless nothing is lost by it."""
        self.serious += problem.severity != "note"
        if self._gathers and problem.severity != "error":
            reason = problem.message.partition(": ")[0]
            self._kept.setdefault((problem.severity, reason), []).append(problem)
        else:
            _print(problem)

    def tell(self) -> None:
        """Print what was kept."""
        kept, self._kept = self._kept, {}
        for alike in kept.values():
            if len(alike) <= _APART:
                for problem in alike:
                    _print(problem)
            else:
                say(_together(alike), _STYLES[alike[0].severity])
        if any(len(alike) > _APART for alike in kept.values()):
            say("--verbose tells of each", "dim")


@contextmanager
def problems(*, verbose: bool = False) -> Iterator[Problems]:
    """Yield a place to tell problems to; at the end, exit with 2 if any was serious."""
    told = Problems(gathers=not verbose)
    try:
        yield told
    finally:
        told.tell()
    if told.serious:
        say("done, but see above what could not be used, or not without a doubt")
        raise typer.Exit(FAILED)


def _print(problem: Problem) -> None:
    say(f"{problem.severity}: {problem}", _STYLES[problem.severity])


def _together(alike: list[Problem]) -> str:
    """Return one line for many problems: "warning: 29 times: no date (a.txt, ...)"."""
    messages = {problem.message for problem in alike}
    words = messages.pop() if len(messages) == 1 else alike[0].message.partition(": ")[0]
    names = [_name(problem) for problem in alike[:_NAMED]]
    more = f" and {len(alike) - _NAMED} more" if len(alike) > _NAMED else ""
    return f"{alike[0].severity}: {len(alike)} times: {words} ({', '.join(names)}{more})"


def _name(problem: Problem) -> str:
    """Return a file's own name, whose folder was given, and a web address in full."""
    source = problem.source if "://" in problem.source else Path(problem.source).name
    return source if problem.line is None else f"{source}:{problem.line}"
