"""Whether notices say of themselves what is in them: totals stated and found, and findings that are disputed."""

from __future__ import annotations

from textmine.compare.figures import FIGURE_COLUMNS, FIGURE_METHODS, Figure, figure_rows, tally
from textmine.compare.sample import Sample
from textmine.compare.table import Cell, Column, Note, Table


def consistency_figures(sample: Sample) -> list[Figure]:
    """Return, notice by notice, the shares of totals borne out and uncheckable, and of issues that are disputed.

    An issue is disputed where one measure or more under it denies or explains away the finding.
    """
    stated = sample.statements
    checked = tally(sample, (one.case for one in stated if one.verdict != "uncheckable"))
    disputed = {(m.case, m.issue) for m in sample.measures if m.status == "disputed" and m.issue is not None}
    return [
        Figure("totals_borne_out", tally(sample, (one.case for one in stated if one.verdict == "match")), checked),
        Figure(
            "totals_uncheckable",
            tally(sample, (one.case for one in stated if one.verdict == "uncheckable")),
            tally(sample, (one.case for one in stated)),
        ),
        Figure(
            "issues_disputed",
            tally(sample, (case for case, _ in disputed)),
            tally(sample, (issue.case for issue in sample.issues)),
        ),
    ]


def consistency(sample: Sample, *, seed: int = 0) -> Table:
    """Return how far each group's totals are borne out and its findings disputed, in the columns of `FIGURE_COLUMNS`."""
    notes = () if sample.statements else (Note("no_totals_stated"),)
    rows = figure_rows(sample, consistency_figures(sample), seed=seed)
    return Table("consistency", FIGURE_COLUMNS, rows, notes, FIGURE_METHODS)


def stated_totals(sample: Sample) -> Table:
    """Return every total that can be checked, beside what was found; those that differ most come first.

    Columns: `group`, `notice`, `agency`, `total` (what is counted), `stated`, `found`, `difference`, `text`. A total that
    a notice states twice alike stands once.
    """
    rows: dict[tuple[Cell, ...], tuple[Cell, ...]] = {}
    for one in sample.statements:
        case = sample.cases[one.case]
        if one.found is not None and one.verdict != "uncheckable" and case.group is not None:
            # What is borne out may be told by another count than `found` alone, such as of leaves.
            found = one.value if one.verdict == "match" else one.found
            row = (case.group, case.id, case.agency, one.kind, one.value, found, found - one.value, one.text)
            rows.setdefault(row[1:7], row)
    columns = (
        Column("group"), Column("notice", "id"), Column("agency"), Column("total"),
        Column("stated", "number"), Column("found", "number"), Column("difference", "number"), Column("text"),
    )  # fmt: skip
    ordered = sorted(rows.values(), key=lambda row: (-abs(float(row[6] or 0)), str(row[0]), str(row[1]), str(row[3])))
    return Table("stated_totals", columns, ordered)
