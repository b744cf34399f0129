"""Coordinates as they were found in a text, however they are written."""

from typing import NamedTuple

from geomap.models import Coordinates


class Written(NamedTuple):
    """Coordinates and where they stand in the text."""

    start: int
    end: int
    coordinates: Coordinates
