"""Positions and polygons as data files hold them, checked as they are read."""

import json
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.models import LonLat
from geomap.resources import why_unread


def position(text: str) -> LonLat:
    """Return ``"lon lat"`` as a position.

    Raises:
        ValueError: if it is not two numbers in the range of degrees.
    """
    try:
        lon, lat = map(float, text.split())
    except ValueError:
        raise ValueError(f"{text!r} is not a longitude and a latitude") from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"{text!r} is no longitude and latitude in degrees; are they swapped?")
    return LonLat(lon, lat)


def read_shape(path: Path) -> BaseGeometry:
    """Return the polygons of a GeoJSON file as one geometry.

    Raises:
        ValueError: if it is no GeoJSON; or naming the feature that is no polygon, not valid, or
            out of the range of degrees.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"cannot be read ({why_unread(error)})") from error
    except ValueError as error:
        raise ValueError(f"no readable GeoJSON ({error})") from error
    features = data.get("features", [data]) if isinstance(data, dict) else []
    shapes = [_polygon(feature, i) for i, feature in enumerate(features, start=1)]
    if not shapes:
        raise ValueError("the GeoJSON has no features")
    return shapely.union_all(shapes)


def _polygon(feature: dict[str, object], number: int) -> BaseGeometry:
    geometry = feature.get("geometry", feature)
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except shapely.errors.GEOSException as error:
        reason = str(error).removeprefix("IllegalArgumentException: ")
        raise ValueError(f"feature {number}: {reason}") from error
    if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon"):
        kind = shape.geom_type if shape is not None else "nothing"
        raise ValueError(f"feature {number} is {kind}, not a polygon")
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(f"feature {number} lies outside of all degrees; is it WGS84, lon first?")
    if not shape.is_valid:
        raise ValueError(f"feature {number}: {shapely.is_valid_reason(shape)}")
    return shape
