"""Reports as files that other tools open."""

from geomap.export.frames import to_dataframe, to_geodataframe
from geomap.export.geojson import to_geojson, write_geojson
from geomap.export.writing import ENDINGS, Options, check, export

__all__ = [
    "ENDINGS",
    "Options",
    "check",
    "export",
    "to_dataframe",
    "to_geodataframe",
    "to_geojson",
    "write_geojson",
]
