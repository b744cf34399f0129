"""Reads news reports and draws an honest, offline map of the incidents in them.

The public names load on first use, so that ``import geomap`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.documents import read_documents
    from geomap.errors import GeomapError
    from geomap.evaluation import evaluate
    from geomap.export import to_dataframe, to_geodataframe, to_geojson
    from geomap.gazetteer import Gazetteer
    from geomap.geocoder import OfflineGeocoder
    from geomap.merge import merge_incidents
    from geomap.models import Document, Incident, LonLat, Place, Report
    from geomap.pipeline import Geoparser
    from geomap.recognition import from_spacy
    from geomap.territory import Territories
    from geomap.webmap import to_map

__all__ = [
    "Document",
    "Gazetteer",
    "GeomapError",
    "Geoparser",
    "Incident",
    "LonLat",
    "OfflineGeocoder",
    "Place",
    "Report",
    "Territories",
    "evaluate",
    "from_spacy",
    "merge_incidents",
    "read_documents",
    "to_dataframe",
    "to_geodataframe",
    "to_geojson",
    "to_map",
]

_HOMES = {
    "Document": "models",
    "Gazetteer": "gazetteer",
    "GeomapError": "errors",
    "Geoparser": "pipeline",
    "Incident": "models",
    "LonLat": "models",
    "OfflineGeocoder": "geocoder",
    "Place": "models",
    "Report": "models",
    "Territories": "territory",
    "evaluate": "evaluation",
    "from_spacy": "recognition",
    "merge_incidents": "merge",
    "read_documents": "documents",
    "to_dataframe": "export",
    "to_geodataframe": "export",
    "to_geojson": "export",
    "to_map": "webmap",
}


def __getattr__(name: str) -> Any:
    """Return a public name from the room that it lives in.

    Raises:
        AttributeError: if there is no such name.
    """
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'geomap' has no attribute {name!r}")
    if name in {"Geoparser", "Report"}:
        import_module("geomap.views").register()
    return getattr(import_module(f"geomap.{home}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
