"""Other ways of writing the folded name of a place whose script is not the Latin one.

"Az Zawiyah" is also "Al Zawiya" and "Ezzaouia". Which letters stand for one sound differs from one
tradition of writing to the next, so each is asked only for places of its own countries.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations, islice, product
from typing import Final, NamedTuple

from geomap.resources import packaged_table

_MOST_CHANGES: Final = 3  # sounds written otherwise in one name
_LETTERS_A_CHANGE: Final = 3  # a short name soon becomes some other one
_MOST_FORMS: Final = 250  # tried for a name that is nowhere, a tradition
_BOUNDS: Final = {"start": r"\b(?:{})", "end": r"(?:{})\b", "any": "(?:{})"}
_TABLES: Final = ("data", "lexicon", "places")

_Others = dict[str, dict[str, tuple[str, ...]]]


class Tradition(NamedTuple):
    """How names of some countries are written: where in a word, and instead of which spelling."""

    countries: frozenset[str]
    pattern: re.Pattern[str]  # its groups are named after the position
    others: Mapping[str, Mapping[str, tuple[str, ...]]]  # by position and spelling


class _Site(NamedTuple):
    """A stretch of a name that may be written otherwise, and how."""

    start: int
    end: int
    others: tuple[str, ...]


@cache
def traditions() -> tuple[Tradition, ...]:
    """Return the traditions that the tables hold."""
    spellings: defaultdict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for row in packaged_table(*_TABLES, "romanisations.csv"):
        alike = row["spellings"].replace("_", " ").split("|")
        spellings[row["tradition"]].append((row["position"], alike))
    return tuple(
        _tradition(row["countries"], spellings[row["tradition"]])
        for row in packaged_table(*_TABLES, "traditions.csv")
    )


def romanisations(folded: str, tradition: Tradition) -> Iterator[list[str]]:
    """Yield the other ways to write a folded name: those with one change, then with two, three."""
    if not folded.isascii():
        return
    sites = list(_sites(folded, tradition))
    seen, left = {folded: None}, _MOST_FORMS
    for changes in range(1, min(_MOST_CHANGES, len(folded) // _LETTERS_A_CHANGE) + 1):
        forms = list(islice(_forms(folded, sites, changes), left))
        left -= len(forms)
        yield [form for form in dict.fromkeys(forms) if form not in seen]
        seen.update(dict.fromkeys(forms))


def _sites(folded: str, tradition: Tradition) -> Iterator[_Site]:
    for found in tradition.pattern.finditer(folded):
        others = tradition.others[found.lastgroup or "any"]
        yield _Site(*found.span(), others[found[0]])


def _forms(folded: str, sites: Iterable[_Site], changes: int) -> Iterator[str]:
    for chosen in combinations(sites, changes):
        pattern = "%s".join(_between(folded, chosen))
        for new in product(*(site.others for site in chosen)):
            form = pattern % new
            yield " ".join(form.split()) if " " in form else form


def _between(folded: str, chosen: Iterable[_Site]) -> Iterator[str]:
    """Yield what stands before, between and after the sites, for the operator %."""
    done = 0
    for site in chosen:
        yield folded[done : site.start].replace("%", "%%")
        done = site.end
    yield folded[done:].replace("%", "%%")


def _tradition(countries: str, alike: Iterable[tuple[str, list[str]]]) -> Tradition:
    others: _Others = {position: {} for position in _BOUNDS}
    for position, spellings in alike:
        if position == "doubled":
            for letter in spellings:
                _add(others["any"], [letter, letter * 2])
        else:
            _add(others[position], spellings)
    return Tradition(frozenset(countries.split()), _pattern(others), others)


def _add(others: dict[str, tuple[str, ...]], alike: list[str]) -> None:
    for one in alike:
        rest = (other for other in alike if other != one)
        others[one] = tuple(dict.fromkeys([*others.get(one, ()), *rest]))


def _pattern(others: _Others) -> re.Pattern[str]:
    """Return what finds the longest spelling at each place; starts and ends of words go first."""
    return re.compile(
        "|".join(
            f"(?P<{position}>{bounds.format('|'.join(_longest_first(others[position])))})"
            for position, bounds in _BOUNDS.items()
            if others[position]
        )
    )


def _longest_first(spellings: Iterable[str]) -> list[str]:
    return sorted(map(re.escape, spellings), key=len, reverse=True)
