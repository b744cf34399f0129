"""The places that a name may mean; where the whole name is unknown, what a part of it means."""

from collections.abc import Iterator

from geomap.gazetteer import Gazetteer, Match
from geomap.models import Place
from geomap.text import fold

MOST = 100  # of a name's places, the most populous; "San Jose" has hundreds
PART = "part"  # how a match is called whose place the name is a part of: "Northeast Georgia"
STAND_IN = "stand-in"  # and one whose place stands in for a site named after it
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast"
    " southwest northeastern northwestern southeastern southwestern upper lower greater inner outer"
    " downtown mainland rural mid midwest".split()
)
# Such sites are named after the town that they are in, so the town stands in for them. Streets,
# squares, parks, malls and hotels are named after anything, and are left unknown.
_SITES = frozenset(
    "school college university academy hospital clinic hall court courthouse jail prison church"
    " cathedral mosque temple monastery airport airfield station stadium arena market plant mill"
    " mine dam bridge base camp barracks museum library theatre theater center centre club port"
    " harbour harbor terminal crossing checkpoint cemetery zoo factory refinery depot district"
    " suburb township".split()
)


_ARTICLES = frozenset({"al", "el"})
_SUN = frozenset({"d", "n", "r", "s", "sh", "t", "z"})
_ARAB = frozenset("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE".split())
_BY_NAME = frozenset({"exact", "folded", "alternate"})
_SHORTEST, _LARGE = 4, 10_000  # letters of a name, inhabitants of a place


def candidates(gazetteer: Gazetteer, name: str) -> tuple[Match, ...]:
    """Return the places that ``name`` may mean, the most populous first, at most `MOST`.

    Where nothing bears the name, "Northeast Georgia" gives what "Georgia" does, matched as `PART`,
    and "Kingston Crown Court" what "Kingston" does, as `STAND_IN`.
    """
    found = (*gazetteer.lookup(name), *_with_article(gazetteer, name))
    if found:
        return found[:MOST]
    for part, match in _parts(name):
        named = [m for m in gazetteer.lookup(part) if m.match not in {"weak", "generic-word"}]
        if named:
            return tuple(m._replace(match=match) for m in named[:MOST])
    return ()


def _with_article(gazetteer: Gazetteer, name: str) -> Iterator[Match]:
    """Yield the large places of the Arab countries that news calls by their name without article.

    "Qamishli" is Al Qamishli; before d, n, r, s, t and z the article sounds as they do: Ar Raqqah.
    """
    folded = fold(name)
    if " " in folded or len(folded) < _SHORTEST or folded[:2] in _ARTICLES:
        return
    sounds = "sh" if folded.startswith("sh") else folded[0]
    for article in (f"a{sounds}" if sounds in _SUN else "al", "el"):
        whole = f"{article} {folded}"
        if not gazetteer.knows(whole):
            continue
        for match in gazetteer.lookup(whole):
            if match.match in _BY_NAME and match.place.country in _ARAB and _is_large(match.place):
                yield match._replace(match="alternate")


def _is_large(place: Place) -> bool:
    return place.feature_class == "P" and place.population >= _LARGE


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a name that may be known, each with what a match by it is called."""
    words = name.replace("-", " ").split()
    folded = [fold(word) for word in words]
    directions = next((i for i, word in enumerate(folded) if word not in _DIRECTIONS), 0)
    if directions:
        yield " ".join(words[directions:]), PART
    elif folded[-1] in _SITES:
        yield from ((" ".join(words[:size]), STAND_IN) for size in range(len(words) - 1, 0, -1))
