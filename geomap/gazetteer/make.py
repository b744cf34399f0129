"""Make the user's gazetteer: of packaged data, of GeoNames' tables, and of places of their own.

The file keeps the recipe that it was made by, so that it can be made again when places are added.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import GazetteerError
from geomap.gazetteer import geonames
from geomap.gazetteer.build import build
from geomap.gazetteer.geonames import Choice, Tables
from geomap.gazetteer.progress import Progress, reporting
from geomap.gazetteer.schema import GazetteerInfo, Source, SourceInfo
from geomap.gazetteer.sources import NOT_COVERED, default_sources
from geomap.gazetteer.store import Gazetteer
from geomap.gazetteer.update import PATIENT, Patience
from geomap.gazetteer.users import USER, count_places, file_of, find_table, kept, user_sources
from geomap.gazetteer.writing import ShortSourceError

_PACKAGED = {"made of": "packaged data"}
_DISK_A_BYTE = 3  # of unpacked tables: the new file, and what sorting its names takes meanwhile

Fetched = tuple[Tables, Choice]
"""GeoNames' tables as they lie on the disk, and what of them is wanted."""


class OwnTable(NamedTuple):
    """A table of the user's own places."""

    name: str
    is_kept: bool  # it lies beside the gazetteer
    is_built_in: bool  # the gazetteer has it, as it lies there if it does


class _Plan(NamedTuple):
    """What a gazetteer is to be made of."""

    sources: tuple[Source, ...]
    not_covered: tuple[str, ...]
    recipe: Mapping[str, Any]


def make_packaged(path: Path, *, progress: Progress | None = None) -> GazetteerInfo:
    """Build the gazetteer at ``path`` from packaged data and the user's own places; no network.

    One that `update` made is kept for `build.rollback`.
    """
    return _carry_out(path, _plan(path, None), progress)


def update(
    path: Path,
    choice: Choice = geonames.EVERYTHING,
    *,
    progress: Progress | None = None,
    patience: Patience = PATIENT,
) -> tuple[GazetteerInfo, bool]:
    """Fetch GeoNames' tables and build the gazetteer at ``path`` from them, if they are newer.

    Returns:
        what the gazetteer now holds, and whether it is a new one.

    Raises:
        GazetteerError: whatever goes wrong; the old gazetteer is as it was.
    """
    with reporting(progress, received=True) as report:
        tables = geonames.obtain(choice, _downloads(path), report, patience)
    plan = _plan(path, (tables, choice))
    old = _info(path)
    if old and _made_of(old.sources, old.recipe) == _made_of(plan.sources, plan.recipe):
        return old, False
    _check_space(path, tables)
    return _carry_out(path, plan, progress), True


def add(table: Path, path: Path, *, progress: Progress | None = None) -> tuple[int, GazetteerInfo]:
    """Keep a table of places beside the gazetteer at ``path`` and build it again with them.

    Returns:
        the places in the table, and what the gazetteer now holds.

    Raises:
        DataError: if it is no table of places.
        GazetteerError: if what the gazetteer was made of is gone, or it cannot be built. Whatever
            fails, the gazetteer and the tables kept beside it are as they were.
    """
    count = count_places(table)
    fetched = _at_hand(path)
    with kept(table, path):
        return count, _carry_out(path, _plan(path, fetched), progress)


def remove(name: str, path: Path, *, progress: Progress | None = None) -> GazetteerInfo:
    """Delete a table that was added, by its file's name, and build the gazetteer without it.

    Raises:
        DataError: if no such table was added.
        GazetteerError: as of `add`; the table is then still there.
    """
    table = find_table(name, path)
    info = _carry_out(path, _plan(path, _at_hand(path), without=table), progress)
    table.unlink(missing_ok=True)
    return info


def added(path: Path) -> tuple[OwnTable, ...]:
    """Return the user's own tables: those kept beside the gazetteer, and those built into it."""
    info = _info(path)
    own = [source for source in info.sources if source.version == USER] if info else []
    built = {file_of(source.name): source.digest for source in own}
    there = {file_of(source.name): source.digest for source in user_sources(path)}
    return tuple(
        OwnTable(name, name in there, name not in there or built.get(name) == there[name])
        for name in sorted(built | there)
    )


def is_updated(path: Path) -> bool:
    """Tell whether there is a gazetteer that `update` made."""
    info = _info(path)
    return info is not None and _is_fetched(info.recipe)


def _plan(path: Path, fetched: Fetched | None, *, without: Path | None = None) -> _Plan:
    """Return what to make a gazetteer of: the user's places come first, then our own tables.

    Where only some countries were fetched, packaged towns stand in for the others.
    """
    own = user_sources(path, without=without)
    if fetched is None:
        return _Plan((*own, *default_sources()), NOT_COVERED, _PACKAGED)
    tables, choice = fetched
    recipe = _recipe_of(choice)
    *ours, towns = default_sources()
    theirs = _not_shrunk(_info(path), geonames.sources(tables, choice), recipe)
    missing = (f"what GeoNames has in {name}: the source has none" for name in tables.missing)
    return _Plan(
        (*own, *ours, *theirs, *((towns,) if choice.countries else ())),
        (*_gaps(choice), *missing),
        recipe,
    )


