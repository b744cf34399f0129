"""The offline gazetteer: one read-only file, asked by name, id or position."""

from geomap.gazetteer.records import Match, likeliest_first
from geomap.gazetteer.schema import GazetteerInfo, NameKind, Row, Source, SourceInfo
from geomap.gazetteer.store import Gazetteer

__all__ = [
    "Gazetteer",
    "GazetteerInfo",
    "Match",
    "NameKind",
    "Row",
    "Source",
    "SourceInfo",
    "likeliest_first",
]
