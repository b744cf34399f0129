"""What the gazetteer says of the ground round a point: towns to label, units to name."""

from collections.abc import Sequence

from geomap.gazetteer import Gazetteer
from geomap.models import GeoPrecision, LonLat, Place, Report

_REACH_KM = 220
_NAMED_KM = 10
_TOWNS = 14  # round each incident's place; the largest ones


def towns_round(reports: Sequence[Report]) -> list[Place]:
    """Return the larger towns round the incidents, each once, the most populous first."""
    with Gazetteer.open() as gazetteer:
        spots = {
            (round(i.place.position.lon), round(i.place.position.lat)): i.place.position
            for report in reports
            for i in report.incidents
            if i.place and i.geo_precision is not GeoPrecision.COUNTRY
        }
        towns = {
            place.id: place
            for spot in spots.values()
            for place in _largest(gazetteer.near(spot, _REACH_KM))
        }
    return sorted(towns.values(), key=lambda place: (-place.population, place.id))


def _largest(places: Sequence[Place]) -> list[Place]:
    towns = [p for p in places if p.feature_class == "P" and p.population > 0]
    return sorted(towns, key=lambda place: -place.population)[:_TOWNS]


def record_at(point: LonLat) -> Place | LonLat:
    """Return the nearest settlement's record moved to a point, so that its units are named.

    Admin-1 polygons are good to a kilometre and know few names; a record knows its own unit. The
    point alone comes back where no settlement lies near.
    """
    with Gazetteer.open() as gazetteer:
        near = (p for p in gazetteer.near(point, _NAMED_KM) if p.feature_class == "P" and p.admin1)
        nearest = next(near, None)
    return nearest.model_copy(update={"position": point}) if nearest else point
