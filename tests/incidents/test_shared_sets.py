"""Floors on the shared development sets; skipped where they are absent."""

import json
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from geomap.incidents import IncidentFinder
from geomap.models import Document, Kind, LonLat, Mention, Place, Resolution, Role, Status
from geomap.recognition import Recogniser
from geomap.resolution import Resolver
from geomap.text import fold
from geomap.training.corpus import Mark, flatten

SHARED = Path(__file__).parents[3] / "shared"
CORPUS, SEED = SHARED / "corpus", SHARED / "incidents" / "seed"
FEATURES = {
    "country": "A.PCLI", "region": "A.ADM1", "district": "A.ADM2", "quarter": "P.PPLX",
    "site": "S.BLDG", "road": "R.RD", "water": "H.LK", "landform": "T.MT", "area": "L.RGN",
}  # fmt: skip


def _resolution(mark: Mark, name: str) -> Resolution:
    kind = mark.attributes.get("k", "settlement")
    feature_class, _, code = FEATURES.get(kind, "P.PPL").partition(".")
    number = zlib.crc32(fold(name).encode())
    place = Place(
        id=f"user:{fold(name)}", name=name, feature_class=feature_class, feature_code=code,
        position=LonLat(number % 3600 / 10 - 180, number // 3600 % 1600 / 10 - 80),
        country=mark.attributes.get("c") or None,
    )  # fmt: skip
    mention = Mention(
        start=mark.start, end=mark.end, text=name, name=name, kind=Kind(kind),
        role=Role(mark.attributes.get("r", "literal")),
    )  # fmt: skip
    return Resolution(mention=mention, place=place)


def _documents() -> Iterator[tuple[Document, tuple[Resolution, ...], list[str], list[str]]]:
    """Yield document, resolutions, the places of its events and those of recalled ones."""
    for path in sorted(CORPUS.glob("*.xml")):
        for doc in ET.parse(path).getroot().iter("doc"):
            text, outer_first = flatten(doc.find("text"))
            marks = sorted(outer_first, key=lambda mark: mark.end)  # of an event the last counts
            names = [(m, text[m.start : m.end]) for m in marks if m.tag == "p"]
            moods = {m.attributes["id"]: m.attributes.get("mood") for m in marks if m.tag == "e"}
            held = {(i, fold(n)) for m, n in names for i in m.attributes.get("at", "").split()}
            gold = [p for i, p in held if moods.get(i) in ("asserted", "claimed", "denied")]
            recalled = [p for i, p in held if moods.get(i) == "background"]
            published = date.fromisoformat(doc.get("published"))
            found = sorted((_resolution(*n) for n in names), key=lambda r: r.mention.start)
            document = Document(text=text, id=doc.get("id"), published=published)
            yield document, tuple(found), gold, recalled


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_places_of_the_synthetic_corpus():
    finder, right, predicted, wanted = IncidentFinder(), 0, 0, 0
    for document, resolutions, gold, recalled in _documents():
        wanted += len(gold)
        for incident in finder(document, resolutions):
            place = fold(incident.resolution.mention.name) if incident.resolution else ""
            if place in gold:
                gold.remove(place)
                right += 1
            elif place in recalled:
                recalled.remove(place)
                continue
            predicted += bool(place)
    assert 2 * right / (predicted + wanted) >= 0.69


@pytest.fixture(scope="module")
def article(gazetteer):
    if not SEED.exists():
        pytest.skip("the seed article is not here")
    text = (SEED / "article.txt").read_bytes().decode("utf-8")
    document = Document(text=text, id="seed", published=date(2022, 9, 13))
    resolutions = Resolver(gazetteer)(document, Recogniser(gazetteer)(document))
    return IncidentFinder()(document, resolutions)


def test_every_incident_of_the_seed_article(article):
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    wanted = {(g["type"], g["place"]) for g in gold["incidents"] if not g["background"]}
    assert {(i.type.value, i.place.name) for i in article if i.place} == wanted


def test_who_says_so_and_since_when_in_the_seed_article(article):
    by_place = {(i.type.value, i.place_text): i for i in article}
    goris = by_place["shelling", "Goris"]
    assert (goris.status, goris.start) == (Status.CLAIMED, date(2022, 9, 13))
    assert goris.reported_by == "Armenian Ministry of Defence"
    assert any("internationally recognised to be Armenian" in said for said in goris.text_status)
    sus = by_place["territory_change", "Sus"]
    assert (sus.start, sus.end) == (date(2022, 8, 21), date(2022, 8, 31))
    assert sus.actor == "Azerbaijani army"
    ceasefire = by_place["ceasefire", None]
    assert (ceasefire.place, ceasefire.start) == (None, date(2022, 9, 13))
