"""What the default gazetteer is made of: our own tables, then the packaged GeoNames cities."""

import csv
import hashlib
from functools import partial
from pathlib import Path

from geomap import resources
from geomap.gazetteer import geonamescache
from geomap.gazetteer.schema import Source, nothing
from geomap.gazetteer.tables import read_table

NOT_COVERED = (
    "villages whose population GeoNames does not know or counts below 500, outside the South"
    " Caucasus and the places in the news",
    "admin-2 units that are municipalities named like their town, and those without towns",
    "most rivers, and natural features of local fame",
    "streets, quarters and single buildings",
)

_TABLES: tuple[tuple[str, str, int, tuple[tuple[str, str], ...]], ...] = (
    (
        "overlay.csv",
        "South Caucasus overlay",
        1000,
        (("Zabukh", "gn:146908"), ("Sus", "gn:147106")),
    ),
    ("countries.csv", "countries", 240, (("Armenia", "gn:174982"), ("U.S.", "gn:6252001"))),
    ("admin1.csv", "admin-1 units", 3500, (("Syunik", "gn:409314"), ("Lachin", "gn:147626"))),
    ("us_counties.csv", "United States counties", 3000, (("Autauga County", "gn:4830868"),)),
    ("admin2.csv", "admin-2 units", 6000, (("Oxfordshire", "gn:2640726"),)),
    ("features.csv", "continents, seas, rivers, ranges, regions", 1, (("Africa", "gn:6255146"),)),
    (
        "areas.csv",
        "former admin-1 units and regions",
        250,
        (("Rift Valley Province", "gn:400744"), ("Tonkin", "gn:1591445")),
    ),
)

_NEWS_CANARIES = (("Robotyne", "gn:695586"), ("Zamzam camp", "geomap:zamzam-camp-sd"))


def default_sources() -> tuple[Source, ...]:
    """Return the sources of the default gazetteer, the most trusted first."""
    folder = resources.packaged("data", "gazetteer")
    tables = (
        table(folder / file, name, floor=floor, canaries=canaries)
        for file, name, floor, canaries in _TABLES
    )
    seats = folder / "seats.csv"
    return (
        *tables,
        _seats(seats),
        geonamescache.cities(_features(seats)),
        table(folder / "news.csv", "places in the news", floor=15_000, canaries=_NEWS_CANARIES),
    )


def _seats(path: Path) -> Source:
    """Return the table of feature codes as a source of no places, so that its changes are seen."""
    return table(path, "seats of administration", floor=0)._replace(rows=nothing)


def table(
    path: Path, name: str, *, floor: int = 1, canaries: tuple[tuple[str, str], ...] = ()
) -> Source:
    """Return a place table in our CSV format as a source."""
    content = path.read_bytes()
    return Source(
        name=name,
        version="geomap",
        licence="CC BY 4.0, see data/gazetteer/README.md",
        digest=hashlib.sha256(content).hexdigest(),
        rows=partial(read_table, path),
        expected=content.count(b"\n") - 1,
        floor=floor,
        canaries=canaries,
    )


def _features(path: Path) -> dict[int, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {int(row["geonameid"]): f"P.{row['code']}" for row in csv.DictReader(file)}
