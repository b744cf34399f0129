"""When the likeliest place is no answer all the same: namesakes far from all that a text speaks of.

Almost every word is a small town's name somewhere. A text's "Republic Square" is not in Republic,
Missouri, and a village that the gazetteer lacks is not its namesake on another continent. The
figures were chosen on our own annotated reports: of 200 readings that were doubted so, 138 lay in a
wrong country and 35 were no place at all. LGL, GeoVirus and GeoCorpora were looked at as well. Ties
are left open where of 110 such readings 69 were wrong.
"""

from collections.abc import Mapping, Sequence
from math import inf

from geomap.gazetteer import Match
from geomap.globe import distance_km
from geomap.models import Kind, Place, Role
from geomap.resolution.candidates import STAND_IN
from geomap.resolution.context import FIRM, Context, nearest
from geomap.resolution.features import Query, contains

_NEAR_KM = 100.0  # a town and the sites that are named after it
_FAR_KM = 300.0  # farther, a place is hardly the neighbour across a border
# Towns of fewer inhabitants need the certainty beside it, to be believed so far from all else.
_SMALL = ((30_000, 0.9), (100_000, 0.5))
_OTHERWISE_NAMED = (500_000, 0.8)  # the same where the text's word is not the place's main name
_SPEAKERS = {Role.METONYM, Role.DEMONYM, Role.DATELINE}  # who speaks may be anywhere
_TOWNS = {Kind.SETTLEMENT, None}

# So far from the middle of the region or state that the text puts it in, a town is not in it, even
# if borders were drawn anew or are disputed. Larger ones are known to writers under any of them.
_OUTSIDE_KM = {"ADM1": 150.0, "PCLI": 800.0, "": inf}
_KNOWN_ANYWHERE = 100_000
# The same of what it lies near: "X, east of Y".
_AWAY_KM = {"ADM1": 300.0, "PCLI": 800.0, "": 100.0}

# Between namesakes so far apart a choice so unsure is none, unless the chosen is so much the larger
# that people anywhere mean it: Geneva is in Switzerland.
_APART_KM = 161.0
_BESIDE_KM = 30.0  # of another place of the text: that decides against what is off from all
_OFF_KM = 60.0
_UNSURE = 0.4
_AS_LIKELY = 0.5  # of the best one's certainty
_LARGER = 3
_MAIN = frozenset({"exact", "folded"})
# So likely is it that no place on record is meant, and so unsure the best: no stranger is believed.
_ABSENT, _HARDLY_SURE = 0.3, 0.6

FAR_STAND_IN = "only a town that its name contains is known, and that is far from the text's places"
FAR_NAMESAKE = "the likeliest is a namesake in a country that the text does not speak of"
TIE = "namesakes far from each other are about as likely"
ELSEWHERE = "the likeliest is a namesake far from where the text says that it lies"


def doubt(
    query: Query, match: Match, certainty: float, context: Context, absent: float = 0.0
) -> str:
    """Return why a group's best match is no answer, in words; "" if it is one.

    Args:
        query: what is asked.
        match: the best match.
        certainty: its share, from 0 to 1.
        context: what the document's other names say.
        absent: the share of the answer that the gazetteer lacks what is meant.
    """
    place = match.place
    firm = [anchor for anchor in context.anchors if anchor.is_firm]
    is_lone_stand_in = match.match == STAND_IN and not _at_home(place, certainty, context)
    if is_lone_stand_in and nearest(place, firm, query.name)[0] > _NEAR_KM:
        return FAR_STAND_IN
    # "Kidal burns, Paris said" says nothing of where Kidal is, hence the settings.
    abroad = context.settings and place.country not in {anchor.place.country for anchor in firm}
    if (
        abroad
        and (_is_feeble(query, match, certainty) or _is_stranger(query, place, certainty, absent))
        and nearest(place, firm, query.name)[0] > _FAR_KM
    ):
        return FAR_NAMESAKE
    return ELSEWHERE if _is_outside(query, place) else ""


def is_tied(
    matches: Sequence[Match],
    certainty: Sequence[float],
    order: Sequence[int],
    best: float,
    nearest_km: Mapping[str, float],
) -> bool:
    """Return whether a place far from the likeliest is about as likely, and nothing else decides.

    Who writes the main name of one place hardly means another that is called so as well, and who
    writes the name of a city known anywhere hardly means a small town.

    Args:
        matches: the places that a name may mean.
        certainty: the share of each, from 0 to 1.
        order: their numbers, the likeliest first.
        best: the share of the likeliest, with others at the same spot.
        nearest_km: how far the text's other places are, by the id of a match's place.
    """
    first = matches[order[0]]
    place, is_main = first.place, first.match in _MAIN
    is_beside = nearest_km.get(place.id, inf) < _BESIDE_KM
    rivals = (matches[i] for i in order[1:] if certainty[i] > _AS_LIKELY * best)
    return best < _UNSURE and any(
        (rival.match in _MAIN or not is_main)
        and not (is_main == (rival.match in _MAIN) and _is_far_larger(place, rival.place))
        and distance_km(place.position, rival.place.position) > _APART_KM
        and not contains(rival.place, place)  # New York in New York
        and not (is_beside and nearest_km.get(rival.place.id, inf) > _OFF_KM)
        for rival in rivals
    )


def _is_far_larger(place: Place, other: Place) -> bool:
    """Return whether a place is so large, and so much larger, that people anywhere mean it."""
    return place.population >= max(_KNOWN_ANYWHERE, _LARGER * other.population)


def _is_stranger(query: Query, place: Place, certainty: float, absent: float) -> bool:
    """Return whether a town or unit is hardly likelier than one that is not on record."""
    is_state = place.feature_code.startswith("PCL")
    named = place.feature_class in "APS" and not is_state and query.role not in _SPEAKERS
    return named and certainty < _HARDLY_SURE and absent > _ABSENT


def _is_outside(query: Query, place: Place) -> bool:
    """Return whether a town lies far from all that the text says it lies in: "X, Y"."""
    if place.feature_class != "P" or place.population >= _KNOWN_ANYWHERE:
        return False
    outside = all(_is_off(whole, place, _OUTSIDE_KM) for whole in query.qualifiers)
    return bool(query.qualifiers and outside) or any(
        _is_off(other, place, _AWAY_KM) for other in query.located
    )


def _is_off(whole: Place, place: Place, limits: Mapping[str, float]) -> bool:
    """Return whether a place is neither in another nor as near as it would be in or by it."""
    most = limits.get(whole.feature_code, limits[""])
    return not contains(whole, place) and distance_km(whole.position, place.position) > most


def _at_home(place: Place, certainty: float, context: Context) -> bool:
    """Return whether it is likely, and in the country that the document speaks of most."""
    share = context.countries.get(place.country or "", 0.0)
    return certainty > FIRM and 0 < share == max(context.countries.values())


def _is_feeble(query: Query, match: Match, certainty: float) -> bool:
    """Return whether little but the name speaks for a town, and the name alone does not do."""
    place = match.place
    if place.feature_class not in "PS" or query.role in _SPEAKERS:
        return False
    # In another script every name is another than the main one.
    as_named = match.match == "exact" or not query.name.isascii()
    bounds = _SMALL if as_named else (*_SMALL, _OTHERWISE_NAMED)
    small = any(place.population < few and certainty < sure for few, sure in bounds)
    return small or query.kind not in _TOWNS
