"""The named reasons for and against a candidate. Each docstring is what `geomap explain` prints.

A feature takes what is asked (`Query`), a match of the gazetteer and the document's `Context`, and
gives a number, mostly between 0 and 1. Weights stand in `data/models/ranker.json`; they were fitted
on annotated news and can be read and changed by hand.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import exp, inf, log10
from types import MappingProxyType
from typing import NamedTuple

from geomap.gazetteer import Match
from geomap.gazetteer.spelling import romanised
from geomap.globe import distance_km
from geomap.models import Kind, LonLat, Place, Role
from geomap.resolution.candidates import PART, STAND_IN
from geomap.resolution.context import Context, Region
from geomap.text import fold

_AT_KM = 50.0
_LIST_KM = 30.0  # villages that are named in one breath
Function = Callable[["Query", Match, Context], float]

_CLASSES: dict[Kind, str] = {
    Kind.COUNTRY: "A", Kind.REGION: "A", Kind.DISTRICT: "A", Kind.SETTLEMENT: "P",
    Kind.QUARTER: "P", Kind.SITE: "S", Kind.ROAD: "R", Kind.WATER: "H", Kind.LANDFORM: "T",
    Kind.AREA: "L", Kind.POINT: "S",
}  # fmt: skip
# A continent or a great island is spoken of as a country or a region is, and a sea as an area.
_NEARLY = frozenset({
    (Kind.COUNTRY, "L"), (Kind.REGION, "L"), (Kind.REGION, "T"), (Kind.DISTRICT, "T"),
    (Kind.AREA, "T"), (Kind.AREA, "H"), (Kind.LANDFORM, "L"), (Kind.LANDFORM, "H"),
})  # fmt: skip
_WIDE = frozenset("LHT")
_FEATURES = frozenset("LHTSUV")


class Beside(NamedTuple):
    """The believed places that stand right beside a name: in its sentences, and in its lists."""

    countries: frozenset[str]  # of its sentences
    regions: frozenset[Region]  # the same, admin-1
    levels: tuple[str, ...]  # of each place of its lists ("A, B and C"), see `_level`
    towns: tuple[LonLat, ...]  # of its lists


NOTHING_BESIDE = Beside(frozenset(), frozenset(), (), ())


class Query(NamedTuple):
    """A name to be resolved, and what stands round its mentions."""

    name: str  # folded
    text: str  # as first written
    kind: Kind | None
    kind_is_written: bool  # "X district", not merely the tagger's guess
    role: Role
    qualifiers: tuple[Place, ...]  # "City, State": readings of the name after the comma
    most: int  # inhabitants of the most populous candidate
    at_home: Mapping[str, int] = MappingProxyType({})  # the same, by country
    beside: Beside = NOTHING_BESIDE
    told_apart: tuple[Place, ...] = ()  # where another place of this name lies, that is not meant
    located: tuple[Place, ...] = ()  # in or near what it lies, by the text's word


def exact(query: Query, match: Match, context: Context) -> float:
    """It is the place's main name, or that in another script."""
    main = match.match in {"exact", "folded"}
    return float(main or is_main_name(query.name, match.place))


def alternate(query: Query, match: Match, context: Context) -> float:
    """It is another name of the place."""
    return float(match.match == "alternate" and not exact(query, match, context))


def weak(query: Query, match: Match, context: Context) -> float:
    """It is only a code or a machine transliteration of the place's name."""
    return float(match.match == "weak")


def generic(query: Query, match: Match, context: Context) -> float:
    """It bears the name but for a generic word ("city", "river")."""
    return float(match.match == "generic-word")


def inside(query: Query, match: Match, context: Context) -> float:
    """Only a part of the name is known ("Western Sydney", "Kingston Crown Court")."""
    return float(match.match in {PART, STAND_IN})


def wrong_case(query: Query, match: Match, context: Context) -> float:
    """The text writes capitals where its name has small letters ("EU" is not Eu)."""
    short = len(query.text) < 4 and query.text.isupper()
    return float(short and not match.name.isupper())


def population(query: Query, match: Match, context: Context) -> float:
    """It has many inhabitants."""
    return log10(1 + match.place.population) / 7


def most_populous(query: Query, match: Match, context: Context) -> float:
    """No other place of this name has more inhabitants."""
    return float(match.place.population == query.most > 0)


def few_beside(query: Query, match: Match, context: Context) -> float:
    """It has few inhabitants beside the largest place of this name."""
    return log10((1 + query.most) / (1 + match.place.population)) / 7


