"""The packaged resolver: all names of a document are decided together, in a few rounds.

The first round knows only the names. Each later one reads the others' first answers as context:
the countries and regions that the document speaks of, and what lies near what.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from geomap.gazetteer import Gazetteer, Match
from geomap.models import Document, Kind, Mention, Place, Resolution, Role
from geomap.resolution.context import Context, make_context
from geomap.resolution.features import Query
from geomap.resolution.ranker import Ranker, read_ranker, shares, to_candidate
from geomap.text import fold, sentences

ROUNDS = 3
_CANDIDATES = 40  # of a name's places, the most populous; "San Jose" has hundreds
_SHOWN = 5
_COMMA = re.compile(r"\s*,\s*|\s*\(\s*")
_BETWEEN = re.compile(r"\s*(?:,|\(|,?\s+in|['’]s|['’])\s*(?:the\s+)?", re.IGNORECASE)
_COUNTRIES = frozenset({Role.METONYM, Role.DEMONYM})


class Group(NamedTuple):
    """The mentions that are taken to mean one place: same name, same written kind."""

    name: str
    mentions: tuple[Mention, ...]
    query: Query
    matches: tuple[Match, ...]


class Scored(NamedTuple):
    """A group with its matches' feature values and scores under one context."""

    group: Group
    values: list[list[float]]
    scores: list[float]


class Resolver:
    """Decides which place each mention of a document means.

    Args:
        gazetteer: where the candidates come from.
        ranker: weights of the features; by default the packaged ones.
    """

    def __init__(self, gazetteer: Gazetteer, ranker: Ranker | None = None) -> None:
        self._gazetteer = gazetteer
        self._ranker = ranker or read_ranker()

    def __call__(
        self, document: Document, mentions: tuple[Mention, ...]
    ) -> tuple[Resolution, ...]:
        """Return one resolution a mention, in the same order."""
        decided = {
            mention.start: resolution
            for scored in self.rank(document, mentions)
            for mention, resolution in self._answers(scored)
        }
        return tuple(decided[mention.start] for mention in mentions)

    def rank(self, document: Document, mentions: Sequence[Mention]) -> list[Scored]:
        """Return each group of mentions with its candidates' scores after the last round."""
        groups = self._groups(document, mentions)
        ranked = [self._score(group, make_context(())) for group in groups]
        for _ in range(ROUNDS - 1):
            beliefs = [_belief(scored) for scored in ranked]
            ranked = [self._rescore(i, groups, beliefs, document) for i in range(len(groups))]
        return ranked

    def _groups(self, document: Document, mentions: Sequence[Mention]) -> list[Group]:
        members: defaultdict[tuple[str, Kind | None], list[Mention]] = defaultdict(list)
        for mention in mentions:
            members[fold(mention.name), _written_kind(mention)].append(mention)
        qualifiers = self._qualifiers(document.text, mentions)
        return [
            self._group(name, tuple(same), qualifiers) for (name, _), same in members.items()
        ]

    def _group(
        self, name: str, same: tuple[Mention, ...], qualifiers: dict[int, tuple[Place, ...]]
    ) -> Group:
        kinds = [_written_kind(m) or m.kind for m in same if m.role not in _COUNTRIES]
        kind = max(kinds, key=kinds.count) if kinds else same[0].kind
        found = next((qualifiers[m.start] for m in same if m.start in qualifiers), ())
        written = _written_kind(same[0]) is not None
        query = Query(name, kind, written, same[0].role, found, ())
        return Group(name, same, query, self._gazetteer.lookup(same[0].name)[:_CANDIDATES])

    def _qualifiers(self, text: str, mentions: Sequence[Mention]) -> dict[int, tuple[Place, ...]]:
        """Return, by a mention's start, the divisions that the name right after it may mean."""
        found = {}
        for one, other in pairwise(mentions):
            if not _BETWEEN.fullmatch(text, one.end, other.start):
                continue
            inner, outer = (other, one) if text[one.end] in "'’" else (one, other)
            found[inner.start] = self._divisions(outer)
        return {start: places for start, places in found.items() if places}

    def _divisions(self, mention: Mention) -> tuple[Place, ...]:
        matches = self._gazetteer.lookup(mention.name)
        return tuple(m.place for m in matches if m.place.feature_class == "A" and m.match != "weak")

    def _rescore(
        self,
        i: int,
        groups: Sequence[Group],
        beliefs: Sequence[tuple[Place, float] | None],
        document: Document,
    ) -> Scored:
        """Score a group in the context of all the others."""
        believed = [
            (mention, group.name, *belief)
            for j, (group, belief) in enumerate(zip(groups, beliefs, strict=True))
            if j != i and belief
            for mention in group.mentions
        ]
        near = _same_sentence(document.text, groups[i], believed)
        group = groups[i]._replace(query=groups[i].query._replace(sentence=near))
        return self._score(group, make_context(believed))

    def _score(self, group: Group, context: Context) -> Scored:
        values = [self._ranker.values(group.query, match, context) for match in group.matches]
        return Scored(group, values, [self._ranker.score(v) for v in values])

    def _answers(self, scored: Scored) -> Iterable[tuple[Mention, Resolution]]:
        group, values, scores = scored
        certainty = shares(scores)
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], group.matches[i].place.id))
        candidates = tuple(
            to_candidate(group.matches[i], values[i], self._ranker, scores[i])
            for i in order[:_SHOWN]
        )
        best = _together(group, certainty, order)
        answered = bool(candidates) and best >= self._ranker.threshold
        for mention in group.mentions:
            yield (
                mention,
                Resolution(
                    mention=mention,
                    place=candidates[0].place if answered else None,
                    confidence=round(best, 4),
                    candidates=candidates,
                    reason=_reason(candidates, answered=answered),
                ),
            )


def _written_kind(mention: Mention) -> Kind | None:
    return mention.kind if len(mention.found_by) > 1 else None


def _belief(scored: Scored) -> tuple[Place, float] | None:
    if not scored.scores:
        return None
    certainty = shares(scored.scores)
    best = max(range(len(certainty)), key=certainty.__getitem__)
    return scored.group.matches[best].place, certainty[best]


def _together(group: Group, certainty: Sequence[float], order: Sequence[int]) -> float:
    """Return the certainty of the best candidate, records of the same spot counted together.

    A town and the district round it that bear one name differ by little on the ground.
    """
    if not order:
        return 0.0
    best = group.matches[order[0]].place.position
    return sum(
        certainty[i]
        for i in order
        if abs(group.matches[i].place.position.lat - best.lat) < 0.3
        and abs(group.matches[i].place.position.lon - best.lon) < 0.3
    )


def _same_sentence(
    text: str, group: Group, believed: Sequence[tuple[Mention, str, Place, float]]
) -> tuple[Place, ...]:
    starts = [m.start for m in group.mentions]
    bounds = [b for b in sentences(text) if any(b.start <= s < b.end for s in starts)]
    return tuple(
        place
        for mention, _, place, weight in believed
        if weight > 0.5 and any(b.start <= mention.start < b.end for b in bounds)
    )


def _reason(candidates: Sequence[object], *, answered: bool) -> str:
    if not candidates:
        return "the gazetteer holds no place of this name"
    return "" if answered else "no candidate is certain enough"
