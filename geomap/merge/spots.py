"""Whether two incidents may be at one place: the same, worded alike, or one within the other."""

from functools import lru_cache

from geomap.gazetteer.near import distance_km
from geomap.merge.agreeing import Agreement, both_exact, is_supported
from geomap.merge.days import ONCE
from geomap.merge.tolls import CROWD, MANY, alike_numbers, share_number
from geomap.models import GeoPrecision, Incident, Place
from geomap.text import fold
from geomap.wording import is_around

_ONE_KM = 15.0  # how far two places of one name may be apart and mean one: it has two entries
_QUARTER_KM = 15.0  # how far a quarter may be from the middle of its town
_SMALL_KM = 30.0  # an area of so large a radius at most is a district
_BESIDE_KM = 5.0  # how far beyond the radius of "near X" something may be
_PUT_KM = 150.0  # how far a place that the gazetteer lacks may be from the larger one it was put in


def agree_in_place(one: Incident, other: Incident) -> Agreement | None:
    """Return how two places agree."""
    first, second = one.place, other.place
    around = is_around(one) or is_around(other)
    if first and second and first.id == second.id and not around:
        return _at_one_place(one, other, first)
    if _share_words(one, other):
        return Agreement(0.8, f"both at {head(one)}")
    if _is_known_by_victims(one, other):
        return Agreement(0.4, "one report names no such place")
    for whole, part in ((one, other), (other, one)):
        for test in (_is_region_of, _is_district_of, _is_town_of):
            if test(whole, part):
                return Agreement(0.4, f"{_name(part)} is in {_name(whole)}")
        if _is_beside(whole, part):
            return Agreement(0.4, f"{_name(part)} is near {_name(whole)}")
    return None


def head(incident: Incident) -> str | None:
    """Return the finest name in which a text words the place: "Saltivka" of "Saltivka, Kharkiv"."""
    return incident.place_text.partition(",")[0] if incident.place_text else None


@lru_cache(maxsize=10_000)
def folded_head(words: str | None) -> str | None:
    """Return the finest name in the words for a place, as names are compared."""
    return fold(words.partition(",")[0]) if words else None


def is_area(incident: Incident) -> bool:
    """Return whether an incident is put in a region or district as a whole."""
    return incident.geo_precision is GeoPrecision.AREA


def is_near(incident: Incident) -> bool:
    """Return whether an incident was near its place: "near Goris"."""
    return incident.geo_precision is GeoPrecision.NEAR


def is_nowhere(incident: Incident) -> bool:
    """Return whether the report names no place for an incident."""
    return not (incident.place or incident.place_text)


def _name(incident: Incident) -> str:
    return incident.place.name if incident.place else head(incident) or ""


def _is_put(incident: Incident) -> bool:
    """Whether a place that the gazetteer lacks was put in the larger one named after it."""
    return "," in (incident.place_text or "")


def _at_one_place(one: Incident, other: Incident, place: Place) -> Agreement | None:
    """Two streets or quarters of one town are two places, unless the same victims are counted."""
    if not (_is_put(one) and _is_put(other)) or _alike(one, other):
        return Agreement(1.0, f"both at {place.name}")
    if not alike_numbers(one, other):
        return None
    return Agreement(0.6, f"both in {place.name}")


def _share_words(one: Incident, other: Incident) -> bool:
    """Whether the texts word the place alike, and mean no two places as far as is known.

    A name that the gazetteer lacks is told by its words alone; one that has two entries is one.
    The same victims are seldom counted in two namesakes: then one was taken for the other.
    """
    if not _alike(one, other):
        return False
    if one.place is None or other.place is None:
        return True
    apart = _km(one.place, other.place)
    lacking = _is_put(one) or _is_put(other)
    if apart <= (_PUT_KM if lacking else _ONE_KM):
        return True
    if lacking and GeoPrecision.COUNTRY in {one.geo_precision, other.geo_precision}:
        return one.place.country == other.place.country
    return both_exact(one, other) and share_number(one, other, least=2)


