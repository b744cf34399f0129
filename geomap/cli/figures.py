"""The figures of an evaluation as tables."""

from collections.abc import Iterator

from rich.table import Table

from geomap.cli.tables import table
from geomap.evaluation import IncidentScores, ToponymScores
from geomap.evaluation.places_of_events import EventPlaceScores, TownScores
from geomap.evaluation.rates import Rate, Share
from geomap.evaluation.reliability import Reliability
from geomap.evaluation.running import Scores
from geomap.evaluation.toponyms import Errors


def figures(scores: Scores) -> Iterator[Table]:
    """Yield the tables that show ``scores``."""
    if isinstance(scores, IncidentScores):
        yield from _incidents(scores)
    elif isinstance(scores, EventPlaceScores):
        rule = "the first place after the verb"
        yield _rates({"place of the event": scores.places, rule: scores.next_place})
    elif isinstance(scores, TownScores):
        yield _shares(
            {
                "incidents whose town was found": scores.towns,
                "in the dateline's town": scores.in_dateline,
                "elsewhere": scores.elsewhere,
            }
        )
    else:
        yield from _toponyms(scores)


def _rates(rows: dict[str, Rate], *, partial: bool = False) -> Table:
    made = table("", "precision", "recall", "F1", "right", "predicted", "gold")
    for name, rate in rows.items():
        shares = ("-", f"{rate.recall:.4f}", "-")
        if not partial:
            shares = (f"{rate.precision:.4f}", f"{rate.recall:.4f}", f"{rate.f1:.4f}")
        made.add_row(name, *shares, str(rate.right), str(rate.predicted), str(rate.gold))
    return made


def _shares(rows: dict[str, Share]) -> Table:
    made = table("", "share", "right", "of")
    for name, share in rows.items():
        value = "-" if share.value is None else f"{share.value:.4f}"
        made.add_row(name, value, str(share.right), str(share.of))
    return made


def _toponyms(scores: ToponymScores) -> Iterator[Table]:
    radius = f"{scores.radius_km:g} km"
    yield _rates(
        {
            "recognition, exact span": scores.exact,
            "recognition, overlap": scores.overlap,
            "recognition of gold with a point, exact span": scores.exact_placed,
            "recognition of gold with a point, overlap": scores.overlap_placed,
            f"end to end within {radius}": scores.end_to_end,
        },
        partial=scores.partial,
    )
    made = table("resolution", f"within {radius}", "mean km", "median km", "AUC", "n")
    for name, errors in (
        ("unresolved is wrong", scores.resolution),
        ("unresolved left out", scores.resolution_answered),
    ):
        made.add_row(name, *_cells(errors))
    yield made
    yield _shares(
        {
            "same GeoNames record, of matched": scores.same_id,
            "same GeoNames record, of all gold": scores.same_id_of_all,
        }
    )
    if scores.reliability:
        yield _reliability(scores.reliability, radius)


def _reliability(found: Reliability, radius: str) -> Table:
    """Return the table of confidences, and how far they are off on the whole."""
    made = table("confidence of answers", "n", "mean confidence", f"right within {radius}")
    for low, high, n, confidence, right in found.bins:
        made.add_row(f"{low:g} to {high:g}", str(n), f"{confidence:.3f}", f"{right:.3f}")
    made.add_row("expected calibration error", "", "", f"{found.error:.4f}")
    return made


def _cells(errors: Errors | None) -> tuple[str, ...]:
    if errors is None:
        return ("-", "-", "-", "-", "0")
    distances = (f"{errors.mean_km:.1f}", f"{errors.median_km:.2f}")
    return (f"{errors.accuracy:.4f}", *distances, f"{errors.auc:.4f}", str(errors.n))


def _incidents(scores: IncidentScores) -> Iterator[Table]:
    yield _rates(dict(scores.levels))
    yield _shares(
        {
            **{f"{name}, of matched places": share for name, share in scores.attributes.items()},
            "places of no incident that got one": scores.places_hit,
            "incidents put at such a place": scores.predictions_there,
        }
    )
