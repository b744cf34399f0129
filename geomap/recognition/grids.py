"""Coordinates in the military grid and in UTM: "38S MB 12345 67890", "UTM 38N 512345 4412345".

Both name one of 60 zones, each 6 degrees wide, and metres east and north in it. A reference counts
where its letters and figures agree: the square exists in the zone, and the point lies in the band
and the zone that are named. Car plates and part numbers are made of the same signs, so a coarse
reference in the grid (a square of a kilometre or more), and metres that carry no letters, need a
word before them ("MGRS", "grid", "UTM", "zone").
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from geomap.models import Coordinates, LonLat
from geomap.recognition.written import Written

BANDS = "CDEFGHJKLMNPQRSTUVWX"  # from 80 S, each 8 degrees high, the last 12
_WIDE = "VX"  # bands in which some zones are wider, so that Norway and Svalbard lie in few
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")  # in the zones 1, 4, 7 ..., 2, 5, ... and 3, 6, ...
ROWS = "ABCDEFGHJKLMNPQRSTUV"  # from the equator, in even zones from F, again after 2000 km
_SQUARE_M, _CYCLE_M, _NORTHERNMOST_M = 100_000, 2_000_000, 10_000_000
_BARE_M = 100  # the coarsest square that is taken without a word before it
_SLACK_DEGREES = 0.5  # that references overlap into the next band and zone
_LEAST_KM = 0.01
# "S" is the band of 32 to 40 N or the southern hemisphere. The same northings lie from 50 to 58 S,
# where only these zones have land, Patagonia and the Falklands; in the band these have none.
_PATAGONIA = range(19, 22)

_ZONE = r"(?P<zone>0?[1-9]|[1-5]\d|60)"
_SAYS_SO = re.compile(
    r"\b(?:MGRS|USNG|UTM|grid(?:\s+(?:reference|ref|square|zone)s?)?|coordinates?|geolocat\w+)\b"
    r"[^.\n]{0,20}$",
    re.IGNORECASE,
)
_BLANK = r"[^\S\t]"  # the columns of a table are no reference
_GRID = re.compile(
    rf"(?:\b(?P<word>MGRS|USNG):?\s*|(?<![\w.,-])){_ZONE}{_BLANK}?(?P<band>[{BANDS}]){_BLANK}?"
    rf"(?P<square>[A-HJ-NP-Z][A-HJ-NP-V]){_BLANK}?"
    rf"(?P<figures>\d{{1,5}}{_BLANK}\d{{1,5}}|\d{{2,10}})(?![\w%]|[.,-]\d)"
)
_METRES = (
    r"(?:\b(?P<title{n}>[EN]|[Ee]asting|[Nn]orthing)\s?[:=]?\s?|(?<![\w.]))"
    r"(?P<metres{n}>\d{5,7}(?:\.\d{1,3})?)(?:\s?m)?\s?(?P<after{n}>[EN])?(?![\w%]|[.,-]\d)"
)
_PAIR = _METRES.replace("{n}", "1") + r"\s?[,;/]?\s?" + _METRES.replace("{n}", "2")
_LETTERED = rf"{_ZONE}\s?(?P<letter>[{BANDS}]\b|(?:[Nn]orth|[Ss]outh)\b)"
_WORD = r"\b(?P<word>UTM(?:\s+[Zz]one)?:?\s*|[Zz]one\s+)"
_UTM = (
    re.compile(rf"(?:{_WORD}|(?<![\w.,-])){_LETTERED}\s?[,;:]?\s*{_PAIR}"),
    re.compile(rf"{_PAIR}\s?(?:(?P<open>\()|[,;])?\s?(?:in\s+)?{_WORD}{_LETTERED}(?(open)\))"),
)
# A square's letters before figures, and an easting: few texts have any, and both are quick to find.
_LETTERS, _LONG = re.compile(r"[A-HJ-NP-Z][A-HJ-NP-V]\s?\d"), re.compile(r"[0-9]{6}")


class _Utm(NamedTuple):
    """Metres in a zone; south of the equator the northing is 10,000 km more."""

    zone: int
    easting: float
    northing: float
    is_north: bool


def grid_references(text: str) -> Iterator[Written]:
    """Yield the references in MGRS and UTM in ``text``; impossible ones are left out."""
    for match in _GRID.finditer(text) if _LETTERS.search(text) else ():
        if found := _read_square(text, match):
            yield Written(*_bounds(match), found)
    if not _LONG.search(text):
        return
    end = 0
    for match in sorted(_in_utm(text), key=lambda match: match.start()):
        if match.start() >= end and (found := _read_metres(text, match)):
            yield Written(*_bounds(match), found)
            end = match.end()


def _in_utm(text: str) -> Iterator[re.Match[str]]:
    return (match for pattern in _UTM for match in pattern.finditer(text))


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match.group().rstrip())


def _read_square(text: str, match: re.Match[str]) -> Coordinates | None:
    """Return the middle of a square of the grid."""
    east, north = _halves(match["figures"])
    if len(east) != len(north):
        return None
    side = _SQUARE_M // 10 ** len(east)
    if side > _BARE_M and not (match["word"] or _says_so(text, match)):
        return None
    corner = _corner(int(match["zone"]), match["square"])
    if corner is None:
        return None
    easting, northing = (
        at + int(figures) * side + side / 2
        for at, figures in zip(corner, (east, north), strict=True)
    )
    for turn in range(0, _NORTHERNMOST_M, _CYCLE_M):
        is_north = match["band"] >= "N"
        point = _point(_Utm(int(match["zone"]), easting, northing + turn, is_north))
        if point and _lies_in(point, int(match["zone"]), match["band"]):
            return _coordinates(point, side / 2)
    return None


def _halves(figures: str) -> tuple[str, str]:
    parts = figures.split()
    if len(parts) == 2:
        return parts[0], parts[1]
    return figures[: len(figures) // 2], figures[len(figures) // 2 :]


def columns_of(zone: int) -> str:
    """Return the first letters that the squares of a zone can have, from west to east."""
    return _COLUMNS[(zone - 1) % 3]


def _corner(zone: int, square: str) -> tuple[int, int] | None:
    """Return the metres east, and north in a cycle, of a square's corner; None if there is none."""
    columns = columns_of(zone)
    if square[0] not in columns:
        return None
    row = (ROWS.index(square[1]) - 5 * (zone % 2 == 0)) % len(ROWS)
    return (columns.index(square[0]) + 1) * _SQUARE_M, row * _SQUARE_M


