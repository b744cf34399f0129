"""Places that no gazetteer has: put around the town named last, where the report tells of its area.

A village that nobody knows is seldom far from the one named before it. In reports that dwell on one
area it was within 60 km nine times in ten (24 of 26 in `tests/gold` and the development reports);
in those that go over a country or the world it was hundreds of kilometres off in most, and there it
stays without a place.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from geomap.globe import KM_A_DEGREE, distance_km
from geomap.incidents.uses import PlaceUse, level
from geomap.models import GeoPrecision, LonLat, Resolution, Role
from geomap.text import fold
from geomap.wording import AROUND

RADIUS_KM = 50.0  # within which two towns belong to one area, and the unknown place is sought
_DWELLS = 1 / 6  # least share of the report's other mentions of towns that are in that area

_NEARBY = re.compile(r"\b(?:nearby|neighbou?ring|adjacent)\s(?:\w+\s){0,3}$", re.IGNORECASE)
_REACH = 60  # letters before a name in which such words stand


class Surroundings:
    """The places of a report, in order, and where those that no gazetteer has are put."""

    def __init__(self, text: str, resolutions: Sequence[Resolution]) -> None:
        self._text = text
        self._towns = [
            (r, r.place)
            for r in resolutions
            if r.place is not None and r.mention.role is Role.LITERAL and level(r) >= 3
        ]
        self._unknown: defaultdict[str, list[int]] = defaultdict(list)  # -> where it is named
        for r in resolutions:
            if r.place is None:
                self._unknown[fold(r.mention.name)].append(r.mention.start)
        self._dwelt: dict[int, bool] = {}

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
        starts = self._unknown[fold(mention.name)]
        town = next((town for start in starts if (town := self._before(start))), None)
        if town is None:
            return use
        return use._replace(
            resolution=town.model_copy(
                update={"spot": None, "radius_km": RADIUS_KM, "reason": _why(use)}
            ),
            precision=GeoPrecision.AREA,
            text=f"{use.text}{AROUND}{town.mention.name}",
        )

    def _before(self, start: int) -> Resolution | None:
        """Return the town named last before a place, if the report dwells around it or says so."""
        number = bisect_right(self._towns, start, key=lambda town: town[0].mention.end) - 1
        if number < 0:
            return None
        nearby = _NEARBY.search(self._text, max(0, start - _REACH), start)
        return self._towns[number][0] if nearby or self._dwells(number) else None

    def _dwells(self, number: int) -> bool:
        """Whether enough of the report's other mentions of towns are around this one."""
        if number not in self._dwelt:
            middle = self._towns[number][1].position
            near = sum(_are_near(middle, place.position) for _, place in self._towns) - 1
            self._dwelt[number] = near > 0 and near >= _DWELLS * (len(self._towns) - 1)
        return self._dwelt[number]


def _are_near(one: LonLat, other: LonLat) -> bool:
    """Whether two points are of one area; most of a long report's are far by latitude alone."""
    if abs(one.lat - other.lat) * KM_A_DEGREE > RADIUS_KM:
        return False
    return distance_km(one, other) < RADIUS_KM


def _why(use: PlaceUse) -> str:
    """Return why a use of an unknown place is put around a town."""
    named = use.resolution.candidates
    lacking = (
        "none of the places called so is likely" if named else f"{use.text} is in no gazetteer"
    )
    return f"{lacking}, so put around the town before"


def _is_left_open(resolution: Resolution) -> bool:
    """Whether a user says that a name is no place: only that is sure without a candidate."""
    return not resolution.candidates and resolution.confidence > 0
