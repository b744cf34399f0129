"""Whether two types may be of one event: by the types, or by the words they were taken from."""

from functools import cache, lru_cache

from geomap.merge.agreeing import Agreement, is_supported
from geomap.merge.tolls import far_apart
from geomap.models import Incident
from geomap.resources import packaged_table
from geomap.text import fold


def agree_in_type(one: Incident, other: Incident) -> Agreement | None:
    """Return how two types agree; numbers far apart speak against those that differ."""
    if one.type == other.type:
        return Agreement(1.0, f"both {one.type.value}")
    needs = _needs(one, other)
    if needs is None:
        return None
    if (needs or far_apart(one, other)) and not is_supported(one, other):
        return None
    return Agreement(0.5, f"{one.type.value} and {other.type.value} may be one event")


def _needs(one: Incident, other: Incident) -> bool | None:
    """Return whether the types need support to be one event, None if they can't be."""
    by_type = _pairs().get((one.type, other.type))
    if by_type is False:
        return False
    first = _told_by(one.trigger.text).get(other.type, by_type)
    second = _told_by(other.trigger.text).get(one.type, by_type)
    return first if second is None else second and first is not False


@cache
def _pairs() -> dict[tuple[str, str], bool]:
    """Return the pairs of types that may be one event, and whether that needs support."""
    rows = packaged_table("data", "merging", "types.csv")
    pairs = {(row["one"], row["other"]): bool(row["needs"]) for row in rows}
    return pairs | {(other, one): needs for (one, other), needs in pairs.items()}


@cache
def _words() -> tuple[tuple[str, dict[str, bool]], ...]:
    """Return the stems that tell of several types, the longest first, with which need support."""
    rows = packaged_table("data", "merging", "words.csv")
    stems = [
        (f" {fold(row['stem'])}", dict.fromkeys(row["types"].split("|"), bool(row["needs"])))
        for row in rows
    ]
    return tuple(sorted(stems, key=lambda stem: -len(stem[0])))


@lru_cache(maxsize=10_000)  # triggers are as many as the words of a corpus
def _told_by(trigger: str) -> dict[str, bool]:
    """Return the types that a trigger may tell of, and whether each needs support."""
    folded = f" {fold(trigger)}"
    told: dict[str, bool] = {}
    for stem, types in _words():
        if stem in folded:
            folded = folded.replace(stem, "")
            told |= {name: needs and told.get(name, True) for name, needs in types.items()}
    return told
