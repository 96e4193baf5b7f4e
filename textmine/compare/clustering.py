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
    notices, total = len(n), n.sum()
    if notices < 2 or total <= notices:
        return np.zeros(counts.shape[1])
    share, own = counts.sum(axis=0) / total, counts / n[:, None]
    between = (n[:, None] * (own - share) ** 2).sum(axis=0) / (notices - 1)
    within = (n[:, None] * own * (1 - own)).sum(axis=0) / (total - notices)
    size = (total - (n**2).sum() / total) / (notices - 1)
    spread = between + (size - 1) * within
    out: Floats = np.divide(between - within, spread, out=np.zeros(len(spread)), where=spread > 1e-12)
    return np.clip(out, 0, 1)


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
