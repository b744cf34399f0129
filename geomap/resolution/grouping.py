"""Which mentions of a document mean one place: the same name, unless the text tells them apart.

"Lachin city" and "Lachin district" are two, and so are "Martuni, Gegharkunik" and "Martuni in
Khojavend district"; a bare "Martuni" goes with the one named last before it.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from geomap.gazetteer import Gazetteer, Match
from geomap.models import Kind, Mention, Place, Role
from geomap.resolution.candidates import MOST, candidates
from geomap.resolution.exclusions import exclusions
from geomap.resolution.features import Query
from geomap.resolution.locations import locations
from geomap.text import SPEAKS, fold, sentences

_TYPE = r"(?:\s+(?:city|town|village|district|region|province|county|oblast|state|rayon|raion))?"
_THEN_WHOLE = re.compile(_TYPE + r"\s*(?:,|\(|,?\s+in)\s*(?:the\s+)?", re.IGNORECASE)
_THEN_PART = re.compile(
    _TYPE + r"['’]s?\s+(?:\w+\s+){0,2}?(?:(?:villages?|towns?|city|cities)\s+(?:of\s+)?)?"
)
_LIST = re.compile(r"\s*(?:,|/|,?\s*\b(?:and|or)\b|&)\s*(?:the\s+)?", re.IGNORECASE)
_PEOPLE = frozenset({Role.METONYM, Role.DEMONYM})
SETTLED = "settled"  # how the match of a settled group is called

Divisions = tuple[Place, ...]


class _List(NamedTuple):
    """Which list of the document a mention stands in, and how many names that has."""

    number: int
    length: int


class Settled(NamedTuple):
    """What a name means by the caller's word; ``place`` is None where it means no place."""

    place: Place | None
    reason: str


_Key = tuple[str, Kind | None, Divisions, Settled | None]
_NOTHING: Mapping[int, Settled] = MappingProxyType({})


class Group(NamedTuple):
    """The mentions that are taken to mean one place, what is asked of it, and its candidates."""

    name: str  # folded
    mentions: tuple[Mention, ...]
    sentences: frozenset[int]  # numbers of the sentences in which they stand
    lists: frozenset[int]  # numbers of the lists, as in "A, B and C", in which they stand
    query: Query
    matches: tuple[Match, ...]
    told_apart: frozenset[int] = frozenset()  # starts of mentions that locate another of the name
    located: frozenset[int] = frozenset()  # starts of those in or near which it is said to lie
    settled: Settled | None = None  # then nothing is ranked


def make_groups(
    gazetteer: Gazetteer,
    text: str,
    mentions: Sequence[Mention],
    settled: Mapping[int, Settled] = _NOTHING,
) -> list[Group]:
    """Return the groups of a document's mentions, in order of their first mention.

    Args:
        gazetteer: where the candidates come from.
        text: the document's.
        mentions: its mentions, sorted.
        settled: what is known already, by the start of a mention.
    """
    starts = [bounds.start for bounds in sentences(text)]
    lists = _lists(text, mentions)
    apart, located = exclusions(text, mentions), locations(text, mentions)
    qualifiers = _qualifiers(text, mentions, lists, lambda m: _divisions(gazetteer, m, settled))
    members: defaultdict[_Key, list[Mention]] = defaultdict(list)
    for mention, divisions in zip(mentions, _carried(mentions, qualifiers), strict=True):
        known = settled.get(mention.start)
        members[fold(mention.name), written_kind(mention), divisions, known].append(mention)
    return [
        _group(gazetteer, name, tuple(same), divisions, known)._replace(
            sentences=frozenset(bisect_right(starts, m.start) for m in same),
            lists=frozenset(lists[m.start].number for m in same if m.start in lists),
            told_apart=frozenset().union(*(apart.get(m.start, frozenset()) for m in same)),
            located=frozenset().union(*(located.get(m.start, frozenset()) for m in same)),
        )
        for (name, _, divisions, known), same in members.items()
    ]


def otherwise(gazetteer: Gazetteer, group: Group, countries: Collection[str]) -> Group:
    """Return a group, with the places that its unknown name means by another form of theirs.

    Romanised otherwise, or half of a double name. Only places of ``countries`` are taken: each has
    a village whose name is like some word.
    """
    first = group.mentions[0]
    if group.matches or group.settled or first.coordinates or first.role is Role.DEMONYM:
        return group
    matches = gazetteer.romanised(first.name, countries)
    matches = matches or gazetteer.by_half(first.name, countries)
    return _with_matches(group, matches) if matches else group


def _with_matches(group: Group, matches: tuple[Match, ...]) -> Group:
    most = max(match.place.population for match in matches)
    query = group.query._replace(most=most, at_home=_most_at_home(matches))
    return group._replace(matches=matches[:MOST], query=query)


