"""How far a build is: a bar on standard error where that is a terminal, or a caller's function."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Called with the step's name, the rows done and the rows expected (0 where that is unknown)."""


@contextmanager
def reporting(progress: Progress | None) -> Iterator[Progress]:
    """Yield the function to report to: the caller's, a bar, or one that says nothing."""
    if progress is not None:
        yield progress
    elif sys.stderr.isatty():
        with _bar() as bar:
            yield bar
    else:
        yield lambda _step, _done, _expected: None


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with RichProgress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        tasks = {}

        def report(step: str, done: int, expected: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=expected or None)
            bar.update(tasks[step], completed=done, total=max(done, expected) or None)

        yield report
