"""A geocoder with geopy's interface that answers from the gazetteer: offline, at once.

>>> from geomap import OfflineGeocoder  # doctest: +SKIP
>>> OfflineGeocoder().geocode("Goris, Armenia").point  # doctest: +SKIP
"""

from collections.abc import Mapping, Sequence
from typing import Any

from geopy import Location, Point

from geomap.gazetteer import Gazetteer, likeliest_first
from geomap.models import LonLat, Place
from geomap.text import fold

_REVERSE_KM = (5.0, 25.0, 100.0)  # how far to look for a place, a little further each time
_PARTS = ("amenity", "street", "city", "county", "state", "country")


class OfflineGeocoder:
    """Finds places by name and names by point, as `geopy.geocoders` do, without a network.

    What geopy's geocoders take and this one has no use for (``timeout`` and the like) is accepted
    and changes nothing.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, **_: Any) -> None:
        """Use a gazetteer that is open, or open the user's own.

        Raises:
            GazetteerNotFoundError: if there is none yet.
        """
        self._gazetteer = gazetteer or Gazetteer.open()

    def geocode(
        self,
        query: str | Mapping[str, str],
        exactly_one: bool = True,
        *,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        **_: Any,
    ) -> Location | list[Location] | None:
        """Return where a name is: "Goris", "Goris, Armenia", "Paris, Texas", {"city": "Goris"}.

        The parts after a comma choose between namesakes; one that none fits finds nothing.

        Args:
            query: a name, or its parts by their kind (city, county, state, country).
            exactly_one: return the likeliest place alone, else a list of all.
            limit: the most places of a list.
            country_codes: ISO 3166-1 alpha-2 codes, to look only there.

        Returns:
            a location with the place's record as ``raw``, a list of them, or None.
        """
        name, *around = _parts_of(query)
        codes = [country_codes] if isinstance(country_codes, str) else country_codes or ()
        wanted = {code.upper() for code in codes}
        found = [
            place
            for place in self._named(name)
            if (not wanted or place.country in wanted) and self._lies_in(place, around)
        ]
        return self._answer(found[:1] if exactly_one else found[:limit], exactly_one)

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        exactly_one: bool = True,
        *,
        limit: int | None = None,
        **_: Any,
    ) -> Location | list[Location] | None:
        """Return the settlement nearest to a point, or the places near it, the nearest first.

        Args:
            query: a geopy point, (latitude, longitude), or a text that geopy reads as a point.
            exactly_one: return the nearest place alone, else a list.
            limit: the most places of a list.

        Raises:
            ValueError: if the query is no point.
        """
        point = Point(query)
        where = LonLat(point.longitude, point.latitude)
        for km in _REVERSE_KM:
            near = self._gazetteer.near(where, km)
            settled = [place for place in near if place.feature_class == "P"]
            if found := settled or list(near):
                return self._answer(found[:1] if exactly_one else found[:limit], exactly_one)
        return None

    def _named(self, name: str) -> list[Place]:
        matches = self._gazetteer.lookup(name, typos=True) if name else ()
        return [match.place for match in likeliest_first(matches)]

    def _lies_in(self, place: Place, around: Sequence[str]) -> bool:
        """Tell whether a place lies in all of what its name was followed by."""
        if not around:
            return True
        above = self._gazetteer.parents(place.id)
        ids = {parent.id for parent in above} | {place.id}
        codes = {place.country, place.admin1 if place.country == "US" else None}
        return all(
            part.upper() in codes
            or any(match.place.id in ids for match in self._gazetteer.lookup(part))
            or fold(part) in {fold(name or "") for name in (place.admin1_name, place.admin2_name)}
            for part in around
        )

    def _answer(
        self, places: Sequence[Place], exactly_one: bool
    ) -> Location | list[Location] | None:
        located = [self._location(place) for place in places]
        if not located:
            return None
        return located[0] if exactly_one else located

    def _location(self, place: Place) -> Location:
        above = [parent.name for parent in self._gazetteer.parents(place.id) if _is_unit(parent)]
        address = ", ".join(dict.fromkeys([place.name, *above]))
        lon, lat = place.position
        return Location(address, Point(lat, lon), place.model_dump())


def _is_unit(place: Place) -> bool:
    return place.feature_class == "A"


def _parts_of(query: str | Mapping[str, str]) -> list[str]:
    """Return the name asked for, then what it is in."""
    if isinstance(query, str):
        parts = [part.strip() for part in query.split(",")]
    else:
        parts = [query[part].strip() for part in _PARTS if query.get(part)]
    return [part for part in parts if part] or [""]
