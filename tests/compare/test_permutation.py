"""The default test holds its level however alike a notice's measures are, and finds what is there."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import f_oneway

from textmine.compare.clustering import even_residuals, icc
from textmine.compare.contingency import adjusted_p
from textmine.compare.permutation import difference

SETS = 3000


def simulate(seed: int, sizes: list[int], lengths: list[int], alike: float, shares: list[float]):
    """Return the p of many data sets at once: groups of `sizes` notices with some `lengths` of measures on average.

    Each notice has a share of its own around its group's, so that measures in one correlate by `alike`.
    """
    random = np.random.default_rng(seed)
    of = np.repeat(np.arange(len(sizes)), sizes)
    n = random.poisson(np.array(lengths)[of]) + 1
    share = np.broadcast_to(np.array(shares)[of][:, None], (len(of), SETS))
    if alike:
        strength = 1 / alike - 1
        share = random.beta(share * strength, (1 - share) * strength)
    table = random.binomial(n[:, None], share)
    return difference(even_residuals(table, n), of, len(sizes), draws=199, seed=seed)


@pytest.mark.parametrize(
    ("sizes", "lengths", "alike"),
    [
        ([20, 20, 20], [20, 20, 20], 0.0),
        ([20, 20, 20], [20, 20, 20], 0.15),
        ([20, 20, 20], [20, 20, 20], 0.4),
        ([5, 40], [20, 20], 0.15),
        ([8, 40], [80, 15], 0.15),  # long notices in the small group, which a plain χ² of permutations calls different
        ([8, 40], [15, 80], 0.15),
        ([2] * 20, [20] * 20, 0.15),
        ([2] * 10 + [6] * 10, [60] * 10 + [10] * 10, 0.15),
        ([1] * 10 + [10] * 3, [20] * 13, 0.15),
    ],
)
def test_groups_that_do_not_differ_are_found_in_no_more_than_six_of_a_hundred(sizes, lengths, alike) -> None:
    found = simulate(1, sizes, lengths, alike, [0.2] * len(sizes))
    assert np.mean(found.p <= 0.05) <= 0.06
    assert np.mean(found.p <= 0.05) >= 0.03  # nor is it so by never finding anything
    assert np.mean(found.p_of_group <= 0.05) <= 0.06
    assert np.mean([(adjusted_p(part) <= 0.05).any() for part in found.p.reshape(-1, 15)]) <= 0.06


@pytest.mark.parametrize(
    ("sizes", "shares", "power"),
    [([25, 25], [0.15, 0.35], 0.95), ([10, 10, 60], [0.2, 0.2, 0.4], 0.9), ([15] * 6, [0.45] + [0.2] * 5, 0.9)],
)
def test_groups_that_differ_are_found(sizes, shares, power) -> None:
    found = simulate(2, sizes, [20] * len(sizes), 0.15, shares)
    assert np.mean(found.p <= 0.05) >= power


def test_p_is_that_of_all_permutations() -> None:
    random = np.random.default_rng(6)
    rest = even_residuals(random.binomial(9, [[0.2]] * 4 + [[0.5]] * 5), np.full(9, 9))
    of = np.array([0] * 4 + [1] * 5)
    every = []
    for first in combinations(range(9), 4):
        dealt = np.ones(9, dtype=np.int64)
        dealt[list(first)] = 0
        every.append((difference(rest, dealt, 2, draws=1).z ** 2).sum())
    exact = np.mean(np.array(every) >= (difference(rest, of, 2, draws=1).z ** 2).sum() - 1e-9)
    assert difference(rest, of, 2, draws=20_000).p[0] == pytest.approx(exact, abs=0.01)


def test_correlation_within_notices_is_that_of_the_analysis_of_variance() -> None:
    random = np.random.default_rng(7)
    n = random.integers(2, 30, 25)
    table = random.binomial(n, random.beta(2, 5, 25))
    units = [[1] * count + [0] * (size - count) for count, size in zip(table, n, strict=True)]
    ratio = f_oneway(*units).statistic
    size = (n.sum() - (n**2).sum() / n.sum()) / 24
    assert icc(table[:, None], n)[0] == pytest.approx((ratio - 1) / (ratio + size - 1), rel=1e-9)


def test_long_and_short_notices_vary_alike() -> None:
    random = np.random.default_rng(8)
    n = np.repeat([4, 100], 400)
    rest = even_residuals(random.binomial(n, random.beta(1.5, 4.5, (50, 800))).T, n)
    assert rest[:400].std() == pytest.approx(rest[400:].std(), rel=0.05)


def test_notices_in_groups_of_their_own_cannot_be_told_from_their_groups() -> None:
    found = difference(even_residuals([[1], [4], [2]], [9, 9, 9]), np.arange(3), 3)
    assert np.isnan(found.p).all()
    assert np.isnan(found.joint)


@pytest.mark.parametrize("count", [0, 9])
def test_a_code_that_all_units_have_or_none_differs_nowhere(count: int) -> None:
    found = difference(even_residuals([[count]] * 6, [9] * 6), np.array([0, 0, 0, 1, 1, 1]), 2, draws=99)
    assert found.p.tolist() == [1]
