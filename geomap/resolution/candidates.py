"""The places that a name may mean; where the whole name is unknown, what a part of it means."""

from collections.abc import Iterator

from geomap.gazetteer import Gazetteer, Match
from geomap.models import Kind
from geomap.text import fold

MOST = 40  # of a name's places, the most populous; "San Jose" has hundreds
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast"
    " southwest northeastern northwestern southeastern southwestern upper lower greater inner outer"
    " downtown mainland rural mid midwest".split()
)
# A river or a mountain named after a town is not in the town; a school or a road mostly is.
_APART = frozenset({Kind.WATER, Kind.LANDFORM, Kind.AREA, Kind.REGION, Kind.COUNTRY})


def candidates(gazetteer: Gazetteer, name: str, kind: Kind | None) -> tuple[Match, ...]:
    """Return the places that ``name`` may mean, the most populous first, at most `MOST`."""
    found = gazetteer.lookup(name)
    if found:
        return found[:MOST]
    for part in _parts(name, kind):
        if found := gazetteer.lookup(part):
            strong = [
                m._replace(match="part") for m in found if m.match not in {"weak", "generic-word"}
            ]
            if strong:
                return tuple(strong[:MOST])
    return ()


def _parts(name: str, kind: Kind | None) -> Iterator[str]:
    words = name.replace("-", " ").split()
    if len(words) > 1 and fold(words[0]) in _DIRECTIONS:
        yield " ".join(words[1:])
        return
    if kind not in _APART:
        yield from (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
