"""Where a place stands before the ledger speaks: its country, its units, on land or at sea."""

from typing import NamedTuple

from geomap.boundaries import Admin, Boundaries
from geomap.models import LonLat, Place
from geomap.territory.ground import Spot, country_names, unit_of

UNCODED = "-1"  # the country of outlines that Natural Earth gives no code, such as Somaliland's
_MARGIN_KM = 2.0  # the boundaries are simplified to 1 km; nearer, the gazetteer's record decides
# Territories whose state's polygon contains them in OpenStreetMap: the record's own code stands.
_WITHIN = {
    **dict.fromkeys("GP MQ GF RE YT PM BL MF NC PF WF TF".split(), "FR"),
    **dict.fromkeys("HK MO".split(), "CN"),
    **dict.fromkeys("PR GU VI AS MP UM".split(), "US"),
    **dict.fromkeys("AW CW SX BQ".split(), "NL"),
    "AX": "FI", "SJ": "NO", "BV": "NO", "CX": "AU", "CC": "AU", "NF": "AU",
}  # fmt: skip
_SEAS = frozenset("H.SEA H.OCN H.GULF H.STRT H.BAY H.SD H.CHNM H.BNK H.RF H.SHOL".split())


class Placing(NamedTuple):
    """A spot, the names of its units, whether it is at sea, and what is to be said of it."""

    spot: Spot
    admin1: str | None = None
    admin2: str | None = None
    at_sea: bool = False
    notes: tuple[str, ...] = ()


def placed(place: Place | LonLat, boundaries: Boundaries) -> Placing:
    """Return where a gazetteer record or a position stands."""
    return _record(place, boundaries) if isinstance(place, Place) else _point(place, boundaries)


def unit_in(country: str | None, drawn: Admin | None) -> Admin | None:
    """Return the unit drawn at a point; none of another country, whose outline reaches in."""
    return drawn if drawn and country and drawn.country in (country, UNCODED) else None


def sea_note(country: str | None) -> str:
    """Return in whose waters a spot at sea lies, by the packaged maritime boundaries."""
    if country is None:
        return "at sea, outside of all territorial waters"
    return f"at sea, in the territorial waters of {country_names().get(country, country)}"


def _point(point: LonLat, boundaries: Boundaries) -> Placing:
    country = boundaries.country_at(point)
    borders = boundaries.borders_at(point)
    at_sea, drawn = boundaries.shore_at(point)
    if at_sea:
        spot = Spot(point, country, None, None, borders)
        return Placing(spot, at_sea=True, notes=(sea_note(country),))
    admin = unit_in(country, drawn)
    spot = Spot(point, country, admin.place_id if admin else None, None, borders)
    return Placing(spot, admin.name if admin else None)


def _record(place: Place, boundaries: Boundaries) -> Placing:
    """Return a gazetteer record's standing: the boundary polygon decides on the country."""
    country = boundaries.country_at(place.position)
    chosen, notes = _country(place, country, boundaries)
    at_sea = _is_at_sea(place, boundaries)
    if at_sea:
        notes = (*notes, sea_note(chosen))
    borders = boundaries.borders_at(place.position)
    spot = Spot(place.position, chosen, unit_of(place), place.id, borders)
    return Placing(spot, place.admin1_name, place.admin2_name, at_sea, notes)


def _country(
    place: Place, drawn: str | None, boundaries: Boundaries
) -> tuple[str | None, tuple[str, ...]]:
    """Return the country of a record, and a note where polygon and record differ."""
    recorded = place.country
    if drawn is None or drawn == recorded or place.feature_code.startswith("PCL"):
        return recorded, ()
    if recorded is None:
        return drawn, ()
    if _WITHIN.get(recorded) == drawn or place.feature_class == "A":
        return recorded, ()
    if boundaries.border_distance_km(place.position, recorded) <= _MARGIN_KM:
        return recorded, ("it lies on the boundary",)
    return drawn, (f"the gazetteer files it under {recorded}, the boundary puts it in {drawn}",)


def _is_at_sea(place: Place, boundaries: Boundaries) -> bool:
    """Tell whether a record is a piece of sea: by its kind, or filed nowhere and off the coast."""
    if f"{place.feature_class}.{place.feature_code}" in _SEAS:
        return boundaries.at_sea(place.position)
    return place.country is None and boundaries.at_sea(place.position)
