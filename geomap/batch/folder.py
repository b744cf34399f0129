"""The folder that parts are written to, on this machine or wherever fsspec reaches."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geomap.errors import ExportError
from geomap.resources import write_beside


class Folder:
    """Files by name; each is written beside its place and renamed, so that none is ever half."""

    def __init__(self, address: str) -> None:
        self.address = address

    def make(self) -> None:
        """Make the folder.

        Raises:
            ExportError: if it cannot be made.
        """
        try:
            if self._local:
                self._local.mkdir(parents=True, exist_ok=True)
            else:
                self._fs.makedirs(self._path(""), exist_ok=True)
        except OSError as error:
            raise ExportError(f"{self.address}: cannot be made ({error})") from None

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None if there is none."""
        try:
            if self._local:
                return (self._local / name).read_bytes()
            return bytes(self._fs.cat_file(self._path(name)))
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole.

        Raises:
            ExportError: if it cannot be written.
        """
        if self._local:
            write_beside(self._local / name, content)
            return
        beside = self._path(f".part.{name}")
        try:
            self._fs.pipe_file(beside, content)
            self._fs.mv(beside, self._path(name))
        except OSError as error:
            raise ExportError(f"{self.address}/{name}: cannot be written ({error})") from None

    def export(self, name: str, write: Callable[[Path], list[Path]]) -> None:
        """Write the files that ``write`` makes, of which ``name`` is the first, each whole."""
        if self._local:
            write(self._local / name)
            return
        with tempfile.TemporaryDirectory() as there:
            for made in write(Path(there) / name):
                self.write(made.name, made.read_bytes())

    @property
    def _local(self) -> Path | None:
        return None if "://" in self.address else Path(self.address)

    @property
    def _fs(self) -> Any:
        import fsspec

        try:
            return fsspec.core.url_to_fs(self.address)[0]
        except (ValueError, ImportError) as error:
            raise ExportError(f"{self.address}: cannot be opened ({error})") from None

    def _path(self, name: str) -> str:
        import fsspec

        root = str(fsspec.core.url_to_fs(self.address)[1]).rstrip("/")
        return f"{root}/{name}" if name else root
