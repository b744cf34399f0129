"""Other ways of writing a folded name: generic words dropped or added, abbreviations spelt out.

"Lachin city" is Lachin the town, "Lachin district" the district, "Lake Sevan" and "Sevan" may be
the same water. Each variant says which classes of feature its generic word allows.
"""

from collections.abc import Iterator
from typing import NamedTuple

from geomap.gazetteer.spelling import romanised
from geomap.text import fold

_SETTLEMENT = ("P",)
_DIVISION = ("A",)
_WATER = ("H",)
_LAND = ("T",)
_SITE = ("S", "P")
_AREA = ("L", "A")

_GENERIC: dict[str, tuple[str, ...]] = {
    "city": _SETTLEMENT, "town": _SETTLEMENT, "village": _SETTLEMENT, "settlement": _SETTLEMENT,
    "hamlet": _SETTLEMENT, "community": _SETTLEMENT, "township": ("P", "A"),
    "municipality": ("P", "A"), "capital": _SETTLEMENT, "port": ("P", "S"),
    "district": _DIVISION, "rayon": _DIVISION, "raion": _DIVISION, "region": ("A", "L"),
    "province": _DIVISION, "oblast": _DIVISION, "krai": _DIVISION, "okrug": _DIVISION,
    "county": _DIVISION, "governorate": _DIVISION, "prefecture": _DIVISION, "state": _DIVISION,
    "republic": _DIVISION, "department": _DIVISION, "canton": _DIVISION, "emirate": _DIVISION,
    "voivodeship": _DIVISION, "marz": _DIVISION, "territory": _DIVISION, "island": ("T", "A", "P"),
    "islands": ("T", "A"), "peninsula": _LAND, "valley": ("T", "L"), "desert": _LAND,
    "mountains": _LAND, "mountain": _LAND, "mount": _LAND, "mt": _LAND, "hill": _LAND,
    "pass": _LAND, "range": _LAND, "plateau": _LAND, "volcano": _LAND, "ridge": _LAND,
    "lake": _WATER, "river": _WATER, "reservoir": _WATER, "sea": _WATER, "gulf": _WATER,
    "bay": _WATER, "strait": _WATER, "canal": _WATER, "ocean": _WATER,
    "airport": _SITE, "base": _SITE, "area": _AREA, "strip": _AREA, "corridor": _AREA,
}  # fmt: skip

_SPELT_OUT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "pt": "port"}
_ADDED = (
    ("mount ", ""), ("lake ", ""), ("", " city"), ("", " islands"), ("", " island"),
    ("", " river"), ("", " mountains"), ("", " sea"), ("the ", ""), ("", " region"),
)  # fmt: skip


class Variant(NamedTuple):
    """Another folded form to look up, and the feature classes that its generic word allows."""

    folded: str
    classes: tuple[str, ...] = ()
    match: str = "generic-word"


def variants(folded: str) -> Iterator[Variant]:
    """Yield the other forms of a folded name, the likeliest first."""
    words = folded.split()
    if (latin := romanised(folded)) != folded:
        yield Variant(latin, match="transliteration")
    yield from _abbreviations(words)
    yield from _dropped(words)
    if len(words) < 3:
        yield from [Variant(before + folded + after) for before, after in _ADDED]


def without_type_word(name: str) -> str | None:
    """Return a name as it is written, less the word for what it is: "Lachin" of "Lachin city"."""
    known = {variant.folded for variant in _dropped(fold(name).split() or [""]) if variant.classes}
    words = name.split()
    shorter = (" ".join(part) for part in (words[:-1], words[1:], words[2:]))
    return next((part for part in shorter if fold(part) in known), None)


def _abbreviations(words: list[str]) -> Iterator[Variant]:
    spelt = " ".join(_SPELT_OUT.get(word, word) for word in words)
    if len(words) > 1 and spelt != " ".join(words):
        yield Variant(spelt)
    if len(words) > 1 and words[0] in {"saint", "sainte", "fort"}:
        short = {"saint": "st", "sainte": "ste", "fort": "ft"}[words[0]]
        yield Variant(" ".join([short, *words[1:]]))


def _dropped(words: list[str]) -> Iterator[Variant]:
    if words[0] == "the" and len(words) > 1:
        words = words[1:]
        yield Variant(" ".join(words))
    if len(words) > 1 and words[-1] in _GENERIC:
        yield Variant(" ".join(words[:-1]), _GENERIC[words[-1]])
    if len(words) > 1 and words[0] in _GENERIC:
        rest = words[2:] if words[1] == "of" else words[1:]
        if rest:
            yield Variant(" ".join(rest), _GENERIC[words[0]])
