"""Which places a name means: as it stands, in another script or spelling, or by a part of it."""

from collections.abc import Collection
from functools import cache
from typing import Any

from geomap.gazetteer.doubles import DoubleNames
from geomap.gazetteer.finding import Ask, NameIndex
from geomap.gazetteer.names import KEY_SHIFT, NTH_MASK
from geomap.gazetteer.records import COLUMNS, Match, PlaceReader, kind_of
from geomap.gazetteer.romanising import romanisations, traditions
from geomap.gazetteer.schema import NameKind
from geomap.gazetteer.spelling import one_letter_off, respellings
from geomap.gazetteer.variants import variants
from geomap.text import fold

_NAMED = (
    f"SELECT {COLUMNS}, ?1, CASE WHEN ?1 & {NTH_MASK} THEN p.names END"
    f" FROM place p WHERE p.key = ?1 >> {KEY_SHIFT}"
)
# Many at once, since a statement costs as much as some rows do.
_MANY_NAMED = (
    "WITH asked(reference) AS (VALUES {values})"
    f" SELECT {COLUMNS}, reference, CASE WHEN reference & {NTH_MASK} THEN p.names END"
    f" FROM asked CROSS JOIN place p ON p.key = reference >> {KEY_SHIFT}"
)
_MOST_NAMED = 64  # places asked for by one statement
_COUNTRY_AT = 5  # which column of `COLUMNS` is the country
_REMEMBERED = 256  # names whose matches are kept: a text names the same few places again and again


class Lookup:
    """Finds the places of one file by their names; what `Gazetteer` offers is told there."""

    def __init__(self, index: NameIndex, ask: Ask, reader: PlaceReader) -> None:
        self._index = index
        self._ask = ask
        self._reader = reader
        self._doubles = DoubleNames(ask)
        self._recent: dict[str, tuple[Match, ...]] = {}

    def by_name(self, name: str) -> tuple[Match, ...]:
        """Return the places that a name may mean, as it stands or with usual variants."""
        if (found := self._recent.get(name)) is None:
            if len(self._recent) >= _REMEMBERED:
                self._recent.clear()
            found = self._recent[name] = self._by_name(name)
        return found

    def _by_name(self, name: str) -> tuple[Match, ...]:
        folded = fold(name)
        if rows := self._named(folded):
            return self._reader.matches(rows, name)
        tried = list(variants(folded)) if folded else []
        numbers = self._index.possible([variant.folded for variant in tried])
        for variant, number in zip(tried, numbers, strict=True):
            if number is not None and (rows := self._rows_of(self._index.of_number(number))):
                fitting = [row for row in rows if row[4][0] in variant.classes]
                if fitting or not variant.classes:
                    return self._reader.matches(fitting or rows, name, variant.match)
        return ()

    def romanised(self, name: str, countries: Collection[str]) -> tuple[Match, ...]:
        """Return the places of some countries that a name means by another way of romanising."""
        folded = fold(name)
        for tradition in traditions():
            if home := tradition.countries.intersection(countries):
                for forms in romanisations(folded, tradition):
                    if rows := self._strong_within(forms, home):
                        return self._reader.matches(rows, name, "transliteration")
        return ()

    def by_half(self, name: str, countries: Collection[str]) -> tuple[Match, ...]:
        """Return the towns of some countries of whose double names a name is a half."""
        folded = fold(name)
        rows = [
            row
            for country in sorted(countries)
            if (whole := self._doubles.whole(folded, country))
            for row in self._strong_within([whole], {country})
        ]
        return self._reader.matches(rows, name, "alternate") if rows else ()

    def _strong_within(self, forms: list[str], countries: Collection[str]) -> list[Any]:
        """Return the rows of the places of some countries that bear one of the forms."""
        rows: dict[int, Any] = {}
        for number in filter(None, self._index.possible(forms)):
            for row in self._rows_of(self._index.of_number(number)):
                if kind_of(row) < NameKind.WEAK and row[_COUNTRY_AT] in countries:
                    rows.setdefault(row[0], row)
        return list(rows.values())

    def loosely(self, name: str) -> tuple[Match, ...]:
        """Return what other ways of spelling a name find, then what one wrong letter explains."""
        folded = fold(name)
        for match, spellings in (
            ("transliteration", respellings(folded)),
            ("typo", one_letter_off(folded)),
        ):
            rows: dict[int, Any] = {}
            for spelling in spellings:
                for row in self._named(spelling):
                    rows.setdefault(row[0], row)
            if rows := {key: row for key, row in rows.items() if kind_of(row) < NameKind.WEAK}:
                return self._reader.matches(list(rows.values()), name, match)
        return ()

    def _named(self, folded: str) -> list[Any]:
        return self._rows_of(self._index.of(folded))

    def _rows_of(self, found: tuple[int, ...]) -> list[Any]:
        """Return the rows of the places referred to, with reference and other names."""
        if len(found) <= 1:
            return self._ask(_NAMED, found) if found else []
        rows: list[Any] = []
        for start in range(0, len(found), _MOST_NAMED):
            some = found[start : start + _MOST_NAMED]
            rows += self._ask(_many_named(len(some)), some)
        return rows


@cache
def _many_named(count: int) -> str:
    return _MANY_NAMED.format(values=",".join(["(?)"] * count))
