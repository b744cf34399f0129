"""How well place names are found and resolved.

Definitions, as in Gritta et al., "A pragmatic guide to geoparsing evaluation" (2020), with the
choices written out here. Spans are matched one to one, greedily: the same span first, then the
longest overlap, then the nearest start. A gold toponym of another kind than asked for, or without
coordinates where coordinates count, need not be found, and a prediction that touches one is
neither right nor wrong. Gold and prediction that name the same GeoNames record are 0 km apart,
since gazetteers differ in where they put the point of a country.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median
from typing import NamedTuple

from geomap.evaluation.rates import Rate, Share
from geomap.evaluation.reliability import Reliability, reliability
from geomap.globe import distance_km
from geomap.models import LonLat

FARTHEST_KM = 20_039.0  # half the Earth's girth: the error of a name left unresolved
RADIUS_KM = 161.0  # a hundred miles, the field's customary tolerance


class Toponym(NamedTuple):
    """A place name in a text, gold or predicted, with its point if it has one."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    kind: str | None = None
    confidence: float | None = None  # of a prediction

    @property
    def placed(self) -> bool:
        """Whether it has a point."""
        return self.lat is not None and self.lon is not None


class Errors(NamedTuple):
    """Distances between gold and prediction, in km. ``auc`` is 0 at best and 1 at worst."""

    n: int
    accuracy: float
    mean_km: float
    median_km: float
    auc: float


class ToponymScores(NamedTuple):
    """All figures for one corpus; each field's meaning is in the module's docstring.

    ``resolution`` counts an unresolved match as wrong, ``resolution_answered`` leaves it out.
    ``end_to_end``: found, and within ``radius_km``. ``same_id``: the same GeoNames record, of the
    matched gold that has one. ``reliability`` is of the answers that tell a confidence.
    """

    documents: int
    radius_km: float
    partial: bool
    exact: Rate
    overlap: Rate
    exact_placed: Rate
    overlap_placed: Rate
    resolution: Errors | None
    resolution_answered: Errors | None
    same_id: Share
    same_id_of_all: Share
    unresolved: int
    end_to_end: Rate
    reliability: Reliability | None


class _Tally(NamedTuple):
    """One document's figures."""

    exact: Rate
    overlap: Rate
    exact_placed: Rate
    overlap_placed: Rate
    end_to_end: Rate
    pairs: tuple[tuple[Toponym, Toponym], ...]
    gold_ids: int


def score_toponyms(
    gold: Mapping[str, Sequence[Toponym]],
    predicted: Mapping[str, Sequence[Toponym]],
    *,
    kind: str | None = None,
    partial: bool = False,
    radius_km: float = RADIUS_KM,
) -> ToponymScores:
    """Return the scores of the predictions, by document id.

    Args:
        gold: toponyms by document.
        predicted: the same; a document that is absent has no predictions.
        kind: only gold of this kind ("literal") must be found; None is all.
        partial: whether only some places are annotated, so that predictions elsewhere are ignored.
        radius_km: how far a right answer may be off.
    """
    tallies = [
        _tally(toponyms, predicted.get(document, ()), kind, partial, radius_km)
        for document, toponyms in gold.items()
    ]
    pairs = [pair for tally in tallies for pair in tally.pairs]
    errors = [error_km(*pair) for pair in pairs]
    answered = [error for error, (_, guess) in zip(errors, pairs, strict=True) if guess.placed]
    with_id = [(g, p) for g, p in pairs if g.geonameid is not None]
    same = sum(g.geonameid == p.geonameid for g, p in with_id)
    return ToponymScores(
        documents=len(tallies),
        radius_km=radius_km,
        partial=partial,
        exact=_sum(tally.exact for tally in tallies),
        overlap=_sum(tally.overlap for tally in tallies),
        exact_placed=_sum(tally.exact_placed for tally in tallies),
        overlap_placed=_sum(tally.overlap_placed for tally in tallies),
        resolution=_errors(errors, radius_km),
        resolution_answered=_errors(answered, radius_km),
        same_id=Share(same, len(with_id)),
        same_id_of_all=Share(same, sum(tally.gold_ids for tally in tallies)),
        unresolved=len(pairs) - len(answered),
        end_to_end=_sum(tally.end_to_end for tally in tallies),
        reliability=_reliability(pairs, radius_km),
    )


