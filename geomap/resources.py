"""Where packaged data and the user's own data are.

`data/` and `seeds/` stand at the top of the repository and are carried into the wheel. An
editable install does not see what a wheel includes by force, so the package is looked in
first and the repository root after it: here, once, for everyone.
"""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module, metadata
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

import platformdirs

from geomap.errors import DataError, ExportError, GeomapError

_PACKAGE = Path(__file__).resolve().parent
_BLOCK = 1 << 20  # bytes written or read at once


@cache
def _roots() -> tuple[Path, Path]:
    return _PACKAGE, _PACKAGE.parent


def packaged(*parts: str) -> Path:
    """Return the path of a packaged file or folder, e.g. ``packaged("data", "lexicon")``.

    Raises:
        DataError: if it is in neither place, which means a damaged installation.
    """
    for root in _roots():
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise DataError(f"packaged file {'/'.join(parts)} is missing; reinstall geomap")


def packaged_table(*parts: str) -> list[dict[str, str]]:
    """Return the rows of a packaged CSV file by the names of its columns; "#" opens a remark.

    Raises:
        DataError: if the file is missing.
    """
    with packaged(*parts).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def why_unread(error: Exception) -> str:
    """Return in a user's words why a file could not be read, without the system's numbers."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "it is a folder; name a file in it"
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8"
    return str(getattr(error, "strerror", None) or error)


def extra(module: str, name: str, what: str, error: type[GeomapError]) -> Any:
    """Return a module of a package that only an extra of geomap brings.

    Args:
        module: what to import, e.g. ``pyarrow.parquet``.
        name: the extra, e.g. ``gis``.
        what: what cannot be done without it, e.g. "reading Parquet".
        error: what to raise.

    Raises:
        GeomapError: of the type ``error``, if the package is not installed; it says how to.
    """
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise error(f"{what} needs {package}; pip install 'geomap[{name}]'") from None


def version() -> str:
    """Return the version of geomap that is installed."""
    try:
        return metadata.version("geomap")
    except metadata.PackageNotFoundError:  # run from a checkout that nobody installed
        return "0+unknown"


def user_data() -> Path:
    """Return the folder of the user's own data: ``$GEOMAP_HOME``, else the platform's usual one."""
    home = os.environ.get("GEOMAP_HOME")
    return Path(home) if home else Path(platformdirs.user_data_dir("geomap", appauthor=False))


def gazetteer_path() -> Path:
    """Return where the gazetteer file is expected; it need not exist."""
    return user_data() / "gazetteer.sqlite"


def write_beside(path: Path, content: bytes) -> None:
    """Write a file: beside its place first, read back, then renamed, so that a crash keeps the old.

    Raises:
        ExportError: if it cannot be written; a file that stood there before still stands.
    """
    with writing_beside(path) as file:
        file.write(content)


@contextmanager
def writing_beside(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write, beside its place; at the end it is read back and renamed to ``path``.

    Raises:
        ExportError: if it cannot be written; a file that stood there before still stands.
    """
    with made_beside(path) as beside:
        disk = _Summed(beside)
        with BufferedWriter(disk, _BLOCK) as file:
            yield file
        if disk.sum != _sum_of(beside):
            raise ExportError(f"{path}: what was written does not read back; is the disk full?")


@contextmanager
def made_beside(path: Path) -> Iterator[Path]:
    """Yield the name of a file to make beside ``path``, which is renamed to ``path`` at the end.

    Raises:
        ExportError: if it cannot be written; a file that stood there before still stands.
    """
    beside = path.with_name(f".part.{path.name}")  # the ending stays: GDAL looks at it
    try:
        beside.unlink(missing_ok=True)  # of a run that was killed; GDAL would add to it
        yield beside
        beside.replace(path)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        beside.unlink(missing_ok=True)


class _Summed(FileIO):
    """A file that sums up what is written to it, to compare with what the disk gives back."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w")
        self.sum = 0

    def write(self, content: Any, /) -> int:
        """Write what the disk takes of ``content``; return how many bytes."""
        written = super().write(content)
        self.sum = crc32(memoryview(content)[:written], self.sum)
        return written


def _sum_of(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total = crc32(block, total)
    return total
