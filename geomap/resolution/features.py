"""The named reasons for and against a candidate. Each docstring is what `geomap explain` prints.

A feature takes what is asked (`Query`), a match of the gazetteer and the document's `Context`, and
gives a number, mostly between 0 and 1. Weights stand in `data/models/ranker.json`; they were fitted
by `geomap.training.ranker` and can be read and changed by hand.
"""

from collections.abc import Callable
from math import exp, log10
from typing import NamedTuple

from geomap.gazetteer import Match
from geomap.models import Kind, Place, Role
from geomap.resolution.context import Context, nearest

Function = Callable[["Query", Match, Context], float]

_CLASSES: dict[Kind, str] = {
    Kind.COUNTRY: "A", Kind.REGION: "A", Kind.DISTRICT: "A", Kind.SETTLEMENT: "P",
    Kind.QUARTER: "P", Kind.SITE: "S", Kind.ROAD: "R", Kind.WATER: "H", Kind.LANDFORM: "T",
    Kind.AREA: "L",
}  # fmt: skip


class Query(NamedTuple):
    """A name to be resolved, and what stands round its mentions."""

    name: str  # folded
    kind: Kind | None
    kind_is_written: bool  # "X district", not merely the tagger's guess
    role: Role
    qualifiers: tuple[Place, ...]  # "City, State": readings of the name after the comma
    sentence: tuple[Place, ...]  # believed places of the same sentence


def exact(query: Query, match: Match, context: Context) -> float:
    """It is the place's main name."""
    return float(match.match in {"exact", "folded"})


def alternate(query: Query, match: Match, context: Context) -> float:
    """It is another name of the place."""
    return float(match.match == "alternate")


def weak(query: Query, match: Match, context: Context) -> float:
    """It is only a code or a machine transliteration of the place's name."""
    return float(match.match == "weak")


def population(query: Query, match: Match, context: Context) -> float:
    """It has many inhabitants."""
    return log10(1 + match.place.population) / 7


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


def is_nature(query: Query, match: Match, context: Context) -> float:
    """It is a water, a landform or a large area."""
    return float(match.place.feature_class in {"H", "T", "L", "U", "V"})


def called_so(query: Query, match: Match, context: Context) -> float:
    """The words beside the name call it what it is ("the village of", "district")."""
    return query.kind_is_written * _fit(query.kind, match.place)


def called_otherwise(query: Query, match: Match, context: Context) -> float:
    """The words beside the name call it something else."""
    return float(query.kind_is_written and _fit(query.kind, match.place) == 0)


def seems_so(query: Query, match: Match, context: Context) -> float:
    """The tagger takes the name for a place of this kind."""
    return (not query.kind_is_written) * _fit(query.kind, match.place)


def country_share(query: Query, match: Match, context: Context) -> float:
    """The document speaks of its country."""
    return context.countries.get(match.place.country or "", 0.0)


def country_named(query: Query, match: Match, context: Context) -> float:
    """The document names its country at all."""
    return float((match.place.country or "") in context.countries)


def region_share(query: Query, match: Match, context: Context) -> float:
    """The document speaks of its region (admin-1)."""
    return context.regions.get((match.place.country or "", match.place.admin1 or ""), 0.0)


def region_named(query: Query, match: Match, context: Context) -> float:
    """The document names its region (admin-1) or other places in it."""
    return float((match.place.country or "", match.place.admin1 or "") in context.regions)


def qualified(query: Query, match: Match, context: Context) -> float:
    """The text names what it lies in right after it ("City, State")."""
    return float(any(_contains(q, match.place) for q in query.qualifiers))


def qualified_otherwise(query: Query, match: Match, context: Context) -> float:
    """The text names another region or country right after it."""
    return float(bool(query.qualifiers) and not qualified(query, match, context))


def near_others(query: Query, match: Match, context: Context) -> float:
    """It lies near another place of the document."""
    km, _ = nearest(match.place, context.anchors, query.name)
    return exp(-km / 100)


def in_the_area(query: Query, match: Match, context: Context) -> float:
    """It lies within some hundred kilometres of another place of the document."""
    km, _ = nearest(match.place, context.anchors, query.name)
    return exp(-km / 600)


def same_sentence(query: Query, match: Match, context: Context) -> float:
    """A place of its country stands in the same sentence."""
    return float(any(p.country and p.country == match.place.country for p in query.sentence))


FEATURES: tuple[Function, ...] = (
    exact, alternate, weak, population, is_country, is_region, is_county, is_capital, is_seat,
    is_nature, called_so, called_otherwise, seems_so, country_share, country_named, region_share,
    region_named, qualified, qualified_otherwise, near_others, in_the_area, same_sentence,
)  # fmt: skip


def _fit(kind: Kind | None, place: Place) -> float:
    """Return how well a place fits a kind: 1 wholly, 0.5 by its class only, 0 not."""
    if kind is None or place.feature_class != _CLASSES[kind]:
        return 0.0
    country = place.feature_code.startswith("PCL")
    if kind is Kind.COUNTRY or country:
        return float(country and kind is Kind.COUNTRY)
    return 1.0


def _contains(container: Place, place: Place) -> bool:
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
