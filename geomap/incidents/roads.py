"""A road is told by its ends, "the road from X to Y"; what happened on it lies between them."""

from collections.abc import Sequence
from itertools import pairwise

from geomap.globe import distance_km
from geomap.incidents.uses import PlaceUse, Use
from geomap.models import GeoPrecision, LonLat, Place, Resolution

ON_ROAD = "road"  # what governs a place that is the first end of a road
_ENDS = frozenset({ON_ROAD, "between"})
_LONGEST_KM = 150.0  # of a road whose middle still says where something happened


def between_ends(uses: Sequence[PlaceUse]) -> list[PlaceUse]:
    """Put the first end of each road half way to the second, where the gazetteer has both."""
    result = list(uses)
    for n, (first, second) in enumerate(pairwise(uses)):
        if first.use is Use.AT and first.word in _ENDS and is_far_end(second):
            result[n] = _halfway(first, second)
    return result


def is_far_end(use: PlaceUse) -> bool:
    """Whether a place is the second end of a road: "to Y", "and Y"."""
    return (use.use, use.word) in ((Use.OTHER, ON_ROAD), (Use.CONTEXT, "between"))


def _halfway(first: PlaceUse, second: PlaceUse) -> PlaceUse:
    one, other = first.place, second.place
    if one is None or other is None:
        return first
    km = distance_km(one.position, other.position)
    if km > _LONGEST_KM or abs(one.position.lon - other.position.lon) > 180:
        return first
    name = f"road from {first.text} to {second.text}"
    seen: Resolution = first.resolution.model_copy(
        update={"spot": _middle(one, other, name), "radius_km": max(10.0, round(km / 2, 1))}
    )
    return first._replace(resolution=seen, word=ON_ROAD, precision=GeoPrecision.NEAR, text=name)


def _middle(one: Place, other: Place, name: str) -> Place:
    """Return the point between two places, in the units that hold both."""
    lon = (one.position.lon + other.position.lon) / 2
    lat = (one.position.lat + other.position.lat) / 2
    shared = {
        field: value
        for field in ("country", "admin1", "admin1_name")
        if (value := getattr(one, field)) == getattr(other, field)
    }
    return Place(
        id=f"point:{lat:.5f},{lon:.5f}",
        name=name,
        position=LonLat(round(lon, 5), round(lat, 5)),
        feature_class="S",
        feature_code="POINT",
        source="the text",
        **shared,
    )
