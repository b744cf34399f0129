"""Polygons of countries and admin-1 units: which country a point lies in, what to draw."""

from geomap.boundaries.boundaries import Admin, Boundaries

__all__ = ["Admin", "Boundaries"]
