"""What all records are made of: positions, spans of a text, and the base that freezes them."""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field


class LonLat(NamedTuple):
    """A position in WGS84 degrees, longitude first as in GeoJSON."""

    lon: float
    lat: float


class Record(BaseModel):
    """Base of all records: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A stretch of ``Document.text``; ``text`` is exactly ``document.text[start:end]``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
