"""Read our own place tables: one CSV format for the overlay, countries, admin-1 and features.

Columns: id, name, names and codes (each separated by ``|``), lat, lon, country, admin1, admin2,
feature ("P.PPL"), population, source. Empty cells mean unknown. Codes are what a list of places
may say but a sentence hardly does ("TX", "Mass.", "AZE"): lookups find them as weak matches.
``data/gazetteer/README.md`` tells the origin of each table.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from geomap.errors import DataError
from geomap.gazetteer.schema import Row

COLUMNS = (
    "id", "name", "names", "codes", "lat", "lon", "country", "admin1", "admin2", "feature",
    "population", "source",
)  # fmt: skip


def read_table(path: Path) -> Iterator[Row]:
    """Yield the rows of a place table.

    Raises:
        DataError: naming the file and line where a row breaks the format.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise DataError(f"{path}: the columns must be {', '.join(COLUMNS)}")
        for record in reader:
            try:
                yield row_of(record)
            except (ValueError, TypeError, AttributeError) as error:
                raise DataError(f"{path}, line {reader.line_num}: {error}") from error


def row_of(record: Mapping[str, str]) -> Row:
    """Return the row in the cells of one line, by column.

    Raises:
        ValueError: saying which cell breaks the format.
    """
    lon, lat = float(record["lon"]), float(record["lat"])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"{lat}, {lon} is no position in degrees")
    feature = record["feature"]
    if feature[1:2] != "." or len(feature) < 3:
        raise ValueError(f"feature {feature!r} is not of the form P.PPL")
    if not record["id"].partition(":")[2] or not record["name"]:
        raise ValueError("id (of the form gn:123) and name must be given")
    return Row(
        id=record["id"],
        name=record["name"],
        lon=lon,
        lat=lat,
        feature=feature,
        country=record["country"] or None,
        admin1=record["admin1"] or None,
        admin2=record["admin2"] or None,
        population=int(record["population"] or 0),
        names=_list(record["names"]),
        weak=_list(record["codes"]),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
