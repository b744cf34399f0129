"""Points of view: labels follow them, facts never do."""

from datetime import date

import pytest

from geomap.boundaries import Boundaries
from geomap.errors import WorldviewError
from geomap.models import LonLat
from geomap.territory import Territories, read_ledger, views, words_of

SIMFEROPOL, SUKHUMI, STANLEY = (
    LonLat(34.1024, 44.9521),
    LonLat(41.0234, 43.0015),
    LonLat(-57.85, -51.7),
)
GORIS, HIGH_SEAS = LonLat(46.3417, 39.5111), LonLat(-30.0, 40.0)
DAY = date(2020, 1, 1)
USUAL = Territories(Boundaries.open(), read_ledger())
VIEWS = [view.key for view in views(USUAL.ledger)]


def in_eyes_of(view: str) -> Territories:
    return Territories(USUAL.boundaries, USUAL.ledger, worldview=view)


def test_the_views_are_those_the_ledger_can_speak_for() -> None:
    assert VIEWS[:2] == ["un", "de-facto"]
    assert {"RU", "CN", "AR", "MA", "TR"} <= set(VIEWS)
    assert "FR" not in VIEWS
    assert len({words_of(key) for key in VIEWS}) == len(VIEWS)


@pytest.mark.parametrize("view", VIEWS)
def test_no_fact_changes_with_the_view(view: str) -> None:
    territories = in_eyes_of(view)
    for point in (SIMFEROPOL, SUKHUMI, STANLEY, GORIS, HIGH_SEAS):
        seen, usual = (t.classify(point, on=DAY) for t in (territories, USUAL))
        assert seen.worldview == view
        assert seen.model_copy(update={"worldview": "un", "label": usual.label}) == usual


@pytest.mark.parametrize(
    ("point", "view", "label"),
    [
        (SIMFEROPOL, "un", "Ukraine"),
        (SIMFEROPOL, "de-facto", "Russia"),
        (SIMFEROPOL, "ru", "Russia"),
        (SIMFEROPOL, "TR", "Ukraine"),
        (SUKHUMI, "RU", "Abkhazia"),
        (STANLEY, "AR", "Argentina"),
        (GORIS, "RU", "Armenia"),
        (HIGH_SEAS, "de-facto", None),
    ],
)
def test_labels(point: LonLat, view: str, label: str | None) -> None:
    assert in_eyes_of(view).classify(point, on=DAY).label == label


def test_an_unknown_view_is_refused_with_those_there_are() -> None:
    with pytest.raises(WorldviewError, match=r"no stance of 'FR'; use one of un, de-facto, A"):
        in_eyes_of("FR")
