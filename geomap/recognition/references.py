"""Why a grid reference is none: for who typed it and asks, not for reading texts."""

import re

from geomap.recognition.grids import BANDS, ROWS, columns_of

_ZONES = range(1, 61)
_GRID = re.compile(
    r"(?:(?:MGRS|USNG):?\s*)?(?P<zone>\d{1,3})\s*(?P<band>[A-Z])\s*(?P<square>[A-Z]{2})"
    r"(?P<figures>[\d\s]*)"
)
_UTM = re.compile(
    r"UTM:?\s*(?:ZONE\s*)?(?P<zone>\d{1,3})\s*(?P<band>[A-Z]|NORTH|SOUTH|)\b[\s,]*"
    r"(?P<east>[\d.]*)[\s,]*(?P<north>[\d.]*)"
)


def complaint(words: str) -> str | None:
    """Return what is wrong in a reference in MGRS or UTM; None where the words are like none."""
    spelt = words.strip().upper()
    if match := _UTM.fullmatch(spelt):
        return _zone_and_band(match) or _metres(match["east"], match["north"])
    if match := _GRID.fullmatch(spelt):
        return _zone_and_band(match) or _square(match)
    return None


def _zone_and_band(match: re.Match[str]) -> str | None:
    zone, band = int(match["zone"]), match["band"]
    if zone not in _ZONES:
        return f"there is no zone {zone}; the zones are 1 to 60"
    if not band:
        return "the zone needs the letter of its band, or north or south, like UTM 38N"
    if len(band) == 1 and band not in BANDS:
        return f"there is no band {band!r}; the bands are the letters {BANDS}"
    return None


def _metres(east: str, north: str) -> str:
    whole = len(east.partition(".")[0]), len(north.partition(".")[0])
    if whole[0] != 6 or not 5 <= whole[1] <= 7:
        return (
            "it needs metres east in six figures, then metres north in up to seven,"
            " like UTM 38N 512345 4412345"
        )
    return "these metres lie outside the zone and band that it names"


def _square(match: re.Match[str]) -> str:
    zone, square, figures = int(match["zone"]), match["square"], match["figures"].split()
    columns = columns_of(zone)
    if square[0] not in columns or square[1] not in ROWS:
        return (
            f"zone {zone} has no square {square}; there the first letter is one of {columns},"
            " the second one of A to V without I and O"
        )
    whole = len("".join(figures))
    if not figures or whole % 2 or whole > 10 or len({len(part) for part in figures[:2]}) > 1:
        return (
            "it needs as many figures east as north, up to five each,"
            f" like {zone}{match['band']} {square} 12345 67890"
        )
    return f"square {square} of zone {zone} does not lie in band {match['band']}"
