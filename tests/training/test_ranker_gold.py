import gzip
import json

import pytest

from geomap.errors import DataError
from geomap.models import Kind, LonLat, Place
from geomap.training.ranker_gold import Meaning, read_gold, right

GORIS = Place(id="gn:1", name="Goris", position=LonLat(46.34, 39.51), feature_class="P",
              feature_code="PPL", country="AM")  # fmt: skip
GORIS_DISTRICT = GORIS.model_copy(
    update={"id": "gn:2", "position": LonLat(46.5, 39.5), "feature_class": "A",
            "feature_code": "ADM2"}
)  # fmt: skip
GORIS_ABROAD = GORIS.model_copy(
    update={"id": "gn:3", "position": LonLat(2.0, 48.0), "country": "FR"}
)
ARMENIA = GORIS.model_copy(update={"id": "gn:4", "feature_class": "A", "feature_code": "PCLI"})
PLACES = [GORIS, GORIS_DISTRICT, GORIS_ABROAD, ARMENIA]

VERDICTS = [
    # what is meant, and which of the places above are right
    (Meaning(0, 5), None),
    (Meaning(0, 5, LonLat(46.34, 39.51), geonameid=2), [False, True, False, False]),
    (Meaning(0, 5, LonLat(46.34, 39.51), geonameid=9), [True, True, False, True]),
    (Meaning(0, 5, LonLat(46.34, 38.3), geonameid=9), [True, True, False, True]),
    (Meaning(0, 5, LonLat(46.34, 38.0), geonameid=9), [False] * 4),
    (Meaning(0, 5, LonLat(46.34, 38.0)), [False, False, False, True]),
    (Meaning(0, 5, LonLat(-80, 38.0)), [False] * 4),
    (Meaning(0, 5, country="AM", kind=Kind.SETTLEMENT), [True, False, False, False]),
    (Meaning(0, 5, country="AM", kind=Kind.DISTRICT), [False, True, False, False]),
    (Meaning(0, 5, country="AM", kind=Kind.COUNTRY), [False, False, False, True]),
    (Meaning(0, 5, country="AM", kind=Kind.SITE), [True, True, False, True]),
    (Meaning(0, 5, country="FR"), [False, False, True, False]),
    (Meaning(0, 5, country="TR", kind=Kind.SETTLEMENT), [False] * 4),
]


@pytest.mark.parametrize(("meaning", "expected"), VERDICTS)
def test_which_places_are_right(meaning, expected):
    assert right(meaning, PLACES) == expected


def test_no_place_is_right_where_there_is_none():
    assert right(Meaning(0, 5, LonLat(0, 0)), []) == []


@pytest.fixture
def shared(tmp_path):
    (tmp_path / "corpora").mkdir()
    toponyms = [
        {"start": 0, "end": 5, "lat": 39.5, "lon": 46.3, "geonameid": 174895, "kind": "literal"},
        {"start": 9, "end": 12, "lat": None, "lon": None, "geonameid": None},
    ]
    line = json.dumps({"id": 7, "text": "Goris and Oz", "toponyms": toponyms})
    for name in ("lgl", "geovirus", "geocorpora"):
        with gzip.open(tmp_path / "corpora" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write(line + "\n")
    return tmp_path


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "reports.xml").write_text(
        '<corpus><doc id="d1"><title><p c="AM">Ani</p></title><text>In <p k="settlement" c="AM">'
        'Goris</p>, <p k="area" c="">Caucasus</p>.</text></doc></corpus>'
    )
    return tmp_path


def test_gold_of_every_source(shared, corpus):
    gold = read_gold(corpus, shared)
    assert list(gold) == ["own", "lgl", "geovirus", "geocorpora"]
    (report,) = gold["own"]
    assert report.document.text == "In Goris, Caucasus."
    assert report.meanings == (Meaning(3, 8, country="AM", kind=Kind.SETTLEMENT),)
    (text,) = gold["lgl"]
    assert text.document.id == "7"
    assert text.meanings == (Meaning(0, 5, LonLat(46.3, 39.5), 174895), Meaning(9, 12))


def test_our_own_alone(corpus):
    assert list(read_gold(corpus, None)) == ["own"]


def test_what_is_missing_or_damaged_is_told(tmp_path, corpus, shared):
    with pytest.raises(DataError, match=r"no annotated reports"):
        read_gold(tmp_path / "nowhere", None)
    (shared / "corpora" / "lgl.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(DataError, match=r"lgl\.jsonl\.gz"):
        read_gold(corpus, shared)
    (corpus / "reports.xml").write_text("<corpus>")
    with pytest.raises(DataError, match="no well-formed XML"):
        read_gold(corpus, None)
