"""The overlay against the records of Who's On First, where these are at hand."""

import csv
import gzip
import json
import re
import xml.etree.ElementTree as ET
from math import cos, hypot, radians
from pathlib import Path
from statistics import median

import pytest

from geomap.resources import packaged
from geomap.text import fold

SHARED = Path(__file__).parents[3] / "shared"
LEAST_SHARE = 0.97  # of the names of villages in the texts that the gazetteer must have

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the development texts are not here")


def records():
    csv.field_size_limit(1 << 24)
    for country in ("am", "az"):
        path = SHARED / "data" / "wof" / f"wof_places_{country}.tsv.gz"
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for record in csv.DictReader(file, delimiter="\t"):
                if record["placetype"] == "locality" and record["geonames_id"]:
                    yield record


def names_of(record):
    tagged = json.loads(record["names_json"] or "{}")
    languages = {"eng", "aze", "hye"}
    listed = [n for tag, names in tagged.items() if tag[:3] in languages for n in names]
    return {fold(name) for name in [record["name"], *listed]}


@pytest.fixture(scope="module")
def named():
    """Settlements of Armenia and Azerbaijan that the marked texts name, as they name them."""
    root = ET.parse(SHARED / "corpus" / "south_caucasus.xml").getroot()
    marked = [
        "".join(p.itertext())
        for p in root.iter("p")
        if p.get("c") in {"AM", "AZ"} and p.get("k") in {"settlement", None}
    ]
    for path in (SHARED / "incidents").rglob("*.json*"):
        marked += re.findall(r'"place": "([^"]+)"', path.read_text(encoding="utf-8"))
    return {fold(name) for name in marked}


def knows_here(gazetteer, name):
    return any(
        match.place.feature_class == "P" and match.place.country in {"AM", "AZ"}
        for match in gazetteer.lookup(name)
    )


def test_settlements_named_in_the_texts_are_there(gazetteer, named):
    """A name counts by any settlement of the two countries: namesakes are all over Azerbaijan."""
    by_name = {}
    for record in records():
        for name in names_of(record) & named:
            by_name.setdefault(name, set()).add(f"gn:{record['geonames_id']}")
    lacking = [
        name
        for name, ids in by_name.items()
        if not any(map(gazetteer.get, ids)) and not knows_here(gazetteer, name)
    ]
    print(f"{len(by_name)} names of settlements in the texts, not there: {lacking}")
    assert len(by_name) > 100
    assert len(lacking) / len(by_name) <= 1 - LEAST_SHARE, lacking


def test_points_agree(gazetteer):
    errors = []
    for record in records():
        if place := gazetteer.get(f"gn:{record['geonames_id']}"):
            lat, lon = float(record["lat"]), float(record["lon"])
            across = (place.position.lon - lon) * cos(radians(lat))
            errors.append(111.2 * hypot(across, place.position.lat - lat))
    errors.sort()
    assert len(errors) > 2000
    assert median(errors) < 0.1
    assert errors[int(len(errors) * 0.95)] < 2
    print(f"{len(errors)} points, median {median(errors):.3f} km, 95% within "
          f"{errors[int(len(errors) * 0.95)]:.2f} km, largest {errors[-1]:.1f} km")  # fmt: skip


def test_every_row_has_its_source():
    with packaged("data", "gazetteer", "overlay.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(re.fullmatch(r"geonames|wof:\d+", row["source"]) for row in rows)
    assert len(rows) >= 150
