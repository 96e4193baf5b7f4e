"""Contingency tables of counts: is there an association at all, how strong is it, and which cells make it.

All of this takes the units that are counted as independent.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Test = Literal["chi2", "fisher", "monte_carlo"]

# Where a cell is expected to hold fewer, the χ² distribution is not to be trusted (Cochran 1954).
_ENOUGH: Final = 5
_DRAWS: Final = 9_999
# Cells that all random tables together may hold: with very many groups fewer tables are drawn.
_ROOM: Final = 2_000_000
_FEWEST_DRAWS: Final = 199


class Independence(NamedTuple):
    """A test of independence; `draws` is the number of random tables for `monte_carlo`, else 0."""

    chi2: float
    df: int
    p: float
    test: Test
    draws: int = 0


def independence(table: ArrayLike, *, seed: int = 0) -> Independence | None:
    """Return whether rows and columns are independent; None where fewer than two of either hold anything.

    Pearson's χ²; where a cell is expected to hold fewer than 5, Fisher's exact test for two by two, else the χ² of
    random tables with the same margins (Hope 1968).
    """
    from scipy.stats import chi2_contingency, fisher_exact

    counts = np.asarray(table, dtype=np.int64)
    counts = counts[counts.any(axis=1)][:, counts.any(axis=0)]
    if min(counts.shape, default=0) < 2:
        return None
    found = chi2_contingency(counts, correction=False)
    chi2, df = float(found.statistic), int(found.dof)
    if found.expected_freq.min() >= _ENOUGH:
        return Independence(chi2, df, float(found.pvalue), "chi2")
    if counts.shape == (2, 2):
        return Independence(chi2, df, float(fisher_exact(counts).pvalue), "fisher")
    draws = int(np.clip(_ROOM // counts.size, _FEWEST_DRAWS, _DRAWS))
    drawn = _random_tables(counts, draws, seed)
    far = (((drawn - found.expected_freq) ** 2 / found.expected_freq).sum(axis=(1, 2)) >= chi2 * (1 - 1e-9)).sum()
    return Independence(chi2, df, float((far + 1) / (draws + 1)), "monte_carlo", draws)


def _random_tables(counts: NDArray[np.int64], draws: int, seed: int) -> NDArray[np.int64]:
    """Return tables with the margins of `counts`: draws × rows × columns."""
    from scipy.stats import random_table

    random = np.random.default_rng(seed)
    if counts.shape[0] == 2:
        first = random.multivariate_hypergeometric(counts.sum(axis=0), counts[0].sum(), size=draws, method="marginals")
        return np.stack([first, counts.sum(axis=0) - first], axis=1)
    out: NDArray[np.int64] = random_table.rvs(counts.sum(axis=1), counts.sum(axis=0), size=draws, random_state=random)
    return out.astype(np.int64)


def cramers_v(table: ArrayLike) -> float | None:
    """Return Cramér's V, 0 to 1, corrected for its bias (Bergsma 2013); None where there is no table to speak of.

    >>> round(cramers_v([[44, 56], [60, 40]]) or 0, 6), cramers_v([[5, 5]])
    (0.143945, None)
    """
    counts = np.asarray(table, dtype=float)
    counts = counts[counts.any(axis=1)][:, counts.any(axis=0)]
    n = counts.sum()
    if min(counts.shape, default=0) < 2 or n < 2:
        return None
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / n
    (r, k), phi2 = counts.shape, ((counts - expected) ** 2 / expected).sum() / n
    phi2 = max(0.0, phi2 - (k - 1) * (r - 1) / (n - 1))
    smaller = min(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1
    return float(min(1.0, np.sqrt(phi2 / smaller))) if smaller > 0 else None


def adjusted_residuals(table: ArrayLike) -> tuple[Floats, Floats]:
    """Return expected counts, and how far each cell lies from them in standard errors (Haberman 1973); NaN where none."""
    counts = np.asarray(table, dtype=float)
    n = counts.sum()
    rows, columns = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = rows * columns / n
        out = (counts - expected) / np.sqrt(expected * (1 - rows / n) * (1 - columns / n))
    return expected, np.where(np.isfinite(out), out, np.nan)


def adjusted_p(p: ArrayLike) -> Floats:
    """Return the q of Benjamini and Hochberg (1995) for each p; NaN stays so and counts for nothing."""
    from scipy.stats import false_discovery_control

    values = np.asarray(p, dtype=float)
    out, known = np.full(values.shape, np.nan), ~np.isnan(values)
    if known.any():
        out[known] = false_discovery_control(values[known], method="bh")
    return out
