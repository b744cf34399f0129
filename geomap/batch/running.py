"""A run over a corpus: parts to workers, finished ones skipped, the same bytes by any number.

The parts are cut by one reader in the order of the documents and each is made by one worker, so
that what is written depends on the documents alone.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool

from geomap.batch.corpus import Part
from geomap.batch.executors import opened
from geomap.batch.folder import Folder
from geomap.batch.work import Done, Settings, finished, work
from geomap.errors import ExportError

_PLAN, _SUM = "run.json", "summary.json"
_AHEAD = 2  # parts a worker that are read before they are needed


def run(
    parts: Iterable[Part],
    settings: Settings,
    *,
    plan: Mapping[str, object],
    workers: int = 1,
    dask: str | None = None,
    on_done: Callable[[Done, bool], None] = lambda *_: None,
) -> Done:
    """Make all parts that are not finished yet; return the sum of all.

    Args:
        parts: the corpus; read as far as workers need, never whole.
        settings: where and how parts are written.
        plan: what the run is of, in JSON; a folder belongs to one plan.
        workers: processes on this machine.
        dask: address of a Dask scheduler whose workers are used instead.
        on_done: told each part that is done, and whether an earlier run did it.

    Raises:
        ExportError: if the folder holds a run of another plan, or a worker was killed.
    """
    folder = Folder(settings.folder)
    folder.make()
    _claim(folder, plan)
    total = Done(0, 0, 0, 0, 0)
    with opened(workers, dask) as executor:
        for done, before in _each(parts, settings, executor, max(1, workers) * _AHEAD):
            total = _sum(total, done)
            on_done(done, before)
    counts = total._asdict()
    counts["parts"] = counts.pop("number")
    if not counts["corrections"]:
        del counts["corrections"]
    folder.write(_SUM, (json.dumps(counts) + "\n").encode())
    return total


def _sum(total: Done, done: Done) -> Done:
    """Return a sum with one part more; the same in whatever order the parts come."""
    return Done(
        total.number + 1,
        total.documents + done.documents,
        total.incidents + done.incidents,
        total.problems + done.problems,
        total.reprints + done.reprints,
        tuple(sorted({*total.corrections, *done.corrections})),
    )


def _claim(folder: Folder, plan: Mapping[str, object]) -> None:
    """Write the plan into the folder, or refuse a folder that has another."""
    written = (json.dumps(plan, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
    there = folder.read(_PLAN)
    if there is None:
        folder.write(_PLAN, written)
    elif there != written:
        differing = _differing(json.loads(there), plan)
        raise ExportError(
            f"{folder.address}: holds a run with another {differing}; go on as it was begun"
            f" (see {_PLAN} there), or name another folder"
        )


def _differing(there: Mapping[str, object], plan: Mapping[str, object]) -> str:
    now = json.loads(json.dumps(plan))
    return ", ".join(sorted(key for key in {*there, *now} if there.get(key) != now.get(key)))


def _each(
    parts: Iterable[Part], settings: Settings, executor: Executor, ahead: int
) -> Iterator[tuple[Done, bool]]:
    """Yield what came of each part, as they are done, and whether an earlier run did it."""
    folder = Folder(settings.folder)
    waiting: set[Future[Done]] = set()
    try:
        for part in parts:
            if before := finished(folder, part.number):
                yield before, True
                continue
            waiting.add(executor.submit(work, settings, part))
            while len(waiting) >= ahead:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from ((future.result(), False) for future in done)
        for future in waiting:
            yield future.result(), False
    except BrokenProcessPool:
        raise ExportError(
            "a worker was killed, perhaps for want of memory; what is finished stays:"
            " run the same again, with fewer --workers"
        ) from None
