"""Build a gazetteer file: write beside the old one, verify, swap in atomically.

A crash, a kill or a full disk at any moment leaves the old file as it was. The file that is
replaced can be kept beside the new one, for `rollback`.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.gazetteer.progress import Progress, reporting
from geomap.gazetteer.schema import GazetteerInfo, Source
from geomap.gazetteer.store import Gazetteer
from geomap.gazetteer.writing import write
from geomap.pauses import uncollected


def build(
    destination: Path,
    sources: Sequence[Source],
    *,
    not_covered: Sequence[str] = (),
    recipe: Mapping[str, Any] | None = None,
    keep_previous: bool = False,
    progress: Progress | None = None,
) -> GazetteerInfo:
    """Build a gazetteer at ``destination`` from ``sources``; where they overlap the first wins.

    Args:
        destination: the file to make or replace; its folder is made if need be.
        sources: where the rows come from, the most trusted first.
        not_covered: what a user should know to be absent; kept in the file.
        recipe: how to make the file again, for `make.rebuild`; kept in the file.
        keep_previous: keep the file that is replaced, for `rollback`.
        progress: called with a step's name, the rows done and the rows expected (0: unknown);
            by default a bar is drawn where standard error is a terminal.

    Raises:
        GazetteerError: if the new file fails its checks or the disk is full; the old one, if any,
            is untouched.
    """
    partial = destination.with_name(f".{destination.name}.part")
    meta = {"not_covered": list(not_covered), "recipe": dict(recipe or {})}
    with _told(destination), reporting(progress) as report:
        destination.parent.mkdir(parents=True, exist_ok=True)
        _claim(partial)
        try:
            with (
                closing(sqlite3.connect(partial, isolation_level=None)) as connection,
                uncollected(),
            ):
                write(connection, sources, meta, report)
            report("checking", 0, 0)
            info = _verified(partial, sources)
            _sync(partial)
            if keep_previous:
                _keep(destination)
            partial.replace(destination)
        finally:
            partial.unlink(missing_ok=True)
    return info._replace(path=str(destination))


def previous_path(path: Path) -> Path:
    """Return where the file that was replaced last is kept."""
    return path.with_name(f"{path.stem}.previous{path.suffix}")


def rollback(path: Path) -> GazetteerInfo:
    """Put the file that was replaced last back in place; doing it twice undoes it.

    Raises:
        GazetteerError: if there is none, or it is damaged.
    """
    kept = previous_path(path)
    if not kept.is_file():
        raise GazetteerError(f"there is no earlier gazetteer beside {path} to go back to")
    with Gazetteer.open(kept) as gazetteer:
        info = gazetteer.info()
    aside = path.with_name(f".{path.name}.aside")
    with _told(path):
        if path.exists():
            _second_name(path, aside)
        kept.replace(path)
        if aside.exists():
            aside.replace(kept)
    return info._replace(path=str(path))


@contextmanager
def _told(destination: Path) -> Iterator[None]:
    """Say what went wrong with a disk, and what to do, where Python would only give a number."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if getattr(error, "sqlite_errorname", "SQLITE_FULL") == "SQLITE_ERROR":
            raise  # a mistake of ours, not the disk's
        raise GazetteerError(
            f"{destination} could not be written ({error}); the old gazetteer, if any, is kept:"
            f" free some space or mend the rights of {destination.parent}, then try again"
        ) from error


def _claim(partial: Path) -> None:
    """Clear away what a killed build left; a build that still runs holds a lock on its file."""
    if not partial.exists():
        return
    with closing(sqlite3.connect(partial, timeout=0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise GazetteerError(
                    f"another build is writing {partial}; wait for it, or stop it"
                ) from error
    partial.unlink()


def _verified(path: Path, sources: Sequence[Source]) -> GazetteerInfo:
    with Gazetteer.open(path) as gazetteer:
        for name, place_id in (canary for source in sources for canary in source.canaries):
            found = [match.place for match in gazetteer.lookup(name)]
            if not any(place_id in {place.id, f"country:{place.country}"} for place in found):
                raise GazetteerError(
                    f"the new gazetteer does not find {name} ({place_id}); the old one is kept"
                )
        return gazetteer.info()


def _keep(path: Path) -> None:
    """Give a file that is to be replaced a second name, so that at no moment it has none."""
    if path.exists():
        aside = path.with_name(f".{path.name}.aside")
        _second_name(path, aside)
        aside.replace(previous_path(path))


def _second_name(path: Path, other: Path) -> None:
    other.unlink(missing_ok=True)
    try:
        os.link(path, other)
    except OSError:  # some file systems give a file one name only
        shutil.copyfile(path, other)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