def written_kind(mention: Mention) -> Kind | None:
    """Return the kind that words of the text give; None where it is only the tagger's guess."""
    return mention.kind if len(mention.found_by) > 1 else None


def _group(
    gazetteer: Gazetteer,
    name: str,
    same: tuple[Mention, ...],
    divisions: Divisions,
    settled: Settled | None,
) -> Group:
    kinds = [m.kind for m in same if m.role not in _PEOPLE]
    kind = max(kinds, key=kinds.count) if kinds else same[0].kind
    matches = () if same[0].coordinates else candidates(gazetteer, same[0].name)
    if settled:
        matches = (Match(settled.place, same[0].name, SETTLED),) if settled.place else ()
    query = Query(
        name=name,
        text=same[0].text,
        kind=kind,
        kind_is_written=written_kind(same[0]) is not None,
        role=same[0].role,
        qualifiers=divisions,
        most=max((m.place.population for m in matches), default=0),
        at_home=_most_at_home(matches),
    )
    return Group(name, same, frozenset(), frozenset(), query, matches, settled=settled)


def _most_at_home(matches: Iterable[Match]) -> dict[str, int]:
    """Return the inhabitants of the most populous place of each country."""
    most: dict[str, int] = {}
    for place in (match.place for match in matches if match.match != "weak"):
        country = place.country or ""
        most[country] = max(place.population, most.get(country, 0))
    return most


def _divisions(gazetteer: Gazetteer, mention: Mention, settled: Mapping[int, Settled]) -> Divisions:
    """Return the countries and divisions that a mention may mean, a country first."""
    if mention.role is Role.DEMONYM or mention.coordinates:
        return ()
    if known := settled.get(mention.start):
        return (known.place,) if known.place and known.place.feature_class == "A" else ()
    matches = gazetteer.lookup(mention.name)
    return tuple(m.place for m in matches if m.place.feature_class == "A" and m.match != "weak")


def _qualifiers(
    text: str,
    mentions: Sequence[Mention],
    lists: Mapping[int, _List],
    divisions: Callable[[Mention], Divisions],
) -> dict[int, Divisions]:
    """Return, by the start of a mention, what the text says it lies in.

    Read from "City, State", "X in Y district", "Y's X", and for each name of a list before or
    after: "the villages of A and B in Y district".
    """
    found: dict[int, Divisions] = {}
    pairs = list(pairwise(mentions))
    for left, right in reversed(pairs):
        between = text[left.end : right.start]
        if _is_long(lists.get(left.start)) and _rank(divisions(left)) <= _rank(divisions(right)):
            continue  # "Oregon, Washington, Wyoming": a list of equals
        if right.role is Role.METONYM and SPEAKS.match(text, right.end):
            continue  # "near the village of X, Moscow said"
        if _THEN_WHOLE.fullmatch(between):
            found[left.start] = divisions(right)
        elif right.start in found and _LIST.fullmatch(between):
            found.setdefault(left.start, found[right.start])
    for left, right in pairs:
        between = text[left.end : right.start]
        if _THEN_PART.fullmatch(between):
            found.setdefault(right.start, divisions(left))
    return {start: places for start, places in found.items() if places}


def _lists(text: str, mentions: Sequence[Mention]) -> dict[int, _List]:
    """Return, by the start of a mention, the list of at least two names that it stands in."""
    runs: list[list[Mention]] = [list(mentions[:1])]
    for left, right in pairwise(mentions):
        if _LIST.fullmatch(text[left.end : right.start]):
            runs[-1].append(right)
        else:
            runs.append([right])
    return {
        mention.start: _List(number, len(run))
        for number, run in enumerate(runs)
        for mention in run
        if len(run) > 1
    }


def _is_long(found: _List | None) -> bool:
    """Return whether a list has so many names that "A, B" in it can't be "City, State"."""
    return found is not None and found.length > 2


def _rank(places: Divisions) -> int:
    """Return the highest rank among readings: 0 a state, 1 admin-1, 2 lower, 3 no division."""
    codes = [place.feature_code for place in places]
    if any(code.startswith("PCL") for code in codes):
        return 0
    return 1 if "ADM1" in codes else 2 if codes else 3


def _carried(
    mentions: Sequence[Mention], qualifiers: Mapping[int, Divisions]
) -> Iterator[Divisions]:
    """Yield the divisions for each mention.

    Its own, else those told of its name before, else those told of it first.
    """
    last: dict[tuple[str, Kind | None], Divisions] = {}
    keys = [(fold(mention.name), written_kind(mention)) for mention in mentions]
    told = [
        (key, qualifiers.get(mention.start)) for key, mention in zip(keys, mentions, strict=True)
    ]
    for key, divisions in reversed(told):
        if divisions:
            last[key] = divisions
    for key, divisions in told:
        last[key] = divisions or last.get(key, ())
        yield last[key]
