"""Reports as files that other tools open."""

from geomap.export.geojson import to_geojson, write_geojson

__all__ = ["to_geojson", "write_geojson"]
