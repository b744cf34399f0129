"""Points of view: labels follow them, facts never do."""

import shutil
from datetime import date

import pytest

from geomap.boundaries import Boundaries
from geomap.errors import WorldviewError
from geomap.models import LonLat
from geomap.resources import packaged
from geomap.territory import Territories, owners_of_countries, read_ledger, views, words_of

SIMFEROPOL, SUKHUMI, STANLEY = (
    LonLat(34.1024, 44.9521),
    LonLat(41.0234, 43.0015),
    LonLat(-57.85, -51.7),
)
STEPANAKERT, PRISTINA, GROZNY = LonLat(46.7528, 39.8177), LonLat(21.16, 42.66), LonLat(45.69, 43.32)
MUZAFFARABAD, DONETSK = LonLat(73.47, 34.37), LonLat(37.80, 48.02)
GORIS, HIGH_SEAS = LonLat(46.3417, 39.5111), LonLat(-30.0, 40.0)
DAY = date(2020, 1, 1)
USUAL = Territories(Boundaries.open(), read_ledger())
VIEWS = [view.key for view in views(USUAL.ledger)]


def in_eyes_of(view: str) -> Territories:
    return Territories(USUAL.boundaries, USUAL.ledger, worldview=view)


def test_the_views_are_those_the_ledger_can_speak_for() -> None:
    assert VIEWS[:2] == ["un", "de-facto"]
    parties = "AM AR AZ CN CY FR GB GE GY IL IN JP MA MD PK RS RU SO SY TR TW UA US XK"
    assert set(parties.split()) <= set(VIEWS)
    assert "SE" not in VIEWS
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


@pytest.mark.parametrize(
    ("point", "day", "view", "label"),
    [
        (STEPANAKERT, date(2010, 1, 1), "AZ", "Azerbaijan"),
        (STEPANAKERT, date(2010, 1, 1), "AM", "Artsakh"),
        (STEPANAKERT, date(2022, 10, 7), "AM", "Azerbaijan"),  # after the Prague statement
        (PRISTINA, DAY, "AZ", "Serbia"),
        (PRISTINA, DAY, "GE", "Kosovo"),  # of which the ledger has no stance on it
        (GROZNY, date(2022, 10, 17), "UA", "Russia"),
        (GROZNY, date(2022, 10, 18), "UA", "Chechen Republic of Ichkeria"),
        (MUZAFFARABAD, DAY, "IN", "India"),
        (MUZAFFARABAD, DAY, "PK", "Pakistan"),
        (STANLEY, DAY, "GB", "United Kingdom"),
        (DONETSK, date(2022, 5, 1), "RU", "Donetsk People's Republic"),
        (DONETSK, date(2023, 5, 1), "RU", "Russia"),
        (DONETSK, date(2023, 5, 1), "UA", "Ukraine"),
    ],
)
def test_states_have_their_own_words(point: LonLat, day: date, view: str, label: str) -> None:
    assert in_eyes_of(view).classify(point, on=day).label == label


def test_a_state_cannot_have_two_views_of_one_ground_at_a_time(tmp_path) -> None:
    shutil.copytree(packaged("data", "territories", "ledger"), tmp_path / "ledger")
    with (tmp_path / "ledger" / "stances.csv").open("a") as table:
        table.write("kosovo,ES,XK,2010-01-01,,xk-decl\nkosovo,QQ,XK,2010-01-01,,xk-decl\n")
    found = "\n".join(Territories(USUAL.boundaries, read_ledger(tmp_path / "ledger")).check())
    assert "stances.csv, 'kosovo': ES takes it for ground of RS and of XK at one time" in found
    assert "stances.csv, 'kosovo': no country QQ" in found


def test_an_unknown_view_is_refused_with_those_there_are() -> None:
    with pytest.raises(WorldviewError, match=r"no stance of 'SE'; use one of un, de-facto, A"):
        in_eyes_of("SE")


@pytest.mark.parametrize(
    ("view", "country", "owner"),
    [
        ("RS", "XK", "Serbia"),
        ("CN", "TW", "China"),
        ("AR", "FK", "Argentina"),
        ("XK", "XK", None),
        ("un", "XK", None),
        ("de-facto", "TW", None),
    ],
)
def test_a_state_takes_some_countries_for_anothers(view, country, owner) -> None:
    assert owners_of_countries(view, USUAL.ledger).get(country) == owner


def test_a_states_view_of_a_place_is_dated() -> None:
    melitopol = LonLat(35.37, 46.85)
    seen = USUAL.seen_by(melitopol, view="RU")
    assert seen == ((date.min, "Ukraine"), (date(2022, 9, 30), "Russia"))
    assert USUAL.seen_by(melitopol, view="un") == ((date.min, "Ukraine"),)
