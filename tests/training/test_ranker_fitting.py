import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.training.ranker_fitting import Examples, fit, join, likelihood, minimise

# Two names: the first has two candidates, the second one; each with the absent place as last row.
TWO = Examples(
    rows=np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0], [0, 0, 1]], dtype=np.float32),
    right=np.array([True, False, False, False, True]),
    starts=np.array([0, 3]),
    weights=np.array([2.0, 1.0]),
)
ZERO = np.zeros(3)


def test_the_loss_where_all_scores_are_equal():
    value, slope = likelihood(TWO, ZERO, 0.0)(ZERO)
    assert value == pytest.approx(2 * np.log(3) + np.log(2))
    assert slope == pytest.approx([-4 / 3, 2 / 3 + 1 / 2, 2 / 3 - 1 / 2], abs=1e-6)


def test_all_right_rows_count_together():
    both = TWO._replace(right=np.array([True, True, False, False, True]))
    value, _ = likelihood(both, ZERO, 0.0)(ZERO)
    assert value == pytest.approx(2 * np.log(3 / 2) + np.log(2))


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3))
def test_the_slope_is_that_of_the_loss(point):
    loss = likelihood(TWO, np.ones(3), 0.1)
    at = np.array(point)
    _, slope = loss(at)
    steps = 1e-2 * np.eye(3)
    measured = [(loss(at + step)[0] - loss(at - step)[0]) / 2e-2 for step in steps]
    assert slope == pytest.approx(measured, abs=1e-3)


def test_great_scores_do_not_overflow():
    value, slope = likelihood(TWO, ZERO, 0.0)(np.array([1e4, -1e4, 0.0]))
    assert value == pytest.approx(0, abs=1e-6)
    assert np.isfinite(slope).all()


def test_a_fit_answers_rightly_and_stays_near_the_prior():
    loose, bound = (fit(TWO, ZERO, pull) for pull in (0.01, 10.0))
    assert TWO.answers(loose).all()
    assert np.abs(bound).max() < 0.1 < np.abs(loose).max()
    # What no example tells stays as it was set by hand.
    alone = np.array([0.0, 0.0, 0.0, 7.0])
    wider = TWO._replace(rows=np.pad(TWO.rows, ((0, 0), (0, 1))))
    assert fit(wider, alone, 0.01)[3] == pytest.approx(7.0)


def test_the_least_of_a_bent_valley():
    def rosenbrock(v):
        x, y = v
        slope = np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])
        return float((1 - x) ** 2 + 100 * (y - x**2) ** 2), slope

    assert minimise(rosenbrock, np.array([-1.2, 1.0])) == pytest.approx([1, 1], abs=1e-4)


def test_parts_count_for_their_shares():
    joined = join([TWO, TWO], [1.0, 0.5])
    assert joined.starts.tolist() == [0, 3, 5, 8]
    assert joined.weights == pytest.approx([2 / 3, 1 / 3, 1 / 3, 1 / 6])
    assert joined.answers(np.array([1.0, -1.0, 0.0])).tolist() == [True] * 4


@pytest.mark.parametrize(
    ("vector", "expected"),
    [([1, -1, 0], [True, True]), ([0, 1, 0], [False, False]), ([0, 0, 1], [False, True])],
)
def test_answers(vector, expected):
    assert TWO.answers(np.array(vector, dtype=float)).tolist() == expected
