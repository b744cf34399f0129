"""What a user asks for when he names a place: figures, a name, or words that lead to it."""

import re
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from geomap.errors import GazetteerError
from geomap.gazetteer import Gazetteer, Match, likeliest_first
from geomap.language import detect
from geomap.models import Coordinates, Document, LonLat, Place, Resolution
from geomap.recognition import LanguageRecogniser
from geomap.recognition.coordinates import written_coordinates
from geomap.recognition.lexicon import type_words
from geomap.recognition.references import complaint
from geomap.resolution import Resolver
from geomap.text import fold

_NAMES = ("exact", "folded", "alternate")  # ways of finding that leave no doubt of the name
_EXACT_KM = 0.001  # of numbers that were typed as a point
_CAPITALS = frozenset({"PPLC", "PPLA"})
_ID = re.compile(r"[a-z]+:\S+")
_SMALL = frozenset("a and at in of on the в на".split())  # they say nothing of where a place is
_ROUND = frozenset(
    "near around outside beside by close to area vicinity outskirts centre center downtown north"
    " south east west northern southern eastern western около под возле рядом с".split()
)  # they say that it is not quite the place, but not how far off: told, and left out
_FORMS = (
    "coordinates are written like 39.64 46.55, 39.64 N 46.55 E, 38S MB 12345 67890"
    " or UTM 38N 512345 4412345"
)


class Asked(NamedTuple):
    """The place that words mean.

    Attributes:
        place: the record; for figures and for "12 km north of Goris" one of a point.
        radius_km: how far off the place may be; 0 for a place by its name.
        others: other places of the name, the likeliest first.
        unread: words that were not understood, in their order.
    """

    place: Place
    radius_km: float = 0
    others: tuple[Place, ...] = ()
    unread: str = ""


def point_of(words: str) -> Coordinates | None:
    """Return two numbers, "39.64 N, 46.55 E" or "38S MB 12 67" as a point; None for a name.

    Raises:
        GazetteerError: if the numbers are no position, or a grid reference cannot be.
    """
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
    if why := complaint(words):
        raise GazetteerError(f"{words!r} is no position: {why}")
    return None


def place_of(words: str, gazetteer: Gazetteer) -> Asked:
    """Return what an id or a name means, or words round it: "Paris, Texas", "5 km from Goris".

    Raises:
        GazetteerError: if no place is found in them, or several of which none is asked for.
    """
    if place := gazetteer.get(words):
        return Asked(place)
    if not any(letter.isalpha() for letter in words):
        _unknown(words)  # the gazetteer has numbers for names of city districts
    matches = likeliest_first(gazetteer.lookup(words))
    if matches and all(_is_code(match, words) for match in matches):
        place = matches[0].place
        raise GazetteerError(
            f"no place is called {words!r}; as a code it is used for {_told(place)}:"
            f" geomap locate {place.id}"
        )
    if matches:
        named = _seats_first([m for m in matches if m.match in {*_NAMES, matches[0].match}])
        return Asked(named[0], others=tuple(named[1:]))
    return _read(words, gazetteer) or _read(_in_capitals(words), gazetteer) or _unknown(words)


def _is_code(match: Match, words: str) -> bool:
    """Tell whether a name is a code: "ABC", which pilots and clerks call Albacete."""
    weak = match.match == "weak"
    return weak and match.name.isupper() and len(words) <= 4 and fold(match.name) == fold(words)


def _seats_first(matches: Sequence[Match]) -> list[Place]:
    """Return the places, countries first, and a town before the unit that is called after it.

    Who asks for "Kherson" means the town; "Kherson Oblast" is a name of the unit alone.
    """
    places = list({match.place.id: match.place for match in matches}.values())
    country = next((p for p in places if p.feature_code.startswith("PCL")), None)
    first = country or places[0]
    if country is None and first.feature_class == "A":
        seats = (p for p in places if p.feature_class == "P" and _is_seat(p, first))
        first = next(seats, first)
    return [first, *(place for place in places if place is not first)]


def _is_seat(town: Place, unit: Place) -> bool:
    """Tell whether a town, which bears the name too, is a capital in the country of a unit."""
    return town.feature_code in _CAPITALS and town.country == unit.country


def _read(words: str, gazetteer: Gazetteer) -> Asked | None:
    """Return the place of words that are read as those of a report are."""
    document = Document(id="asked", text=words, source="asked", language=detect(words))
    found = Resolver(gazetteer)(document, LanguageRecogniser(gazetteer)(document))
    known = [r for r in found if r.place]
    if not known:
        return None
    asked = next((r for r in known if r.spot), known[0])
    others = [r for r in known if r is not asked and not _surrounds(r, asked)]
    if others:
        names = " and ".join(_told(r.place) for r in (asked, *others) if r.place)
        raise GazetteerError(f"{words!r} names {names}; ask for one of them")
    unread = _unread(words, found)
    if strange := [word for word in unread if word.casefold() not in _ROUND]:
        _refuse(words, strange, known)
    place = asked.spot or asked.place
    assert place is not None
    return Asked(place, asked.radius_km or 0, unread=" ".join(unread))


def _refuse(words: str, strange: Sequence[str], known: Sequence[Resolution]) -> NoReturn:
    """Say what was not understood: a name that no such place bears, or words round it."""
    read = " and ".join(_told(r.place) for r in known if r.place)
    name = next((word for word in strange if word[0].isupper()), None)
    how = "distances are written like '12 km north of Goris'"
    if name:
        how = f"`geomap lookup {name}` finds the places of a name"
    raise GazetteerError(
        f"{words!r}: {' '.join(strange)!r} was not understood beside {read}; {how}"
    )


def _surrounds(other: Resolution, asked: Resolution) -> bool:
    """Tell whether a name only says where the place is that is asked for, as in "Paris, Texas"."""
    unit, place = other.place, asked.place
    if unit is None or place is None:
        return False
    return unit.id == place.id or (unit.feature_class == "A" and unit.country == place.country)


def _unread(words: str, found: Sequence[Resolution]) -> list[str]:
    """Return the words outside the names and the distances, but for the smallest and kinds."""
    letters = list(words)
    for resolution in found:
        if resolution.place:
            for span in filter(None, (resolution.mention, resolution.mention.offset)):
                letters[span.start : span.end] = " " * (span.end - span.start)
    left = re.findall(r"[^\W_]+", "".join(letters))
    return [w for w in left if w.casefold() not in _SMALL and w.casefold() not in type_words()]


def _in_capitals(words: str) -> str:
    """Return words typed in small letters with capitals where names are: what follows "of"."""
    lead, of, name = words.rpartition(" of ")
    return f"{lead}{of}{name.title()}" if words == words.lower() else words


def _told(place: Place) -> str:
    parts = dict.fromkeys(filter(None, (place.name, place.admin1_name, place.country)))
    return ", ".join(parts)


def _unknown(words: str) -> NoReturn:
    figures = any(letter.isdigit() for letter in words)
    hint = "`geomap lookup` finds spellings like it"
    if _ID.fullmatch(words):
        hint = "`geomap lookup` shows the ids that it knows"
    elif figures:
        hint = _FORMS
    raise GazetteerError(f"the gazetteer knows no place called {words!r}; {hint}")
