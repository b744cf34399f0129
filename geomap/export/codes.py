"""Columns with the codes of ACLED, UCDP GED and PLOVER, from the tables in `data/codes`."""

from collections.abc import Callable, Sequence
from functools import cache

from geomap.errors import ExportError
from geomap.export.columns import Column, Told
from geomap.models import Incident
from geomap.resources import packaged_table

Code = Callable[[Told], str | int | None]


def code_columns(schemes: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of the codebooks named: any of ``acled``, ``ucdp`` and ``plover``.

    Raises:
        ExportError: if there is no such codebook.
    """
    unknown = [scheme for scheme in schemes if scheme not in SCHEMES]
    if unknown:
        known = ", ".join(SCHEMES)
        raise ExportError(f"no codes of {unknown[0]!r}; known are {known}")
    return tuple(column for scheme in SCHEMES if scheme in schemes for column in SCHEMES[scheme])


@cache
def _rows(table: str) -> dict[str, dict[str, str]]:
    return {row["type"]: row for row in packaged_table("data", "codes", f"{table}.csv")}


@cache
def _numbers() -> dict[tuple[str, str], int]:
    rows = packaged_table("data", "codes", "precision.csv")
    return {(row["code"], row["value"]): int(row["number"]) for row in rows}


def _by_type(table: str, field: str) -> Code:
    def code(told: Told) -> str | None:
        return _rows(table).get(told.incident.type, {}).get(field) or None

    return code


def _number(code: str, value: Callable[[Incident], str | None]) -> Code:
    def number(told: Told) -> int | None:
        return _numbers().get((code, value(told.incident) or ""))

    return number


def _precision(incident: Incident) -> str | None:
    return incident.geo_precision


def _unit(incident: Incident) -> str | None:
    """Return how exactly the place is known, first-level units told from smaller areas."""
    code = incident.place.feature_code if incident.place else ""
    return code if (incident.geo_precision, code) == ("area", "ADM1") else incident.geo_precision


def _violence(told: Told) -> int | None:
    """Return UCDP's type of violence, which takes somebody's death."""
    row = _rows("ucdp").get(told.incident.type)
    return int(row["type_of_violence"]) if row and told.incident.killed else None


def _days(incident: Incident) -> str:
    return incident.date_precision


def _text(name: str, derive: Code, words: str) -> Column:
    return Column(name, "incident.type", words, f"#meta+{name}", derive, str | None)


def _count(name: str, derive: Code, words: str) -> Column:
    return Column(name, "incident.type", words, f"#meta+{name}", derive, int | None)


SCHEMES: dict[str, tuple[Column, ...]] = {
    "acled": (
        _text("acled_event_type", _by_type("acled", "event_type"), "ACLED event type"),
        _text("acled_sub_event_type", _by_type("acled", "sub_event_type"), "ACLED sub-event type"),
        _count("acled_geo_precision", _number("acled_geo_precision", _precision), "1 to 3"),
        _count("acled_time_precision", _number("acled_time_precision", _days), "1 to 3"),
    ),
    "ucdp": (
        _count("ucdp_type_of_violence", _violence, "1 state-based, 3 one-sided"),
        _count("ucdp_where_prec", _number("ucdp_where_prec", _unit), "1 to 6"),
        _count("ucdp_date_prec", _number("ucdp_date_prec", _days), "1 to 5"),
    ),
    "plover": (
        _text("plover_event_type", _by_type("plover", "event_type"), "PLOVER event type"),
        _text("plover_mode", _by_type("plover", "mode"), "PLOVER mode"),
    ),
}