def _alike(one: Incident, other: Incident) -> bool:
    words = folded_head(one.place_text)
    return words is not None and words == folded_head(other.place_text)


def _is_region_of(whole: Incident, part: Incident) -> bool:
    """A region as a whole is where something was only if it is of one kind or counts the same."""
    area, inner = whole.place, part.place
    if area is None or inner is None or area.feature_code != "ADM1" or not area.admin1:
        return False
    if GeoPrecision.COUNTRY in {whole.geo_precision, part.geo_precision}:
        return False
    inside = (area.country, area.admin1) == (inner.country, inner.admin1)
    return inside and both_exact(whole, part) and (whole.type in ONCE or share_number(whole, part))


def is_district(incident: Incident) -> bool:
    """Return whether an incident is put in a district as a whole, known to the gazetteer or not."""
    return is_area(incident) and (incident.radius_km or _SMALL_KM) <= _SMALL_KM


def area_names(incident: Incident) -> set[str]:
    """Return the names by which reports may call an area: "Bajaur district", "Bajaur"."""
    words = folded_head(incident.place_text) or ""
    known = {fold(incident.place.name)} if incident.place else set[str]()
    return ({words, words.rpartition(" ")[0]} | known) - {""}


def _is_district_of(whole: Incident, part: Incident) -> bool:
    """A district is where something was if the other report names it, or the same side did it.

    A district has many events of a type a day: where both count victims, they must do so alike.
    """
    if not is_district(whole) or is_area(part) or not both_exact(whole, part):
        return False
    once = whole.type in ONCE
    both_count = whole.killed is not None and part.killed is not None
    if whole.type != part.type or (both_count and not once and not alike_numbers(whole, part)):
        return False
    apart = _km(whole.place, part.place) if whole.place and part.place else None
    if area_names(whole) & {fold(name) for name in part.context}:
        return apart is None or apart <= 2 * _SMALL_KM
    near = apart is not None and apart <= _SMALL_KM
    return near and (once or is_supported(whole, part))


def _is_town_of(whole: Incident, part: Incident) -> bool:
    """A quarter stands for its town where the town's report names it, or counts the same."""
    town, quarter = whole.place, part.place
    if town is None or quarter is None or quarter.feature_code != "PPLX":
        return False
    if is_around(whole) or is_around(part):
        return False
    if town.feature_class != "P" or _km(town, quarter) > _QUARTER_KM:
        return False
    named = fold(quarter.name) in {fold(name) for name in whole.context}
    return named or share_number(whole, part)


def _is_known_by_victims(one: Incident, other: Incident) -> bool:
    """A report that names no place, or the country, is told by its many victims of one day."""
    if one.type != other.type or not share_number(one, other, least=CROWD):
        return False
    lacking = is_nowhere(one) or is_nowhere(other)
    if one.place and other.place and one.place.country == other.place.country:
        lacking = GeoPrecision.COUNTRY in {one.geo_precision, other.geo_precision}
    return lacking and both_exact(one, other)


def _is_beside(spot: Incident, other: Incident) -> bool:
    """What was near a town may be told by the village it was at, if the same are counted."""
    if spot.place is None or other.place is None or not is_near(spot):
        return False
    if not (both_exact(spot, other) and share_number(spot, other, least=MANY)):
        return False
    return _km(spot.place, other.place) <= (spot.radius_km or 0) + _BESIDE_KM


def far_places(one: Incident, other: Incident) -> bool:
    """Return whether both are at towns of their own that are surely two."""
    if one.place is None or other.place is None or is_area(one) or is_area(other):
        return False
    if _is_put(one) or _is_put(other) or one.place.id == other.place.id:
        return False
    exact = one.geo_precision == other.geo_precision == GeoPrecision.EXACT
    return exact and not _alike(one, other) and _km(one.place, other.place) > _SMALL_KM


def _km(one: Place, other: Place) -> float:
    return distance_km(one.position, *other.position)
