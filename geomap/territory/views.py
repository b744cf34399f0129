"""Points of view: whose ground a place is called, in the eyes of whom. Facts never change with it.

un        the recognition of most UN member states
de-facto  whoever held the ground
RU, ...   a state that the ledger has a claim or a stance of: its own word, else "un"
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from geomap.errors import WorldviewError
from geomap.territory.ground import Ground, country_names, make_ground
from geomap.territory.ledger import AreaKind, Claim, Ledger, Stance
from geomap.territory.rules import is_state

UN, DE_FACTO = "un", "de-facto"


class View(NamedTuple):
    """A point of view: its key as it is asked for, and what it is in words."""

    key: str
    words: str


def views(ledger: Ledger) -> tuple[View, ...]:
    """Return the points of view that there is something to say of, the states by their codes."""
    stances = {row.state for rows in ledger.stances.values() for row in rows}
    claims = {r.claimant for rows in ledger.claims.values() for r in rows if is_state(r, None)}
    return tuple(View(key, words_of(key)) for key in (UN, DE_FACTO, *sorted(stances | claims)))


def words_of(key: str) -> str:
    """Return a point of view in words."""
    usual = {
        UN: "as most UN member states recognise it",
        DE_FACTO: "as it was held on the day",
    }
    return usual.get(key) or f"as {country_names().get(key, key)} sees it"


def owner_of(view: str, grounds: Sequence[Ground], state: str | None, ledger: Ledger) -> str | None:
    """Return whose ground a place is today in the eyes of a view; its holders' if de facto: None.

    Args:
        view: a key of `views`.
        grounds: the areas that it lies in, the finest first.
        state: the state whose it is to most UN members.
        ledger: where the claims and stances are.
    """
    claimed = (row for ground in grounds for row in ledger.claims.get(ground.area.area, ()))
    claims = [row for row in claimed if row.until is None]
    return label(view, state, (), claims, stances_at(grounds, ledger, None))


def owners_of_countries(view: str, ledger: Ledger) -> dict[str, str]:
    """Return the countries that a view takes for another's ground, by ISO code: whose they are.

    Args:
        view: a key of `views`; only a state takes a whole country for another's.
        ledger: where the claims and stances are.
    """
    if view in (UN, DE_FACTO):
        return {}
    areas = (area for area in ledger.areas.values() if area.kind is AreaKind.COUNTRY)
    grounds = ((code, make_ground(area)) for area in areas for code in area.where.split("|"))
    owners = {code: owner_of(view, [ground], code, ledger) for code, ground in grounds}
    return {code: to for code, to in owners.items() if to and to != country_names().get(code)}


def find_view(asked: str, ledger: Ledger) -> View:
    """Return the point of view that is asked for; upper and lower case are one.

    Raises:
        WorldviewError: naming those that there are.
    """
    known = views(ledger)
    found = next((view for view in known if view.key.casefold() == asked.casefold()), None)
    if found is None:
        raise WorldviewError(
            f"the territory ledger has no stance of {asked!r}; use one of"
            f" {', '.join(view.key for view in known)}"
        )
    return found


def label(
    view: str,
    country: str | None,
    holders: Sequence[str],
    claims: Sequence[Claim],
    stances: Sequence[Stance],
) -> str | None:
    """Return whose ground it is called in the eyes of ``view``; None where nobody's is known.

    Args:
        view: a key of `views`.
        country: the state whose it is to most UN members.
        holders: who held it.
        claims: the claims to it that hold on the day.
        stances: the stances on it that hold on the day, of all states, the finest area's first.
    """
    names = country_names()
    own = names.get(country or "", country)
    if view in (UN, country):
        return own
    if view == DE_FACTO:
        return " and ".join(holders) or None
    if any(claim.claimant == view for claim in claims):
        return names.get(view, view)
    owner = next((stance.owner for stance in stances if stance.state == view), None)
    return names.get(owner, owner) if owner else own


def stances_at(grounds: Sequence[Ground], ledger: Ledger, day: date | None) -> tuple[Stance, ...]:
    """Return the stances on areas that hold on a day; without a day, those that still last."""
    rows = (row for ground in grounds for row in ledger.stances.get(ground.area.area, ()))
    return tuple(row for row in rows if (row.holds(day) if day else row.until is None))
