"""From a gold file and a geoparser to predictions and scores."""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from geomap.evaluation.gold import Gold, read_gold
from geomap.evaluation.incidents import IncidentScores, score_incidents
from geomap.evaluation.places_of_events import (
    EventPlaceScores,
    TownScores,
    score_towns,
    score_verbs,
)
from geomap.evaluation.predictions import (
    DEFAULT_ROLES,
    predicted_incidents,
    predicted_toponyms,
    write_predictions,
)
from geomap.evaluation.toponyms import RADIUS_KM, ToponymScores, score_toponyms
from geomap.models import Document, Report, Role

Scores = ToponymScores | IncidentScores | EventPlaceScores | TownScores
Parse = Callable[[Document], Report]
Track = Callable[[Sequence[Document]], Iterable[Document]]


def evaluate(
    gold: str | Path,
    *,
    parse: Parse | None = None,
    predictions: str | Path | None = None,
    roles: Collection[Role] = DEFAULT_ROLES,
    kind: str | None = None,
    partial: bool = False,
    radius_km: float = RADIUS_KM,
    track: Track = iter,
) -> Scores:
    """Parse the documents of a gold file and return how right the reports are.

    Args:
        gold: a file of toponyms or of incidents; which, it tells itself.
        parse: what makes reports; by default the packaged geoparser.
        predictions: where to write them, in the form that the gold has.
        roles: the roles in which a name counts as a toponym.
        kind: the kind of gold toponyms that must be found ("literal"); None is all.
        partial: whether the gold has only some of the toponyms.
        radius_km: how far off a right toponym may be.
        track: wraps the documents, for a progress bar.

    Raises:
        GoldError: if the gold cannot be read.
    """
    truth = read_gold(gold)
    reports = map(parse or _packaged(), track(truth.documents))
    if truth.kind in ("verbs", "towns"):
        pairs = ((truth.records[report.document.id], report) for report in reports)
        return score_verbs(pairs) if truth.kind == "verbs" else score_towns(pairs)
    if truth.kind == "incidents":
        return _incidents(truth, reports, predictions)
    found = {r.document.id: predicted_toponyms(r, roles) for r in reports}
    if predictions:
        rows = ({"id": i, "toponyms": [t._asdict() for t in ts]} for i, ts in found.items())
        write_predictions(predictions, rows)
    return score_toponyms(truth.toponyms, found, kind=kind, partial=partial, radius_km=radius_km)


def _packaged() -> Parse:
    # Imported late: a caller with a parser of their own needs no gazetteer and none of its cost.
    from geomap.pipeline import Geoparser

    return Geoparser.open().parse


def _incidents(
    truth: Gold, reports: Iterable[Report], predictions: str | Path | None
) -> IncidentScores:
    found = {report.document.id: predicted_incidents(report) for report in reports}
    if predictions:
        rows = ({"id": i, "incidents": incidents} for i, incidents in found.items())
        write_predictions(predictions, rows)
    return score_incidents(truth.incidents, found)
