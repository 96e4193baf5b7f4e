"""The uncertainty of figures over notices: measures of one notice go together, so whole notices are drawn again.

The measures of one notice come from one pen and answer one inspection; what varies independently is the notice. All
figures here are sums over sums (a share is measures with a label over measures), so that a draw is a row of weights,
and all draws are one matrix product.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from textmine.bootstrap import ROOM, draws_of

Floats = NDArray[np.float64]
Method = Literal["bca", "percentile"]

DRAWS: Final = 2000
# Fewer notices than this say too little of how notices vary to draw them again.
FEWEST: Final = 5


class Interval(NamedTuple):
    """The bounds of a 95 % interval; both None where there is nothing to draw from."""

    low: float | None
    high: float | None


def ratio_intervals(
    counts: ArrayLike,
    base: ArrayLike,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    method: Method = "bca",
    widened: bool = True,
    fewest: int = FEWEST,
) -> list[Interval]:
    """Return the interval of the sum of each row of `counts` over that of `base`, both of shape (figures, notices).

    The cluster bootstrap (Efron and Tibshirani 1993): notices are drawn again, each with all that is in it. Method `bca`
    corrects the percentiles for bias and skewness (Efron 1987); `widened` makes up for drawn notices varying too little
    where they are few, by t and √(n/(n−1)) (Hesterberg 2015). There is no interval under `fewest` notices, where no draw
    differs from another, and where there is nothing to count against; draws in which there is not are left out.

    >>> ratio_intervals([[1, 1, 1]], [[2, 2, 2]]), ratio_intervals([[1]], [[2]])
    ([Interval(low=None, high=None)], [Interval(low=None, high=None)])
    """
    from scipy.special import ndtr, ndtri

    above, below = np.atleast_2d(np.asarray(counts, float)), np.atleast_2d(np.asarray(base, float))
    figures, notices = above.shape
    if notices < max(2, fewest):
        return [Interval(None, None)] * figures
    drawn = np.concatenate([_ratio(w @ above.T, w @ below.T) for w in draws_of(notices, draws=draws, seed=seed)])
    drawn.sort(axis=0)  # nan comes last
    reach = widened_end(notices) if widened else float(ndtri(0.975))
    normal = reach * np.array([[-1.0], [1.0]]) * np.ones(figures)
    places = _corrected(normal, drawn, above, below) if method == "bca" else ndtr(normal)
    low, high = (np.where(drawn[0] == drawn[-1], np.nan, _quantiles(drawn, place)) for place in places)
    return [
        Interval(None, None) if np.isnan(ends).any() else Interval(*ends)
        for ends in zip(low.tolist(), high.tolist(), strict=True)
    ]


def _ratio(above: Floats, below: Floats) -> Floats:
    out: Floats = np.divide(above, below, out=np.full(below.shape, np.nan), where=below > 0)
    return out


def widened_end(notices: int) -> float:
    """Return the end, in normal quantiles, of an interval of 95 % over so many notices: 1.96, and more for few."""
    from scipy.stats import t

    return float(np.sqrt(notices / (notices - 1)) * t.ppf(0.975, notices - 1))


def _corrected(normal: Floats, drawn: Floats, above: Floats, below: Floats) -> Floats:
    """Return the quantiles of the draws that BCa takes for those of the normal distribution at `normal`."""
    from scipy.special import ndtr, ndtri

    tops, bottoms = above.sum(axis=1), below.sum(axis=1)
    whole, without = _ratio(tops, bottoms), _ratio(tops[:, None] - above, bottoms[:, None] - below).T
    with np.errstate(invalid="ignore"):
        gap = without.mean(axis=0) - without
        lean = (gap**3).sum(axis=0) / (6 * (gap**2).sum(axis=0) ** 1.5)
    size = np.maximum(1, (~np.isnan(drawn)).sum(axis=0))
    # Draws that are just the figure count half as below it; those of few notices often are.
    lower = ((drawn < whole - 1e-12).sum(axis=0) + (drawn <= whole + 1e-12).sum(axis=0)) / 2 / size
    bias = ndtri(np.clip(lower, 1 / len(drawn), 1 - 1 / len(drawn)))
    moved = bias + normal
    out: Floats = ndtr(bias + moved / np.maximum(1 - np.nan_to_num(lean) * moved, 1e-3))
    return out


def _quantiles(drawn: Floats, at: Floats) -> Floats:
    """Return the quantile `at` of each column of sorted draws, those without a value (at the end) left out."""
    last = np.maximum((~np.isnan(drawn)).sum(axis=0) - 1, 0)
    place = np.clip(at, 0, 1) * last
    low = np.floor(place).astype(np.int64)
    high, column = np.minimum(low + 1, last), np.arange(drawn.shape[1])
    out: Floats = drawn[low, column] + (place - low) * (drawn[high, column] - drawn[low, column])
    return out


def permuted_sums(rows: Floats, sizes: NDArray[np.int64], *, draws: int = DRAWS, seed: int = 0) -> Iterator[Floats]:
    """Yield blocks of permutations × groups × figures: the sums of `rows` (notices × figures) in groups of `sizes`.

    Each permutation deals the notices out anew, whole, so that each group keeps its number of notices.
    """
    notices, figures = rows.shape
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    random = np.random.default_rng(seed)
    some = max(1, ROOM // max(1, notices * figures))
    for begin in range(0, draws, some):
        order = random.permuted(np.tile(np.arange(notices), (min(some, draws - begin), 1)), axis=1)
        yield np.add.reduceat(rows[order], starts, axis=1)
