"""Scores: worked by hand, and the same as those of the shared scorers where these are there."""

import gzip
import importlib.util
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import GoldError
from geomap.evaluation import evaluate, score_incidents, score_toponyms
from geomap.evaluation.gold import read_gold
from geomap.evaluation.incidents import ATTRIBUTES, LEVELS, GoldIncidents
from geomap.evaluation.predictions import predicted_incidents
from geomap.evaluation.rates import Rate, Share
from geomap.evaluation.reliability import Bin, reliability
from geomap.evaluation.toponyms import Toponym
from geomap.globe import distance_km
from geomap.models import (
    Evidence,
    Incident,
    LonLat,
    Mention,
    Place,
    Report,
    Resolution,
    Role,
    Span,
    TerritoryStatus,
)

SHARED = Path(__file__).resolve().parents[3] / "shared"
GORIS = Place(
    id="gn:174895",
    name="Goris",
    position=LonLat(46.3382, 39.5129),
    feature_class="P",
    feature_code="PPL",
    country="AM",
    admin1_name="Syunik",
)


def shared_scorer(*parts):
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip("the shared scorers are not beside the repository")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Confidences


def test_reliability_is_what_hand_work_gives():
    answers = [(0.96, True), (0.98, True), (0.97, False), (0.97, True), (0.2, True), (1.0, True)]
    found = reliability(answers)
    assert found.bins == (
        Bin(0.0, 0.5, 1, 0.2, 1.0),
        Bin(0.95, 0.99, 4, pytest.approx(0.97), 0.75),
        Bin(0.99, 1.0, 1, 1.0, 1.0),
    )
    assert found.error == pytest.approx((1 * 0.8 + 4 * 0.22 + 1 * 0.0) / 6)
    assert reliability([]) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_answer_is_in_one_bin(answers):
    found = reliability(answers)
    assert sum(b.n for b in found.bins) == len(answers)
    rounding = 1e-12  # the mean of three times 0.99 is a little less than 0.99
    assert all(b.low - rounding <= b.confidence <= b.high + rounding for b in found.bins)
    assert 0 <= found.error <= 1


def test_confidences_of_answers_alone_are_judged():
    gold = {"d": tops((0, 5, 39.5, 46.3), (10, 15, 40.0, 45.0), (20, 25, 41.0, 44.0))}
    said = {"d": [
        Toponym(0, 5, 39.5, 46.3, confidence=0.9),
        Toponym(10, 15, 0.0, 0.0, confidence=0.9),
        Toponym(20, 25, confidence=0.2),
    ]}  # fmt: skip
    found = score_toponyms(gold, said).reliability
    assert [(b.n, b.right) for b in found.bins] == [(2, 0.5)]
    assert found.error == pytest.approx(0.4)
    assert score_toponyms(gold, {"d": tops((0, 5, 39.5, 46.3))}).reliability is None


# Toponyms


def tops(*rows):
    return [Toponym(*row) for row in rows]


GOLD = {
    "a": tops((0, 5, 10, 10, 1), (10, 20, 0, 0, 2), (30, 35, 5, 5, 3), (40, 45)),
    "b": [],
}
FOUND = {
    "a": tops((0, 5, 10, 10, 1), (12, 20, 0, 90, 9), (40, 45, 1, 1, 5), (50, 55, 2, 2, 6)),
    "b": tops((0, 3)),
}


def test_toponym_scores_by_hand():
    scores = score_toponyms(GOLD, FOUND)
    assert scores.exact == Rate(2, 5, 4)
    assert scores.overlap == Rate(3, 5, 4)
    assert scores.exact_placed == Rate(1, 4, 3)
    assert scores.overlap_placed == Rate(2, 4, 3)
    assert scores.end_to_end == Rate(1, 3, 3)
    assert scores.same_id == Share(1, 2)
    assert scores.same_id_of_all == Share(1, 3)
    assert scores.resolution.accuracy == 0.5
    assert scores.resolution.median_km == pytest.approx(
        distance_km(LonLat(0, 0), LonLat(90, 0)) / 2
    )


