"""Where an event of a Russian sentence was: the nearest fitting place, with those listed beside."""

import re
from collections.abc import Sequence
from itertools import pairwise

from geomap.incidents.russian.between import between_ends
from geomap.incidents.russian.events import Event, Sentence, clause_of
from geomap.incidents.russian.tables import cues
from geomap.incidents.uses import level
from geomap.models import GeoPrecision, IncidentType, Resolution, Role

# "и в Батуми" goes on with a list, ", в Батуми" may begin another clause
_LIST = re.compile(r"\s*[,—–/]\s*|\s*,?\s*(?:и|или|а также)\s+(?:[а-яё]+\s+)?")
_BEFORE = re.compile(r"(\w[\w-]*)(?:\s+[а-яё]+)?\s+\Z")  # "у Сотка", "у села Сотк"
_AFTER = re.compile(r"\s+(\w+)")
_ROAD = re.compile(r"\b(?:дорог|трасс|шоссе)\w*\s+(?:[А-ЯЁ][\w-]+\s*[—–-]\s*)?\Z")
_TO = re.compile(r"\s*[—–-]\s*(?:\Z|(?=[А-ЯЁ]))")
_DISTRICT = 2


def places_of(event: Event, resolutions: Sequence[Resolution]) -> list[Resolution]:
    """Return the places of an event among the document's literal names; none where none fits."""
    bounds = event.sentence.bounds
    literal = [
        r
        for r in resolutions
        if bounds.start <= r.mention.start < bounds.end and r.mention.role is Role.LITERAL
    ]
    inside = between_ends(event.sentence, literal)
    fitting = [r for r in inside if _fits(event, r)]
    fitting = [r for r in fitting if not _names_road(event.sentence, r)] or fitting
    if not fitting:
        return []
    clause = clause_of(event)
    words = event.sentence.words
    start, end = words[clause.start].start, words[clause.stop - 1].end
    near = [r for r in fitting if start <= r.mention.start < end] or fitting
    # A country or a region beside a town only says where that is.
    finest = max(map(level, near))
    fine = [r for r in near if level(r) >= min(finest, _DISTRICT)]
    nearest = min(fine, key=lambda r: _distance(event, r))
    return _listed(event.sentence, fitting, nearest)


def precision_of(sentence: Sentence, resolution: Resolution) -> GeoPrecision:
    """Return how exactly the words put an event at a place."""
    fineness = level(resolution)
    if fineness == 0:
        return GeoPrecision.COUNTRY
    if fineness <= _DISTRICT and not is_led(resolution):
        return GeoPrecision.AREA
    is_near = is_led(resolution) or is_beside(sentence, resolution.mention.start)
    return GeoPrecision.NEAR if is_near else GeoPrecision.EXACT


def is_led(resolution: Resolution) -> bool:
    """Tell whether the words lead away from the name: to a distance from it, or half way."""
    spot, mention = resolution.spot, resolution.mention
    named = spot is not None and mention.text in spot.name
    return resolution.radius_km is not None and (named or mention.offset is not None)


def _fits(event: Event, resolution: Resolution) -> bool:
    """Return whether the event may have been there: not where it came from or is spoken of."""
    sentence = event.sentence
    word = _word_before(sentence, resolution)
    beside = is_led(resolution) or is_beside(sentence, resolution.mention.start)
    leaving = event.type is IncidentType.DISPLACEMENT
    if word in cues()["away"] and not beside:
        return leaving
    after = _AFTER.match(sentence.text, resolution.mention.end)
    speaks = after and any(
        lemmas & cues()["claim"]
        for lemmas, at in zip(sentence.lemmas, sentence.words, strict=True)
        if at.start == after.start(1)
    )
    return not speaks


def _names_road(sentence: Sentence, resolution: Resolution) -> bool:
    """Return whether a place is an end of a road: "дорога Горис — Степанакерт"."""
    start, end = resolution.mention.start, resolution.mention.end
    head = sentence.text[sentence.bounds.start : start]
    return bool(_ROAD.search(head) and (_TO.match(sentence.text, end) or _TO.search(head)))


def _word_before(sentence: Sentence, resolution: Resolution) -> str:
    head = sentence.text[sentence.bounds.start : resolution.mention.start]
    words = _BEFORE.search(head)
    near = re.search(r"([\w-]+)\s+\Z", head)
    closest = near.group(1).lower() if near else ""
    if closest in cues()["near"] | cues()["away"] | cues()["toward"]:
        return closest
    return words.group(1).lower() if words else ""


def is_beside(sentence: Sentence, start: int) -> bool:
    """Tell whether the name that begins at ``start`` only tells what lies near.

    "под Горисом", "к северу от села Тех", "на окраине города Горис", "на подступах к Горису".
    """
    governor = sentence.governor(start)
    if governor is None:
        return False
    word, lemmas = sentence.words[governor].text.lower(), sentence.lemmas[governor]
    if word in cues()["away"] | cues()["toward"] and governor > 0:
        return bool(sentence.lemmas[governor - 1] & (cues()["compass"] | cues()["near_noun"]))
    return word in cues()["near"] or bool(lemmas & cues()["near_noun"])


def _distance(event: Event, resolution: Resolution) -> int:
    start, end = resolution.mention.start, resolution.mention.end
    return max(start - event.end, event.start - end, 0)


def _listed(
    sentence: Sentence, places: Sequence[Resolution], chosen: Resolution
) -> list[Resolution]:
    """Return the places of the list that the chosen one stands in."""
    runs = [[places[0]]]
    for left, right in pairwise(places):
        if _LIST.fullmatch(sentence.text[left.mention.end : right.mention.start]):
            runs[-1].append(right)
        else:
            runs.append([right])
    return next(run for run in runs if chosen in run)
