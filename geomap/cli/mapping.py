"""The file that `geomap map` writes: a page, an element for another page, or a picture."""

from collections.abc import Sequence
from pathlib import Path

from geomap.cli.orientation import towns_round
from geomap.errors import ExportError
from geomap.models import Report
from geomap.webmap import PICTURES, check_picture, find_tiles, save_map, save_picture, to_map

_PAGES = (".html", ".htm")


class Mapping:
    """What to write where; what cannot be done is refused before any report is read.

    Raises:
        ExportError: if the file's kind is unknown, or the options don't go together.
    """

    def __init__(self, output: Path, tiles: str | None, key: str | None, embed: bool) -> None:
        kind = output.suffix.lower()
        self._is_picture = kind in PICTURES
        if not self._is_picture and kind not in _PAGES:
            kinds = ", ".join((*_PAGES, *PICTURES))
            if not output.is_dir():
                raise ExportError(f"{output}: the name must end in one of {kinds}")
        if self._is_picture and (tiles or embed):
            raise ExportError(f"{output}: --tiles and --embed are for a page, not for a picture")
        if self._is_picture:
            check_picture(output)
        self._output = output
        self._tiles = find_tiles(tiles, key) if tiles else None
        self._embed = embed

    def write(self, reports: Sequence[Report]) -> None:
        """Write the map of ``reports``."""
        towns = towns_round(reports)
        if self._is_picture:
            save_picture(reports, self._output, places=towns)
        else:
            made = to_map(reports, places=towns, tiles=self._tiles)
            save_map(made, self._output, embed=self._embed)
