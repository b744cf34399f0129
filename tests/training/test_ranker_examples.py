import pytest

from geomap.models import Document, LonLat, Mention
from geomap.resolution import Resolver
from geomap.resolution.features import FEATURES
from geomap.training.ranker_examples import Example, Read, make_examples, stack
from geomap.training.ranker_gold import Judged, Meaning

TEXT = "Goris and Qwzvanli; Goris, Kapan."
WIDTH = len(FEATURES)


def mention(name: str, start: int) -> Mention:
    return Mention(start=start, end=start + len(name), text=name, name=name)


MENTIONS = (
    mention("Goris", 0),
    mention("Qwzvanli", 10),
    mention("Goris", 20),
    mention("Kapan", 27),
)
CITY, NOWHERE = LonLat(46.34, 39.51), LonLat(0, -80)

CASES = [
    # what the gold says; for each name that is learnt: whether its best is right, and its weight
    ([Meaning(0, 5, CITY)], [(True, 1)]),
    ([Meaning(0, 5, CITY), Meaning(20, 25, CITY)], [(True, 2**0.5)]),
    ([Meaning(0, 5, NOWHERE), Meaning(20, 25, CITY)], [(True, 2**0.5)]),
    ([Meaning(0, 5, NOWHERE)], [(False, 1)]),
    ([Meaning(0, 5)], []),
    ([Meaning(10, 18, CITY)], []),  # no candidates, nothing to choose from
    ([Meaning(6, 9, CITY)], []),
    ([Meaning(2, 5, CITY), Meaning(27, 32, CITY)], [(True, 1), (True, 1)]),
    ([], []),
]


@pytest.mark.parametrize(("meanings", "expected"), CASES)
def test_what_is_learnt_from_a_text(mini_gazetteer, meanings, expected):
    judged = Judged(Document(text=TEXT), tuple(meanings))
    examples = make_examples(Resolver(mini_gazetteer), [Read(judged, MENTIONS)])
    lasts = [*(start - 1 for start in examples.starts[1:]), -1][: len(expected)]
    assert len(examples.starts) == len(expected)
    assert [not examples.right[last] for last in lasts] == [found for found, _ in expected]
    assert examples.weights.tolist() == pytest.approx([weight for _, weight in expected])


def test_the_absent_place_is_the_last_row():
    known = Example([[1.0] * WIDTH, [2.0] * WIDTH], [False, True], 1)
    unknown = Example([[3.0] * WIDTH], [False], 9)
    examples = stack([known, unknown])
    assert examples.rows[:, 0].tolist() == [1, 2, 0, 3, 0]
    assert examples.rows[:, -1].tolist() == [0, 0, 1, 0, 1]
    assert examples.right.tolist() == [False, True, False, False, True]
    assert examples.starts.tolist() == [0, 3]
    assert examples.weights.tolist() == pytest.approx([1, 3**0.5])
