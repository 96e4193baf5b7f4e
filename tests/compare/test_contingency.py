"""Tests and strengths of association agree with other implementations."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency, fisher_exact
from statsmodels.stats.contingency_tables import Table as Theirs
from statsmodels.stats.multitest import multipletests

from textmine.compare.contingency import adjusted_p, adjusted_residuals, cramers_v, independence

LARGE = np.array([[44, 56, 31], [60, 40, 29]])
TABLES = [LARGE, LARGE.T, LARGE[:, :2], np.array([[200, 3, 40], [180, 9, 33], [90, 7, 61]])]


@pytest.mark.parametrize("table", TABLES)
def test_v_is_bergsmas(table: np.ndarray) -> None:
    n, (r, k) = table.sum(), table.shape
    chi2 = chi2_contingency(table, correction=False).statistic
    above = max(0, chi2 / n - (k - 1) * (r - 1) / (n - 1))
    below = min(k - (k - 1) ** 2 / (n - 1), r - (r - 1) ** 2 / (n - 1)) - 1
    assert cramers_v(table) == pytest.approx((above / below) ** 0.5, rel=1e-9)


def test_v_of_what_is_independent_is_near_nought_and_of_what_is_the_same_one() -> None:
    random = np.random.default_rng(3)
    drawn = [cramers_v(random.multinomial(200, np.full(12, 1 / 12)).reshape(3, 4)) or 0 for _ in range(200)]
    assert np.mean(drawn) < 0.04  # without the correction it is 0.12
    assert cramers_v(np.diag([30, 40, 50])) == pytest.approx(1)


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[3, 4], [0, 0]], [[1, 0]], np.zeros((0, 3)), np.zeros((2, 0))])
def test_a_table_of_one_row_or_column_has_nothing_to_say(table) -> None:
    assert cramers_v(table) is None
    assert independence(table) is None


@pytest.mark.parametrize("table", TABLES)
def test_adjusted_residuals_agree_with_statsmodels(table: np.ndarray) -> None:
    expected, residuals = adjusted_residuals(table)
    theirs = Theirs(table, shift_zeros=False)
    np.testing.assert_allclose(expected, theirs.fittedvalues, rtol=1e-9)
    np.testing.assert_allclose(residuals, theirs.standardized_resids, rtol=1e-9)


def test_a_cell_in_an_empty_row_has_no_residual() -> None:
    assert np.isnan(adjusted_residuals([[3, 4], [0, 0]])[1]).all()


def test_large_tables_get_chi2() -> None:
    found, theirs = independence(LARGE), chi2_contingency(LARGE, correction=False)
    assert found is not None
    assert (found.chi2, found.p) == pytest.approx((theirs.statistic, theirs.pvalue), rel=1e-9)
    assert (found.df, found.test) == (2, "chi2")


def test_small_tables_of_two_by_two_get_fishers() -> None:
    found = independence([[8, 2], [1, 5]])
    assert found is not None
    assert (found.test, found.p) == ("fisher", pytest.approx(fisher_exact([[8, 2], [1, 5]]).pvalue, rel=1e-9))


@pytest.mark.parametrize("table", [[[3, 0, 2], [1, 4, 2]], [[3, 0, 2], [1, 4, 2], [0, 1, 5]]])
def test_other_small_tables_get_random_tables(table: list[list[int]]) -> None:
    found = independence(table)
    assert found is not None
    theirs = chi2_contingency(table, correction=False, method=_monte_carlo())
    assert (found.test, found.draws) == ("monte_carlo", 9_999)
    assert found.p == pytest.approx(theirs.pvalue, abs=0.02)  # the two are drawn apart


def _monte_carlo():
    from scipy.stats import MonteCarloMethod

    return MonteCarloMethod(n_resamples=9_999, rng=np.random.default_rng(5))


def test_q_agrees_with_statsmodels_and_leaves_out_what_has_no_p() -> None:
    p = np.random.default_rng(4).beta(0.4, 2, 60).reshape(6, 10)
    np.testing.assert_allclose(adjusted_p(p).ravel(), multipletests(p.ravel(), method="fdr_bh")[1], rtol=1e-9)
    np.testing.assert_allclose(adjusted_p([0.01, np.nan, 0.04]), [0.02, np.nan, 0.04])
    assert np.isnan(adjusted_p([np.nan])).all()
