"""How often measures, labels, problem types and statuses occur in each group, with intervals."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from msgspec import structs

from textmine.compare.counts import KINDS, counted
from textmine.compare.figures import tally
from textmine.compare.label_error import corrected_rates
from textmine.compare.members import Members, members
from textmine.compare.notes import coding_notes, group_notes
from textmine.compare.resampling import DRAWS, Floats, Method, ratio_intervals
from textmine.compare.sample import Sample
from textmine.compare.table import Cell, Column, Note, Table, cell
from textmine.compare.wilson import wilson

_Row = tuple[Cell, ...]
_PER: Final = 1000  # characters

_COLUMNS: Final = (
    Column("of"),
    Column("code"),
    Column("group"),
    Column("notices", "count"),
    Column("count", "count"),
    Column("n", "count"),
    Column("share", "share"),
    Column("wilson_low", "share"),
    Column("wilson_high", "share"),
    Column("low", "share"),
    Column("high", "share"),
    Column("per_issue", "number"),
    Column("per_issue_low", "number"),
    Column("per_issue_high", "number"),
    Column("per_1000", "number"),
    Column("per_1000_low", "number"),
    Column("per_1000_high", "number"),
)
METHODS: Final = ("wilson1927", "efron1987", "hesterberg2015")


def rates(sample: Sample, *, correct: bool = False, draws: int = DRAWS, seed: int = 0, method: Method = "bca") -> Table:
    """Return counts and rates of everything that is coded, a row for each code and group.

    `of` is what the code is of: `total` (issues, measures), `label`, `problem` or `status`. `share` is the count of `n`
    coded units (measures; issues for problem types): `wilson_low` to `wilson_high` takes these as independent, `low` to
    `high` is of the cluster bootstrap, as are the intervals of `per_issue` and of `per_1000` characters. Ask for the
    rates of all notices together with `rates(sample.grouped(lambda case: "all"))`. With `correct`, `share`, `low` and
    `high` of labels and problem types are those of `corrected_rates`, and Wilson's interval, which is of what the model
    says, is left out; counts and rates stay as they are.
    """
    placed = members(sample)
    figures, notes = _figures(sample)
    blocks = [
        _rows(figures, placed, group, draws=draws, seed=seed, method=method) for group in range(len(placed.groups))
    ]
    rows = [row for code in zip(*blocks, strict=True) for row in code]
    table = Table("rates", _COLUMNS, rows, (*group_notes(sample), *notes), METHODS)
    return _corrected(table, corrected_rates(sample, draws=draws, seed=seed)) if correct else table


def _corrected(table: Table, by: Table) -> Table:
    """Return the table with shares and their intervals as far as the other one corrects them."""
    shares = {row[:3]: row[7:10] for row in by.rows if row[7] is not None}
    rows = [
        (*row[:6], shares[row[:3]][0], None, None, *shares[row[:3]][1:], *row[11:]) if row[:3] in shares else row
        for row in table.rows
    ]
    notes = [
        *table.notes,
        *(note for note in by.notes if note not in table.notes),
        Note("corrected", {"rows": len(shares)}),
    ]
    return structs.replace(table, rows=rows, notes=tuple(notes), methods=(*table.methods, *by.methods))


class _Figures(NamedTuple):
    """What is counted: names of the codes, and for each notice (row) and code how often it stands, of how many units."""

    names: list[tuple[str, str]]
    table: Floats
    units: Floats
    issues: Floats
    characters: Floats


def _figures(sample: Sample) -> tuple[_Figures, list[Note]]:
    """Return what is counted, and notes on what is not coded."""
    issues = tally(sample, (issue.case for issue in sample.issues))
    measures = tally(sample, (measure.case for measure in sample.measures))
    names = [("total", "issues"), ("total", "measures")]
    tables, units = [issues[:, None], measures[:, None]], [np.zeros((len(issues), 2))]
    notes: list[Note] = []
    for kind in KINDS:
        counts = counted(sample, kind)
        names += [(kind, code) for code in counts.codes]
        tables.append(counts.table.astype(float))
        units.append(np.repeat(counts.units[:, None], len(counts.codes), axis=1))
        notes += coding_notes(sample, counts)
    characters = np.array([case.characters for case in sample.cases], dtype=float)
    return _Figures(names, np.hstack(tables), np.hstack(units), issues, characters), notes


def _rows(figures: _Figures, placed: Members, group: int, *, draws: int, seed: int, method: Method) -> list[_Row]:
    """Return the rows of a group, one for each code."""
    at = np.flatnonzero(placed.of == group)
    table, units = figures.table[at].T, figures.units[at].T
    against = [units, *(np.broadcast_to(base[at], table.shape) for base in (figures.issues, figures.characters))]
    bounds = ratio_intervals(np.tile(table, (3, 1)), np.vstack(against), draws=draws, seed=seed, method=method)
    counts, n = table.sum(axis=1), units.sum(axis=1)
    low, high = wilson(counts, n)
    values = [
        np.divide(counts, base.sum(axis=1), out=np.full(len(counts), np.nan), where=base.sum(axis=1) > 0)
        for base in against
    ]
    k = len(figures.names)
    return [
        (
            of, code, placed.groups[group], len(at), int(counts[i]), None if of == "total" else int(n[i]),
            cell(values[0][i]), cell(low[i]), cell(high[i]), *bounds[i],
            cell(values[1][i]), *bounds[k + i],
            cell(values[2][i] * _PER), *(None if end is None else end * _PER for end in bounds[2 * k + i]),
        )
        for i, (of, code) in enumerate(figures.names)
    ]  # fmt: skip
