"""How the place of an incident is said: alike in the table, the list, the map and pictures.

A place has one label in one output, however its reports spell it: the name that they use most, and
the gazetteer's after it where that is another name and not the same one in another spelling.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from geomap.models import GeoPrecision, Incident, Place, Resolution
from geomap.text import fold

AROUND = ", around "  # between a name that no gazetteer has and the town that it is put around
_ALIKE = 0.7  # share of letters in common
_SURE = 0.7  # a place that is chosen with less is told with the likeliest other one


class Names:
    """What the places of some incidents are called."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        told: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for incident in incidents:
            if incident.place and (name := _told(incident)):
                told[incident.place.id][name] += 1
        self._told = told
        self._labels: dict[str, str] = {}

    def of(self, place: Place) -> str:
        """Return the name of a place, and the gazetteer's if it is another."""
        if place.id not in self._labels:
            leading = self._leading(place)
            self._labels[place.id] = _with_own(leading, leading, place)
        return self._labels[place.id]

    def where(self, incident: Incident) -> str:
        """Return the place in words: how near, what the text calls it, and its name if another."""
        place = incident.place
        if place is None:
            return f"({incident.place_text or 'no place told'})"
        precision, told = incident.geo_precision, _told(incident)
        if precision in (GeoPrecision.EXACT, None) and incident.place_text in (None, told):
            return self.of(place)
        leading = self._leading(place)
        words = incident.place_text or leading
        if told and told in words:
            words = words.replace(told, leading, 1)
        measured = place.id.startswith("point:")  # "12 km north of Goris" says how near
        near = precision == GeoPrecision.NEAR and not (measured or words.startswith("near"))
        words = _with_own(words, leading, place)
        if near:
            return f"near {words}"
        told_so = is_around(incident) or words.endswith(" area")
        area = precision == GeoPrecision.AREA and not told_so
        return f"{words}, area" if area else words

    def _leading(self, place: Place) -> str:
        """Return the name that most reports use; if several do, rather the gazetteer's."""
        told = self._told.get(place.id)
        if not told or len(told) == 1:
            return next(iter(told or ()), place.name)
        return min(told, key=lambda name: (-told[name], fold(name) != fold(place.name), name))


def is_around(incident: Incident) -> bool:
    """Return whether a place that no gazetteer has was put around a town: it is not that town."""
    return incident.geo_precision is GeoPrecision.AREA and AROUND in (incident.place_text or "")


def doubt_words(resolution: Resolution) -> str:
    """Return how unsure the choice of a place is, and what else it may be; "" if it is sure.

    As in "only 55% sure, may also be Bugarama, Western, RW".
    """
    chosen = resolution.place
    if chosen is None or resolution.confidence >= _SURE:
        return ""
    sure = f"only {resolution.confidence:.0%} sure"
    others = (_described(candidate.place) for candidate in resolution.candidates)
    other = next((words for words in others if words != _described(chosen)), None)
    return f"{sure}, may also be {other}" if other else sure


def _described(place: Place) -> str:
    parts = (place.name, place.admin1_name, place.country)
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _told(incident: Incident) -> str | None:
    """Return the name as the text spells it, if it stands for the incident's own place."""
    resolution = incident.resolution
    if resolution is None or resolution.place is None or incident.place is None:
        return None
    if resolution.place.id != incident.place.id:
        return None
    return resolution.mention.name


def _with_own(words: str, leading: str, place: Place) -> str:
    known = (
        place.name in words or fold(place.name) in fold(words) or _same_name(leading, place.name)
    )
    return words if known else f"{words} ({place.name})"


def _same_name(one: str, other: str) -> bool:
    """Tell whether two names are one in two spellings, as Kupiansk and Kupyansk are."""
    return SequenceMatcher(None, fold(one), fold(other)).ratio() >= _ALIKE
