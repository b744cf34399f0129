"""How far a build is: a bar on standard error where that is a terminal, or a caller's function."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Called with the step's name, the rows done and the rows expected (0 where that is unknown)."""


@contextmanager
def reporting(progress: Progress | None, *, received: bool = False) -> Iterator[Progress]:
    """Yield the function to report to: the caller's, a bar, or one that says nothing.

    ``received`` says that bytes are counted: the bar then shows the speed and the time left.
    """
    if progress is not None:
        yield progress
    elif sys.stderr.isatty():
        with _bar(received) as bar:
            yield bar
    else:
        yield lambda _step, _done, _expected: None


@contextmanager
def _bar(received: bool) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        ProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.progress import Progress as RichProgress

    counts: tuple[ProgressColumn, ...] = (MofNCompleteColumn(), TimeElapsedColumn())
    if received:
        counts = (DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    columns = (TextColumn("{task.description}"), BarColumn(), *counts)
    with RichProgress(*columns, console=Console(stderr=True)) as bar:
        tasks = {}

        def report(step: str, done: int, expected: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=expected or None)
            bar.update(tasks[step], completed=done, total=max(done, expected) or None)

        yield report
