"""Figures with intervals: whole notices drawn again with replacement, since what stands in one notice hangs together.

The percentile bootstrap (Efron & Tibshirani 1993, ch. 13) over notices, with a fixed seed: the same counts give the
same interval. A drawing is a row of how often each notice was drawn, so that a figure over all drawings is a product of
matrices; the first row draws every notice once and gives the figure itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

DRAWINGS: Final = 500
_SEED: Final = 7
# Sums of so many numbers are held at a time.
ROOM: Final = 4_000_000
# A code that gold holds more rarely has no F1 worth a place in the mean.
LEAST: Final = 3

Times = NDArray[np.int64]
Values = NDArray[np.float64]


class Figure(Struct, frozen=True):
    """A figure with its 95 % interval, by drawing whole notices again, and the number of what was coded so."""

    value: float
    low: float
    high: float
    n: int


def draw(notices: int) -> Times:
    """Return how often each of so many notices is drawn, drawings × notices; the first row is the notices themselves.

    >>> draw(4)[0].tolist(), draw(4).sum(axis=1).tolist() == [4] * (DRAWINGS + 1)
    ([1, 1, 1, 1], True)
    """
    drawn = draws_of(notices, draws=DRAWINGS, seed=_SEED)
    return np.vstack([np.ones(notices), *drawn]).astype(np.int64)


def draws_of(notices: int, *, draws: int, seed: int) -> Iterator[Values]:
    """Yield how often each notice is drawn, some draws at a time, each of shape (some, notices)."""
    rng = np.random.default_rng(seed)
    some = max(1, min(draws, ROOM // max(1, notices)))
    for start in range(0, draws, some):
        rows = min(some, draws - start)
        drawn = rng.integers(notices, size=(rows, notices)) + notices * np.arange(rows)[:, None]
        yield np.bincount(drawn.ravel(), minlength=rows * notices).reshape(rows, notices).astype(np.float64)


def figure(values: Values, n: int) -> Figure:
    """Return the figure whose value in every drawing is given, the notices' own first."""
    low, high = np.percentile(values[1:], [2.5, 97.5])
    return Figure(round(float(values[0]), 4), round(float(low), 4), round(float(high), 4), n)


class Counts:
    """Hits, gold and found, notices × codes; its figures are of every drawing of notices."""

    def __init__(self, hit: ArrayLike, gold: ArrayLike, found: ArrayLike) -> None:
        self.hit, self.gold, self.found = (np.atleast_2d(np.asarray(table)) for table in (hit, gold, found))

    @classmethod
    def of(cls, rows: Sequence[Sequence[tuple[int, int, int]]]) -> Counts:
        """Return the counts of (hit, gold, found), a row a notice and a column a code."""
        table = np.array(rows, dtype=np.int64)
        return cls(table[:, :, 0], table[:, :, 1], table[:, :, 2])

    def f1(self, times: Times, code: int | None = None) -> Values:
        """Return F1 over all codes, or over one; where gold and found are one in number that is accuracy."""
        at = slice(None) if code is None else slice(code, code + 1)
        hit, gold, found = ((times @ table[:, at]).sum(axis=1) for table in (self.hit, self.gold, self.found))
        out: Values = 2 * hit / np.maximum(1, gold + found)
        return out

    def recall(self, times: Times, code: int) -> Values:
        """Return which share of what gold holds of a code was found."""
        out: Values = times @ self.hit[:, code] / np.maximum(1, times @ self.gold[:, code])
        return out

    def macro(self, times: Times) -> Values:
        """Return the mean F1 over the codes that gold holds at least three times."""
        gold = times @ self.gold
        f1 = 2 * (times @ self.hit) / np.maximum(1, gold + times @ self.found)
        enough = gold >= LEAST
        out: Values = np.where(enough, f1, 0).sum(axis=1) / np.maximum(1, enough.sum(axis=1))
        return out
