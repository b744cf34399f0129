"""A run over a corpus: parts to workers, finished ones skipped, the same bytes by any number.

The parts are cut by one reader in the order of the documents and each is made by one worker, so
that what is written depends on the documents alone.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import chain

from geomap.batch.corpus import Part
from geomap.batch.executors import opened
from geomap.batch.folder import Folder
from geomap.batch.work import Done, Settings, finished, work
from geomap.errors import ExportError

_PLAN, _SUM = "run.json", "summary.json"
_LOSSES = 3  # of workers that are killed before anything gets done, after which a run gives up
_AHEAD = 2  # parts a worker that are read before they are needed

Crew = Callable[[], AbstractContextManager[Executor]]


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
        ExportError: if the folder holds a run of another plan, no report can be used, or workers
            are killed again and again. What is refused at the start leaves and claims nothing.
    """
    folder = Folder(settings.folder)
    _refuse_another(folder, plan)
    parts = _with_documents(parts)
    total = Done(0, 0, 0, 0, 0)
    crew = partial(_claiming, partial(opened, workers, dask), folder, plan)
    for done, before in _each(parts, settings, crew, max(1, workers) * _AHEAD):
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


def _with_documents(parts: Iterable[Part]) -> Iterator[Part]:
    """Return the same parts, if there is a document in them.

    Raises:
        ExportError: if there is none, with what is wrong with the first.
    """
    feed = iter(parts)
    first = next(feed, None)
    if first is None or not first.documents:
        problems = first.problems if first else ()
        wrong = next((p for p in problems if p.severity == "error"), None)
        words = f": {wrong}" if wrong else ""
        raise ExportError(f"none of the sources holds a report that can be used{words}")
    return chain([first], feed)


@contextmanager
def _claiming(crew: Crew, folder: Folder, plan: Mapping[str, object]) -> Iterator[Executor]:
    """Open a crew; once it is there, the folder is made and belongs to the plan."""
    with crew() as executor:
        folder.make()
        if folder.read(_PLAN) is None:
            folder.write(_PLAN, _written(plan))
        yield executor


def _written(plan: Mapping[str, object]) -> bytes:
    return (json.dumps(plan, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _refuse_another(folder: Folder, plan: Mapping[str, object]) -> None:
    """Refuse a folder that has another plan."""
    there = folder.read(_PLAN)
    if there is not None and there != _written(plan):
        differing = _differing(json.loads(there), plan)
        raise ExportError(
            f"{folder.address}: holds a run with another {differing}; go on as it was begun"
            f" (see {_PLAN} there), or name another folder"
        )


def _differing(there: Mapping[str, object], plan: Mapping[str, object]) -> str:
    now = json.loads(json.dumps(plan))
    return ", ".join(sorted(key for key in {*there, *now} if there.get(key) != now.get(key)))


def _each(
    parts: Iterable[Part], settings: Settings, crew: Crew, ahead: int
) -> Iterator[tuple[Done, bool]]:
    """Yield what came of each part, as they are done, and whether it was done before.

    A crew that loses a worker is replaced, and does anew what it was at; so a run of days outlives
    a process that was killed.

    Raises:
        ExportError: if crews are lost one after another and nothing gets done.
    """
    feed, at_work, lost = iter(parts), dict[int, Part](), 0
    while True:
        try:
            with crew() as executor:
                left = chain(tuple(at_work.values()), feed)
                for done in _through(left, at_work, settings, executor, ahead):
                    lost = 0
                    yield done
        except BrokenProcessPool:
            lost += 1
            if lost < _LOSSES:
                continue
            raise ExportError(
                "workers are killed again and again, perhaps for want of memory; what is finished"
                " stays: run the same again, with fewer --workers"
            ) from None
        return


def _through(
    parts: Iterable[Part],
    at_work: dict[int, Part],
    settings: Settings,
    executor: Executor,
    ahead: int,
) -> Iterator[tuple[Done, bool]]:
    """Yield what came of each part; those that are not done yet stand in ``at_work``."""
    folder = Folder(settings.folder)
    waiting: set[Future[Done]] = set()
    for part in parts:
        at_work[part.number] = part
        if before := finished(folder, part.number):
            yield _off(at_work, before), True
            continue
        waiting.add(executor.submit(work, settings, part))
        while len(waiting) >= ahead:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from ((_off(at_work, future.result()), False) for future in done)
    for future in waiting:
        yield _off(at_work, future.result()), False


def _off(at_work: dict[int, Part], done: Done) -> Done:
    del at_work[done.number]
    return done
