"""How alike the units of one notice are, and what is left of each notice's counts when that is taken into account."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def icc(table: ArrayLike, units: ArrayLike) -> Floats:
    """Return the correlation of two units of one notice in each code, 0 to 1: the analysis-of-variance estimator.

    `table` is notices × codes, `units` the coded units of each notice. 0 where there is nothing to estimate it from. See
    Ridout, Demétrio and Firth (1999), who compare twenty estimators.

    >>> icc([[3], [0], [3], [0]], [3, 3, 3, 3])
    array([1.])
    """
    counts, n = np.asarray(table, dtype=float), np.asarray(units, dtype=float)
    counts, n = counts[n > 0], n[n > 0]
    if not len(n):
        return np.zeros(counts.shape[1])
    between, spread = icc_terms(counts.sum(axis=0), (counts**2 / n[:, None]).sum(axis=0), n)
    out: Floats = np.divide(between, spread, out=np.zeros(len(spread)), where=spread > 1e-12)
    return np.clip(out, 0, 1)


def icc_terms(counts: Floats, squares: Floats, units: Floats) -> tuple[Floats, Floats]:
    """Return the terms of each code's correlation, the first over the second; sums of them give that of many codes.

    `counts` and `squares` are the sums over notices of its counts and of their squares by the notice's units.
    """
    notices, total = len(units), units.sum()
    if notices < 2 or total <= notices:
        return np.zeros(len(counts)), np.zeros(len(counts))
    between = (squares - counts**2 / total) / (notices - 1)
    within = (counts - squares) / (total - notices)
    size = (total - (units**2).sum() / total) / (notices - 1)
    return between - within, between + (size - 1) * within


def even_residuals(table: ArrayLike, units: ArrayLike) -> Floats:
    """Return how far each notice's counts lie from what they would be were all notices alike: notices × codes.

    Each is the count less the units times the common share, over the standard deviation that it has by the correlation
    within notices: √(n(1+(n−1)ρ)), but for a factor. So a long notice varies no more than a short one, and notices can
    change places even where one group's are longer than another's.
    """
    counts, n = np.asarray(table, dtype=float), np.asarray(units, dtype=float)[:, None]
    scale = 1 / np.sqrt(n * (1 + (n - 1) * icc(counts, n[:, 0])))
    share = (scale * counts).sum(axis=0) / (scale * n).sum(axis=0)
    out: Floats = scale * (counts - share * n)
    return out
