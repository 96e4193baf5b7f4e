"""Which labels, problem types and statuses go with which groups, and how strongly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from textmine.compare.clustering import even_residuals, icc
from textmine.compare.contingency import adjusted_p, adjusted_residuals, cramers_v, independence
from textmine.compare.counts import KINDS, Counts, counted
from textmine.compare.members import Members, members
from textmine.compare.notes import coding_notes, group_notes
from textmine.compare.permutation import Difference, difference, fewest_p
from textmine.compare.resampling import DRAWS
from textmine.compare.sample import Sample
from textmine.compare.table import Cell, Column, Note, Table, cell

_Row = tuple[Cell, ...]
_ASSOCIATION: Final = (
    Column("of"), Column("code"), Column("groups", "count"), Column("count", "count"), Column("n", "count"),
    Column("cramers_v", "number"), Column("icc", "number"), Column("p", "p"), Column("q", "p"),
    Column("chi2", "number"), Column("df", "count"), Column("p_independent", "p"), Column("test"),
)  # fmt: skip
_RESIDUALS: Final = (
    Column("of"), Column("code"), Column("group"), Column("count", "count"), Column("n", "count"),
    Column("expected", "number"), Column("residual", "number"), Column("z", "number"), Column("p", "p"), Column("q", "p"),
)  # fmt: skip
_METHODS: Final = ("benjamini1995", "james1951", "phipson2010", "ridout1999")
# Above this no permutation can be called rare, whatever the notices say.
_RARE: Final = 0.05


def association(sample: Sample, *, draws: int = DRAWS, seed: int = 0) -> Table:
    """Return, for each code, whether the groups differ in its share of units, and for each kind of code all together.

    `p` deals whole notices out to the groups anew, and so holds however alike the measures of a notice are (`icc` says
    how much); `q` is its Benjamini–Hochberg value among the codes of a kind. `cramers_v` is corrected for bias.
    `p_independent` is of the `test` that takes units as independent, and is mostly too small. The row whose code is None
    is of all codes of a kind; there `chi2` and `cramers_v` are of the whole table, where a unit has one code only.
    """
    rows: list[_Row] = []
    notes = list(group_notes(sample))
    for part, found in _tested(sample, notes, draws=draws, seed=seed):
        rows += _codes(part, found, seed)
    methods = (*_METHODS, "bergsma2013", "cochran1954", "hope1968")
    return Table("association", _ASSOCIATION, rows, tuple(notes), methods)


def residuals(sample: Sample, *, draws: int = DRAWS, seed: int = 0) -> Table:
    """Return, for each code and group, whether the group has more or less of it than all: the cells of `association`.

    `residual` is the adjusted residual, which takes units as independent; `z` takes notices as independent, and `p` and
    `q` (over all cells of a kind) are of notices dealt out anew.
    """
    rows: list[_Row] = []
    notes = list(group_notes(sample))
    for part, found in _tested(sample, notes, draws=draws, seed=seed):
        rows += _cells(part, found)
    return Table("residuals", _RESIDUALS, rows, tuple(notes), (*_METHODS, "haberman1973"))


class _Part(NamedTuple):
    """The notices that are in a group and have units of a kind that are coded, and those groups."""

    counts: Counts
    placed: Members


def _tested(sample: Sample, notes: list[Note], *, draws: int, seed: int) -> Iterator[tuple[_Part, Difference]]:
    """Yield what can be compared of each kind of code, with the test; add to `notes` what cannot."""
    every = members(sample)
    for kind in KINDS:
        counts = counted(sample, kind)
        notes += coding_notes(sample, counts)
        at, placed = every.with_units(counts.units)
        if len(placed.groups) < 2:
            continue
        part = _Part(counts._replace(table=counts.table[at], units=counts.units[at]), placed)
        sizes = placed.sizes()
        if sizes.max() == 1:
            notes.append(Note("no_second_notice", {"of": kind}))
        elif (least := fewest_p(sizes)) > _RARE:
            notes.append(Note("too_few_permutations", {"of": kind, "p": least}))
        rest = even_residuals(part.counts.table, part.counts.units)
        yield part, difference(rest, placed.of, len(placed.groups), draws=draws, seed=seed)


def _codes(part: _Part, found: Difference, seed: int) -> Iterator[_Row]:
    """Yield the row of all codes together, then that of each."""
    counts, placed = part
    inside, units = placed.sums(counts.table), placed.sums(counts.units)
    head, n = (counts.of, len(placed.groups)), int(units.sum())
    exclusive = bool((counts.table.sum(axis=1) == counts.units).all())
    yield (
        head[0], None, head[1], int(inside.sum()), n, cramers_v(inside.T) if exclusive else None, None,
        cell(found.joint), None, *_independence(inside.T if exclusive else inside.T[:0], seed),
    )  # fmt: skip
    within, q = icc(counts.table, counts.units), adjusted_p(found.p)
    for i, code in enumerate(counts.codes):
        table = np.stack([inside[:, i], units - inside[:, i]])
        yield (
            head[0], code, head[1], int(inside[:, i].sum()), n, cramers_v(table), cell(within[i]), cell(found.p[i]),
            cell(q[i]), *_independence(table, seed),
        )  # fmt: skip


def _independence(table: np.ndarray[tuple[int, ...], np.dtype[np.int64]], seed: int) -> _Row:
    found = independence(table, seed=seed)
    return (found.chi2, found.df, found.p, found.test) if found else (None, None, None, None)


def _cells(part: _Part, found: Difference) -> Iterator[_Row]:
    """Yield the row of each code and group."""
    counts, placed = part
    inside, units = placed.sums(counts.table), placed.sums(counts.units)
    q = adjusted_p(found.p_of_group)
    for i, code in enumerate(counts.codes):
        expected, residual = adjusted_residuals(np.stack([inside[:, i], units - inside[:, i]]))
        for at, group in enumerate(placed.groups):
            yield (
                counts.of, code, group, int(inside[at, i]), int(units[at]), cell(expected[0, at]), cell(residual[0, at]),
                cell(found.z[at, i]), cell(found.p_of_group[at, i]), cell(q[at, i]),
            )  # fmt: skip
