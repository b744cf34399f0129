"""The larger towns round the incidents, to label on the map."""

from collections.abc import Sequence

from geomap.gazetteer import Gazetteer
from geomap.globe import distance_km
from geomap.models import GeoPrecision, Place, Report

_REACH_KM = 220
_BESIDE_KM = 12
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
    return _apart(sorted(towns.values(), key=lambda place: (-place.population, place.id)))


def _apart(towns: Sequence[Place]) -> list[Place]:
    """Return the towns that have no larger one beside them, of which they are mostly a part."""
    kept: list[Place] = []
    for town in towns:
        if all(distance_km(town.position, other.position) > _BESIDE_KM for other in kept):
            kept.append(town)
    return kept


def _largest(places: Sequence[Place]) -> list[Place]:
    towns = [p for p in places if p.feature_class == "P" and p.population > 0]
    return sorted(towns, key=lambda place: -place.population)[:_TOWNS]
