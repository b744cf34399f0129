"""The offline gazetteer: one read-only file, asked by name, id or position."""

from geomap.gazetteer.schema import GazetteerInfo, NameKind, Row, Source, SourceInfo
from geomap.gazetteer.store import Gazetteer, Match

__all__ = ["Gazetteer", "GazetteerInfo", "Match", "NameKind", "Row", "Source", "SourceInfo"]