@pytest.mark.parametrize(
    ("gold", "found", "options", "end_to_end"),
    [
        pytest.param([(0, 5, 1, 1)], [(0, 5, 1, 1)], {}, (1, 1, 1), id="right"),
        pytest.param([(0, 5, 1, 1)], [(0, 5)], {}, (0, 0, 1), id="unresolved is an abstention"),
        pytest.param([(0, 5, 1, 1)], [(0, 5, 1, 3)], {}, (0, 1, 1), id="222 km off"),
        pytest.param([(0, 5, 1, 1)], [(0, 5, 1, 3)], {"radius_km": 250}, (1, 1, 1), id="wide"),
        pytest.param([(0, 5, 1, 1, 7)], [(0, 5, 9, 9, 7)], {}, (1, 1, 1), id="same record"),
        pytest.param([(0, 5)], [(0, 5, 1, 1)], {}, (0, 0, 0), id="gold without a point"),
        pytest.param([(0, 5, 1, 1)], [(6, 9, 1, 1)], {"partial": True}, (0, 0, 1), id="partial"),
        pytest.param(
            [(0, 20, 1, 1), (14, 20, 50, 50)], [(14, 20, 50, 50)], {}, (1, 1, 2), id="nested"
        ),
        pytest.param(
            [(0, 5, 1, 1, None, "associative")], [(0, 5, 1, 1)], {"kind": "literal"}, (0, 0, 0),
            id="another kind",
        ),
    ],
)  # fmt: skip
def test_end_to_end(gold, found, options, end_to_end):
    scores = score_toponyms({"a": tops(*gold)}, {"a": tops(*found)}, **options)
    assert scores.end_to_end == Rate(*end_to_end)


def test_nothing_scores_nothing():
    scores = score_toponyms({}, {})
    assert scores.exact == Rate()
    assert scores.exact.f1 == 0
    assert scores.resolution is None
    assert scores.same_id.value is None


def spans(with_kind):
    def toponym(start, length, point, number, kind):
        lat, lon = point or (None, None)
        return Toponym(start, start + length, lat, lon, number, kind if with_kind else None)

    return st.lists(
        st.builds(
            toponym,
            st.integers(0, 40),
            st.integers(1, 12),
            st.none() | st.tuples(st.integers(-80, 80), st.integers(-179, 179)),
            st.none() | st.integers(1, 4),
            st.sampled_from(["literal", "associative", None]),
        ),
        max_size=8,
        unique_by=lambda t: (t.start, t.end),
    )


@settings(deadline=None, max_examples=150)
@given(spans(True), spans(False), st.sampled_from([None, "literal"]), st.booleans())
def test_toponym_scores_are_the_shared_scorer_s(gold, found, kind, partial):
    scorer = shared_scorer("eval", "score_geoparse.py")
    ours = score_toponyms({"a": gold}, {"a": found}, kind=kind, partial=partial)
    rows = [{"id": "a", "toponyms": [t._asdict() for t in gold]}]
    guesses = {"a": [t._asdict() for t in found]}
    theirs = scorer.score(rows, guesses, kinds=kind or "all", partial=partial)
    for rate, name, span in (
        (ours.exact, "recognition_all", "exact"),
        (ours.overlap, "recognition_all", "overlap"),
        (ours.exact_placed, "recognition_coord", "exact"),
        (ours.overlap_placed, "recognition_coord", "overlap"),
    ):
        figures = theirs[name][span]
        assert (rate.right, rate.predicted, rate.gold) == (
            figures["tp"], figures["pred"], figures["gold"],
        )  # fmt: skip
        assert rate.f1 == pytest.approx(figures["F1"])
    assert ours.end_to_end.right == theirs["end_to_end"]["tp"]
    assert ours.end_to_end.predicted == theirs["end_to_end"]["pred"]
    assert ours.unresolved == theirs["unresolved"]
    assert ours.same_id_of_all.right == theirs["id"]["ok"]
    for errors, name in (
        (ours.resolution, "resolution"),
        (ours.resolution_answered, "resolution_answered"),
    ):
        if errors is None:
            assert theirs[name]["n"] == 0
        else:
            figures = theirs[name]
            expected = [figures[k] for k in ("n", "acc", "mean_km", "median_km", "auc")]
            assert list(errors) == pytest.approx(expected)


