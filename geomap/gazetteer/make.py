"""Make the user's gazetteer: of packaged data, of GeoNames' tables, and of places of their own.

The file keeps the recipe that it was made by, so that it can be made again when places are added.
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.gazetteer import geonames
from geomap.gazetteer.build import build
from geomap.gazetteer.geonames import Choice, Tables
from geomap.gazetteer.progress import Progress, reporting
from geomap.gazetteer.schema import GazetteerInfo, Source
from geomap.gazetteer.sources import NOT_COVERED, default_sources
from geomap.gazetteer.store import Gazetteer
from geomap.gazetteer.update import PATIENT, Patience
from geomap.gazetteer.users import keep, user_sources

_PACKAGED = {"made of": "packaged data"}
_DISK_A_BYTE = 3  # of unpacked tables: the new file, and what sorting its names takes meanwhile


def make_packaged(path: Path, *, progress: Progress | None = None) -> GazetteerInfo:
    """Build the gazetteer at ``path`` from packaged data and the user's own places; no network."""
    return build(
        path,
        (*user_sources(path), *default_sources()),
        not_covered=NOT_COVERED,
        recipe=_PACKAGED,
        progress=progress,
    )


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
    if (old := _current(path, tables, choice)) is not None:
        return old, False
    return _build_of(path, tables, choice, progress), True


def add(table: Path, path: Path, *, progress: Progress | None = None) -> tuple[int, GazetteerInfo]:
    """Keep a table of places beside the gazetteer at ``path`` and build it again with them.

    Returns:
        the places in the table, and what the gazetteer now holds.

    Raises:
        DataError: if it is no table of places; nothing is kept of it then.
        GazetteerError: if what the gazetteer was made of is gone.
    """
    count = keep(table, path)
    recipe = _recipe(path)
    if "source" not in recipe:
        return count, make_packaged(path, progress=progress)
    choice = Choice(
        recipe["source"],
        tuple(recipe["countries"]),
        tuple(recipe["languages"]),
        recipe["min_population"],
    )
    folder = _downloads(path) if choice.source.startswith("http") else Path(choice.source)
    kept = geonames.obtain(choice._replace(source=str(folder)), folder, lambda *_: None)
    return count, _build_of(path, kept, choice, progress)


def _build_of(
    path: Path, tables: Tables, choice: Choice, progress: Progress | None
) -> GazetteerInfo:
    _check_space(path, tables)
    missing = tuple(f"what GeoNames has in {name}: the source has none" for name in tables.missing)
    return build(
        path,
        (*user_sources(path), *_not_shrunk(path, _around(tables, choice), choice)),
        not_covered=(*_gaps(choice), *missing),
        recipe=_recipe_of(choice),
        keep_previous=True,
        progress=progress,
    )


def _around(tables: Tables, choice: Choice) -> Sequence[Source]:
    """Return GeoNames' tables after our own; packaged towns stand in for countries not chosen."""
    *own, towns = default_sources()
    fetched = geonames.sources(tables, choice)
    return (*own, *fetched, towns) if choice.countries else (*own, *fetched)


def _not_shrunk(path: Path, sources: Sequence[Source], choice: Choice) -> Iterator[Source]:
    """Yield the sources, refusing those with less than half of what the same gave last time."""
    before = _info(path)
    same = before is not None and dict(before.recipe) == _recipe_of(choice)
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


def _recipe(path: Path) -> dict[str, Any]:
    info = _info(path)
    return dict(info.recipe) if info else _PACKAGED


def _info(path: Path) -> GazetteerInfo | None:
    """Return what a gazetteer holds; None where there is none that can be read."""
    try:
        with Gazetteer.open(path) as gazetteer:
            return gazetteer.info()
    except GazetteerError:
        return None


def _current(path: Path, tables: Tables, choice: Choice) -> GazetteerInfo | None:
    """Return what the gazetteer holds if it was made of these very tables in the same way."""
    wanted = {(source.name, source.digest) for source in geonames.sources(tables, choice)}
    wanted |= {(source.name, source.digest) for source in user_sources(path)}
    info = _info(path)
    if info is None:
        return None
    made_of = {(source.name, source.digest) for source in info.sources}
    same = dict(info.recipe) == _recipe_of(choice) and wanted <= made_of
    return info if same else None


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
