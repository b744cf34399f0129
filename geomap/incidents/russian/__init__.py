"""A basis for finding incidents in Russian reports: event words, the places beside them, days."""

from geomap.incidents.russian.finder import RussianFinder

__all__ = ["RussianFinder"]
