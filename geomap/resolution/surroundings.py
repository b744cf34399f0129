"""What stands round each name of a document: the others' meanings, as far as they are believed.

Who stands in whose sentence and list, and where all candidates lie, is worked out once for the
document; what the others mean changes from round to round.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomap.gazetteer import Match
from geomap.globe import EARTH_RADIUS_KM
from geomap.models import Place, Role
from geomap.resolution.candidates import STAND_IN
from geomap.resolution.context import FIRM, Anchor, Context, make_context, nearest
from geomap.resolution.features import Beside, make_beside
from geomap.resolution.grouping import Group

_PEOPLE = frozenset({Role.METONYM, Role.DEMONYM})
_Figures = NDArray[np.float64]


class Belief(NamedTuple):
    """What a group is thought to mean, and how surely: from 0 to 1."""

    match: Match
    certainty: float


Beliefs = Sequence[Belief | None]


class Surroundings:
    """What is the same in every round of deciding about a document's groups."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.same_sentence = _sharing([group.sentences for group in groups])
        self.same_list = _sharing([group.lists for group in groups])
        self.places = _radians([match.place for group in groups for match in group.matches])
        ends = np.cumsum([len(group.matches) for group in groups]).tolist()
        self.rows = [slice(end - len(g.matches), end) for end, g in zip(ends, groups, strict=True)]

    def seen(self, beliefs: Beliefs) -> "Seen":
        """Return what stands round each group while the others are thought to mean this."""
        return Seen(self, beliefs)


class Seen:
    """What stands round each group of a document in one round."""

    def __init__(self, around: Surroundings, beliefs: Beliefs) -> None:
        self._around = around
        self._beliefs = beliefs
        self._anchors = [_anchor(*pair) for pair in zip(around.groups, beliefs, strict=True)]
        known = [anchor for anchor in self._anchors if anchor]
        self._names = np.array([anchor.name for anchor in known], dtype=object)
        self._km = _apart_km(around.places, _radians([anchor.place for anchor in known])) + [
            np.inf if anchor.is_wide else anchor.seems_farther_km for anchor in known
        ]

    def context(self, i: int) -> Context:
        """Return what the other groups say to group ``i``."""
        group = self._around.groups[i]
        if group.told_apart:
            return self._context_but(i, group.told_apart)
        others = [*self._anchors[:i], *self._anchors[i + 1 :]]
        km = self._km[self._around.rows[i]][:, self._names != group.name]
        nearest_km = km.min(axis=1, initial=np.inf).tolist()
        ids = [match.place.id for match in group.matches]
        return make_context(list(filter(None, others)), dict(zip(ids, nearest_km, strict=True)))

    def _context_but(self, i: int, starts: frozenset[int]) -> Context:
        """Return the same without the mentions at ``starts``, which tell what ``i`` is not."""
        group = self._around.groups[i]
        pairs = enumerate(zip(self._around.groups, self._beliefs, strict=True))
        others = (_anchor(*pair, but=starts) for j, pair in pairs if j != i)
        anchors = list(filter(None, others))
        places = [match.place for match in group.matches]
        return make_context(anchors, {p.id: nearest(p, anchors, group.name)[0] for p in places})

    def beside(self, i: int) -> Beside:
        """Return the places that are firmly believed to stand right beside group ``i``."""
        return make_beside(
            [*self._firm(self._around.same_sentence[i])], [*self._firm(self._around.same_list[i])]
        )

    def told_apart(self, i: int) -> tuple[Place, ...]:
        """Return where another place of the group's name lies, by the text's word."""
        return self._named_at(i, self._around.groups[i].told_apart)

    def located(self, i: int) -> tuple[Place, ...]:
        """Return in or near what the group's place lies, by the text's word."""
        return self._named_at(i, self._around.groups[i].located)

    def _named_at(self, i: int, starts: frozenset[int]) -> tuple[Place, ...]:
        """Return what the other groups' mentions at some starts are firmly believed to mean."""
        telling = (
            j
            for j, other in enumerate(self._around.groups)
            if starts and j != i and any(mention.start in starts for mention in other.mentions)
        )
        return tuple(self._firm(telling))

    def _firm(self, numbers: Iterator[int] | Sequence[int]) -> Iterator[Place]:
        for j in numbers:
            belief = self._beliefs[j]
            if belief and belief.certainty > FIRM:
                yield belief.match.place


def _anchor(
    group: Group, belief: Belief | None, but: frozenset[int] = frozenset()
) -> Anchor | None:
    """Return what a group says to the others, by all its mentions but those that start at some."""
    if belief is None or belief.match.match == STAND_IN:
        return None
    mentions = [m for m in group.mentions if m.start not in but] if but else group.mentions
    if not mentions:
        return None
    is_setting = any(mention.role not in _PEOPLE for mention in mentions)
    return Anchor(belief.match.place, group.name, belief.certainty, len(mentions), is_setting)


def _sharing(numbers: Sequence[frozenset[int]]) -> list[list[int]]:
    """Return, for each set of numbers, which others have one of them as well."""
    having: defaultdict[int, set[int]] = defaultdict(set)
    for i, some in enumerate(numbers):
        for number in some:
            having[number].add(i)
    return [
        sorted(set().union(*(having[number] for number in some)) - {i})
        for i, some in enumerate(numbers)
    ]


def _radians(places: Sequence[Place]) -> _Figures:
    """Return longitudes and latitudes in radians, a row each."""
    figures = (figure for place in places for figure in place.position)
    return np.radians(np.fromiter(figures, np.float64, 2 * len(places)).reshape(-1, 2).T)


def _apart_km(ones: _Figures, others: _Figures) -> _Figures:
    """Return the distance in km of each of some places, a row each, to each of others."""
    (lon, lat), (other_lon, other_lat) = ones[:, :, None], others[:, None, :]
    across, along = np.sin((other_lon - lon) / 2), np.sin((other_lat - lat) / 2)
    h = along**2 + np.cos(lat) * np.cos(other_lat) * across**2
    angle: _Figures = 2 * np.arcsin(np.minimum(1.0, np.sqrt(h)))
    return EARTH_RADIUS_KM * angle
