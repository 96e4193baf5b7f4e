"""The uncertainty of figures over notices."""

from typing import Literal

import numpy as np
import pytest
from scipy.stats import bootstrap

from textmine.bootstrap import draws_of
from textmine.compare.resampling import FEWEST, Interval, ratio_intervals
from textmine.compare.wilson import wilson

RNG = np.random.default_rng(5)
COUNTS, BASE = RNG.poisson(3, 60).astype(float), RNG.poisson(9, 60) + 1.0


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_the_interval_agrees_with_scipy(method: Literal["percentile", "bca"]) -> None:
    def ratio(counts: np.ndarray, base: np.ndarray, axis: int) -> np.ndarray:
        return np.asarray(counts.sum(axis=axis) / base.sum(axis=axis))

    theirs = bootstrap(
        (COUNTS, BASE), ratio, paired=True, method=method, n_resamples=20_000, rng=np.random.default_rng(1)
    ).confidence_interval
    (ours,) = ratio_intervals(COUNTS, BASE, draws=20_000, method=method, widened=False)
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


@pytest.mark.parametrize("notices", [0, 1, FEWEST - 1])
def test_few_notices_have_no_interval(notices: int) -> None:
    assert ratio_intervals(np.arange(notices), np.ones((1, notices))) == [Interval(None, None)]


@pytest.mark.parametrize("count", [0, 3])
def test_notices_that_do_not_vary_have_no_interval(count: int) -> None:
    assert ratio_intervals([[count] * 9], [[3] * 9]) == [Interval(None, None)]


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_drawing_notices_covers_the_truth_where_independence_does_not(method: Literal["percentile", "bca"]) -> None:
    random = np.random.default_rng(2)
    base = random.integers(5, 60, 25)
    counts = random.binomial(base, random.beta(1.5, 4.5, (400, 25)))  # a correlation of 1/7 within notices
    ends = np.array(ratio_intervals(counts, np.broadcast_to(base, counts.shape), draws=1000, method=method))
    plain = np.stack(wilson(counts.sum(axis=1), base.sum()), axis=1)
    covers = [np.mean((low <= 0.25) & (high >= 0.25)) for low, high in (ends.T, plain.T)]
    assert covers[0] > 0.91
    assert covers[1] < 0.7


def test_nothing_to_count_against_has_no_interval() -> None:
    assert ratio_intervals([[1, 1]], [[0, 0]]) == [Interval(None, None)]
