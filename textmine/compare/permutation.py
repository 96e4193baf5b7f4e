"""Do groups differ by more than notices do? Tested by dealing the notices out to the groups anew."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, lgamma
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textmine.compare.resampling import DRAWS, Floats, permuted_sums

# A group's own variance is drawn towards that of all as if so many more notices had shown the latter. In simulations it
# keeps the power of a common variance where groups are small, and is nearer to the level where they vary unlike.
_BORROWED: Final = 10
_TIE: Final = 1e-9


class Difference(NamedTuple):
    """What permutations say of each code (`p`), of all codes together (`joint`), and of each group and code.

    `z` is how far a group lies from all, in standard errors, `p_of_group` its two-sided p; both are groups × codes. All
    are NaN where no group has a second notice, since notices then differ as groups do.
    """

    p: Floats
    joint: float
    z: Floats
    p_of_group: Floats


def difference(
    residuals: Floats, of: NDArray[np.int64], groups: int, *, draws: int = DRAWS, seed: int = 0
) -> Difference:
    """Return whether the groups differ in the notices' `residuals` (notices × codes), `of` being each notice's group.

    The statistic is the sum over groups of squared mean over its variance (James 1951), the variance partly borrowed
    from all groups. p is (1 + permutations as far apart) / (1 + permutations) (Phipson and Smyth 2010).
    """
    order = np.argsort(of, kind="stable")
    sizes = np.bincount(of, minlength=groups).astype(np.int64)
    rows = np.hstack([residuals, residuals**2])[order]
    dealt = permuted_sums(rows, sizes, draws=draws, seed=seed)
    return difference_of_sums(_sums(rows, sizes), dealt, sizes)


def difference_of_sums(stated: Floats, dealt: Iterable[Floats], sizes: NDArray[np.int64]) -> Difference:
    """Return the difference from sums alone: groups × (residuals and their squares), as `stated` and as `dealt` anew.

    `dealt` comes in blocks of permutations × groups × the same.
    """
    figures = stated.shape[1] // 2
    if sizes.sum() <= len(sizes):
        empty = np.full((len(sizes), figures), np.nan)
        return Difference(np.full(figures, np.nan), float("nan"), empty, empty)
    apart = _scaled(stated, sizes)
    whole = (apart**2).sum(axis=0)
    far, far_joint, far_group, draws = np.ones(figures), 1, np.ones(apart.shape), 1
    for sums in dealt:
        z = _scaled(sums, sizes)
        statistic = (z**2).sum(axis=1)
        far += (statistic >= whole * (1 - _TIE)).sum(axis=0)
        far_joint += int((statistic.sum(axis=1) >= whole.sum() * (1 - _TIE)).sum())
        far_group += (np.abs(z) >= np.abs(apart) * (1 - _TIE)).sum(axis=0)
        draws += len(sums)
    return Difference(far / draws, far_joint / draws, apart, far_group / draws)


def _sums(rows: Floats, sizes: NDArray[np.int64]) -> Floats:
    out: Floats = np.add.reduceat(rows, np.concatenate(([0], np.cumsum(sizes)[:-1])), axis=0)
    return out


def _scaled(sums: Floats, sizes: NDArray[np.int64]) -> Floats:
    """Return each group's sum of residuals in its standard errors; `sums` holds (…, groups, residuals and squares)."""
    total, squares = np.split(sums, 2, axis=-1)
    n = sizes[:, None]
    inside = squares - total**2 / n
    common = inside.sum(axis=-2, keepdims=True) / max(1, sizes.sum() - len(sizes))
    variance = (inside + _BORROWED * common) / (n - 1 + _BORROWED)
    out: Floats = np.divide(
        total, np.sqrt(n * np.maximum(variance, 0)), out=np.zeros(total.shape), where=variance > 1e-12
    )
    return out


def fewest_p(sizes: NDArray[np.int64]) -> float:
    """Return the smallest p that permutations can give for groups of these sizes: one over the ways to deal them out.

    >>> round(fewest_p(np.array([2, 2])), 6)
    0.166667
    """
    return exp(sum(lgamma(size + 1) for size in sizes) - lgamma(sizes.sum() + 1))
