"""Points of view: labels follow them, facts never do."""

from datetime import date

import pytest

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
VIEWS = [view.key for view in views(read_ledger())]


def test_the_views_are_those_the_ledger_can_speak_for() -> None:
    assert VIEWS[:2] == ["un", "de-facto"]
    assert {"RU", "CN", "AR", "MA", "TR"} <= set(VIEWS)
    assert "FR" not in VIEWS
    assert len({words_of(key) for key in VIEWS}) == len(VIEWS)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("point", [SIMFEROPOL, SUKHUMI, STANLEY, GORIS, HIGH_SEAS])
def test_no_fact_changes_with_the_view(point: LonLat, view: str) -> None:
    seen = Territories.open(worldview=view).classify(point, on=DAY)
    usual = Territories.open().classify(point, on=DAY)
    assert seen.worldview == view
    apart = {"worldview": "un", "label": usual.label}
    assert seen.model_copy(update=apart) == usual


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
    assert Territories.open(worldview=view).classify(point, on=DAY).label == label


def test_an_unknown_view_is_refused_with_those_there_are() -> None:
    with pytest.raises(WorldviewError, match=r"no stance of 'FR'; use one of un, de-facto, A"):
        Territories.open(worldview="FR")
