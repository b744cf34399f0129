"""Parts of a town whose names towns elsewhere bear: "In A, a bomb hit the X district"."""

from collections.abc import Sequence

from geomap.globe import distance_km
from geomap.incidents.uses import PlaceUse, Use
from geomap.models import Kind, Place

_LEADS = 3  # tokens at the head of a sentence: "In X,", "In central X,"
_TOWN_KM = 40.0  # farther off nothing is a part of a town


def parts_of_town(uses: list[PlaceUse]) -> list[PlaceUse]:
    """Take a far namesake from a part of the town that leads: "In A, a bomb hit the X district"."""
    lead = uses[0].place if uses and uses[0].position < _LEADS and uses[0].use is Use.AT else None
    if lead is None or lead.feature_class != "P":
        return uses
    others = [u.place for u in uses if u.place is not None]
    far = [n for n, u in enumerate(uses) if n and _is_far_part(u, lead, others)]
    if not far:
        return uses
    context = uses[0]._replace(use=Use.CONTEXT, word=uses[far[0]].text)
    return [context, *(_unplaced(u) if n in far else u for n, u in enumerate(uses) if n)]


def _is_far_part(use: PlaceUse, town: Place, others: Sequence[Place]) -> bool:
    """Whether a district or quarter was put far from the town, and near nothing else named."""
    mention, place = use.resolution.mention, use.place
    is_part = mention.kind in (Kind.DISTRICT, Kind.QUARTER) and len(mention.found_by) > 1
    if place is None or not is_part or place.feature_class != "P":
        return False
    rest = (o for o in (town, *others) if o.id != place.id)
    return all(distance_km(o.position, place.position) > _TOWN_KM for o in rest)


def _unplaced(use: PlaceUse) -> PlaceUse:
    return use._replace(resolution=use.resolution.model_copy(update={"place": None}))