# Incidents


def truth(**changes):
    fields = {
        "type": "shelling", "lat": 40, "lon": 45, "country": "AM", "admin1": "Syunik",
        "geo_precision": "exact", "start": "2022-09-13", "end": "2022-09-13", "status": "claimed",
    }  # fmt: skip
    return fields | changes


def guess(**changes):
    fields = {"type": "shelling", "lat": 40, "lon": 45, "country": "AM", "start": "2022-09-13"}
    return fields | {"end": "2022-09-13", "status": "claimed", "geo_precision": "exact"} | changes


def counts(gold, guesses, level="place"):
    scores = score_incidents({"a": GoldIncidents(gold)}, {"a": guesses})
    rate = scores.levels[level]
    return rate.right, rate.predicted, rate.gold


@pytest.mark.parametrize(
    ("gold", "found", "level", "expected"),
    [
        pytest.param(truth(), guess(), "place+type", (1, 1, 1), id="right"),
        pytest.param(truth(), guess(lat=40.22), "place", (1, 1, 1), id="24 km"),
        pytest.param(truth(), guess(lat=40.23), "place", (0, 1, 1), id="26 km"),
        pytest.param(
            truth(geo_precision="area"), guess(lat=40.53), "place", (1, 1, 1), id="area, 59 km"
        ),
        pytest.param(
            truth(geo_precision="area"), guess(lat=40.55), "place", (0, 1, 1), id="area, 61 km"
        ),
        pytest.param(
            truth(geo_precision="area"), guess(lat=42, admin1="syunik"), "place", (1, 1, 1),
            id="area, the same unit",
        ),
        pytest.param(
            truth(geo_precision="country"), guess(lat=None), "place", (1, 1, 1), id="country"
        ),
        pytest.param(
            truth(), guess(type="air_strike"), "place+group", (1, 1, 1), id="the same group"
        ),
        pytest.param(truth(), guess(type="air_strike"), "place+type", (0, 1, 1), id="another type"),
        pytest.param(truth(), guess(type="riot"), "place+group", (0, 1, 1), id="another group"),
        pytest.param(
            truth(), guess(start="2022-09-14", end="2022-09-14"), "place+group+date", (1, 1, 1),
            id="a day off",
        ),
        pytest.param(
            truth(), guess(start="2022-09-15", end="2022-09-15"), "place+group+date", (0, 1, 1),
            id="two days off",
        ),
        pytest.param(
            truth(start=None, end=None), guess(start=None, end=None), "place+group+date",
            (1, 1, 1), id="no date in the gold",
        ),
        pytest.param(truth(background=True), guess(), "place", (0, 0, 0), id="background"),
        pytest.param(truth(), guess(lat=None, lon=None), "place", (0, 1, 1), id="without a point"),
    ],
)  # fmt: skip
def test_levels(gold, found, level, expected):
    assert counts([gold], [found], level) == expected


def test_as_many_pairs_as_can_be():
    gold = [truth(lat=40.0), truth(lat=40.30)]
    assert counts(gold, [guess(lat=40.10), guess(lat=39.80)]) == (2, 2, 2)


