import json

import pytest

from geomap.errors import ModelError
from geomap.resolution.features import FEATURES, LONE, TOLD
from geomap.resolution.ranker import read_ranker, shares, words


def test_every_feature_has_a_weight_and_a_reason():
    ranker = read_ranker()
    assert set(ranker.weights) == {feature.__name__ for feature in FEATURES}
    assert all(words(feature).startswith(("It", "The", "A", "No", "Only")) for feature in FEATURES)


def test_a_file_of_another_version_is_told(tmp_path):
    path = tmp_path / "ranker.json"
    path.write_text(json.dumps({"threshold": 0.3, "weights": {"exact": 1, "smell": 2}}))
    with pytest.raises(ModelError, match="smell"):
        read_ranker(path)


@pytest.mark.parametrize(
    ("scores", "absent", "expected"),
    [([], 0.0, []), ([3.0], 3.0, [0.5]), ([1.0, 1.0], -99.0, [0.5, 0.5]), ([0.0], 99.0, [0.0])],
)
def test_shares(scores, absent, expected):
    assert shares(scores, absent) == pytest.approx(expected)


def test_shares_of_great_scores_do_not_overflow():
    assert shares([2000.0, 0.0], 1.0) == pytest.approx([1.0, 0.0])


def test_features_that_no_context_changes_are_taken_from_before(monkeypatch):
    told = [lambda *_: 2.0] * len(TOLD)
    monkeypatch.setattr("geomap.resolution.ranker.TOLD", told)
    values = read_ranker().values(None, None, None, [1.0] * len(FEATURES))
    assert values == [1.0] * len(LONE) + [2.0] * len(TOLD)
