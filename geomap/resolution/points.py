"""Points that only the text gives: in figures, or at a distance from a place that it names.

They are in no gazetteer, so their record says what is known of the ground: the country by the
boundaries, the units by the nearest settlement's record. Their class is S and their code POINT.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from geomap.boundaries import Boundaries
from geomap.gazetteer import Gazetteer
from geomap.globe import distance_km
from geomap.models import Candidate, Coordinates, Feature, LonLat, Mention, Place, Resolution
from geomap.resolution.context import Context

POINT = "POINT"
_BESIDE_KM = 10.0  # within which the nearest settlement tells the units
_KNOWN_KM = 60.0  # within which a settlement tells where about a point lies
_EXTENT_KM = 2.0  # how far a place reaches round its point
_MEASURED_FROM = frozenset("PST")  # a distance from a country or a lake is one from its edge
_OPENING = re.compile(
    r"\s*[(\[]\s*(?:(?:at|coordinates|gps|position|grid(?:\s+reference)?)\b:?\s*)?", re.IGNORECASE
)
_WINDS = "north north-east east south-east south south-west west north-west".split()


class _Reading(NamedTuple):
    """A place that a pair of numbers may mean, and where that lies in words."""

    place: Place
    words: str


class Points:
    """Makes the records of points.

    Args:
        gazetteer: names what lies near.
        boundaries: tell whose ground it is; by default the packaged ones.
    """

    def __init__(self, gazetteer: Gazetteer, boundaries: Boundaries | None = None) -> None:
        self._gazetteer = gazetteer
        self._given = boundaries

    @cached_property
    def _boundaries(self) -> Boundaries:
        return self._given or Boundaries.open()

    def written(self, mention: Mention, context: Context) -> Resolution:
        """Return what coordinates mean: exactly their point, unless their order is in doubt."""
        coordinates = mention.coordinates
        if coordinates is None:
            raise ValueError(f"{mention.text!r} holds no coordinates")
        read = self._reading(coordinates.position, mention.text)
        other = self._swapped(coordinates, mention.text, context)
        if other and read.place.country not in context.countries:
            reason = (
                f"latitude first, these figures lie {read.words}, longitude first {other.words},"
                " of which the text speaks"
            )
            return _doubted(mention, (read, other), reason)
        candidates = (_candidate(mention, read),)
        return Resolution(
            mention=mention,
            place=read.place,
            radius_km=coordinates.slack_km,
            confidence=1.0 if coordinates.in_order else 0.9,
            candidates=candidates,
            reason=candidates[0].features[0].words,
        )

    def _swapped(self, written: Coordinates, text: str, context: Context) -> _Reading | None:
        """Return the other reading of a bare pair, if that lies where the text speaks of."""
        lon, lat = written.position
        if written.in_order or abs(lon) > 90:
            return None
        other = self._reading(LonLat(lat, lon), text)
        return other if other.place.country in context.countries else None

    def with_spots(self, resolutions: Sequence[Resolution], text: str) -> Iterator[Resolution]:
        """Yield the resolutions, each with the spot that the words beside its name lead to."""
        for here, after in zip_longest(resolutions, resolutions[1:]):
            if after and _specifies(here, after, text):
                yield here.model_copy(update={"spot": after.place, "radius_km": after.radius_km})
            else:
                yield self._led_to(here, text)

    def _led_to(self, resolution: Resolution, text: str) -> Resolution:
        mention, place = resolution.mention, resolution.place
        offset = mention.offset
        if offset is None or place is None or place.feature_class not in _MEASURED_FROM:
            return resolution
        if offset.bearing is None:
            radius = offset.km + offset.slack_km + _EXTENT_KM
            return resolution.model_copy(update={"radius_km": round(radius, 1)})
        across = offset.km * sin(radians(offset.slack_degrees))
        radius = hypot(offset.slack_km, across, _EXTENT_KM)
        words = " ".join(text[offset.start : mention.end].split())
        spot = self._place(_moved(place.position, offset.km, offset.bearing), words)
        return resolution.model_copy(update={"spot": spot, "radius_km": round(radius, 1)})

    def _reading(self, point: LonLat, name: str) -> _Reading:
        place = self._place(point, name)
        town = next((p for p in self._towns(point, _KNOWN_KM)), None)
        country = place.country or "no country's ground"
        beside = f"{_beside(point, town)}, {town.country}" if town else f"in {country}"
        return _Reading(place, beside)

    def _place(self, point: LonLat, name: str) -> Place:
        country = self._boundaries.country_at(point)
        near = self._towns(point, _BESIDE_KM)
        town = next((p for p in near if p.country == country and p.admin1), None)
        units: dict[str, str | None] = {}
        if town:
            fields = ("admin1", "admin1_name", "admin2", "admin2_name")
            units = {field: getattr(town, field) for field in fields}
        elif unit := self._boundaries.admin1_at(point):
            units = {"admin1_name": unit.name if unit.country == country else None}
        return Place(
            id=f"point:{point.lat:.5f},{point.lon:.5f}",
            name=name,
            position=point,
            feature_class="S",
            feature_code=POINT,
            country=country,
            source="the text",
            **units,
        )

    def _towns(self, point: LonLat, km: float) -> list[Place]:
        return [p for p in self._gazetteer.near(point, km) if p.feature_class == "P"]


def _specifies(here: Resolution, after: Resolution, text: str) -> bool:
    """Return whether coordinates are those of the name before: "near Jermuk (39.84 N, 45.67 E)"."""
    if not (after.mention.coordinates and after.place and here.place):
        return False
    beside = _OPENING.fullmatch(text, here.mention.end, after.mention.start)
    return bool(beside) and distance_km(here.place.position, after.place.position) < _KNOWN_KM


def _doubted(mention: Mention, readings: tuple[_Reading, ...], reason: str) -> Resolution:
    shown = tuple(_candidate(mention, reading) for reading in readings)
    return Resolution(mention=mention, place=None, candidates=shown, reason=reason)


def _candidate(mention: Mention, reading: _Reading) -> Candidate:
    words = f"coordinates written in the text, {reading.words}"
    feature = Feature(name="coordinates", value=1.0, weight=1.0, words=words)
    return Candidate(
        place=reading.place,
        matched_name=mention.text,
        match="coordinates",
        score=1.0,
        features=(feature,),
    )


def _moved(point: LonLat, km: float, bearing: float) -> LonLat:
    # Imported late: few texts measure distances.
    from geopy.distance import geodesic

    end = geodesic(kilometers=km).destination((point.lat, point.lon), bearing)
    return LonLat(round(end.longitude, 5), round(end.latitude, 5))


def _beside(point: LonLat, town: Place) -> str:
    """Return where a point lies beside a town: "12 km north-east of Goris"."""
    km = distance_km(point, town.position)
    if km < 1:
        return f"at {town.name}"
    return f"{km:.0f} km {_wind(town.position, point)} of {town.name}"


def _wind(start: LonLat, end: LonLat) -> str:
    across = ((end.lon - start.lon + 180) % 360 - 180) * cos(radians(start.lat))
    return _WINDS[round(degrees(atan2(across, end.lat - start.lat)) / 45) % 8]
