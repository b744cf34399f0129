"""Commands that are ended from outside say what is left of their work."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer

from geomap.cli import ENDED

NOTHING = "interrupted; nothing was written"
WRITING = "interrupted while files were written; each is whole, or as it was before"


@dataclass
class Stop:
    """What is said on being ended; a command changes it when other words become true."""

    words: str


@contextmanager
def stopped_gently(words: str) -> Iterator[Stop]:
    """End on Ctrl-C and on a service manager's SIGTERM alike, with a line of words and exit 130."""
    from geomap.cli.console import say

    stop = Stop(words)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield stop
    except KeyboardInterrupt:
        say(stop.words)
        raise typer.Exit(ENDED) from None
    finally:
        signal.signal(signal.SIGTERM, before)
