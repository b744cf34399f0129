"""Under which keys an incident is found, and under which its like is looked for.

A key is a day with a place, its words, a region or victims; only incidents that share one are
compared, so that the time grows with their number and not with its square.
"""

from geomap.merge.days import days_of, months
from geomap.merge.spots import area_names, folded_head, is_area, is_district, is_near, is_nowhere
from geomap.merge.tolls import CROWD, MANY, counted
from geomap.models import GeoPrecision, Incident
from geomap.text import fold

Key = tuple[str, str | None, str, object]  # how it is looked for, country, place or words, day
_Part = tuple[str, str | None, str]


def keys(incident: Incident) -> tuple[list[Key], list[Key]]:
    """Return where an incident can be found, and where its like is."""
    there = _there(incident)
    found, looked_for = _around(incident)
    named, naming = _named(incident)
    found, looked_for = found + named, looked_for + naming
    later: list[Key] = []
    if victims := list(counted(incident, MANY)):
        counted_here, counted_there = _victims(incident, victims)
        found, looked_for = found + counted_here, looked_for + counted_there
        later = _later(incident, victims)
    days_found, days_sought = days_of(incident)
    return (
        [(*part, day) for day in days_found for part in there + found] + later,
        [(*part, day) for day in days_sought for part in there + looked_for] + later,
    )


def _there(incident: Incident) -> list[_Part]:
    """Return its place and the words for it."""
    parts: list[_Part] = [("place", None, incident.place.id)] if incident.place else []
    if name := folded_head(incident.place_text):
        parts.append(("words", None, name))
    return parts


def _named(incident: Incident) -> tuple[list[_Part], list[_Part]]:
    """Return the names of a district for those that are in it, and those of where others are."""
    if is_district(incident):
        names = area_names(incident)
        kinds = "district", "in district"
    else:
        names = {fold(name) for name in incident.context}
        kinds = "in district", "district"
    found: list[_Part] = [(kinds[0], None, name) for name in names]
    return found, [(kinds[1], None, name) for name in names]


def _around(incident: Incident) -> tuple[list[_Part], list[_Part]]:
    """Return as what it lies in a region: all that is there seeks its areas and quarters."""
    place = incident.place
    if place is None:
        return [], []
    region = place.admin1 or place.id
    inside: _Part = ("inside", place.country, region)
    around: _Part = ("around", place.country, region)
    if place.feature_code == "ADM1":
        return [around], [inside]
    if is_area(incident) or place.feature_code == "PPLX":
        return [inside, around], [inside, around]
    return [inside], [around]


def _victims(incident: Incident, victims: list[str]) -> tuple[list[_Part], list[_Part]]:
    """Return many victims: of what has no place of its own, of what was near one, of all else."""
    crowds = list(counted(incident, CROWD))
    crowd: list[_Part] = [("crowd", None, number) for number in crowds]
    nowhere: list[_Part] = [("nowhere", None, number) for number in crowds]
    place = incident.place
    if is_nowhere(incident) or incident.geo_precision is GeoPrecision.COUNTRY:
        return nowhere, crowd
    if place is None:
        return crowd, nowhere
    many: list[_Part] = [("many", place.country, number) for number in victims]
    beside: list[_Part] = [("beside", place.country, number) for number in victims]
    if is_near(incident):
        return crowd + many + beside, nowhere + many
    return crowd + many, nowhere + beside


def _later(incident: Incident, victims: list[str]) -> list[Key]:
    """Return many victims with the place, which are told again days later."""
    where = incident.place.id if incident.place else folded_head(incident.place_text)
    if not where:
        return []
    return [("there", where, number, month) for month in months(incident) for number in victims]