def _carry_out(path: Path, plan: _Plan, progress: Progress | None) -> GazetteerInfo:
    try:
        return build(
            path,
            plan.sources,
            not_covered=plan.not_covered,
            recipe=plan.recipe,
            keep_previous=_is_worth_keeping(_info(path), plan),
            progress=progress,
        )
    except ShortSourceError as error:
        raise GazetteerError(
            f"{error}. Delete the file and get it anew; if the source has no more by now, run"
            " `geomap gazetteer build` and then the update, which then compares with nothing"
        ) from error


def _is_worth_keeping(old: GazetteerInfo | None, plan: _Plan) -> bool:
    """Tell whether what is replaced could be missed.

    Packaged data can be built again at any time, so they never take the place of a kept update;
    nor does the same gazetteer but for the user's places, which `remove` and `add` undo.
    """
    if old is None or not (_is_fetched(old.recipe) or _is_fetched(plan.recipe)):
        return False
    before = _made_of(_not_own(old.sources), old.recipe)
    return before != _made_of(_not_own(plan.sources), plan.recipe)


def _made_of(
    sources: Iterable[Source | SourceInfo], recipe: Mapping[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    return dict(recipe), [(source.name, source.digest) for source in sources]


def _not_own(sources: Iterable[Source | SourceInfo]) -> Iterator[Source | SourceInfo]:
    return (source for source in sources if source.version != USER)


def _not_shrunk(
    before: GazetteerInfo | None, sources: Sequence[Source], recipe: Mapping[str, Any]
) -> Iterator[Source]:
    """Yield the sources, to be refused with less than half of what the same gave last time.

    They are not the same where other countries, languages or sizes were asked for.
    """
    same = before is not None and dict(before.recipe) == recipe
    rows = {source.name: source.rows for source in before.sources} if before and same else {}
    for source in sources:
        yield source._replace(floor=max(source.floor, rows.get(source.name, 0) // 2))


def _gaps(choice: Choice) -> tuple[str, ...]:
    fewest = choice.min_population
    small = (f"settlements of fewer than {fewest:,} inhabitants",) if fewest else ()
    if choice.countries:
        where = ", ".join(choice.countries)
        return (*small, *(f"outside {where}: {gap}" for gap in NOT_COVERED))
    return (*small, "streets, and single buildings of local fame")


def _recipe_of(choice: Choice) -> dict[str, Any]:
    fields = choice._asdict()
    return {key: list(v) if isinstance(v, tuple) else v for key, v in fields.items()}


def _is_fetched(recipe: Mapping[str, Any]) -> bool:
    return "source" in recipe


def _info(path: Path) -> GazetteerInfo | None:
    """Return what a gazetteer holds; None where there is none that can be read."""
    try:
        with Gazetteer.open(path) as gazetteer:
            return gazetteer.info()
    except GazetteerError:
        return None


def _at_hand(path: Path) -> Fetched | None:
    """Return the tables that the gazetteer was made of, None if they are packaged.

    Raises:
        GazetteerError: if they are no longer where they were.
    """
    info = _info(path)
    if info is None or not _is_fetched(info.recipe):
        return None
    recipe = info.recipe
    choice = Choice(
        recipe["source"],
        tuple(recipe["countries"]),
        tuple(recipe["languages"]),
        recipe["min_population"],
    )
    folder = _downloads(path) if choice.source.startswith("http") else Path(choice.source)
    try:
        local = choice._replace(source=str(folder))
        tables = geonames.obtain(local, folder, lambda *_: None)
    except GazetteerError as error:
        raise _gone(folder, choice) from error
    used = {source.name for source in info.sources}
    if used.intersection(map(geonames.source_name, tables.missing)):
        raise _gone(folder, choice)
    return tables, choice


def _gone(folder: Path, choice: Choice) -> GazetteerError:
    where = choice.source if choice.source.startswith("http") else "FOLDER"
    options = [f"--source {where}"] if where != geonames.SERVER else []
    options += [f"--countries {','.join(choice.countries)}"] if choice.countries else []
    options += [f"--languages {','.join(choice.languages)}"] if choice.languages else []
    options += [f"--min-population {choice.min_population}"] if choice.min_population else []
    again = " ".join(["geomap gazetteer update", *options])
    return GazetteerError(
        f"the gazetteer was made of GeoNames' files in {folder}, which are no longer all there;"
        f" nothing was changed. Put them back, or run `{again}`, or go back to packaged data with"
        " `geomap gazetteer build`; then try again"
    )


def _check_space(path: Path, tables: Tables) -> None:
    needed = _DISK_A_BYTE * sum(geonames.unpacked(file.path) for file in tables.files.values())
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise GazetteerError(
            f"{path.parent} has {free >> 20:,} MB free, building takes about {needed >> 20:,} MB;"
            " the old gazetteer is kept: free some space, or choose fewer --countries"
        )


def _downloads(path: Path) -> Path:
    return path.parent / "downloads"