def test_attributes_and_false_places():
    gold = [truth(killed=3, controlled_by="Artsakh|Armenia", disputed=True)]
    spots = [{"lat": 50, "lon": 45}, {"lat": 40.1, "lon": 45}, {"text": "no point"}]
    guesses = [
        guess(killed=5, controlled_by="armenia", disputed=True),
        guess(lat=50.05),
        guess(lat=40.1),
    ]
    scores = score_incidents({"a": GoldIncidents(gold, spots)}, {"a": guesses})
    assert scores.attributes["killed"] == Share(0, 1)
    assert scores.attributes["controlled_by"] == Share(1, 1)
    assert scores.attributes["disputed"] == Share(1, 1)
    assert scores.places_hit == Share(1, 2)
    assert scores.predictions_there == Share(1, 3)


def incidents(main):
    types = st.sampled_from(["shelling", "air_strike", "protest", "riot", "disaster"])
    days = st.sampled_from([None, "2022-09-12", "2022-09-13", "2022-09-15"])
    coordinate = st.none() | st.sampled_from([40.0, 40.1, 40.2, 40.5, 43.0])
    fields = {
        "type": types,
        "lat": coordinate,
        "lon": st.sampled_from([45.0, 45.2]),
        "start": days,
        "end": days,
        "country": st.sampled_from(["AM", "AZ", None]),
        "admin1": st.sampled_from(["Syunik", "Lachin", None]),
        "geo_precision": st.sampled_from(["exact", "near", "area", "country"]),
        "status": st.sampled_from(["claimed", "reported"]),
        "killed": st.sampled_from([None, 0, 3]),
        "controlled_by": st.sampled_from([None, "Armenia", "Artsakh|Armenia"]),
        "disputed": st.sampled_from([None, True, False]),
    }
    if main:
        fields["background"] = st.booleans()
    return st.lists(st.fixed_dictionaries(fields), max_size=6)


@settings(deadline=None, max_examples=200)
@given(incidents(True), incidents(False))
def test_incident_scores_are_the_shared_scorer_s(gold, found):
    scorer = shared_scorer("incidents", "score_incidents.py")
    spots = [{"lat": 40.15, "lon": 45.1}, {"lat": 43.0, "lon": 45.0}]
    ours = score_incidents({"a": GoldIncidents(gold, spots)}, {"a": found})
    theirs = scorer.score(
        [{"id": "a", "incidents": gold, "not_incident_places": spots}], {"a": found}
    )
    for level in LEVELS:
        figures = theirs["levels"][level]
        assert ours.levels[level] == (figures["tp"], figures["predicted"], figures["gold"])
    assert set(ATTRIBUTES) - set(theirs["attributes"]) == {"reported_by"}  # which only ours judges
    for name in theirs["attributes"]:
        figures = theirs["attributes"][name]
        assert ours.attributes[name] == (figures["right"], figures["counted"])
    false = theirs["not_incident"]
    assert ours.places_hit == (false["places_hit"], false["places"])
    assert ours.predictions_there == (false["predictions_there"], false["predictions"])


# Gold files and whole runs


def parse(document):
    """Find "Goris" and nothing else, shelled."""
    start = document.text.find("Goris")
    span = {"start": start, "end": start + 5, "text": "Goris"}
    resolutions = tuple(
        Resolution(mention=Mention(**span, name="Goris", role=role), place=GORIS)
        for role in (Role.LITERAL,)
    )
    incident = Incident(
        id="i",
        document=document.id,
        type="shelling",
        place=GORIS,
        geo_precision="exact",
        start=document.published,
        end=document.published,
        trigger=Span(**span),
        evidence=(Evidence(**span),),
        territory=TerritoryStatus(
            day=document.published, country="AM", controlled_by=("Armenia",), disputed=False
        ),
    )
    return Report(document=document, resolutions=resolutions, incidents=(incident,))


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz", "gold.json"])
def test_a_toponym_file_is_recognised_scored_and_predicted(tmp_path, name):
    row = {
        "id": "a", "text": "In Goris.",
        "toponyms": [{"start": 3, "end": 8, "text": "Goris", "lat": 39.5, "lon": 46.3}],
    }  # fmt: skip
    data = json.dumps(row).encode()
    path, predictions = tmp_path / name, tmp_path / "out.jsonl"
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    scores = evaluate(path, parse=parse, predictions=predictions)
    assert scores.end_to_end == Rate(1, 1, 1)
    [written] = map(json.loads, predictions.read_text().splitlines())
    assert written["id"] == "a"
    assert written["toponyms"][0]["geonameid"] == 174895
    assert evaluate(path, parse=parse, roles={Role.DEMONYM}).exact == Rate(0, 0, 1)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x1c"])
