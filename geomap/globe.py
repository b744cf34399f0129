"""Distances on the globe, taken for a sphere of the Earth's mean radius."""

from math import asin, cos, radians, sin, sqrt

from geomap.models import LonLat

EARTH_RADIUS_KM = 6371.0088
KM_A_DEGREE = 111.195  # of latitude; of longitude at the equator


def distance_km(one: LonLat, other: LonLat) -> float:
    """Return the great-circle distance of two positions in km."""
    lat, other_lat = radians(one.lat), radians(other.lat)
    dlat, dlon = other_lat - lat, radians(other.lon - one.lon)
    h = sin(dlat / 2) ** 2 + cos(lat) * cos(other_lat) * sin(dlon / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))
