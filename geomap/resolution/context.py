"""What a document says about where it plays: the places and countries that its names point to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from geomap.globe import distance_km
from geomap.models import Mention, Place, Role

K = TypeVar("K")
_between = lru_cache(maxsize=1 << 14)(distance_km)  # each round asks for the same again
Region = tuple[str, str]  # country and admin-1 code
_PEOPLE = frozenset({Role.METONYM, Role.DEMONYM})
FIRM = 0.5  # the certainty above which a reading is believed to be what the text names


class Anchor(NamedTuple):
    """A place that the document is thought to name, how firmly, and at which of its mentions."""

    place: Place
    name: str  # folded
    weight: float
    positions: tuple[int, ...]
    is_wide: bool  # a country or a continent: its reference point says little of where things are


class Context(NamedTuple):
    """The document as the features see it.

    ``countries`` and ``regions`` hold each country's (and admin-1's) share of the naming, from 0
    to 1. ``written_countries`` and ``written_regions`` are those that the text itself names, not
    merely places in them. ``settings`` are the countries of places that are named as such, not for
    a government or a people. ``nearest_km`` holds, by the id of each place that is asked about, the
    distance in km to the nearest anchor of another name; infinite where there is none.
    """

    anchors: tuple[Anchor, ...]
    countries: Mapping[str, float]
    regions: Mapping[Region, float]
    written_countries: frozenset[str]
    written_regions: frozenset[Region]
    settings: frozenset[str]
    nearest_km: Mapping[str, float]


def make_context(
    believed: Sequence[tuple[Mention, str, Place, float]],
    name: str = "",
    asked: Iterable[Place] = (),
) -> Context:
    """Return the context that the believed readings (mention, folded name, place, weight) make.

    It is that of the folded ``name`` whose candidates are the places ``asked`` about.
    """
    countries: defaultdict[str, float] = defaultdict(float)
    regions: defaultdict[Region, float] = defaultdict(float)
    anchors: dict[tuple[str, str], Anchor] = {}
    for mention, folded, place, weight in believed:
        if place.country:
            countries[place.country] += weight
            if place.admin1:
                regions[place.country, place.admin1] += weight
        seen = anchors.get((place.id, folded))
        positions = (*(seen.positions if seen else ()), mention.start)
        heavier = max(weight, seen.weight if seen else 0.0)
        anchors[place.id, folded] = Anchor(place, folded, heavier, positions, _is_wide(place))
    firmly = [a.place for a in anchors.values() if a.weight > FIRM and a.place.country]
    return Context(
        tuple(anchors.values()),
        _shares(countries),
        _shares(regions),
        frozenset(p.country or "" for p in firmly if p.feature_code.startswith("PCL")),
        frozenset((p.country or "", p.admin1 or "") for p in firmly if p.feature_code == "ADM1"),
        frozenset(
            place.country or ""
            for mention, _, place, weight in believed
            if weight > FIRM and mention.role not in _PEOPLE and place.country
        ),
        {place.id: nearest(place, anchors.values(), name)[0] for place in asked},
    )


def _is_wide(place: Place) -> bool:
    return place.feature_code.startswith("PCL") or (
        place.feature_class == "L" and place.feature_code == "CONT"
    )


def _shares(counts: Mapping[K, float]) -> dict[K, float]:
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()} if total else {}


def nearest(place: Place, anchors: Iterable[Anchor], name: str) -> tuple[float, Place | None]:
    """Return the distance in km to the nearest anchor of another name, and that anchor's place.

    Countries and continents are left out.
    """
    best: tuple[float, Place | None] = (float("inf"), None)
    position = place.position
    for anchor in anchors:
        if not anchor.is_wide and anchor.name != name:
            km = _between(position, anchor.place.position) + 40 * (1 - anchor.weight)
            if km < best[0]:
                best = km, anchor.place
    return best
