import pytest

from geomap.training.labels import HEADS, UNKNOWN
from geomap.training.scoring import Scores, score

TRUE = {
    "places": "B-literal I-literal O B-metonym O",
    "names": "O O B-person O O",
    "kinds": "settlement settlement - country -",
    "events": "O O O O shelling",
    "moods": "- - - - claimed",
    "scenes": "shelling shelling - O -",
}


def labels(**other):
    rows = {**TRUE, **other}
    return {
        head: [UNKNOWN if w == "-" else HEADS[head].index(w) for w in row.split()]
        for head, row in rows.items()
    }


@pytest.mark.parametrize(
    ("told", "scores"),
    [
        ({}, (1, 1, 1, 1, 1, 1, 1)),
        ({"places": "B-literal I-literal O B-literal O"}, (1, 0.5, 1, 1, 1, 1, 1)),
        ({"places": "B-literal O O B-metonym O"}, (0.5, 0.5, 1, 1, 1, 1, 1)),
        ({"places": "O O O O O"}, (0, 0, 1, 1, 1, 1, 1)),
        ({"names": "B-org O B-person O O"}, (1, 1, 2 / 3, 1, 1, 1, 1)),
        ({"kinds": "settlement region road country road"}, (1, 1, 1, 2 / 3, 1, 1, 1)),
        ({"events": "O O riot O riot"}, (1, 1, 1, 1, 0, 1, 1)),
        ({"events": "O O shelling O shelling"}, (1, 1, 1, 1, 2 / 3, 1, 1)),
        ({"moods": "denied denied denied denied denied"}, (1, 1, 1, 1, 1, 0, 1)),
        ({"scenes": "shelling riot O O O"}, (1, 1, 1, 1, 1, 1, 0.5)),
        ({"scenes": "shelling shelling riot O riot"}, (1, 1, 1, 1, 1, 1, 1)),
        ({"scenes": "shelling shelling O origin O"}, (1, 1, 1, 1, 1, 1, 0.8)),
    ],
)
def test_each_score_counts_its_own(told, scores):
    assert score([labels()], [labels(**told)]) == pytest.approx(Scores(*scores))


def test_the_same_span_in_another_sentence_is_another_span():
    nothing = labels(places="O O O O O")
    assert score([labels(), nothing], [nothing, labels()]).spans == 0


def test_nothing_to_score_is_no_error():
    assert score([], []).spans == 0
