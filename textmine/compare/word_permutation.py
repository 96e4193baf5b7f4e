"""Do groups differ in their words? The permutation test of many sparse counts at once."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from textmine.compare.clustering import icc_terms
from textmine.compare.members import Members, Numbers
from textmine.compare.permutation import Difference, difference, difference_of_sums
from textmine.compare.resampling import DRAWS, Floats

# Cells of all permutations together; with more words and groups there are fewer permutations, and then none.
_ROOM: Final = 1_000_000_000
_FEWEST_DRAWS: Final = 199
# Words with a smaller p are dealt out many times more: among thousands of words only a very small p says anything.
_SMALL: Final = 0.01
_FINER_ROOM: Final = 300_000_000
_FINER_DRAWS: Final = 50_000


def word_difference(
    table: Any, units: Floats, placed: Members, *, draws: int = DRAWS, seed: int = 0
) -> Difference | None:
    """Return whether groups differ in the words of a sparse matrix (notices × words), by notices dealt out anew.

    `units` are all words of each notice. The residuals are those of `even_residuals`, but with one correlation for all
    words: they are then a sparse matrix less a product of two vectors, and sums and squares by group cost no more than
    the words that are there. None where so few permutations fit that no p would be small.
    """
    from scipy import sparse

    groups = len(placed.groups)
    fit = int(min(draws, _ROOM // max(1, 3 * groups * table.shape[1] + table.nnz)))
    if fit < min(draws, _FEWEST_DRAWS):
        return None
    between, spread = icc_terms(
        column_sums(table), column_sums(table.multiply(1 / units[:, None]).multiply(table)), units
    )
    alike = np.clip(between.sum() / spread.sum(), 0, 1) if spread.sum() > 0 else 0.0
    scale = 1 / np.sqrt(units * (1 + (units - 1) * alike))
    scaled = (sparse.diags(scale) @ table).tocsc()
    share = column_sums(scaled) / (scale @ units)
    parts = sparse.hstack([scaled, scaled.multiply(scaled), sparse.diags(scale * units) @ scaled]).tocsr()
    expected = np.stack([scale * units, (scale * units) ** 2], axis=1)

    def sums(of: Numbers) -> Floats:
        dealt = summing(of, groups)
        first, square, product = np.split((dealt @ parts).toarray(), 3, axis=1)
        one, two = (dealt @ expected).T[:, :, None]
        return np.hstack([first - share * one, square - 2 * share * product + share**2 * two])

    random = np.random.default_rng(seed)
    dealt = (sums(random.permutation(placed.of))[None] for _ in range(fit))
    found = difference_of_sums(sums(placed.of), dealt, placed.sizes())
    few = np.flatnonzero((found.p_of_group <= _SMALL).any(axis=0))
    residuals = scaled[:, few].toarray() - share[few] * (scale * units)[:, None]
    return _finer(found, residuals, few, placed, seed)


def _finer(found: Difference, residuals: Floats, few: Numbers, placed: Members, seed: int) -> Difference:
    """Return the difference with the small p of the words `few` by many more permutations, drawn apart."""
    draws = int(min(_FINER_DRAWS, _FINER_ROOM // max(1, 2 * residuals.size)))
    if not len(few) or draws < 1 / _SMALL:
        return found
    finer = difference(residuals, placed.of, len(placed.groups), draws=draws, seed=seed + 1)
    p_of_group, p = found.p_of_group.copy(), found.p.copy()
    p_of_group[:, few] = np.where(p_of_group[:, few] <= _SMALL, finer.p_of_group, p_of_group[:, few])
    p[few] = np.where(p[few] <= _SMALL, finer.p, p[few])
    return found._replace(p=p, p_of_group=p_of_group)


def summing(of: Numbers, groups: int) -> Any:
    """Return the sparse matrix of groups × notices that sums rows of notices by group."""
    from scipy import sparse

    return sparse.csr_matrix((np.ones(len(of)), (of, np.arange(len(of)))), shape=(groups, len(of)))


def column_sums(table: Any) -> Floats:
    """Return the sum of each column of a sparse matrix."""
    return np.asarray(table.sum(axis=0), dtype=float).ravel()
