"""The packaged resolver: all names of a document are decided together, in a few rounds.

The first round knows only the names. Each later one reads the others' first answers as context:
the countries and regions that the document speaks of, and what lies near what.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from geomap.gazetteer import Gazetteer
from geomap.models import Document, Kind, Mention, Resolution
from geomap.resolution.context import FIRM, Context, make_context
from geomap.resolution.doubts import TIE, doubt, is_tied
from geomap.resolution.grouping import Group, Settled, make_groups, otherwise
from geomap.resolution.points import Points
from geomap.resolution.ranker import Ranker, read_ranker, shares, to_candidate
from geomap.resolution.surroundings import Belief, Seen, Surroundings

Settle = Callable[[Document, Mention], Resolution | None]
ROUNDS = 3
NOWHERE = make_context(())
_SHOWN = 5
_SAME_SPOT = 0.3  # degrees: a town and the district that bears its name


class Scored(NamedTuple):
    """A group with its matches' feature values and scores under one context."""

    group: Group
    context: Context
    values: list[list[float]]
    scores: list[float]


class Resolver:
    """Decides which place each mention of a document means.

    Args:
        gazetteer: where the candidates come from.
        ranker: weights of the features; by default the packaged ones.
        settle: what is known of a mention beforehand, such as a user's correction; it is taken
            as it is and counts as context for the other names. By default nothing is.
    """

    def __init__(
        self, gazetteer: Gazetteer, ranker: Ranker | None = None, *, settle: Settle | None = None
    ) -> None:
        self._gazetteer = gazetteer
        self._ranker = ranker or read_ranker()
        self._settle = settle or _nothing
        self._points = Points(gazetteer)

    def __call__(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Resolution, ...]:
        """Return one resolution a mention, in the same order."""
        known = {m.start: r for m in mentions if (r := self._settle(document, m))}
        settled = {start: Settled(r.place, r.reason) for start, r in known.items()}
        decided = known | {
            resolution.mention.start: resolution
            for scored in self.rank(document, mentions, settled)
            if scored.group.settled is None
            for resolution in self._answers(scored)
        }
        ordered = [decided[mention.start] for mention in mentions]
        return tuple(self._points.with_spots(ordered, document.text))

    def rank(
        self,
        document: Document,
        mentions: Sequence[Mention],
        settled: Mapping[int, Settled] = MappingProxyType({}),
    ) -> list[Scored]:
        """Return each group of mentions with its candidates' scores after the last round.

        ``settled`` is what is known beforehand, by the start of a mention; coordinates that the
        text writes are left to `_answers`, which sees what countries it speaks of.
        """
        groups = make_groups(self._gazetteer, document.text, mentions, settled)
        ranked = self._with_other_forms([self._score(group, NOWHERE) for group in groups])
        around = Surroundings([scored.group for scored in ranked])
        for _ in range(ROUNDS - 1):
            seen = around.seen([_belief(scored, self._ranker.absent) for scored in ranked])
            ranked = [self._rescore(scored, i, seen) for i, scored in enumerate(ranked)]
        return ranked

    def _with_other_forms(self, ranked: list[Scored]) -> list[Scored]:
        """Give the unknown names what they mean where the text plays, see `otherwise`."""
        beliefs = [_belief(scored, self._ranker.absent) for scored in ranked]
        countries = {b.match.place.country or "" for b in beliefs if b and b.certainty > FIRM}
        return [
            self._score(group, scored.context)
            if (group := otherwise(self._gazetteer, scored.group, countries)) is not scored.group
            else scored
            for scored in ranked
        ]

    def _rescore(self, scored: Scored, i: int, seen: Seen) -> Scored:
        """Score group ``i`` in the context of all the others.

        Without candidates there is nothing to score, but a point's figures are read in context.
        """
        group = scored.group
        if group.settled or not group.matches:
            is_point = group.query.kind is Kind.POINT
            return scored._replace(context=seen.context(i)) if is_point else scored
        query = group.query._replace(
            beside=seen.beside(i), told_apart=seen.told_apart(i), located=seen.located(i)
        )
        return self._score(group._replace(query=query), seen.context(i), scored.values)

    def _score(
        self, group: Group, context: Context, before: Sequence[Sequence[float]] = ()
    ) -> Scored:
        earlier_values = before or [()] * len(group.matches)
        values = [
            self._ranker.values(group.query, match, context, earlier)
            for match, earlier in zip(group.matches, earlier_values, strict=True)
        ]
        return Scored(group, context, values, [self._ranker.score(v) for v in values])

    def _answers(self, scored: Scored) -> Iterator[Resolution]:
        group, context, values, scores = scored
        if group.query.kind is Kind.POINT:
            yield from (self._points.written(mention, context) for mention in group.mentions)
            return
        certainty = shares(scores, self._ranker.absent)
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], group.matches[i].place.id))
        shown = tuple(
            to_candidate(group.matches[i], values[i], self._ranker, scores[i])
            for i in order[:_SHOWN]
        )
        best = _together(group, certainty, order)
        reason = self._reason(group, certainty, order, context)
        for mention in group.mentions:
            yield Resolution(
                mention=mention,
                place=None if reason else shown[0].place,
                confidence=round(best, 4),
                candidates=shown,
                reason=reason,
            )

    def _reason(
        self, group: Group, certainty: Sequence[float], order: Sequence[int], context: Context
    ) -> str:
        """Return why the best candidate is no answer; "" if it is one."""
        if not order:
            return "the gazetteer holds no place of this name"
        best = _together(group, certainty, order)
        if best < self._ranker.threshold:
            return "no candidate is certain enough"
        if is_tied(group.matches, certainty, order, best, context.nearest_km):
            return TIE
        absent = 1 - sum(certainty)
        return doubt(group.query, group.matches[order[0]], best, context, absent)


def _nothing(document: Document, mention: Mention) -> None:
    """Know nothing beforehand."""


def _belief(scored: Scored, absent: float) -> Belief | None:
    if not scored.scores:
        return None
    if scored.group.settled:
        return Belief(scored.group.matches[0], 1.0)
    certainty = shares(scored.scores, absent)
    best = max(range(len(certainty)), key=certainty.__getitem__)
    return Belief(scored.group.matches[best], certainty[best])


def _together(group: Group, certainty: Sequence[float], order: Sequence[int]) -> float:
    """Return the certainty of the best candidate, records of the same spot counted together.

    A town and the district round it that bear one name differ by little on the ground.
    """
    if not order:
        return 0.0
    best = group.matches[order[0]].place.position
    places = [match.place.position for match in group.matches]
    return sum(
        share
        for place, share in zip(places, certainty, strict=True)
        if abs(place.lat - best.lat) < _SAME_SPOT and abs(place.lon - best.lon) < _SAME_SPOT
    )
