"""Clauses pooled into rows: what a unit, a measure or an issue has, from the clauses of its texts.

The values of a group's clauses are added and their root is taken, as for counts: what three clauses say weighs more
than what one says, but not three times as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.int64]
Values = NDArray[np.float32]


@dataclass(frozen=True)
class Rows:
    """Sparse rows of features as parallel arrays, in the order of rows: which row, which feature, its value."""

    count: int
    row: Array
    feature: Array
    value: Values

    def weigh(self, matrix: Values) -> Values:
        """Return the sums of the weights of each row's features, rows × columns."""
        sums = np.zeros((self.count, matrix.shape[1]), dtype=np.float32)
        start = begins(self.row)
        if len(start):
            weighed = matrix[self.feature]
            weighed *= self.value[:, None]
            sums[self.row[start]] = np.add.reduceat(weighed, start, axis=0)
        return sums


@dataclass(frozen=True)
class Members:
    """Which clauses belong to which group, as parallel arrays in the order of groups, and how many groups there are."""

    count: int
    group: Array
    clause: Array

    def first(self, n: int) -> tuple[Members, Array]:
        """Return the members that are among the first `n` clauses of their group, and the place of each, from 0."""
        place = np.arange(len(self.group)) - np.searchsorted(self.group, self.group)
        early = place < n
        return Members(self.count, self.group[early], self.clause[early]), place[early]


@dataclass(frozen=True)
class Clauses:
    """The clauses of so many texts: the text of each, where its features begin (and the last ones end), and these."""

    texts: int
    text: Array
    start: Array
    feature: Array
    value: Values

    def of(self, groups: Sequence[Sequence[int]]) -> Members:
        """Return the clauses of groups of texts, in the order of each group."""
        first = np.searchsorted(self.text, np.arange(self.texts + 1))
        group = np.repeat(np.arange(len(groups)), [len(texts) for texts in groups])
        text = np.array([text for texts in groups for text in texts], dtype=np.int64)
        which, clause = _ranges(first[text], first[text + 1])
        return Members(len(groups), group[which], clause)

    def pool(self, members: Members, width: int, block: Array | None = None) -> Rows:
        """Return a row of features for each group, of so many that there may be.

        Where each member has a `block`, its features are moved on by so many, to weights of their own.
        """
        which, at = _ranges(self.start[members.clause], self.start[members.clause + 1])
        base = members.group * width if block is None else members.group * width + block
        code = base[which] + self.feature[at]
        order = np.argsort(code, kind="stable")
        code = code[order]
        begin = begins(code)
        row, feature = np.divmod(code[begin], width)
        value = np.add.reduceat(self.value[at][order], begin) if len(begin) else self.value[:0]
        return Rows(members.count, row, feature, np.sqrt(value))


def begins(ascending: Array) -> Array:
    """Return where each distinct number of an ascending array begins."""
    if not len(ascending):
        return np.zeros(0, dtype=np.int64)
    return np.concatenate(([0], np.flatnonzero(ascending[1:] != ascending[:-1]) + 1))


def _ranges(starts: Array, ends: Array) -> tuple[Array, Array]:
    """Return the numbers of ranges end to end: of which range each is, and the number."""
    lengths = ends - starts
    which = np.repeat(np.arange(len(starts)), lengths)
    return which, np.arange(len(which)) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
