"""What was achieved: money that came back, people held to account, rules; stated zeros and silence apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from math import isclose
from typing import Final

import numpy as np

from textmine.compare.figures import FIGURE_COLUMNS, FIGURE_METHODS, Figure, figure_rows, tally
from textmine.compare.members import members
from textmine.compare.sample import Sample
from textmine.compare.table import Cell, Column, Note, Table

KINDS: Final = (
    "money_recovered", "money_saved", "people_disciplined", "people_admonished", "people_talked", "cases_transferred",
    "documents_issued", "documents_revised", "meetings_held", "trainings_held", "people_trained", "checks_made",
)  # fmt: skip


# A total of more parts than this is a table's, whose rows are measures of their own.
_MOST_PARTS: Final = 8


def parts_of(amounts: Sequence[float]) -> list[float]:
    """Return amounts without those that are the total of two or more that follow them.

    >>> parts_of([12.0, 5.0, 7.0, 3.0]), parts_of([4.0, 4.0])
    ([5.0, 7.0, 3.0], [4.0, 4.0])
    """
    return [
        amount for at, amount in enumerate(amounts) if not _is_total(amount, amounts[at + 1 : at + 1 + _MOST_PARTS])
    ]


def _is_total(amount: float, following: Sequence[float]) -> bool:
    sums = list(accumulate(following))[1:]
    return amount > 0 and any(isclose(amount, total, rel_tol=1e-9) for total in sums)


def achieved(sample: Sample, kind: str) -> dict[int, float]:
    """Return, by the place of each notice that states any, how much it achieved of a kind.

    What is told measure by measure is added up, a total beside its parts left out; a total told elsewhere, as in the
    notice's own summary, counts where it is greater.
    """
    measures = {(measure.case, measure.node) for measure in sample.measures}
    told: dict[int, dict[str | None, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in sample.achievements:
        if one.kind == kind and one.amount is not None:
            told[one.case][one.node if (one.case, one.node) in measures else None].append(one.amount)
    return {case: _total(by_node) for case, by_node in told.items()}


def _total(by_node: dict[str | None, list[float]]) -> float:
    inside = sum(sum(parts_of(amounts)) for node, amounts in by_node.items() if node is not None)
    return max([inside, *by_node.get(None, [])])


def outcome_figures(sample: Sample) -> list[Figure]:
    """Return, notice by notice, each kind of outcome against its issues; only notices that state any of it count."""
    issues = tally(sample, (issue.case for issue in sample.issues))
    figures = []
    for kind in KINDS:
        told = achieved(sample, kind)
        stating = np.zeros(len(sample.cases))
        stating[list(told)] = 1
        figures.append(Figure(f"{kind}_per_issue", tally(sample, told, told.values()), issues * stating))
    return figures


def outcomes(sample: Sample) -> Table:
    """Return what each group achieved of each kind, by how many notices say so.

    Columns: `group`, `outcome`, `stated` (notices that state some), `zero` (that state none was needed or done), `silent`
    (that say nothing), `total`, `median` and `most` over the notices that state it, zeros included. Money is in yuan.
    """
    placed = members(sample)
    places = [own.tolist() for own in placed.rows()]
    rows: list[tuple[Cell, ...]] = []
    for kind in KINDS:
        told = achieved(sample, kind)
        for group, own in zip(placed.groups, places, strict=True):
            amounts = [told[at] for at in own if at in told]
            if amounts:
                some = sum(amount > 0 for amount in amounts)
                rows.append((
                    group, kind, some, len(amounts) - some, len(own) - len(amounts), sum(amounts),
                    float(np.median(amounts)), max(amounts),
                ))  # fmt: skip
    columns = (
        Column("group"), Column("outcome"), *(Column(name, "count") for name in ("stated", "zero", "silent")),
        *(Column(name, "number") for name in ("total", "median", "most")),
    )  # fmt: skip
    notes = () if rows else (Note("no_outcomes_stated"),)
    return Table("outcomes", columns, sorted(rows, key=lambda row: str(row[0])), notes)


def outcome_rates(sample: Sample, *, seed: int = 0) -> Table:
    """Return each group's outcomes per issue with their intervals, in the columns of `FIGURE_COLUMNS`."""
    rows = figure_rows(sample, outcome_figures(sample), seed=seed)
    return Table("outcome_rates", FIGURE_COLUMNS, [row for row in rows if row[4]], (), FIGURE_METHODS)
