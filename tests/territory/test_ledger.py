"""The ledger's format, and that our own data keeps it."""

from pathlib import Path

import pytest

from geomap.errors import LedgerError
from geomap.territory import read_ledger
from geomap.territory.ground import all_units, make_ground
from geomap.territory.ledger import AreaKind

AREAS = "area,name,kind,where,country,special,size,how\n"
CONTROL = "area,holder,since,until,status,source,confidence,note\n"
CLAIMS = "area,claimant,since,until,source,note\n"
TOWN = "town,A town,circle,46.5 39.6 2,AZ,,0.1,\n"


def write(folder: Path, areas: str = TOWN, control: str = "", claims: str = "") -> Path:
    (folder / "areas.csv").write_text(AREAS + areas, encoding="utf-8")
    (folder / "control.csv").write_text(CONTROL + control, encoding="utf-8")
    (folder / "claims.csv").write_text(CLAIMS + claims, encoding="utf-8")
    return folder


def test_our_own_ledger_is_whole() -> None:
    ledger = read_ledger()
    units = all_units()
    assert len(ledger.areas) > 80
    for area in ledger.areas.values():
        make_ground(area)
        if area.kind is AreaKind.ADMIN:
            assert set(area.where.split("|")) <= units, area.area
        if area.kind is AreaKind.POLYGON:
            assert area.how, f"{area.area}: how was it drawn, and with what error?"
    rows = [*ledger.control.values(), *ledger.claims.values()]
    assert all(row.source for area in rows for row in area)
    assert set(ledger.control) | set(ledger.claims) == set(ledger.areas)


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        (
            {"control": "town,X,2020-02-01,2020-01-01,controlled,S,high,\n"},
            "ends .* before it begins",
        ),
        ({"control": "town,X,2020-02-01,,controlled,,high,\n"}, "source"),
        ({"control": "town,X,yesterday,,controlled,S,high,\n"}, "since"),
        ({"control": "town,X,2020-01-01,,occupied,S,high,\n"}, "status"),
        ({"control": "moon,X,2020-01-01,,controlled,S,high,\n"}, "not in areas.csv"),
        (
            {
                "control": "town,X,2020-01-01,,controlled,S,high,\n"
                "town,Y,2021-01-01,,controlled,S,high,\n"
            },
            "is given to X until now and to Y",
        ),
        ({"claims": "town,,2020-01-01,,S,\n"}, "claimant"),
    ],
)
def test_broken_rows_are_refused_with_the_reason(
    tmp_path: Path, tables: dict[str, str], reason: str
) -> None:
    with pytest.raises(LedgerError, match=reason):
        read_ledger(write(tmp_path, **tables))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('t,T,polygon,"0 0, 1 1, 1 0, 0 1",,,1,\n', "Self-intersection"),
        ("t,T,circle,39.6 146.5 2,,,1,\n", "swapped"),
        ('t,T,polygon,"1 2 3, 4 5",,,1,\n', "where="),
    ],
)
def test_broken_ground_is_refused(tmp_path: Path, row: str, reason: str) -> None:
    ledger = read_ledger(write(tmp_path, areas=row))
    with pytest.raises(LedgerError, match=reason):
        make_ground(ledger.areas["t"])


def test_both_rows_stand_where_sources_differ(tmp_path: Path) -> None:
    rows = "town,X,2020-01-01,,controlled,S,high,\ntown,Y,2021-01-01,,controlled,T,low,\n"
    assert len(read_ledger(write(tmp_path, control=rows)).control["town"]) == 2
