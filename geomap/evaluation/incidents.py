"""How well incidents are found, at four levels of strictness.

Gold and predictions of a document are matched one to one: the pairs of one exact type first, then
those of one type group, then those whose dates overlap, then the nearest; augmenting paths then
make the number of pairs as large as it can be. A pair may match within 25 km (gold exact or
near), 60 km or in one admin-1 unit (area), one country or 300 km (country). Gold incidents marked
as background neither reward nor punish.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from geomap.evaluation.rates import Rate, Share
from geomap.globe import distance_km
from geomap.models import LonLat

NEAR_KM, AREA_KM, COUNTRY_KM = 25.0, 60.0, 300.0
NOT_INCIDENT_KM = 10.0
LEVELS = ("place", "place+group", "place+type", "place+group+date")
ATTRIBUTES = (
    "status", "geo_precision", "killed", "country", "controlled_by", "disputed", "reported_by",
)  # fmt: skip
_GROUPS = {
    "remote": ("shelling", "air_strike", "explosion"),
    "battle": ("armed_clash", "shooting", "territory_change"),
    "people": ("violence_against_civilians", "abduction_or_detention", "displacement", "crime"),
    "military": ("troop_movement", "ceasefire"),
    "unrest": ("protest", "riot"),
    "hazard": ("disaster", "accident", "disease"),
    "other": ("other",),
}
_EMPTY = frozenset({"the", "a", "an", "of", "in", "and", "its", "their", "s"})
_GROUP = {kind: group for group, kinds in _GROUPS.items() for kind in kinds}

Fields = Mapping[str, Any]  # an incident's fields, flat, as in the gold files


def group_of(kind: str) -> str | None:
    """Return the group of a type in which the lenient scores take types for one another."""
    return _GROUP.get(kind)


class GoldIncidents(NamedTuple):
    """What a document's gold says: the incidents, and places where nothing happened."""

    incidents: Sequence[Fields]
    not_incident_places: Sequence[Fields] = ()


class IncidentScores(NamedTuple):
    """The rates by level, the shares of right attributes, and the false places.

    ``places_hit``: of the places that are none of an incident, how many got one.
    ``predictions_there``: of all predictions, how many stand at such a place.
    """

    documents: int
    levels: Mapping[str, Rate]
    attributes: Mapping[str, Share]
    places_hit: Share
    predictions_there: Share


def score_incidents(
    gold: Mapping[str, GoldIncidents], predicted: Mapping[str, Sequence[Fields]]
) -> IncidentScores:
    """Return the scores of the predictions, by document id; an absent document has none."""
    levels = dict.fromkeys(LEVELS, Rate())
    attributes = dict.fromkeys(ATTRIBUTES, Share())
    places, there = Share(), Share()
    for document, truth in gold.items():
        guesses = predicted.get(document, ())
        main = [incident for incident in truth.incidents if not incident.get("background")]
        for level in LEVELS:
            levels[level] = levels[level].plus(*_counts(truth.incidents, main, guesses, level))
        for name, right in _judged(main, guesses):
            attributes[name] = attributes[name].plus(right, 1)
        hit, wrong = _false_places(truth, guesses)
        spots = sum(_placed(spot) for spot in truth.not_incident_places)
        places, there = places.plus(hit, spots), there.plus(wrong, len(guesses))
    return IncidentScores(len(gold), levels, attributes, places, there)


def _counts(
    gold: Sequence[Fields], main: Sequence[Fields], guesses: Sequence[Fields], level: str
) -> tuple[int, int, int]:
    """Return right, predicted and gold, with a guess excused for each background incident."""
    pairs = match_incidents(main, guesses, level)
    used = {j for _, j in pairs}
    left = [guess for j, guess in enumerate(guesses) if j not in used]
    background = [incident for incident in gold if incident.get("background")]
    excused = len(match_incidents(background, left, "place"))
    return len(pairs), len(guesses) - excused, len(main)


def _judged(main: Sequence[Fields], guesses: Sequence[Fields]) -> list[tuple[str, bool]]:
    return [
        (name, _agrees(name, main[i][name], guesses[j].get(name)))
        for i, j in match_incidents(main, guesses, "place")
        for name in ATTRIBUTES
        if main[i].get(name) is not None
    ]


def _false_places(truth: GoldIncidents, guesses: Sequence[Fields]) -> tuple[int, int]:
    """Return how many places of no incident were hit, and by how many guesses."""
    spots = [spot for spot in truth.not_incident_places if _placed(spot)]
    hit: set[int] = set()
    wrong = 0
    for guess in filter(_placed, guesses):
        near = {k for k, spot in enumerate(spots) if _km(spot, guess) <= NOT_INCIDENT_KM}
        if near and not any(_place_fits(incident, guess) for incident in truth.incidents):
            wrong += 1
            hit |= near
    return len(hit), wrong


