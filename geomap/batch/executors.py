"""Who does the work: this process, processes on this machine, or the workers of a Dask cluster."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, cast

from geomap.errors import ExportError
from geomap.resources import extra

_RETRIES = 3  # of a part whose Dask worker died


@contextmanager
def opened(workers: int, dask: str | None = None) -> Iterator[Executor]:
    """Yield what parts are submitted to.

    Raises:
        ExportError: if the scheduler cannot be reached, or distributed is not installed.
    """
    if dask:
        with _cluster(dask) as client:
            yield cast(Executor, client.get_executor(pure=False, retries=_RETRIES))
    elif workers == 1:
        yield _Here()
    else:
        # Fresh processes: what is forked with threads running may hang.
        context = multiprocessing.get_context("spawn")
        with (
            ProcessPoolExecutor(workers, context, initializer=_end_with_parent) as pool,
            _ended_when_interrupted(),
        ):
            yield pool


@contextmanager
def _ended_when_interrupted() -> Iterator[None]:
    """End the processes begun meanwhile on Ctrl-C; a pool would have them finish all they have."""
    before = set(multiprocessing.active_children())
    try:
        yield
    except KeyboardInterrupt:
        for worker in set(multiprocessing.active_children()) - before:
            worker.terminate()
        raise


class _Here(Executor):
    """Does at once, in this process, what is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a future that is done."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _end_with_parent() -> None:
    """End this worker when the process that started it is killed: it would wait for ever.

    Ctrl-C, which a terminal sends to all of them, ends it without a traceback.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _cluster(address: str) -> Any:
    what = "--dask, here and on the workers,"
    try:
        return extra("distributed", "dask", what, ExportError).Client(address, timeout="20s")
    except (OSError, ValueError) as error:
        raise ExportError(f"--dask {address}: no scheduler answers there ({error})") from None
