"""The records that travel through geomap: frozen, comparable, serialisable, nothing more.

They have no methods that do work, and import nothing of ours.

    Document -> Mention -> Resolution(Place) -> Incident -> TerritoryStatus -> Report

Text positions are code points into ``Document.text``, ``end`` exclusive. Geographic positions are
WGS84 degrees. Dates are calendar days; an interval includes both its ends.
"""

from geomap.models.base import LonLat, Record, Span
from geomap.models.ground import ControlFact, TerritoryStatus
from geomap.models.incidents import (
    DateInterval,
    DatePrecision,
    Evidence,
    GeoPrecision,
    Incident,
    Status,
    Telling,
)
from geomap.models.mentions import (
    Coordinates,
    Document,
    IncidentType,
    Kind,
    Link,
    Mention,
    Offset,
    Role,
    Scene,
)
from geomap.models.places import Candidate, Feature, Place, Resolution
from geomap.models.reports import Provenance, Report

__all__ = [
    "Candidate",
    "ControlFact",
    "Coordinates",
    "DateInterval",
    "DatePrecision",
    "Document",
    "Evidence",
    "Feature",
    "GeoPrecision",
    "Incident",
    "IncidentType",
    "Kind",
    "Link",
    "LonLat",
    "Mention",
    "Offset",
    "Place",
    "Provenance",
    "Record",
    "Report",
    "Resolution",
    "Role",
    "Scene",
    "Span",
    "Status",
    "Telling",
    "TerritoryStatus",
]
