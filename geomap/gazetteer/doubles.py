"""Towns with a double name, of which people use a half: "Aro" for Aro-Brand."""

from collections import Counter
from collections.abc import Iterable

from geomap.gazetteer.finding import Ask
from geomap.text import fold

_LEAST = 4  # letters of a half
# Where towns that were joined bear both names; elsewhere a hyphen means other things, and a country
# of millions of places would be looked through in vain.
_COUNTRIES = frozenset("AT BE CH CZ DE FR GB HU IN IT LI LU NL PL RO SK".split())
_NAMES = (
    "SELECT name FROM place WHERE country = ? AND feature >= 'P.' AND feature < 'P/'"
    " AND name LIKE '%_-_%'"
)


class DoubleNames:
    """The double names of one file's towns, read when a country is first asked of."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known: dict[str, dict[str, str]] = {}  # country -> half -> whole name

    def whole(self, half: str, country: str) -> str | None:
        """Return the folded name, in a country, of which the folded ``half`` is one; else None."""
        if country not in _COUNTRIES:
            return None
        if (known := self._known.get(country)) is None:
            names = (row[0] for row in self._ask(_NAMES, (country,)))
            known = self._known[country] = by_half(names)
        return known.get(half)


def halves(name: str) -> tuple[str, ...]:
    """Return both halves of a double name; none of a name with particles.

    >>> halves("Bad Neustadt-Brendlorenzen"), halves("Stoke-on-Trent")
    (('Bad Neustadt', 'Brendlorenzen'), ())
    """
    found = tuple(name.split("-"))
    double = len(found) == 2 and all(len(h) >= _LEAST and h[0].isupper() for h in found)
    return found if double else ()


def by_half(names: Iterable[str]) -> dict[str, str]:
    """Return each double name, folded, by each of its halves, folded.

    A half that several of ``names``, those of a country, share ("Upper") stands for none of them.
    """
    found = [(fold(half), fold(name)) for name in set(names) for half in halves(name)]
    shared = Counter(half for half, _ in found)
    return {half: name for half, name in found if shared[half] == 1}
