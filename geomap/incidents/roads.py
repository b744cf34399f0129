"""What happened on "the road from X to Y", or "between X and Y", lies between the two."""

from collections.abc import Sequence
from itertools import pairwise

from geomap.globe import distance_km
from geomap.incidents.uses import PlaceUse, Use
from geomap.models import GeoPrecision, LonLat, Place, Resolution

ON_ROAD = "road"  # what governs the first end of a road
HALF_WAY = "half way"  # what governs a place that was moved to the middle between two
FAR_END = "far end"  # what governs the second of the two
_FIRST = frozenset({ON_ROAD, "between"})
_SECOND = frozenset({(Use.OTHER, ON_ROAD), (Use.CONTEXT, "between")})
_LONGEST_KM = 150.0  # between two places whose middle still says where something happened


def between_ends(uses: Sequence[PlaceUse]) -> list[PlaceUse]:
    """Put the first of two such places half way to the second, where the gazetteer has both.

    The second is the far end in any case: nothing is told of it.
    """
    result = list(uses)
    for n, (first, second) in enumerate(pairwise(uses)):
        ends = first.use is Use.AT and first.word in _FIRST and (second.use, second.word) in _SECOND
        if ends:
            result[n : n + 2] = _halfway(first, second) or first, second._replace(word=FAR_END)
    return result


def _halfway(first: PlaceUse, second: PlaceUse) -> PlaceUse | None:
    """Return the first place moved to the middle; None where that says nothing."""
    words = ("road from", "to") if first.word == ON_ROAD else ("between", "and")
    name = f"{words[0]} {first.text} {words[1]} {second.text}"
    seen = half_way(first.resolution, second.resolution, name)
    if seen is None:
        return None
    return first._replace(resolution=seen, word=HALF_WAY, precision=GeoPrecision.NEAR, text=name)


def half_way(first: Resolution, second: Resolution, name: str) -> Resolution | None:
    """Return the first of two places moved to the middle between them, under a name.

    None where that says nothing: one is unknown, or they lie too far apart.
    """
    one, other = first.spot or first.place, second.spot or second.place
    if one is None or other is None:
        return None
    km = distance_km(one.position, other.position)
    if km > _LONGEST_KM or abs(one.position.lon - other.position.lon) > 180:
        return None
    radius = max(10.0, round(km / 2, 1))
    return first.model_copy(update={"spot": _middle(one, other, name), "radius_km": radius})


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
