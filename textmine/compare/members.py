"""Which notice is in which group."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textmine.compare.sample import Sample

Numbers = NDArray[np.int64]


class Members(NamedTuple):
    """The groups by name, and the number of each notice's group, -1 where it is in none."""

    groups: list[str]
    of: Numbers

    def sums(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Return the sums of the notices' rows by group: groups × what a row holds."""
        out = np.zeros((len(self.groups), *rows.shape[1:]), dtype=rows.dtype)
        inside = self.of >= 0
        np.add.at(out, self.of[inside], rows[inside])
        return out

    def sizes(self) -> Numbers:
        """Return the number of notices in each group."""
        return np.bincount(self.of[self.of >= 0], minlength=len(self.groups)).astype(np.int64)

    def rows(self) -> list[Numbers]:
        """Return the places of each group's notices, in their order."""
        order = np.argsort(self.of, kind="stable")
        return np.split(order, np.searchsorted(self.of[order], np.arange(len(self.groups))))[1:]

    def with_units(self, units: NDArray[Any]) -> tuple[Numbers, Members]:
        """Return the places of the notices in a group that have units, and which of the groups left these are in."""
        at = np.flatnonzero((self.of >= 0) & (units > 0))
        kept, of = np.unique(self.of[at], return_inverse=True)
        return at, Members([self.groups[group] for group in kept], of.astype(np.int64))


def members(sample: Sample) -> Members:
    """Return which notice is in which group."""
    groups = sample.groups
    number: dict[str | None, int] = {group: at for at, group in enumerate(groups)}
    return Members(groups, np.array([number.get(case.group, -1) for case in sample.cases], dtype=np.int64))
