"""All that was found in a document, and what made it."""

from collections.abc import Callable
from typing import Any, ClassVar

from geomap.models.base import Record
from geomap.models.incidents import Incident
from geomap.models.mentions import Document
from geomap.models.places import Resolution


class Provenance(Record):
    """What made an output: versions, data sets with their licences, and whose eyes it labels by."""

    geomap: str
    gazetteer: str = ""
    worldview: str = "un"
    sources: tuple[str, ...] = ()


class Report(Record):
    """All that geomap found in one document.

    How a report is shown is told it by `geomap.views`, which stands above: here is only the place.
    """

    views: ClassVar[dict[str, Callable[["Report"], Any]]] = {}

    document: Document
    resolutions: tuple[Resolution, ...] = ()
    incidents: tuple[Incident, ...] = ()
    provenance: Provenance | None = None
    corrections: tuple[str, ...] = ()  # those of the user that were followed, in words
    warnings: tuple[str, ...] = ()

    def _repr_html_(self) -> str | None:
        """Return the report as its map, which notebooks show; None if nobody can draw it."""
        draw = self.views.get("map")
        return draw(self) if draw else None

    def to_dataframe(self) -> Any:
        """Return the incidents as a pandas DataFrame (extra: `geomap[gis]`)."""
        return self.views["dataframe"](self)

    def to_geodataframe(self) -> Any:
        """Return the incidents as a GeoDataFrame (extra: `geomap[gis]`)."""
        return self.views["geodataframe"](self)
