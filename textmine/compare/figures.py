"""Figures that are one sum over another, such as measures per issue: counted notice by notice, compared by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textmine.compare.members import members
from textmine.compare.resampling import ratio_intervals
from textmine.compare.sample import Sample
from textmine.compare.table import Cell, Column

Counts = NDArray[np.float64]


class Figure(NamedTuple):
    """A figure: what is counted in each notice, and what it is counted against, both of shape (notices,)."""

    name: str
    counts: Counts
    base: Counts


def tally(sample: Sample, cases: Iterable[int], weights: Iterable[float] | None = None) -> Counts:
    """Return how often each notice's place stands in `cases`, or the sum of its weights, of shape (notices,).

    >>> from textmine.compare.sample import Case
    >>> case = Case("a", None, None, None, None, None, None, None, None, None, "", "", 10)
    >>> tally(Sample([case, case], [], [], [], [], []), [1, 1]).tolist()
    [0.0, 2.0]
    """
    places = np.fromiter(cases, dtype=np.int64)
    heavy = None if weights is None else np.fromiter(weights, dtype=np.float64)
    return np.bincount(places, heavy, minlength=len(sample.cases)).astype(np.float64)


# What the intervals of `figure_rows` are by.
FIGURE_METHODS = ("efron1987", "efron1993", "hesterberg2015")
FIGURE_COLUMNS = (
    Column("group"), Column("figure"), Column("notices", "count"), Column("count", "number"), Column("base", "number"),
    Column("value", "number"), Column("low", "number"), Column("high", "number"),
)  # fmt: skip


def figure_rows(sample: Sample, figures: Sequence[Figure], *, seed: int = 0) -> list[tuple[Cell, ...]]:
    """Return a row of `FIGURE_COLUMNS` for each group and figure, the interval that of 95 % over notices drawn again.

    A figure with nothing to count against is None.
    """
    if not figures:
        return []
    counts, base = (
        np.stack(parts) for parts in zip(*((figure.counts, figure.base) for figure in figures), strict=True)
    )
    rows: list[tuple[Cell, ...]] = []
    placed = members(sample)
    for group, own in zip(placed.groups, placed.rows(), strict=True):
        notices = len(own)
        intervals = ratio_intervals(counts[:, own], base[:, own], seed=seed)
        sums = zip(
            figures, counts[:, own].sum(axis=1).tolist(), base[:, own].sum(axis=1).tolist(), intervals, strict=True
        )
        for figure, count, against, interval in sums:
            rows.append((group, figure.name, notices, count, against, count / against if against else None, *interval))
    return rows
