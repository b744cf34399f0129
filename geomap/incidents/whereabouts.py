"""Whether two events were at one place, or one of them inside the place of the other."""

from geomap.globe import distance_km
from geomap.incidents.tellings import Event
from geomap.incidents.uses import PlaceUse
from geomap.models import Kind, Place

_REGION_REACH_KM = 120.0  # an informal region has no code; what lies this near is taken to be in it
_SAME_SPOT_KM = 6.0  # a quarter or a building and its town


def at_one_place(one: Event, other: Event) -> bool:
    """Whether two events were at one place, as far as the gazetteer knows their names."""
    if one.use is None or other.use is None or listed_apart(one, other):
        return False
    a, b = one.use.place, other.use.place
    if a is None or b is None:
        return one.use.resolution.mention.name == other.use.resolution.mention.name
    stand_ins = one.use.stands_in and other.use.stands_in
    if stand_ins and one.use.own_name != other.use.own_name:
        return False  # "Lenin Street, Gyumri" and "Dorn, Gyumri": both only drawn where Gyumri is
    # "Near X" and "12 km north of X" may be one spot; two measured ones are what they say.
    measured = one.use.resolution.spot and other.use.resolution.spot
    same = a.id == b.id if measured else one.use.named_id == other.use.named_id
    return same or _same_spot(one, other)


def listed_apart(one: Event, other: Event) -> bool:
    """Whether a sentence lists both, one as unknown and so drawn as the district around it.

    "The villages of A and B in C district" are two, though both may stand where C does.
    """
    a, b = one.use, other.use
    if a is None or b is None or one.trigger.sentence.number != other.trigger.sentence.number:
        return False
    drawn_as_district = any(use.stands_in and use.fineness < 3 for use in (a, b))
    alike = a.group == b.group or (a.use, a.word) == (b.use, b.word)
    return drawn_as_district and alike and a.text != b.text


def _same_spot(one: Event, other: Event) -> bool:
    """Whether one is a quarter or a site in the other, a few kilometres apart."""
    if one.use is None or other.use is None or one.use.place is None or other.use.place is None:
        return False
    fine = max(one.use.fineness, other.use.fineness) == 4
    near = distance_km(one.use.place.position, other.use.place.position) <= _SAME_SPOT_KM
    return fine and near and min(one.use.fineness, other.use.fineness) >= 3


def is_flooded(water: PlaceUse, inner: PlaceUse) -> bool:
    """Whether a river or a lake may only be what flooded the town told with it.

    Its one point says nothing: the Indus is 3,000 km long.
    """
    return water.resolution.mention.kind is Kind.WATER and inner.fineness >= 3


def lies_in(inner: PlaceUse, outer: PlaceUse) -> bool:
    """Whether a place lies in another, or is taken to: one that the gazetteer lacks."""
    return _contains(outer.place, inner.place) or _is_unknown_in(outer, inner)


def _is_unknown_in(outer: PlaceUse, inner: PlaceUse) -> bool:
    """A place that the gazetteer lacks is taken to lie in the country that the story is about."""
    return inner.place is None and outer.fineness == 0


def _contains(outer: Place | None, inner: Place | None) -> bool:
    """Whether ``inner`` lies in ``outer``: by the gazetteer's codes, by distance where it has none.

    Countries, admin-1 and admin-2 have codes; informal regions (class L) have not.
    """
    if outer is None or inner is None:
        return False
    if outer.feature_class == "L":
        return distance_km(outer.position, inner.position) <= _REGION_REACH_KM
    same_admin1 = outer.country == inner.country and outer.admin1 == inner.admin1
    if outer.feature_code.startswith("PCL"):
        return outer.country == inner.country
    if outer.feature_code == "ADM1":
        return same_admin1
    known = outer.feature_code == "ADM2" and bool(outer.admin2)
    return known and same_admin1 and outer.admin2 == inner.admin2
