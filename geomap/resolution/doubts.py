"""When the likeliest place is no answer all the same: namesakes far from all that a text speaks of.

Almost every word is a small town's name somewhere. A text's "Republic Square" is not in Republic,
Missouri, and a village that the gazetteer lacks is not its namesake on another continent.
"""

from geomap.gazetteer import Match
from geomap.models import Place
from geomap.resolution.candidates import STAND_IN
from geomap.resolution.context import FIRM, Context, nearest

_NEAR_KM = 100.0  # a town and the sites that are named after it
_FAR_KM = 300.0  # farther, a place is hardly the neighbour across a border
_FEW = 100_000  # inhabitants; larger towns are named without their country
_SURE = 0.9  # certainty from which a small place abroad is believed

FAR_STAND_IN = "only a town that its name contains is known, and that is far from the text's places"
FAR_NAMESAKE = "the likeliest is a small place in a country that the text does not speak of"


def doubt(match: Match, certainty: float, context: Context, name: str) -> str:
    """Return why a group's best match is no answer, in words; "" if it is one.

    Args:
        match: the best match.
        certainty: its share, from 0 to 1.
        context: what the document's other names say.
        name: the group's own name, folded.
    """
    place = match.place
    firm = [a for a in context.anchors if a.weight > FIRM]
    km, _ = nearest(place, firm, name)
    if match.match == STAND_IN and km > _NEAR_KM and not _at_home(place, certainty, context):
        return FAR_STAND_IN
    small = place.feature_class in "PS" and place.population < _FEW
    # "Kidal burns, Paris said" says nothing of where Kidal is, hence the settings.
    abroad = context.settings and place.country not in {a.place.country for a in firm}
    return FAR_NAMESAKE if small and abroad and km > _FAR_KM and certainty < _SURE else ""


def _at_home(place: Place, certainty: float, context: Context) -> bool:
    """Return whether it is likely, and in the country that the document speaks of most."""
    share = context.countries.get(place.country or "", 0.0)
    return certainty > FIRM and 0 < share == max(context.countries.values())
