"""Whose ground a place was, in lines: of a point, or of a place by its name."""

from collections.abc import Iterator, Sequence
from datetime import date

from geomap.boundaries import Coast
from geomap.cli.full import ground
from geomap.cli.tables import place_words
from geomap.errors import GazetteerError
from geomap.gazetteer import Gazetteer, likeliest_first
from geomap.models import Coordinates, LonLat, Place, TerritoryStatus
from geomap.recognition.coordinates import written_coordinates
from geomap.territory import Territories, country_names

_NAMED_KM = 10  # within which a settlement's record names the units of a point
_LINES_KM, _LINES = 50, 5
_NAMES = ("exact", "folded", "alternate")  # ways of finding that leave no doubt of the name
_NAMESAKES = 5  # told at most
_EXACT_KM = 0.001  # of numbers that were typed as a point
_TOLD_KM = 0.05  # from which it is told how large a square is
_FORMS = (
    "coordinates are written like 39.64 46.55, 39.64 N 46.55 E, 38S MB 12345 67890"
    " or UTM 38N 512345 4412345"
)


def locate(where: Sequence[str], day: date | None, worldview: str = "un") -> Iterator[str]:
    """Yield whose ground a place was on a day, and what lines are near, line by line.

    Args:
        where: latitude and longitude, a reference in MGRS or UTM, or the words of a name.
        day: the day that counts; without it only de jure status is told.
        worldview: in whose eyes the ground is labelled.

    Raises:
        GazetteerError: if there is no place of that name, or the numbers are no position.
        WorldviewError: if the ledger knows nothing of the worldview.
    """
    territories = Territories.open(worldview=worldview)
    with Gazetteer.open() as gazetteer:
        given = _point(where)
        point = given.position if given else None
        named = [] if point else _named(" ".join(where), gazetteer)
        place = _record_at(point, gazetteer) if point else named[0]
    status = territories.classify(place, on=day)
    if not point and isinstance(place, Place):
        yield place_words(place)
    if given and given.slack_km > _EXACT_KM:
        yield _at(given)
    yield from ground(status)
    yield from _around(place, status, day, territories)
    yield from _namesakes(named[1:])
    if day is None:
        yield "  hint       add --on YYYY-MM-DD to learn who held it on that day"
    if point and (hint := _swapped(point, status, territories)):
        yield f"  hint       {hint}"


def _at(given: Coordinates) -> str:
    """Return where a point lies in degrees, and how far off it may be where that is much."""
    lon, lat = given.position
    slack = f", give or take {given.slack_km:g} km" if given.slack_km >= _TOLD_KM else ""
    return f"  point      {lat:.5f} {lon:.5f}{slack}"


def _point(where: Sequence[str]) -> Coordinates | None:
    """Return two numbers, "39.64 N, 46.55 E" or "38S MB 12 67" as a point; None for a name."""
    words = " ".join(where)
    try:
        lat, lon = map(float, words.replace(",", " ").split())
    except ValueError:
        return _written(words)
    if abs(lat) <= 90 and abs(lon) <= 180:
        return Coordinates(position=LonLat(lon, lat), slack_km=_EXACT_KM)
    swapped = ""
    if abs(lon) <= 90 and abs(lat) <= 180:
        swapped = f"; did you mean {lon:g} {lat:g}? Latitude comes first"
    raise GazetteerError(f"{words} is no latitude and longitude in degrees{swapped}")


def _written(words: str) -> Coordinates | None:
    """Return the coordinates that all of the words are; whoever asks need not write capitals."""
    for spelt in (words, words.upper(), f"MGRS {words.upper()}"):
        found = next(written_coordinates(spelt), None)
        if found and (found.start, found.end) == (0, len(spelt)):
            return found.coordinates
    return None


def _named(name: str, gazetteer: Gazetteer) -> list[Place]:
    """Return the places of a name, the likeliest first."""
    matches = likeliest_first(gazetteer.lookup(name))
    if not matches:
        figures = any(letter.isdigit() for letter in name)
        hint = _FORMS if figures else "`geomap lookup` finds spellings like it"
        raise GazetteerError(f"the gazetteer knows no place called {name!r}; {hint}")
    alike = (m.place for m in matches if m.match in {*_NAMES, matches[0].match})
    return list({place.id: place for place in alike}.values())


def _namesakes(places: Sequence[Place]) -> Iterator[str]:
    """Yield which other places bear the name, and how to ask for each."""
    for place in places[:_NAMESAKES]:
        at = place.position
        yield f"  or         {place_words(place)}: geomap locate {at.lat:.5f} {at.lon:.5f}"
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


def _swapped(point: LonLat, status: TerritoryStatus, territories: Territories) -> str | None:
    """Return a hint where a point makes more sense with its coordinates the other way round."""
    if abs(point.lon) > 90:
        return None
    other = LonLat(point.lat, point.lon)
    from_sea = status.at_sea and not territories.boundaries.at_sea(other)
    to_contested = territories.speaks_of(other) and not territories.speaks_of(point)
    country = territories.boundaries.country_at(other)
    if not country or not (from_sea or to_contested):
        return None
    return (
        f"with latitude and longitude the other way round, {other.lat:g} {other.lon:g} lies in"
        f" {country_names().get(country, country)}"
    )
