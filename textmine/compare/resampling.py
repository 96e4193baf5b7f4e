"""The uncertainty of figures over notices: measures of one notice go together, so whole notices are drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

# Sums of so many numbers are held at a time.
_ROOM: Final = 4_000_000


class Interval(NamedTuple):
    """The bounds of a 95 % interval; both None where one notice or none leaves nothing to draw from."""

    low: float | None
    high: float | None


def draws_of(notices: int, *, draws: int, seed: int) -> Iterator[NDArray[np.float64]]:
    """Yield how often each notice is drawn, some draws at a time, each of shape (some, notices)."""
    rng = np.random.default_rng(seed)
    some = max(1, min(draws, _ROOM // max(1, notices)))
    for start in range(0, draws, some):
        rows = min(some, draws - start)
        drawn = rng.integers(notices, size=(rows, notices)) + notices * np.arange(rows)[:, None]
        yield np.bincount(drawn.ravel(), minlength=rows * notices).reshape(rows, notices).astype(np.float64)


def ratio_intervals(counts: ArrayLike, base: ArrayLike, *, draws: int = 1000, seed: int = 0) -> list[Interval]:
    """Return the interval of the sum of each row of `counts` over that of `base`, both of shape (figures, notices).

    The cluster bootstrap's percentiles (Efron and Tibshirani 1993): notices are drawn again, each with all that is in
    it. Draws in which there is nothing to count against are left out.

    >>> ratio_intervals([[1, 1, 1]], [[2, 2, 2]]), ratio_intervals([[1]], [[2]])
    ([Interval(low=0.5, high=0.5)], [Interval(low=None, high=None)])
    """
    above, below = np.atleast_2d(np.asarray(counts, float)), np.atleast_2d(np.asarray(base, float))
    figures, notices = above.shape
    if notices < 2:
        return [Interval(None, None)] * figures
    sums = [(weights @ above.T, weights @ below.T) for weights in draws_of(notices, draws=draws, seed=seed)]
    over, under = (np.concatenate(parts).T for parts in zip(*sums, strict=True))
    return [_percentiles(tops[bottoms > 0] / bottoms[bottoms > 0]) for tops, bottoms in zip(over, under, strict=True)]


def _percentiles(drawn: NDArray[np.float64]) -> Interval:
    return Interval(*map(float, np.quantile(drawn, (0.025, 0.975)))) if len(drawn) else Interval(None, None)
