"""From problem to measure to status: what answers what, and how far it got."""

from __future__ import annotations

from collections import Counter

from textmine.compare.sample import Sample
from textmine.compare.table import Cell, Column, Note, Table


def flows(sample: Sample) -> Table:
    """Return how many measures answer each problem type by each primary label with each status, the most first.

    Columns: `problem`, `label`, `status`, `count`. Measures under no issue, and those that are not coded, are left out.
    """
    problems = {(issue.case, issue.node): issue.problem for issue in sample.issues}
    counts: Counter[tuple[str, str, str]] = Counter()
    for measure in sample.measures:
        problem = problems.get((measure.case, measure.issue or ""))
        if problem and measure.labels and measure.status:
            counts[problem, measure.labels[0][0], measure.status] += 1
    rows: list[tuple[Cell, ...]] = [
        (*path, count) for path, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    left_out = len(sample.measures) - sum(counts.values())
    notes = (Note("flows_left_out", {"measures": left_out}),) if left_out else ()
    columns = (Column("problem"), Column("label"), Column("status"), Column("count", "count"))
    return Table("flows", columns, rows, notes)
