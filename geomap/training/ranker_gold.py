"""Texts in which people wrote down what each place name means, and when a candidate is right.

Other people's corpora give a GeoNames id or a point; our own reports give the country and the kind
of place, which leaves several candidates right where a country has two places of one name.
"""

import gzip
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import DataError
from geomap.globe import distance_km
from geomap.models import Document, Kind, LonLat, Place
from geomap.resolution.features import kind_fit
from geomap.training.corpus import OWN, Mark, flatten

# What each corpus counts for, whatever its size: tweets differ most from the reports that we read,
# and GeoVirus tells of few places many times.
SHARES: Mapping[str, float] = {"lgl": 1.0, "geovirus": 0.7, "geocorpora": 0.4, OWN: 1.0}

_RIGHT_KM = 161.0  # a hundred miles, the field's customary tolerance
_SAME_KM = 30.0  # among candidates within that, those so near the gold point are all right
_STATE_KM = 1500.0  # gazetteers put the one point of a large state far apart
_TELLING = {Kind.COUNTRY, Kind.REGION, Kind.DISTRICT, Kind.SETTLEMENT}


class Meaning(NamedTuple):
    """What a stretch of text means: a GeoNames id, a point, or a country and a kind of place."""

    start: int
    end: int
    position: LonLat | None = None
    geonameid: int | None = None
    country: str | None = None
    kind: Kind | None = None


class Judged(NamedTuple):
    """A document with the meanings of its place names."""

    document: Document
    meanings: tuple[Meaning, ...]


def read_gold(corpus: Path, shared: Path | None) -> dict[str, list[Judged]]:
    """Return our own annotated reports and, where there is a folder of them, the other corpora.

    Raises:
        DataError: if a file is missing or damaged.
    """
    gold = {OWN: list(_reports(corpus))}
    for name in SHARES if shared else ():
        if name != OWN and shared:
            gold[name] = list(_texts(shared / "corpora" / f"{name}.jsonl.gz"))
    return gold


def _reports(folder: Path) -> Iterator[Judged]:
    paths = sorted(folder.glob("*.xml"))
    if not paths:
        raise DataError(f"no annotated reports (*.xml) in {folder}")
    for path in paths:
        try:
            root = ET.parse(path).getroot()
        except ET.ParseError as error:
            raise DataError(f"{path} is no well-formed XML: {error}") from error
        for element in root.iter("doc"):
            for part in element.iterfind("text"):
                text, marks = flatten(part)
                meanings = tuple(
                    _marked(m) for m in marks if m.tag == "p" and m.attributes.get("c")
                )
                yield Judged(Document(id=element.get("id", ""), text=text), meanings)


def _marked(mark: Mark) -> Meaning:
    kind = mark.attributes.get("k")
    country = mark.attributes["c"]
    return Meaning(mark.start, mark.end, country=country, kind=Kind(kind) if kind else None)


def _texts(path: Path) -> Iterator[Judged]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                meanings = tuple(_told(toponym) for toponym in record["toponyms"])
                yield Judged(Document(id=str(record["id"]), text=record["text"]), meanings)
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise DataError(f"training data cannot be read: {path} ({error})") from error


def _told(toponym: Mapping[str, Any]) -> Meaning:
    lat, lon, number = (toponym.get(key) for key in ("lat", "lon", "geonameid"))
    return Meaning(
        toponym["start"],
        toponym["end"],
        position=None if lat is None or lon is None else LonLat(lon, lat),
        geonameid=None if number is None else int(number),
    )


def right(meaning: Meaning, places: Sequence[Place]) -> list[bool] | None:
    """Return which of the places are meant, none if the right one is not there.

    None stands for a meaning that was left open.
    """
    if meaning.country:
        return _in_country(meaning, places)
    if meaning.position is None:
        return None
    same = [meaning.geonameid is not None and p.geonameid == meaning.geonameid for p in places]
    if any(same):
        return same
    km = [distance_km(place.position, meaning.position) for place in places]
    nearest = min(km, default=_RIGHT_KM)
    if nearest < _RIGHT_KM:
        return [k <= max(_SAME_KM, nearest + 1) for k in km]
    return [
        meaning.geonameid is None and p.feature_code.startswith("PCL") and k < _STATE_KM
        for p, k in zip(places, km, strict=True)
    ]


def _in_country(meaning: Meaning, places: Sequence[Place]) -> list[bool]:
    """Return which places lie in the country, those of the kind alone if there are such."""
    inside = [place.country == meaning.country for place in places]
    fitting = [
        i and meaning.kind in _TELLING and kind_fit(meaning.kind, place) > 0
        for i, place in zip(inside, places, strict=True)
    ]
    return fitting if any(fitting) else inside
