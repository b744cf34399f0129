import json

import numpy as np
import pytest

from geomap.errors import ModelError
from geomap.recognition.links import STEPS, Links, _classes, distance_class

PLACE = range(4, 6)


@pytest.mark.parametrize(
    ("word", "expected"),
    [(3, 0), (2, 1), (1, 1), (0, 2), (6, STEPS), (7, STEPS + 1), (400, 2 * STEPS - 1)],
)
def test_distances_grow_by_doubling_on_either_side(word, expected):
    assert distance_class(word, PLACE) == expected


def test_all_words_of_a_sentence_have_the_classes_of_each():
    classes = [distance_class(word, PLACE) for word in range(300)]
    found = _classes(300, PLACE).tolist()
    assert [c for i, c in enumerate(found) if i not in PLACE] == [
        c for i, c in enumerate(classes) if i not in PLACE
    ]
    assert len(found) == 300
    assert len(_classes(3, range(3))) == 3


def test_the_odds_are_the_product_of_both_vectors_and_what_each_says_alone():
    distance = np.zeros(2 * STEPS)
    distance[0] = 0.5
    links = Links(np.array([0.25]), np.array([-0.5]), distance, bias=0.1)
    word, place = np.tanh(0.7), np.tanh(0.3)
    vectors = np.array([[0, 0], [0.7, 0], [0, 0.3]], np.float32)
    expected = word * place + 0.25 * word - 0.5 * place + 0.5 + 0.1
    assert links.sums(vectors, range(2, 3))[1] == pytest.approx(expected)


def test_a_name_of_several_words_is_their_mean():
    links = Links(np.zeros(1), np.array([1.0]), np.zeros(2 * STEPS), bias=0.0)
    vectors = np.array([[0, 0], [0, 1], [0, -1]], np.float32)
    assert links.sums(vectors, range(1, 3))[0] == pytest.approx(0)


def weights(**changed):
    whole = {"word": [0.0], "place": [0.0], "distance": [0.0] * 2 * STEPS, "bias": 0}
    return json.dumps(whole | changed)


@pytest.mark.parametrize("text", ["{", "{}", "[]", weights(word=[0.0, 0.0]), weights(distance=[])])
def test_damaged_weights_are_told(tmp_path, text):
    (tmp_path / "links.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"links\.json cannot be read .*; reinstall geomap"):
        Links.read(tmp_path / "links.json")


def test_weights_are_read(tmp_path):
    (tmp_path / "links.json").write_text(weights(bias=2), encoding="utf-8")
    assert Links.read(tmp_path / "links.json").bias == 2
