"""What happened where, when, and who says so."""

from geomap.incidents.finder import IncidentFinder

__all__ = ["IncidentFinder"]