def dwarfed(query: Query, match: Match, context: Context) -> float:
    """It has few inhabitants beside the largest place of this name in its country."""
    most = query.at_home.get(match.place.country or "", 0)
    return log10((1 + max(most, match.place.population)) / (1 + match.place.population)) / 7


def is_country(query: Query, match: Match, context: Context) -> float:
    """It is a state or a territory."""
    return float(match.place.feature_code.startswith("PCL"))


def is_region(query: Query, match: Match, context: Context) -> float:
    """It is a first-level unit (admin-1)."""
    return float(match.place.feature_code == "ADM1")


def is_county(query: Query, match: Match, context: Context) -> float:
    """It is a lower administrative unit."""
    return float(match.place.feature_code in {"ADM2", "ADM3", "ADM4"})


def is_capital(query: Query, match: Match, context: Context) -> float:
    """It is a state's capital."""
    return float(match.place.feature_code == "PPLC")


def is_seat(query: Query, match: Match, context: Context) -> float:
    """It is the seat of an administration."""
    return float(match.place.feature_code.startswith("PPLA"))


def is_quarter(query: Query, match: Match, context: Context) -> float:
    """It is a part of a town, or lies abandoned."""
    return float(match.place.feature_code in {"PPLX", "PPLH", "PPLQ", "PPLW"})


def is_area(query: Query, match: Match, context: Context) -> float:
    """It is a continent or an area without a government."""
    return float(match.place.feature_class == "L")


def worldwide(query: Query, match: Match, context: Context) -> float:
    """It is a continent, an ocean, or another area, water or island of no single country."""
    return float(match.place.country is None and match.place.feature_class in _WIDE)


def is_nature(query: Query, match: Match, context: Context) -> float:
    """It is a water or a landform."""
    return float(match.place.feature_class in {"H", "T", "U", "V"})


def without_a_town(query: Query, match: Match, context: Context) -> float:
    """It is a water, a landform, an area or a site, and no inhabited place bears the name."""
    return float(query.most == 0 and match.place.feature_class in _FEATURES)


def acts(query: Query, match: Match, context: Context) -> float:
    """It stands for a government or a people, and is a state or its capital."""
    official = match.place.feature_code.startswith("PCL") or match.place.feature_code == "PPLC"
    return float(query.role in (Role.METONYM, Role.DEMONYM) and official)


def called_so(query: Query, match: Match, context: Context) -> float:
    """The words beside the name call it what it is ("the village of", "district")."""
    return query.kind_is_written * kind_fit(query.kind, match.place)


def called_otherwise(query: Query, match: Match, context: Context) -> float:
    """The words beside the name call it something else."""
    return float(query.kind_is_written and kind_fit(query.kind, match.place) == 0)


def seems_so(query: Query, match: Match, context: Context) -> float:
    """The tagger takes the name for a place of this kind."""
    return (not query.kind_is_written) * kind_fit(query.kind, match.place)


def seems_otherwise(query: Query, match: Match, context: Context) -> float:
    """The tagger takes the name for a place of another kind."""
    guessed = query.kind is not None and not query.kind_is_written
    return float(guessed and kind_fit(query.kind, match.place) == 0)


def country_share(query: Query, match: Match, context: Context) -> float:
    """The document speaks of its country."""
    return context.countries.get(match.place.country or "", 0.0)


def country_named(query: Query, match: Match, context: Context) -> float:
    """The document names its country at all."""
    return float((match.place.country or "") in context.countries)


def country_written(query: Query, match: Match, context: Context) -> float:
    """The document writes its country's name."""
    inner = not match.place.feature_code.startswith("PCL")
    return float(inner and (match.place.country or "") in context.written_countries)


def region_written(query: Query, match: Match, context: Context) -> float:
    """The document writes the name of its region (admin-1)."""
    inner = match.place.feature_code != "ADM1"
    return float(inner and _region(match.place) in context.written_regions)


def region_share(query: Query, match: Match, context: Context) -> float:
    """The document speaks of its region (admin-1)."""
    return context.regions.get(_region(match.place), 0.0)


def region_named(query: Query, match: Match, context: Context) -> float:
    """The document names its region (admin-1) or other places in it."""
    return float(_region(match.place) in context.regions)


def qualified(query: Query, match: Match, context: Context) -> float:
    """The text names what it lies in right after it ("City, State")."""
    places = query.qualifiers
    return float(bool(places) and any(contains(place, match.place) for place in places))


