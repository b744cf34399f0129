"""What happened where, when, and who says so."""

from geomap.incidents.finder import IncidentFinder
from geomap.incidents.languages import LanguageFinder

__all__ = ["IncidentFinder", "LanguageFinder"]
