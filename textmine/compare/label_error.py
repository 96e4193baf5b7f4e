"""Shares of labels and problem types, corrected for how often the model says a code wrongly, or fails to say it.

Rogan and Gladen (1978): where a code is said of a share s of units, is said of a share a of those it holds of (the
sensitivity) and not said of a share b of the others (the specificity), it holds of (s + b − 1) / (a + b − 1). Both are
measured on notices that were kept out from training and stand in the model's card; that they were measured on few
notices is carried into the interval.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from textmine.bootstrap import Figure, draws_of
from textmine.compare.counts import Counts, Kind, counted
from textmine.compare.members import Members, Numbers, members
from textmine.compare.notes import coding_notes, group_notes
from textmine.compare.resampling import DRAWS, FEWEST, Floats, widened_end
from textmine.compare.sample import Sample
from textmine.compare.table import Cell, Column, Note, Table, cell
from textmine.labels.card import Card, Told, load_card

_COLUMNS: Final = (
    Column("of"), Column("code"), Column("group"), Column("notices", "count"), Column("count", "count"),
    Column("n", "count"), Column("share", "share"), Column("corrected", "share"), Column("low", "share"),
    Column("high", "share"), Column("sensitivity", "share"), Column("specificity", "share"),
)  # fmt: skip
METHODS: Final = ("rogan1978", "efron1993")
# The normal quantile of an interval of 95 %.
_REACH: Final = 1.959964
# Under this, sensitivity and specificity together say hardly more than chance, and dividing by it says nothing.
_LEAST: Final = 0.1


def corrected_rates(sample: Sample, *, card: Card | None = None, draws: int = DRAWS, seed: int = 0) -> Table:
    """Return the share of units with each label and problem type in each group, corrected for the model's errors.

    `card` is that of the model that labelled the notices, by default the package's. `low` to `high` is of notices and of
    the card's figures drawn together; it is missing under five notices. Statuses are read by rules, which no card
    measures, and are not corrected; nor is a code that the card does not have or that the model can hardly tell.
    """
    card = card or load_card()
    placed, notes = members(sample), list(group_notes(sample))
    rows: list[tuple[Cell, ...]] = []
    measures: tuple[tuple[Kind, dict[str, Told]], ...] = (
        ("label", card.label_errors),
        ("problem", card.problem_errors),
    )
    for kind, measured in measures:
        counts = counted(sample, kind)
        notes += coding_notes(sample, counts)
        if counts.codes and not measured:
            notes.append(Note("card_without_errors", {"of": kind}))
            continue
        errors = [_Error.of(measured.get(code), draws, (seed, at)) for at, code in enumerate(counts.codes)]
        notes += [
            Note("code_not_corrected", {"of": kind, "code": code})
            for code, error in zip(counts.codes, errors, strict=True)
            if error is None
        ]
        found = [_rows(counts, placed, group, errors, draws=draws, seed=seed) for group in range(len(placed.groups))]
        rows += [row for code in zip(*found, strict=True) for row in code]
    beyond = sum(row[7] in (0.0, 1.0) and row[7] != row[6] for row in rows)
    if beyond:
        notes.append(Note("share_beyond_error", {"rows": beyond}))
    return Table("corrected_rates", _COLUMNS, rows, tuple(notes), METHODS)


class _Error(NamedTuple):
    """How often a code is told right, and as often as there are draws what that may be as well."""

    told: Told
    sensitivity: Floats
    specificity: Floats

    @classmethod
    def of(cls, told: Told | None, draws: int, seed: tuple[int, int]) -> _Error | None:
        """Return the error of a code; None where the card does not have it, or it is hardly told at all."""
        if told is None or told.sensitivity.value + told.specificity.value - 1 < _LEAST:
            return None
        random = np.random.default_rng(seed)
        return cls(told, _drawn(told.sensitivity, draws, random), _drawn(told.specificity, draws, random))


def _drawn(figure: Figure, draws: int, random: np.random.Generator) -> Floats:
    """Return what a share in a card may be as well: a Beta distribution as wide as its interval, or as its n at least."""
    value, spread = figure.value, (figure.high - figure.low) / (2 * _REACH)
    n = float(figure.n)
    if spread > 0 and 0 < value < 1:
        n = min(n, value * (1 - value) / spread**2)
    return random.beta(value * n + 0.5, (1 - value) * n + 0.5, draws)


def corrected(share: ArrayLike, sensitivity: ArrayLike, specificity: ArrayLike) -> Floats:
    """Return the share that a code holds of, from that of which it is said; kept within 0 and 1.

    >>> corrected([0.3, 0.02, 0.95], 0.9, 0.95).round(4).tolist()
    [0.2941, 0.0, 1.0]
    """
    said, right, rest = (np.asarray(part, dtype=float) for part in (share, sensitivity, specificity))
    out: Floats = np.clip((said + rest - 1) / np.maximum(right + rest - 1, _LEAST / 2), 0, 1)
    return out


def _rows(
    counts: Counts, placed: Members, group: int, errors: list[_Error | None], *, draws: int, seed: int
) -> list[tuple[Cell, ...]]:
    """Return the rows of a group, one for each code."""
    at = np.flatnonzero(placed.of == group)
    table, units = counts.table[at], counts.units[at]
    n = int(units.sum())
    drawn = _drawn_shares(table, units, draws=draws, seed=seed) if len(at) >= FEWEST and n else None
    rows: list[tuple[Cell, ...]] = []
    for i, (code, error) in enumerate(zip(counts.codes, errors, strict=True)):
        count = int(table[:, i].sum())
        head = (counts.of, code, placed.groups[group], len(at), count, n, count / n if n else None)
        if error is None or not n:
            rows.append((*head, None, None, None, None, None))
            continue
        right, rest = error.told.sensitivity.value, error.told.specificity.value
        ends: tuple[Cell, Cell] = (None, None)
        if drawn is not None:
            low, high = np.nanquantile(corrected(drawn[:, i], error.sensitivity, error.specificity), (0.025, 0.975))
            ends = (cell(low), cell(high))
        rows.append((*head, float(corrected(count / n, right, rest)), *ends, right, rest))
    return rows


def _drawn_shares(table: Numbers, units: Numbers, *, draws: int, seed: int) -> Floats:
    """Return the shares of codes when notices are drawn again, draws × codes, as far apart as few notices make them."""
    weights = np.concatenate(list(draws_of(len(units), draws=draws, seed=seed)))
    below = (weights @ units)[:, None]
    shares = np.divide(weights @ table, below, out=np.full((len(weights), table.shape[1]), np.nan), where=below > 0)
    share = table.sum(axis=0) / units.sum()
    out: Floats = share + (shares - share) * (widened_end(len(units)) / _REACH)
    return out
