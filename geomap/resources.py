"""Where packaged data and the user's own data are.

`data/` and `seeds/` stand at the top of the repository and are carried into the wheel. An
editable install does not see what a wheel includes by force, so the package is looked in
first and the repository root after it: here, once, for everyone.
"""

import os
from functools import cache
from pathlib import Path

import platformdirs

from geomap.errors import DataError, ExportError

_PACKAGE = Path(__file__).resolve().parent


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
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        if beside.read_bytes() != content:
            raise ExportError(f"{path}: what was written does not read back; is the disk full?")
        beside.replace(path)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        beside.unlink(missing_ok=True)