def _reliability(pairs: Sequence[tuple[Toponym, Toponym]], radius_km: float) -> Reliability | None:
    """Return how often the answers of each confidence are right."""
    return reliability(
        (guess.confidence, error_km(true, guess) <= radius_km)
        for true, guess in pairs
        if guess.placed and guess.confidence is not None
    )


def _tally(
    gold: Sequence[Toponym],
    predicted: Sequence[Toponym],
    kind: str | None,
    partial: bool,
    radius_km: float,
) -> _Tally:
    guesses = [p for p in predicted if p.end > p.start and not (partial and not _touches(p, gold))]
    required = [g for g in gold if kind is None or g.kind in (kind, None)]
    placed = [g for g in required if g.placed]
    exact, overlap, _ = _recognition(gold, required, guesses)
    exact_placed, overlap_placed, pairs = _recognition(gold, placed, guesses)
    _, reached, answered = _recognition(gold, placed, [p for p in guesses if p.placed])
    right = sum(error_km(*pair) <= radius_km for pair in answered)
    return _Tally(
        exact,
        overlap,
        exact_placed,
        overlap_placed,
        reached._replace(right=right),
        tuple(pairs),
        sum(g.geonameid is not None for g in placed),
    )


def _recognition(
    gold: Sequence[Toponym], required: Sequence[Toponym], guesses: Sequence[Toponym]
) -> tuple[Rate, Rate, list[tuple[Toponym, Toponym]]]:
    """Return the rates of exact and of overlapping spans, and the matched pairs."""
    matched = match_spans(required, guesses)
    used = {j for _, j in matched}
    others = [g for g in gold if g not in required]
    excused = sum(j not in used and _touches(p, others) for j, p in enumerate(guesses))
    pairs = [(required[i], guesses[j]) for i, j in matched]
    exact = sum((g.start, g.end) == (p.start, p.end) for g, p in pairs)
    counted, needed = len(guesses) - excused, len(required)
    return Rate(exact, counted, needed), Rate(len(pairs), counted, needed), pairs


def match_spans(gold: Sequence[Toponym], guesses: Sequence[Toponym]) -> list[tuple[int, int]]:
    """Return index pairs of overlapping spans, one to one, the best overlaps first."""
    ranked = sorted(
        (
            (g.start, g.end) != (p.start, p.end),
            -(min(g.end, p.end) - max(g.start, p.start)),
            abs(g.start - p.start),
            i,
            j,
        )
        for i, g in enumerate(gold)
        for j, p in enumerate(guesses)
        if p.start < g.end and g.start < p.end
    )
    golds: set[int] = set()
    taken: set[int] = set()
    pairs = []
    for *_, i, j in ranked:
        if i not in golds and j not in taken:
            golds.add(i)
            taken.add(j)
            pairs.append((i, j))
    return pairs


def error_km(gold: Toponym, guess: Toponym) -> float:
    """Return how far ``guess`` is off, in km; an unresolved one is as far as can be."""
    if gold.geonameid is not None and gold.geonameid == guess.geonameid:
        return 0.0
    if gold.lat is None or gold.lon is None or guess.lat is None or guess.lon is None:
        return FARTHEST_KM
    return distance_km(LonLat(gold.lon, gold.lat), LonLat(guess.lon, guess.lat))


def _touches(guess: Toponym, toponyms: Iterable[Toponym]) -> bool:
    return any(guess.start < other.end and other.start < guess.end for other in toponyms)


def _sum(rates: Iterable[Rate]) -> Rate:
    return Rate(*map(sum, zip(*rates, strict=True))) if (rates := list(rates)) else Rate()


def _errors(errors: Sequence[float], radius_km: float) -> Errors | None:
    if not errors:
        return None
    near = sum(error <= radius_km for error in errors)
    return Errors(len(errors), near / len(errors), fmean(errors), median(errors), _auc(errors))


def _auc(errors: Sequence[float]) -> float:
    """Return the area under the sorted log errors, over that of the largest error throughout."""
    logs = sorted(math.log(min(error, FARTHEST_KM) + 1) for error in errors)
    if len(logs) == 1:
        return logs[0] / math.log(FARTHEST_KM)
    area = sum(logs) - (logs[0] + logs[-1]) / 2  # trapezoids of width 1
    return area / (math.log(FARTHEST_KM) * (len(logs) - 1))
