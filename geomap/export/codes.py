"""Columns with the codes of ACLED, UCDP GED and PLOVER, from the tables in `data/codes`."""

from collections.abc import Callable, Sequence
from functools import cache

from geomap.errors import ExportError
from geomap.export.columns import Column, Told, geo_precision
from geomap.models import DatePrecision, GeoPrecision
from geomap.resources import packaged_table

Code = Callable[[Told], str | int | None]

_NEAR_KM = 25.0  # up to which UCDP calls a place known
_SPANS = ((1, "day"), (6, "days"), (7, "week"), (31, "month"), (366, "year"))  # days at most


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


def _number(code: str, value: Callable[[Told], str | None]) -> Code:
    def number(told: Told) -> int | None:
        return _numbers().get((code, value(told) or ""))

    return number


def _unit(told: Told) -> str | None:
    """Return what the place is to UCDP: a point, one nearby, a unit by its level, or none of it."""
    if told.point and told.ground.at_sea and not told.ground.country:
        return "open sea"
    precision, code = geo_precision(told), told.place.feature_code
    if precision is GeoPrecision.AREA:
        return code if ("ucdp_where_prec", code) in _numbers() else precision
    far = precision is GeoPrecision.NEAR and (told.incident.radius_km or 0) > _NEAR_KM
    return GeoPrecision.AREA if far else precision


def _violence(told: Told) -> int | None:
    """Return UCDP's type of violence, which takes somebody's death."""
    row = _rows("ucdp").get(told.incident.type)
    return int(row["type_of_violence"]) if row and told.incident.killed else None


def _days(told: Told) -> str | None:
    """Return how exactly the time is known: days named as such, the better the fewer."""
    one = told.incident
    if one.date_precision is not DatePrecision.DAY or one.start is None or one.end is None:
        return one.date_precision
    days = (one.end - one.start).days + 1
    return next((word for most, word in _SPANS if days <= most), None)


def _text(name: str, derive: Code, words: str) -> Column:
    return Column(name, "incident.type", words, f"#meta+{name}", derive, str | None)


def _count(name: str, derive: Code, words: str) -> Column:
    return Column(name, "incident.type", words, f"#meta+{name}", derive, int | None)


SCHEMES: dict[str, tuple[Column, ...]] = {
    "acled": (
        _text("acled_event_type", _by_type("acled", "event_type"), "ACLED event type"),
        _text("acled_sub_event_type", _by_type("acled", "sub_event_type"), "ACLED sub-event type"),
        _count("acled_geo_precision", _number("acled_geo_precision", geo_precision), "1 to 3"),
        _count("acled_time_precision", _number("acled_time_precision", _days), "1 to 3"),
    ),
    "ucdp": (
        _count("ucdp_type_of_violence", _violence, "1 state-based, 3 one-sided"),
        _count("ucdp_where_prec", _number("ucdp_where_prec", _unit), "1 to 7"),
        _count("ucdp_date_prec", _number("ucdp_date_prec", _days), "1 to 5"),
    ),
    "plover": (
        _text("plover_event_type", _by_type("plover", "event_type"), "PLOVER event type"),
        _text("plover_mode", _by_type("plover", "mode"), "PLOVER mode"),
    ),
}
