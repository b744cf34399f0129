"""Whose ground a place was, in lines: of a point, or of a place by its name."""

from collections.abc import Iterator, Sequence
from datetime import date

from geomap.boundaries import Coast
from geomap.cli.asking import Asked, place_of, point_of
from geomap.cli.full import ground
from geomap.cli.tables import place_words
from geomap.gazetteer import Gazetteer
from geomap.models import Coordinates, LonLat, Place, TerritoryStatus
from geomap.territory import UN, Territories, country_names

_NAMED_KM = 10  # within which a settlement's record names the units of a point
_LINES_KM, _LINES = 50, 5
_NAMESAKES = 5  # told at most
_TYPED_KM = 0.001  # of numbers that were typed as a point
_TOLD_KM = 0.05  # from which it is told how large a square is


def locate(where: Sequence[str], day: date | None, worldview: str = UN) -> Iterator[str]:
    """Yield whose ground a place was on a day, and what lines are near, line by line.

    Args:
        where: latitude and longitude, a reference in MGRS or UTM, an id of the gazetteer, a
            name, or words that lead to a place.
        day: the day that counts; without it only de jure status is told.
        worldview: in whose eyes the ground is labelled.

    Raises:
        GazetteerError: if no place is found in the words, or the numbers are no position.
        WorldviewError: if the ledger knows nothing of the worldview.
    """
    words = " ".join(where)
    territories = Territories.open(worldview=worldview)
    again = _options(day, worldview)
    with Gazetteer.open() as gazetteer:
        if point := point_of(words):
            place = _record_at(point.position, gazetteer)
            yield from _of_point(point, place, day, territories)
        else:
            asked = place_of(words, gazetteer)
            yield from _of_words(asked, day, territories)
            yield from _namesakes(asked.others, again)
    if day is None:
        yield "  hint       add --on YYYY-MM-DD to learn who held it on that day"
    if point and (hint := _swapped(point.position, territories)):
        yield f"  hint       {hint}{again}"


def _of_point(
    point: Coordinates, place: Place | LonLat, day: date | None, territories: Territories
) -> Iterator[str]:
    """Yield whose ground a point was."""
    if point.slack_km > _TYPED_KM:
        yield _at(point.position, point.slack_km)
    status = territories.classify(place, on=day)
    yield from ground(status)
    yield from _around(place, status, day, territories)


def _of_words(asked: Asked, day: date | None, territories: Territories) -> Iterator[str]:
    """Yield whose ground a place was that words mean, and what was not read of them."""
    place = asked.place
    status = territories.classify(place, on=day, radius_km=asked.radius_km)
    yield place_words(place)
    if asked.radius_km:
        yield _at(place.position, asked.radius_km)
    if asked.unread:
        yield f"  not read   {asked.unread}"
    yield from ground(status)
    yield from _around(place, status, day, territories)


def _options(day: date | None, worldview: str) -> str:
    """Return the options of a question, as they are typed after the next one."""
    on = f" --on {day}" if day else ""
    return on if worldview == UN else f"{on} --worldview {worldview}"


def _at(position: LonLat, slack_km: float) -> str:
    """Return where a point lies in degrees, and how far off it may be where that is much."""
    slack = f", give or take {slack_km:g} km" if slack_km >= _TOLD_KM else ""
    return f"  point      {position.lat:.5f} {position.lon:.5f}{slack}"


def _namesakes(places: Sequence[Place], again: str) -> Iterator[str]:
    """Yield which other places bear the name, and how to ask for each."""
    for place in places[:_NAMESAKES]:
        yield f"  or         {place_words(place)}: geomap locate {place.id}{again}"
    if len(places) > _NAMESAKES:
        yield f"  or         {len(places) - _NAMESAKES} more: see geomap lookup"


def _record_at(point: LonLat, gazetteer: Gazetteer) -> Place | LonLat:
    """Return the nearest settlement's record moved to a point, so that its units are named.

    Admin-1 polygons are good to a kilometre and know few names; a record knows its own unit. The
    point alone comes back where no settlement lies near.
    """
    near = (p for p in gazetteer.near(point, _NAMED_KM) if p.feature_class == "P" and p.admin1)
    nearest = next(near, None)
    return nearest.model_copy(update={"position": point}) if nearest else point


def _around(
    place: Place | LonLat, status: TerritoryStatus, day: date | None, territories: Territories
) -> Iterator[str]:
    """Yield the coast of a point at sea, and the lines near a place."""
    position = place.position if isinstance(place, Place) else place
    if status.at_sea:
        yield f"  coast      {_coast(territories.boundaries.coast_near(position))}"
    if day:
        for line in territories.lines_near(place, on=day, within_km=_LINES_KM)[:_LINES]:
            yield f"  line       {line.km:.1f} km: {line.line}"


def _coast(coast: Coast | None) -> str:
    if coast is None:
        return "none within 30 degrees"
    country = country_names().get(coast.country, coast.country)
    return f"{coast.km:.0f} km: {coast.unit}, {country}"


def _swapped(point: LonLat, territories: Territories) -> str | None:
    """Return a hint where a point makes more sense with its coordinates the other way round."""
    if abs(point.lon) > 90:
        return None
    other = LonLat(point.lat, point.lon)
    at_sea = territories.boundaries.at_sea
    from_sea = at_sea(point) and not at_sea(other)
    to_contested = territories.speaks_of(other) and not territories.speaks_of(point)
    country = territories.boundaries.country_at(other)
    if not country or not (from_sea or to_contested):
        return None
    return (
        f"with latitude and longitude the other way round it lies in"
        f" {country_names().get(country, country)}: geomap locate {other.lat:g} {other.lon:g}"
    )
