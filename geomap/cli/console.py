"""Standard output for results, standard error for everything said on the way."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from rich.console import Console
from rich.progress import track
from rich.text import Text

T = TypeVar("T")
_PIPED_WIDTH = 160  # columns, where there is no terminal to ask


@cache
def out() -> Console:
    """Return the console of standard output; wide where nobody's window limits it."""
    return Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False)


@cache
def err() -> Console:
    """Return the console of standard error; lines are never wrapped, so that paths stay whole."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def plain(value: object, style: str = "") -> Text:
    """Return text from outside, safe to print: no markup is read, no control character passes."""
    return Text(clean(str(value)), style)


def clean(text: str) -> str:
    """Return ``text`` with control characters (terminal escapes among them) made blanks."""
    return "".join(char if char.isprintable() else " " for char in text)


def say(message: str, style: str = "") -> None:
    """Print a line to standard error."""
    err().print(plain(message, style))


def tracked(items: Sequence[T], what: str) -> Iterable[T]:
    """Return ``items``, with a progress bar on standard error if there are many and it is seen."""
    if len(items) < 2 or not sys.stderr.isatty():
        return items
    return _bar(items, what)


def _bar(items: Sequence[T], what: str) -> Iterator[T]:
    yield from track(items, what, console=err(), transient=True)
