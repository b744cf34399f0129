"""Read tables of Who's On First: one tab-separated line a place, names as JSON by language.

Columns that count: wof_id, geonames_id, name, placetype, lat, lon, population, country, gn_fcode,
is_current, names_json. Records marked as no longer current are left out.
"""

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from geomap.errors import DataError
from geomap.gazetteer.schema import Row

MARK = "wof_id\t"  # how a table starts
_FEATURES = {
    "locality": "P.PPL", "borough": "P.PPLX", "neighbourhood": "P.PPLX", "macrohood": "P.PPLX",
    "microhood": "P.PPLX", "localadmin": "A.ADM3", "county": "A.ADM2", "macrocounty": "A.ADM2",
    "region": "A.ADM1", "macroregion": "L.RGN", "campus": "S.BLDG", "disputed": "L.RGN",
    "marinearea": "H.SEA", "country": "A.PCLI", "dependency": "A.PCLD",
}  # fmt: skip
_LONGEST_CELL = 1 << 24  # names of a country in all languages


def read_wof(path: Path) -> Iterator[Row]:
    """Yield the places of a table, .tsv or .tsv.gz; GeoNames' id is kept where one is given.

    Raises:
        DataError: naming the file and line where a row breaks the format.
    """
    csv.field_size_limit(_LONGEST_CELL)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t")
        for record in reader:
            try:
                if record["is_current"] != "0" and record["placetype"] in _FEATURES:
                    yield _row(record)
            except (KeyError, ValueError, TypeError, AttributeError) as error:
                raise DataError(f"{path}, line {reader.line_num}: {error!r}") from error


def _row(record: Mapping[str, str]) -> Row:
    named: dict[str, list[str]] = json.loads(record["names_json"] or "{}")
    strong = {n: None for tag, names in named.items() if not tag.endswith("~") for n in names}
    loose = {n: None for tag, names in named.items() if tag.endswith("~") for n in names}
    number = record["geonames_id"]
    return Row(
        id=f"gn:{number}" if number else f"wof:{record['wof_id']}",
        name=record["name"],
        lon=float(record["lon"]),
        lat=float(record["lat"]),
        feature=_FEATURES[record["placetype"]],
        country=record["country"] or None,
        population=int(float(record["population"] or 0)),
        names=tuple(strong),
        weak=tuple(n for n in loose if n not in strong),
    )
