"""How many names of a gold corpus the gazetteer has, before anything chooses between namesakes."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, NamedTuple

from geomap import resources
from geomap.errors import GoldError
from geomap.gazetteer.records import Match
from geomap.gazetteer.store import Gazetteer
from geomap.models import Place
from geomap.text import fold

_EARTH_KM = 6371.0088
_LARGE = ("PCL", "CONT", "OCN", "SEA", "RGN", "ADM1")
_ESCAPES = re.compile("(?:%[0-9A-Fa-f]{2})+")
ACCURACY_KM = 161.0  # the distance at which the field counts a place as right


class Coverage(NamedTuple):
    """What was counted: names with coordinates, those with a candidate, those with the right one.

    ``areas`` counts those that lack the right one by that measure, but whose Wikipedia page, where
    the gold names it, bears the very name of a candidate that is a country, a continent, a region,
    a sea or an admin-1 unit: it is the same place, with a point set elsewhere in it.
    ``unknown`` and ``wrong`` hold the names without and with wrong candidates, and how often.
    """

    toponyms: int
    known: int
    right: int
    areas: int
    unknown: Mapping[str, int]
    wrong: Mapping[str, int]


def coverage(gazetteer: Gazetteer, gold: Path, *, km: float = ACCURACY_KM) -> Coverage:
    """Count which gold toponyms with coordinates have candidates, and the right one among them.

    Right is the same GeoNames id, or a point within ``km`` of the gold's. Demonyms are looked up as
    the place that they are made from.

    Raises:
        GoldError: if the file is not of the format of toponym corpora.
    """
    toponyms = known = right = areas = 0
    unknown: dict[str, int] = {}
    wrong: dict[str, int] = {}
    for toponym in _toponyms(gold):
        toponyms += 1
        name = toponym["text"]
        matches = _candidates(gazetteer, name)
        if not matches:
            unknown[name] = unknown.get(name, 0) + 1
            continue
        known += 1
        if any(_is_right(match.place, toponym, km) for match in matches):
            right += 1
        else:
            areas += any(_is_same_area(match, toponym) for match in matches)
            wrong[name] = wrong.get(name, 0) + 1
    return Coverage(toponyms, known, right, areas, unknown, wrong)


def _candidates(gazetteer: Gazetteer, name: str) -> tuple[Match, ...]:
    place = _demonyms().get(name) or _demonyms().get(name.removesuffix("s"))
    named = gazetteer.lookup(name)
    return named + gazetteer.lookup(place) if place else named


def _is_right(place: Place, toponym: Mapping[str, Any], km: float) -> bool:
    number = toponym.get("geonameid")
    if number is not None and place.id == f"gn:{number}":
        return True
    return _km(place, toponym["lat"], toponym["lon"]) <= km


def _unescaped(escapes: re.Match[str]) -> str:
    return bytes.fromhex(escapes[0].replace("%", "")).decode(errors="replace")


def _is_same_area(match: Match, toponym: Mapping[str, Any]) -> bool:
    page = str(toponym.get("wikipedia") or "").rpartition("/wiki/")[2]
    title = fold(_ESCAPES.sub(_unescaped, page).replace("_", " "))
    names = {fold(match.place.name), fold(match.name)}
    return match.place.feature_code.startswith(_LARGE) and title in names


def _km(place: Place, lat: float, lon: float) -> float:
    south, north = radians(place.position.lat), radians(lat)
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin(radians(lon - place.position.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def _toponyms(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                yield from _placed(json.loads(line), f"{path}, line {number}")
    except (OSError, EOFError, ValueError) as error:
        raise GoldError(
            f"{path} cannot be read as gold toponyms ({resources.why_unread(error)})"
        ) from error


def _placed(document: Any, where: str) -> Iterator[Mapping[str, Any]]:
    try:
        yield from (t for t in document["toponyms"] if t["text"] and t.get("lat") is not None)
    except (KeyError, TypeError) as error:
        raise GoldError(f"{where}: is no document with toponyms ({error!r})") from error


@cache
def _demonyms() -> Mapping[str, str]:
    table = resources.packaged_table("data", "lexicon", "places", "demonyms.csv")
    return {row["form"]: row["place"] for row in table}
