"""The ledger's format, and that our own data keeps it."""

from pathlib import Path

import pytest

from geomap.boundaries import Boundaries
from geomap.errors import LedgerError
from geomap.territory import Territories, read_ledger
from geomap.territory.ground import make_ground

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
    assert len(ledger.areas) > 300
    assert sum(map(len, ledger.control.values())) > 600
    rows = [
        r for t in (ledger.control, ledger.claims, ledger.stances) for rs in t.values() for r in rs
    ]
    assert all(row.source.endswith(")") for row in rows), "a citation ends with its date"
    assert Territories(Boundaries.open(), ledger).check() == ()


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ({}, "no row of control, claims or stances speaks of it"),
        (
            {"areas": "u,U,admin,gn:1,,,1,\n", "claims": "u,AZ,2020-01-01,,S,\n"},
            "'u': no admin-1 unit gn:1",
        ),
        (
            {"areas": "c,C,country,ZZ,,,1,\n", "claims": "c,AZ,2020-01-01,,S,\n"},
            "'c': no country ZZ",
        ),
        (
            {
                "areas": 'p,P,polygon,"0 0, 1 0, 1 1",,,0.5,\n',
                "claims": "p,AZ,2020-01-01,,S,\n",
            },
            "'p': how was it drawn",
        ),
        (
            {"areas": "t,T,circle,46.5 39.6 2,,,9,\n", "claims": "t,AZ,2020-01-01,,S,\n"},
            "size 9 does not fit",
        ),
        (
            {
                "areas": "t,T,circle,46.5 39.6 2,,,0.001,\n",
                "control": "t,X,2020-01-01,2020-02-01,controlled,S,high,\n"
                "t,Y,2020-02-05,,controlled,S,high,\n",
            },
            "nobody held it from 2020-02-02 to 2020-02-05",
        ),
    ],
)
def test_what_the_format_allows_and_the_check_finds(
    tmp_path: Path, tables: dict[str, str], problem: str
) -> None:
    territories = Territories(Boundaries.open(), read_ledger(write(tmp_path, **tables)))
    assert [p for p in territories.check() if problem in p], territories.check()


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        (
            {"control": "town,X,2020-02-01,2020-01-01,controlled,S,high,\n"},
            r"control\.csv, line 2: ends .* before it begins",
        ),
        (
            {"claims": "town,AZ,2020-02-01,2020-01-01,S,\n"},
            r"claims\.csv, line 2: ends .* before it begins",
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
            r"control\.csv, lines 2 and 3: .* is given to X until now and to Y",
        ),
        ({"claims": "town,,2020-01-01,,S,\n"}, "claimant"),
        ({"areas": TOWN + TOWN}, "line 3: area 'town' is there already"),
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
        ('t,T,polygon,"1 2 3, 4 5",,,1,\n', "where=.* '1 2 3' is not a longitude and a latitude"),
        ("t,T,circle,46.5 39.6,,,1,\n", "and a radius in km"),
        ("t,T,circle,46.5 39.6 0,,,1,\n", "a circle of 0 km"),
    ],
)
def test_broken_ground_is_refused(tmp_path: Path, row: str, reason: str) -> None:
    ledger = read_ledger(write(tmp_path, areas=row))
    with pytest.raises(LedgerError, match=reason):
        make_ground(ledger.areas["t"])


def test_a_folder_without_areas_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"areas.csv is missing"):
        read_ledger(tmp_path)


def test_a_source_that_is_not_in_the_table_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, control="town,X,2020-01-01,,controlled,a|b,high,\n")
    (folder / "sources.csv").write_text("source,citation,published\na,A Book,2003\n")
    with pytest.raises(LedgerError, match=r"control.csv, line 2: source 'b' is not in sources.csv"):
        read_ledger(folder)


def test_sources_are_written_out(tmp_path: Path) -> None:
    folder = write(tmp_path, control="town,X,2020-01-01,,controlled,a|b,high,\n")
    (folder / "sources.csv").write_text(
        "source,citation,published\na,A Book,2003\nb,B Report,2020-11\n"
    )
    assert read_ledger(folder).control["town"][0].source == "A Book (2003); B Report (2020-11)"


def test_both_rows_stand_where_sources_differ(tmp_path: Path) -> None:
    rows = "town,X,2020-01-01,,controlled,S,high,\ntown,Y,2021-01-01,,controlled,T,low,\n"
    assert len(read_ledger(write(tmp_path, control=rows)).control["town"]) == 2
