"""What could not be used, or not without a doubt: told in a line a reason, and the exit code."""

from collections.abc import Callable, Iterator
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
        gathers: keep warnings and notes until `tell`, and tell many of one reason in one line; of
            errors, keep those that repeat what was said of their file. By default all are printed
            as they are met.

    ``reprints`` counts the reports that were left out because their text had come already.
    """

    def __init__(self, *, gathers: bool = False) -> None:
        self.serious = 0
        self.reprints = 0
        self._gathers = gathers
        self._kept: dict[tuple[str, str], list[Problem]] = {}
        self._repeated: dict[tuple[str, str], list[Problem]] = {}

    def __call__(self, problem: Problem) -> None:
        """Print or keep ``problem``, and count it unless nothing is lost by it."""
        self.serious += problem.severity != "note"
        said = (problem.source, problem.message)
        if not self._gathers:
            _print(problem)
        elif problem.severity != "error":
            reason = problem.message.partition(": ")[0]
            self._kept.setdefault((problem.severity, reason), []).append(problem)
        elif said in self._repeated:
            self._repeated[said].append(problem)
        else:
            self._repeated[said] = []
            _print(problem)

    def tell(self) -> None:
        """Print what was kept."""
        repeated, self._repeated = self._repeated, {}
        kept, self._kept = self._kept, {}
        bundles = [_tell(alike, _APART - 1, _repeats) for alike in repeated.values()]
        bundles += [_tell(alike, _APART, _together) for alike in kept.values()]
        if any(bundles):
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


def _tell(alike: list[Problem], apart: int, bundle: Callable[[list[Problem]], str]) -> bool:
    """Print up to ``apart`` problems one by one, more in a line; return whether they were more."""
    if len(alike) > apart:
        say(bundle(alike), _STYLES[alike[0].severity])
        return True
    for problem in alike:
        _print(problem)
    return False


def _repeats(alike: list[Problem]) -> str:
    """Return one line for errors of a file that repeat one already told."""
    first = alike[0]
    words = first.message.partition("; ")[0]
    return f"{first.severity}: {first.source}: ... and {len(alike):,} more like it ({words})"


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