def test_only_line_feeds_end_a_line(tmp_path, separator):
    text = f"In{separator}Goris."
    rows = [{"id": i, "text": text, "toponyms": []} for i in ("a", "b")]
    path = tmp_path / "gold.jsonl"
    lines = "\r\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"{lines}\n\n", encoding="utf-8", newline="")
    assert [document.text for document in read_gold(path).documents] == [text, text]


@pytest.mark.parametrize(("key", "file"), [("file", "dev/a.md"), ("text_file", "article.txt")])
def test_an_incident_file_is_recognised_scored_and_predicted(tmp_path, key, file):
    report, gold, predictions = tmp_path / file, tmp_path / "gold.json", tmp_path / "out.jsonl"
    report.parent.mkdir(exist_ok=True)
    report.write_text("---\ntitle: x\n---\nGoris was shelled.\n")
    row = {
        "id": "d1",
        key: file,
        "published": "2022-09-13",
        "incidents": [truth(lat=39.5, lon=46.3)],
    }
    gold.write_text(json.dumps(row))
    scores = evaluate(gold, parse=parse, predictions=predictions)
    assert scores.levels["place+group+date"] == Rate(1, 1, 1)
    [written] = map(json.loads, predictions.read_text().splitlines())
    assert written["id"] == "d1"
    [incident] = written["incidents"]
    assert {*ATTRIBUTES, "type", "lat", "lon", "start", "end", "admin1"} <= set(incident)
    assert incident["controlled_by"] == "Armenia"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": "a"}', "neither toponym gold"),
        ('{"id": "a", "incidents": [], "text": ""}', "neither toponym gold"),
        ("", "neither toponym gold"),
        ('{"id": "a"}\n{broken', ":2: not valid JSON"),
        ('{"text": ""}', 'with an "id"'),
        ("[1]", 'with an "id"'),
        ('{"id": "a", "file": "nowhere.md", "incidents": []}', "nowhere.md"),
    ],
)
def test_broken_gold_is_refused_by_name(tmp_path, content, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(content)
    with pytest.raises(GoldError, match=message):
        read_gold(path)


def test_a_text_file_may_count_from_the_folder_above(tmp_path):
    (tmp_path / "seed").mkdir()
    (tmp_path / "seed" / "a.txt").write_text("text")
    gold = tmp_path / "seed" / "gold.json"
    row = {"id": "a", "text_file": "seed/a.txt", "published": "2022-09-13", "incidents": []}
    gold.write_text(json.dumps(row))
    assert [document.text for document in read_gold(gold).documents] == ["text"]


def test_gold_for_another_text_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("text")
    gold = tmp_path / "gold.json"
    row = {"id": "a", "file": "a.txt", "published": "2022-09-13", "incidents": [], "sha256": "0"}
    gold.write_text(json.dumps(row))
    with pytest.raises(GoldError, match="sha256"):
        read_gold(gold)


def test_an_incident_without_a_place_is_predicted_without_a_point():
    document = SimpleNamespace(id="d", text="Goris", published=date(2022, 9, 13))
    [incident] = parse_placeless(document).incidents
    [flat] = predicted_incidents(Report.model_construct(incidents=(incident,)))
    assert (flat["lat"], flat["lon"], flat["country"]) == (None, None, None)


def parse_placeless(document):
    span = {"start": 0, "end": 5, "text": "Goris"}
    incident = Incident(
        id="i", document="d", type="ceasefire", trigger=Span(**span), evidence=(Evidence(**span),)
    )
    return Report.model_construct(incidents=(incident,))
