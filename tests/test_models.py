"""Records: frozen, strict about what they hold, and whole after a trip through JSON."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geomap.models import (
    ControlFact,
    DatePrecision,
    Document,
    Evidence,
    GeoPrecision,
    Incident,
    IncidentType,
    LonLat,
    Mention,
    Place,
    Provenance,
    Report,
    Resolution,
    Role,
    Scene,
    Span,
    Status,
    TerritoryStatus,
)

WORDS = st.text(min_size=1, max_size=12)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
PLACES = st.builds(
    Place,
    id=st.integers(1, 10**8).map("gn:{}".format),
    name=WORDS,
    position=st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90)),
    feature_class=st.sampled_from("PAHT"),
    feature_code=st.sampled_from(["PPL", "ADM1", "LK"]),
    country=st.none() | st.sampled_from(["AM", "AZ"]),
    population=st.integers(0, 10**8),
)
SPANS = {"start": st.integers(0, 99), "end": st.integers(0, 99), "text": WORDS}
MENTIONS = st.builds(Mention, **SPANS, name=WORDS, role=st.sampled_from(Role))
RESOLUTIONS = st.builds(
    Resolution, mention=MENTIONS, place=st.none() | PLACES, confidence=st.floats(0, 1)
)
TERRITORIES = st.builds(
    TerritoryStatus,
    day=DAYS,
    controlled_by=st.tuples(WORDS),
    disputed=st.sampled_from([None, True, False]),
    history=st.tuples(
        st.builds(ControlFact, area=WORDS, holder=WORDS, since=st.dates(), source=WORDS)
    ),
)
INCIDENTS = st.builds(
    Incident,
    id=WORDS,
    document=WORDS,
    type=st.sampled_from(IncidentType),
    place=st.none() | PLACES,
    geo_precision=st.none() | st.sampled_from(GeoPrecision),
    start=DAYS,
    end=DAYS,
    date_precision=st.sampled_from(DatePrecision),
    status=st.sampled_from(Status),
    killed=st.none() | st.integers(0, 10**6),
    trigger=st.builds(Span, **SPANS),
    evidence=st.tuples(st.builds(Evidence, **SPANS, fields=st.tuples(WORDS))),
    resolution=st.none() | RESOLUTIONS,
    territory=st.none() | TERRITORIES,
)
REPORTS = st.builds(
    Report,
    document=st.builds(Document, text=WORDS, id=WORDS, published=DAYS),
    resolutions=st.lists(RESOLUTIONS, max_size=2).map(tuple),
    incidents=st.lists(INCIDENTS, max_size=2).map(tuple),
    provenance=st.none() | st.builds(Provenance, geomap=WORDS, sources=st.tuples(WORDS)),
)

GORIS = {
    "id": "gn:174895",
    "name": "Goris",
    "position": (46.3382, 39.5129),
    "feature_class": "P",
    "feature_code": "PPL",
}
SHELLED = {"start": 10, "end": 17, "text": "shelled"}


@given(REPORTS)
def test_a_report_comes_back_from_json_as_it_was(report):
    assert Report.model_validate_json(report.model_dump_json()) == report


@given(REPORTS)
def test_equal_reports_write_equal_bytes(report):
    again = Report.model_validate(report.model_dump())
    assert again.model_dump_json() == report.model_dump_json()


def test_records_are_frozen_and_hashable():
    place = Place(**GORIS)
    with pytest.raises(ValidationError, match="frozen"):
        place.name = "Gori"
    assert len({place, Place(**GORIS)}) == 1


@pytest.mark.parametrize(
    ("record", "fields", "wrong"),
    [
        (Place, GORIS | {"lat": 39.5}, "lat"),
        (Document, {"text": "x", "date": "2022-09-13"}, "date"),
        (Document, {"text": "x", "published": "last Tuesday"}, "published"),
        (Span, {"start": -1, "end": 3, "text": "abc"}, "start"),
        (Mention, {"start": 0, "end": 3, "text": "abc", "name": "abc", "role": "hero"}, "role"),
        (
            Mention,
            {"start": 0, "end": 3, "text": "abc", "name": "a", "confidence": 2},
            "confidence",
        ),
        (
            Incident,
            {"id": "i", "document": "d", "type": "shelling", "trigger": SHELLED, "evidence": ()},
            "evidence",
        ),
    ],
)
def test_what_does_not_belong_is_refused(record, fields, wrong):
    with pytest.raises(ValidationError, match=wrong):
        record(**fields)


@pytest.mark.parametrize(
    ("ident", "number"), [("gn:174895", 174895), ("wof:102012345", None), ("user:home", None)]
)
def test_geonameid(ident, number):
    assert Place(**GORIS | {"id": ident}).geonameid == number


def test_a_position_is_longitude_first():
    assert Place(**GORIS).position == LonLat(lon=46.3382, lat=39.5129)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "\ud800"},
        {"text": "x", "title": "\udfff"},
        {"text": "x", "published": "0001-01-01"},
    ],
)
def test_a_document_refuses_what_no_output_could_hold(fields):
    with pytest.raises(ValidationError):
        Document(**fields)


def test_shares_of_single_precision_are_written_without_its_noise():
    shares = np.float32([0.3, 0.0003, 0.6997] + [0.0] * (len(IncidentType) - 3)).tolist()
    scene = Scene(happened=1, came_from=0, type="shelling", shares=shares)
    assert '"shares":[0.3,0.0003,0.6997,0.0' in scene.model_dump_json()
