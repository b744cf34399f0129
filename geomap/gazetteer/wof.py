"""Read tables of Who's On First: one tab-separated line a place, names as JSON by language.

Columns that count: wof_id, geonames_id, name, placetype, lat, lon, population, country, gn_fcode,
is_current, names_json. Records marked as no longer current and those without a name are left out.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from geomap.gazetteer.schema import Row
from geomap.gazetteer.tables import number, opened, people, rows_of

MARK = "wof_id\t"  # how a table starts
_FEATURES = {
    "locality": "P.PPL", "borough": "P.PPLX", "neighbourhood": "P.PPLX", "macrohood": "P.PPLX",
    "microhood": "P.PPLX", "localadmin": "A.ADM3", "county": "A.ADM2", "macrocounty": "A.ADM2",
    "region": "A.ADM1", "macroregion": "L.RGN", "campus": "S.BLDG", "disputed": "L.RGN",
    "marinearea": "H.SEA", "country": "A.PCLI", "dependency": "A.PCLD",
}  # fmt: skip
_UNKNOWN = frozenset({"", "0", "-1"})  # what stands for a GeoNames id where none is known


def read_wof(path: Path) -> Iterator[Row]:
    """Yield the places of a table, gzipped or not; GeoNames' id is kept where one is given.

    Raises:
        DataError: naming the file and line where a row breaks the format.
    """
    with opened(path) as file:
        yield from rows_of(path, csv.DictReader(file, delimiter="\t"), _row)


def _row(record: Mapping[str, str]) -> Row | None:
    is_wanted = record["is_current"] != "0" and record["placetype"] in _FEATURES
    if not (is_wanted and record["name"]):
        return None
    named: dict[str, list[str]] = json.loads(record["names_json"] or "{}")
    strong = {n: None for tag, names in named.items() if not tag.endswith("~") for n in names}
    loose = {n: None for tag, names in named.items() if tag.endswith("~") for n in names}
    geonames_id = record["geonames_id"]
    return Row(
        id=f"wof:{record['wof_id']}" if geonames_id in _UNKNOWN else f"gn:{geonames_id}",
        name=record["name"],
        lon=number(record["lon"], "lon"),
        lat=number(record["lat"], "lat"),
        feature=_FEATURES[record["placetype"]],
        country=record["country"] or None,
        population=people(record["population"]),
        names=tuple(strong),
        weak=tuple(n for n in loose if n not in strong),
    )
