"""What a document says about where it plays: the places and countries that its names point to."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from geomap.globe import distance_km
from geomap.models import Place

K = TypeVar("K")
Region = tuple[str, str]  # country and admin-1 code
FIRM = 0.5  # the certainty above which a reading is believed to be what the text names
_DOUBT_KM = 40.0  # how much farther off a place seems that the text names with no certainty at all
_NO_DISTANCES: Mapping[str, float] = MappingProxyType({})


class Anchor(NamedTuple):
    """A place that the document is thought to name, by which name, how firmly, and how often."""

    place: Place
    name: str  # folded
    weight: float
    mentions: int
    is_setting: bool  # named as a place at least once, not only for a government or a people

    @property
    def is_firm(self) -> bool:
        """Whether this is believed to be what the text names."""
        return self.weight > FIRM

    @property
    def is_wide(self) -> bool:
        """Whether it is a country or a continent, whose point says little of where things are."""
        code = self.place.feature_code
        return code.startswith("PCL") or (self.place.feature_class == "L" and code == "CONT")

    @property
    def seems_farther_km(self) -> float:
        """By how much farther off the place counts, since it may not be what the text names."""
        return _DOUBT_KM * (1 - self.weight)


class Context(NamedTuple):
    """The document as the features see it.

    ``countries`` and ``regions`` hold each country's (and admin-1's) share of the naming, from 0
    to 1. ``written_countries`` and ``written_regions`` are those that the text itself names, not
    merely places in them. ``settings`` are the countries of places that are named as such, not for
    a government or a people. ``nearest_km`` holds, by the id of each place that is asked about, the
    distance in km to the nearest anchor of another name; infinite where there is none.
    """

    anchors: Sequence[Anchor]
    countries: Mapping[str, float]
    regions: Mapping[Region, float]
    written_countries: frozenset[str]
    written_regions: frozenset[Region]
    settings: frozenset[str]
    nearest_km: Mapping[str, float]


def make_context(
    anchors: Sequence[Anchor], nearest_km: Mapping[str, float] = _NO_DISTANCES
) -> Context:
    """Return the context that the anchors make."""
    countries: dict[str, float] = {}
    regions: dict[Region, float] = {}
    written_countries, written_regions, settings = set(), set(), set()
    for anchor in anchors:
        place, _, weight, mentions, is_setting = anchor
        if not (country := place.country):
            continue
        countries[country] = countries.get(country, 0.0) + weight * mentions
        if place.admin1:
            region = country, place.admin1
            regions[region] = regions.get(region, 0.0) + weight * mentions
        if weight <= FIRM:
            continue
        if is_setting:
            settings.add(country)
        if place.feature_code == "ADM1":
            written_regions.add((country, place.admin1 or ""))
        elif place.feature_code.startswith("PCL"):
            written_countries.add(country)
    return Context(
        anchors,
        _shares(countries),
        _shares(regions),
        frozenset(written_countries),
        frozenset(written_regions),
        frozenset(settings),
        nearest_km,
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
            km = distance_km(position, anchor.place.position) + anchor.seems_farther_km
            if km < best[0]:
                best = km, anchor.place
    return best
