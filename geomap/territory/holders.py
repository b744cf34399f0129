"""The parties that may hold ground, by the names and the codes under which users know them."""

from difflib import get_close_matches

from geomap.errors import LedgerError
from geomap.territory.ground import country_names
from geomap.territory.ledger import Ledger


def known_holders(ledger: Ledger) -> dict[str, str]:
    """Return the name of each party by its name and, of states, by its ISO code, in lower case."""
    rows = (row for rows in ledger.control.values() for row in rows)
    names = {name for row in rows for name in row.holder} | set(country_names().values())
    by_name = {name.casefold(): name for name in names}
    return by_name | {code.casefold(): name for code, name in country_names().items()}


def find_holders(asked: str, ledger: Ledger, *, new: bool = False) -> tuple[str, ...]:
    """Return the holders that a text names: names or ISO codes, several with ``|``.

    Args:
        asked: what the user wrote.
        ledger: where the parties are looked up.
        new: take what nobody knows for the name of a new party.

    Raises:
        LedgerError: if a party is not known, with the names that are like it.
    """
    known = known_holders(ledger)
    parts = [part.strip() for part in asked.split("|")]
    if not all(parts):
        raise LedgerError("no party is named; who held the ground?")
    for part in parts:
        if part.casefold() not in known and not new:
            raise LedgerError(_unknown(part, known))
    return tuple(known.get(part.casefold(), part) for part in parts)


def _unknown(part: str, known: dict[str, str]) -> str:
    close = get_close_matches(part.casefold(), known, n=3, cutoff=0.7)
    hint = f"; did you mean {' or '.join(sorted({known[c] for c in close}))}" if close else ""
    return f"no party {part!r} is known{hint}; if it is new to geomap, say --sure"
