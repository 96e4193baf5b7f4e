"""The uncertainty of figures over notices."""

import numpy as np
import pytest
from scipy.stats import bootstrap

from textmine.compare.resampling import Interval, draws_of, ratio_intervals

RNG = np.random.default_rng(5)
COUNTS, BASE = RNG.poisson(3, 60).astype(float), RNG.poisson(9, 60) + 1.0


def test_the_interval_agrees_with_scipy() -> None:
    def ratio(counts: np.ndarray, base: np.ndarray, axis: int) -> np.ndarray:
        return np.asarray(counts.sum(axis=axis) / base.sum(axis=axis))

    theirs = bootstrap(
        (COUNTS, BASE), ratio, paired=True, method="percentile", n_resamples=20_000, rng=np.random.default_rng(1)
    ).confidence_interval
    (ours,) = ratio_intervals(COUNTS, BASE, draws=20_000)
    assert ours == pytest.approx(tuple(theirs), abs=0.003)  # the two are drawn apart


def test_the_same_seed_draws_the_same() -> None:
    assert ratio_intervals(COUNTS, BASE) == ratio_intervals(COUNTS, BASE)
    assert ratio_intervals(COUNTS, BASE) != ratio_intervals(COUNTS, BASE, seed=1)


def test_every_draw_has_as_many_notices_as_there_are() -> None:
    weights = np.concatenate(list(draws_of(7, draws=50, seed=0)))
    assert weights.shape == (50, 7)
    assert set(weights.sum(axis=1)) == {7.0}


def test_rows_are_figures() -> None:
    first, second = ratio_intervals([COUNTS, COUNTS * 2], [BASE, BASE])
    assert second.low == pytest.approx(2 * (first.low or 0))


@pytest.mark.parametrize("notices", [0, 1])
def test_one_notice_or_none_has_no_interval(notices: int) -> None:
    assert ratio_intervals(np.ones((1, notices)), np.ones((1, notices))) == [Interval(None, None)]


def test_nothing_to_count_against_has_no_interval() -> None:
    assert ratio_intervals([[1, 1]], [[0, 0]]) == [Interval(None, None)]
