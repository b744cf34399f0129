"""The places that a name may mean; where the whole name is unknown, what a part of it means."""

from collections.abc import Iterator

from geomap.gazetteer import Gazetteer, Match
from geomap.text import fold

MOST = 100  # of a name's places, the most populous; "San Jose" has hundreds
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast"
    " southwest northeastern northwestern southeastern southwestern upper lower greater inner outer"
    " downtown mainland rural mid midwest".split()
)
# Sites and roads are named after the town that they are in, so the town stands in for them.
_SITES = frozenset(
    "school college university academy hospital clinic hall court courthouse jail prison church"
    " cathedral mosque temple monastery airport airfield station stadium arena park square market"
    " plant mill mine dam bridge base camp barracks hotel inn museum library theatre theater center"
    " centre club house street road avenue highway mall port harbour harbor terminal crossing"
    " checkpoint cemetery zoo farm ranch factory refinery depot district suburb township".split()
)


def candidates(gazetteer: Gazetteer, name: str) -> tuple[Match, ...]:
    """Return the places that ``name`` may mean, the most populous first, at most `MOST`.

    Where nothing bears the name, "Northeast Georgia" gives what "Georgia" does, and "Kingston
    Crown Court" what "Kingston" does, matched as "part".
    """
    if found := gazetteer.lookup(name):
        return found[:MOST]
    for part in _parts(name):
        named = [m for m in gazetteer.lookup(part) if m.match not in {"weak", "generic-word"}]
        if named:
            return tuple(m._replace(match="part") for m in named[:MOST])
    return ()


def _parts(name: str) -> Iterator[str]:
    words = name.replace("-", " ").split()
    folded = [fold(word) for word in words]
    directions = next((i for i, word in enumerate(folded) if word not in _DIRECTIONS), 0)
    if directions:
        yield " ".join(words[directions:])
    elif folded[-1] in _SITES:
        yield from (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
