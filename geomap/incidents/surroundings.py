"""Places that no gazetteer has: put around the town named last, where the report tells of its area.

A village that nobody knows is seldom far from the one named before it. In reports that dwell on one
area it was within 60 km nine times in ten (24 of 26 in `tests/gold` and the development reports);
in those that go over a country or the world it was hundreds of kilometres off in most, and there it
stays without a place.
"""

from collections.abc import Sequence

from geomap.globe import distance_km
from geomap.incidents.uses import PlaceUse, level
from geomap.models import GeoPrecision, Place, Resolution, Role
from geomap.text import fold
from geomap.wording import AROUND

RADIUS_KM = 50.0  # within which two towns belong to one area, and the unknown place is sought
_DWELLS = 1 / 6  # least share of the report's other mentions of towns that are in that area


class Surroundings:
    """The places of a report, in order, and where those that no gazetteer has are put."""

    def __init__(self, resolutions: Sequence[Resolution]) -> None:
        self._towns = [
            (r, r.place)
            for r in resolutions
            if r.place is not None and r.mention.role is Role.LITERAL and level(r) >= 3
        ]
        self._found: dict[str, Resolution | None] = {}
        for r in resolutions:
            if r.place is None:
                key = fold(r.mention.name)
                self._found[key] = self._found.get(key) or self._before(r.mention.start)

    def placed(self, use: PlaceUse) -> PlaceUse:
        """Return a use of an unknown place as one of the area around the town named before it.

        All others are returned as they are, and so are those of which the report says too little,
        those that a user leaves open, and those that may be wider than the area: regions and
        countries.
        """
        mention = use.resolution.mention
        if use.place is not None or mention.coordinates or use.fineness < 2:
            return use
        if _is_left_open(use.resolution):
            return use
        town = self._found.get(fold(mention.name))
        if town is None:
            return use
        return use._replace(
            resolution=town.model_copy(update={"spot": None, "radius_km": RADIUS_KM}),
            precision=GeoPrecision.AREA,
            text=f"{use.text}{AROUND}{town.mention.name}",
        )

    def _before(self, start: int) -> Resolution | None:
        """Return the town named last before a place, if the report dwells around it."""
        before = [(town, place) for town, place in self._towns if town.mention.end <= start]
        return before[-1][0] if before and self._dwells(*before[-1]) else None

    def _dwells(self, town: Resolution, place: Place) -> bool:
        """Whether enough of the report's other mentions of towns are around this one."""
        others = [
            distance_km(place.position, other.position) for r, other in self._towns if r is not town
        ]
        near = sum(km < RADIUS_KM for km in others)
        return near > 0 and near >= _DWELLS * len(others)


def why_around(use: PlaceUse) -> str:
    """Return, for `explain`, why a use of an unknown place is put around a town."""
    lacking = (
        "none of the places called so is likely"
        if use.resolution.candidates
        else (f"{use.text} is in no gazetteer")
    )
    return f"{lacking}, so put around the town before"


def _is_left_open(resolution: Resolution) -> bool:
    """Whether a user says that a name is no place: only that is sure without a candidate."""
    return not resolution.candidates and resolution.confidence > 0