def match_incidents(
    gold: Sequence[Fields], guesses: Sequence[Fields], level: str
) -> list[tuple[int, int]]:
    """Return index pairs that fit at ``level``, one to one, as good and then as many as can be."""
    ranked = sorted(
        (*_quality(truth, guess), i, j)
        for i, truth in enumerate(gold)
        for j, guess in enumerate(guesses)
        if _fits(level, truth, guess)
    )
    options: dict[int, list[int]] = {}
    guess_of: dict[int, int] = {}
    gold_of: dict[int, int] = {}
    for *_, i, j in ranked:
        options.setdefault(i, []).append(j)
        if i not in guess_of and j not in gold_of:
            guess_of[i], gold_of[j] = j, i
    for i in range(len(gold)):
        if i not in guess_of:
            _augment(i, options, guess_of, gold_of, set())
    return sorted(guess_of.items())


def _augment(
    i: int,
    options: Mapping[int, Sequence[int]],
    guess_of: dict[int, int],
    gold_of: dict[int, int],
    seen: set[int],
) -> bool:
    """Give gold ``i`` a guess, moving others to theirs if need be (Kuhn's algorithm)."""
    for j in options.get(i, ()):
        if j in seen:
            continue
        seen.add(j)
        if j not in gold_of or _augment(gold_of[j], options, guess_of, gold_of, seen):
            guess_of[i], gold_of[j] = j, i
            return True
    return False


def _quality(truth: Fields, guess: Fields) -> tuple[int, bool, float]:
    if truth.get("type") == guess.get("type"):
        likeness = 0
    else:
        likeness = 1 if _same_group(truth, guess) else 2
    both = _placed(truth) and _placed(guess)
    return likeness, not _dates_fit(truth, guess), _km(truth, guess) if both else 9e9


def _fits(level: str, truth: Fields, guess: Fields) -> bool:
    if not _place_fits(truth, guess):
        return False
    if level == "place":
        return True
    if level == "place+type":
        return bool(truth.get("type") == guess.get("type"))
    return _same_group(truth, guess) and (level == "place+group" or _dates_fit(truth, guess))


def _same_group(truth: Fields, guess: Fields) -> bool:
    group = group_of(truth.get("type", ""))
    return group is not None and group == group_of(guess.get("type", ""))


def _place_fits(truth: Fields, guess: Fields) -> bool:
    both = _placed(truth) and _placed(guess)
    distance = _km(truth, guess) if both else float("inf")
    country = _equal(truth.get("country"), guess.get("country"))
    match truth.get("geo_precision") or "exact":
        case "exact" | "near":
            return distance <= NEAR_KM
        case "area":
            unit = _equal(truth.get("admin1"), guess.get("admin1"))
            return distance <= AREA_KM or (country and unit)
        case _:
            return distance <= COUNTRY_KM or country


def _dates_fit(truth: Fields, guess: Fields) -> bool:
    first, last = _day(truth.get("start")), _day(truth.get("end") or truth.get("start"))
    if first is None:
        return True
    start, end = _day(guess.get("start")), _day(guess.get("end") or guess.get("start"))
    if start is None:
        return False
    day = timedelta(days=1)
    return start <= (last or first) + day and (end or start) >= first - day


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _agrees(name: str, truth: object, guess: object) -> bool:
    return same_source(truth, guess) if name == "reported_by" else _same(truth, guess)


def same_source(truth: object, guess: object) -> bool:
    """Return whether two names of a source mean the same: half of the shorter one's words agree.

    Case, articles, the possessive and the order of words count for nothing ("Armenian Ministry of
    Defence", "Armenia's defence ministry"); of several sources, joined with ";", one is enough.
    """
    pairs = ((_bare(a), _bare(b)) for a in _sources(truth) for b in _sources(guess))
    return any(a and b and 2 * len(a & b) >= min(len(a), len(b)) for a, b in pairs)


def _sources(value: object) -> list[str]:
    return str(value).split(";") if value else []


def _bare(name: str) -> set[str]:
    """Return the words of a name cut to five letters: Armenia and Armenian agree, so do plurals."""
    plain = name.casefold().replace("defense", "defence")
    words = re.findall(r"[^\W_]+", plain.replace("’", "'").replace("'s", ""))
    return {word[:5] for word in words if word not in _EMPTY}


def _same(truth: object, guess: object) -> bool:
    """Return whether an attribute is right; ``a|b`` accepts either."""
    if isinstance(truth, bool) or isinstance(guess, bool):
        return isinstance(guess, bool) and truth == guess
    if isinstance(truth, int | float):
        return isinstance(guess, int | float) and truth == guess
    return guess is not None and bool(_words(truth) & _words(guess))


def _words(value: object) -> set[str]:
    return {_plain(part) for part in str(value).split("|")}


def _plain(value: object) -> str:
    return " ".join(str(value).casefold().split())


def _equal(truth: object, guess: object) -> bool:
    return bool(truth) and guess is not None and _plain(truth) == _plain(guess)


def _placed(fields: Fields) -> bool:
    return all(isinstance(fields.get(key), int | float) for key in ("lat", "lon"))


def _km(one: Fields, other: Fields) -> float:
    return distance_km(LonLat(one["lon"], one["lat"]), LonLat(other["lon"], other["lat"]))
