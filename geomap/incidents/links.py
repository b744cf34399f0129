"""How likely the tagger thinks it that the event of a trigger took place at a toponym."""

from geomap.incidents.triggers import Trigger
from geomap.models import Mention


def link_share(trigger: Trigger, mention: Mention) -> float:
    """Return the share of the trigger's likeliest word; 0 where the tagger links none."""
    if mention.scene is None:
        return 0.0
    links = mention.scene.links
    inside = (share for start, share in links if trigger.start <= start < trigger.end)
    return max(inside, default=0.0)
