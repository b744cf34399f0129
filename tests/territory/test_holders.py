"""Who may hold ground: names and codes of any case; what nobody knows is asked back."""

import pytest

from geomap.errors import LedgerError
from geomap.territory import read_ledger
from geomap.territory.holders import find_holders, known_holders


@pytest.fixture(scope="module")
def ledger():
    return read_ledger()


@pytest.mark.parametrize(
    ("asked", "holders"),
    [
        ("ru", ("Russia",)),
        ("HOUTHIS", ("Houthis",)),
        ("Artsakh | am", ("Artsakh", "Armenia")),
    ],
)
def test_a_party_is_known_by_name_and_code(ledger, asked, holders) -> None:
    assert find_holders(asked, ledger) == holders


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("Huthis", "did you mean Houthis"),
        ("Qzx", "say --sure"),
        ("RU|", "no party"),
        ("", "no party"),
    ],
)
def test_a_party_that_nobody_knows_is_asked_back(ledger, asked, reason) -> None:
    with pytest.raises(LedgerError, match=reason):
        find_holders(asked, ledger)


def test_a_new_party_is_taken_by_its_name(ledger) -> None:
    assert find_holders("Qzx|UA", ledger, new=True) == ("Qzx", "Ukraine")
    assert "qzx" not in known_holders(ledger)
