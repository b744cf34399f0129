"""Whose ground it was: the rows of the ledger as they bear on a place, and its status."""

from datetime import date

from geomap.models.base import Record


class ControlFact(Record):
    """One dated, sourced row of the territory ledger, as it bears on a place.

    ``until`` is None while the fact lasts. ``status`` is controlled, peacekeepers, contested or
    unknown.
    """

    area: str
    holder: str
    since: date
    until: date | None = None
    status: str = "controlled"
    source: str
    confidence: str = "high"
    note: str = ""


class TerritoryStatus(Record):
    """Whose ground a place was on ``day``: de jure, de facto, claims; each with its source.

    ``disputed`` is None where nothing is known. ``undemarcated`` names a border without an agreed
    line in whose strip the place lies, which alone disputes nothing. ``at_sea`` places lie off
    every coast; ``country`` is then the state of the territorial waters, if any. ``history`` holds
    the facts before, on and after the day, in time order, so that a hand-over can be read from the
    record. ``label`` says whose ground it is in the eyes of ``worldview``; only words and colours
    follow it.
    """

    day: date | None
    country: str | None = None
    country_name: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    controlled_by: tuple[str, ...] = ()
    control: str = "unknown"
    disputed: bool | None = None
    undemarcated: str | None = None
    at_sea: bool = False
    claimed_by: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    history: tuple[ControlFact, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    worldview: str = "un"
    label: str | None = None

    @property
    def dispute(self) -> str | None:
        """Whether it is disputed, in a word: yes, no, or undemarcated; None where not known."""
        if self.disputed is None:
            return None
        return "yes" if self.disputed else "undemarcated" if self.undemarcated else "no"
