"""Keep the collector of cycles out of work that makes many objects and no cycle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from running: it would go through all that was made again and again.

    A build reads millions of tuples and a map makes hundreds of thousands of lists, none in a
    cycle; that was a third of the map's time. A collector that was off before stays off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