def _read_metres(text: str, match: re.Match[str]) -> Coordinates | None:
    """Return the point that metres in a zone mean."""
    zone, letter = int(match["zone"]), match["letter"]
    east, north = _in_order(match)
    labels = {_label(match, n) for n in "12"}
    if labels not in ({""}, {"E", "N"}) or len(east.partition(".")[0]) != 6:
        return None
    named = labels == {"E", "N"} or match["word"] or _says_so(text, match)
    is_north = _is_north(zone, letter, float(north))
    point = _point(_Utm(zone, float(east), float(north), is_north))
    band = "" if len(letter) > 1 or (named and letter in "NS") else letter
    if point is None or not _lies_in(point, zone, band):
        return None
    return _coordinates(point, _rounding(east, north))


def _in_order(match: re.Match[str]) -> tuple[str, str]:
    """Return the easting and the northing; the easting stands first unless letters say else."""
    one, other = match["metres1"], match["metres2"]
    return (other, one) if _label(match, "1") == "N" else (one, other)


def _label(match: re.Match[str], n: str) -> str:
    return (match[f"title{n}"] or match[f"after{n}"] or "")[:1].upper()


def _is_north(zone: int, letter: str, northing: float) -> bool:
    """Return the hemisphere; "S" is the band of 32 to 40 N where the northing lies in it."""
    if letter != "S":
        return letter[0].upper() >= "N" and letter.casefold() != "south"
    in_band = 3_540_000 < northing < 4_440_000
    return in_band and zone not in _PATAGONIA


def _point(utm: _Utm) -> LonLat | None:
    # Imported late: few texts hold references.
    from utm import OutOfRangeError, to_latlon

    try:
        lat, lon = to_latlon(utm.easting, utm.northing, utm.zone, northern=utm.is_north)
    except OutOfRangeError:
        return None
    return LonLat(round(float(lon), 6), round(float(lat), 6))


def _lies_in(point: LonLat, zone: int, band: str) -> bool:
    """Return whether a point lies in its zone, and in its band if one is named."""
    wide = point.lat > 56 - _SLACK_DEGREES
    middle = 6 * zone - 183
    if abs((point.lon - middle + 180) % 360 - 180) > (6 if wide else 3) + _SLACK_DEGREES:
        return False
    if not band:
        return True
    south = -80 + 8 * BANDS.index(band)
    north = south + (12 if band == "X" else 8)
    return south - _SLACK_DEGREES < point.lat < north + _SLACK_DEGREES


def _coordinates(point: LonLat, slack_m: float) -> Coordinates:
    return Coordinates(position=point, slack_km=max(_LEAST_KM, round(slack_m / 1000, 3)))


def _rounding(east: str, north: str) -> float:
    """Return half of what both figures are rounded to, in metres: 50 for 512300 and 4412300."""
    if "." in east or "." in north:
        return 0.5
    zeros = min(len(figures) - len(figures.rstrip("0")) for figures in (east, north))
    return float(0.5 * 10 ** min(zeros, 4))


def _says_so(text: str, match: re.Match[str]) -> bool:
    return bool(_SAYS_SO.search(text, max(0, match.start() - 60), match.start()))