def qualified_otherwise(query: Query, match: Match, context: Context) -> float:
    """The text names another region or country right after it."""
    somewhere = bool(query.qualifiers) and match.place.country is not None  # a sea is in many
    return float(somewhere and not qualified(query, match, context))


def told_apart(query: Query, match: Match, context: Context) -> float:
    """The text says that the place of this name there is not meant."""
    places = query.told_apart
    return float(bool(places) and any(_lies_at(match.place, place) for place in places))


def near_others(query: Query, match: Match, context: Context) -> float:
    """It lies near another place of the document."""
    return exp(-context.nearest_km.get(match.place.id, inf) / 100)


def in_the_area(query: Query, match: Match, context: Context) -> float:
    """It lies within some hundred kilometres of another place of the document."""
    return exp(-context.nearest_km.get(match.place.id, inf) / 600)


def same_sentence(query: Query, match: Match, context: Context) -> float:
    """A place of its country stands in the same sentence."""
    return float(match.place.country in query.beside.countries)


def same_sentence_region(query: Query, match: Match, context: Context) -> float:
    """A place of its region (admin-1) stands in the same sentence."""
    return float(_region(match.place) in query.beside.regions)


def like_its_list(query: Query, match: Match, context: Context) -> float:
    """The names listed beside it are places of its kind."""
    levels = query.beside.levels
    return levels.count(_level(match.place)) / len(levels) if levels else 0.0


def beside_its_list(query: Query, match: Match, context: Context) -> float:
    """It lies within some ten kilometres of another place of its list."""
    towns = query.beside.towns
    if not towns or match.place.feature_class != "P":
        return 0.0
    return exp(-min(distance_km(match.place.position, town) for town in towns) / _LIST_KM)


# Those of a name and a place alone, whatever else the document names ...
LONE: tuple[Function, ...] = (
    exact, alternate, weak, generic, inside, wrong_case, population, most_populous, few_beside,
    dwarfed, is_country, is_region, is_county, is_capital, is_seat, is_quarter, is_area, worldwide,
    is_nature, without_a_town, acts,
    called_so, called_otherwise, seems_so, seems_otherwise,
)  # fmt: skip
# ... and those that its other names tell.
TOLD: tuple[Function, ...] = (
    country_share, country_named, country_written, region_share, region_named, region_written,
    qualified, qualified_otherwise, near_others, in_the_area, same_sentence, same_sentence_region,
    like_its_list, beside_its_list, told_apart,
)  # fmt: skip
FEATURES = LONE + TOLD


def make_beside(sentence: Iterable[Place], peers: Sequence[Place]) -> Beside:
    """Return what stands beside a name: the places of its sentences, and the peers of its lists."""
    regions = frozenset(map(_region, sentence))
    return Beside(
        frozenset(country for country, _ in regions if country),
        frozenset(region for region in regions if region[1]),
        tuple(map(_level, peers)),
        tuple(place.position for place in peers if place.feature_class == "P"),
    )


def is_main_name(name: str, place: Place) -> bool:
    """Return whether a folded name in another script is a place's main name in Latin letters."""
    return not name.isascii() and (latin := romanised(name)) != name and latin == fold(place.name)


def kind_fit(kind: Kind | None, place: Place) -> float:
    """Return how well a place fits a kind: 1 wholly, 0.5 nearly, 0 not."""
    if kind is None:
        return 0.0
    if place.feature_class != _CLASSES[kind]:
        return 0.5 * ((kind, place.feature_class) in _NEARLY)
    country = place.feature_code.startswith("PCL")
    if kind is Kind.COUNTRY or country:
        return float(country and kind is Kind.COUNTRY)
    return 1.0


def contains(container: Place, place: Place) -> bool:
    """Return whether a place lies in a state, an admin-1 unit or a county, by its codes."""
    if container.id == place.id or container.country != place.country:
        return False
    if container.feature_code.startswith("PCL"):
        return True
    if container.feature_code == "ADM1":
        return container.admin1 == place.admin1
    return bool(container.admin2) and (container.admin1, container.admin2) == (
        place.admin1,
        place.admin2,
    )


def _lies_at(place: Place, other: Place) -> bool:
    if other.feature_class == "A":
        return contains(other, place)
    return distance_km(place.position, other.position) < _AT_KM


def _level(place: Place) -> str:
    """Return what is alike in a list: state, first-level unit, lower unit, town, water ..."""
    if place.feature_class != "A":
        return place.feature_class
    return place.feature_code[:3] if place.feature_code.startswith("PCL") else place.feature_code


def _region(place: Place) -> Region:
    return place.country or "", place.admin1 or ""
