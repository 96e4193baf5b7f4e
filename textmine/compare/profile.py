"""One group against its peers: where each of its figures stands among theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from textmine.compare.boilerplate import boilerplate_figures
from textmine.compare.consistency import consistency_figures
from textmine.compare.figures import Counts, Figure, tally
from textmine.compare.lags import read_lags
from textmine.compare.members import Members, members
from textmine.compare.outcomes import outcome_figures
from textmine.compare.sample import Sample
from textmine.compare.specificity import specificity_figures
from textmine.compare.table import Cell, Column, Note, Table
from textmine.errors import TextmineError

# Fewer peers than this give no quartiles worth the name.
_FEWEST: Final = 4


def answer_figures(sample: Sample) -> list[Figure]:
    """Return, notice by notice, the measures per issue and the share of measures with each label."""
    measures = tally(sample, (measure.case for measure in sample.measures))
    issues = tally(sample, (issue.case for issue in sample.issues))
    labels = sorted({label for measure in sample.measures for label, _ in measure.labels})
    with_label = [
        Figure(f"label_{name}", tally(sample, (m.case for m in sample.measures if name in dict(m.labels))), measures)
        for name in labels
    ]
    return [Figure("measures_per_issue", measures, issues), *with_label]


def lag_figures(sample: Sample) -> list[Figure]:
    """Return, notice by notice, the days of each lag that is stated to its end."""
    seen = [lag for lag in read_lags(sample).lags if lag.lasted.observed]
    return [
        Figure(
            f"days_{name}",
            tally(
                sample,
                (lag.case for lag in seen if lag.lag == name),
                (lag.lasted.days for lag in seen if lag.lag == name),
            ),
            tally(sample, (lag.case for lag in seen if lag.lag == name)),
        )
        for name in sorted({lag.lag for lag in seen})
    ]


# Every analysis that counts notice by notice, in the order of a profile.
PROFILED: Final[tuple[Callable[[Sample], list[Figure]], ...]] = (
    answer_figures, specificity_figures, consistency_figures, outcome_figures, lag_figures,
    boilerplate_figures,
)  # fmt: skip


def profile(sample: Sample, group: str, *, figures: Sequence[Figure] | None = None) -> Table:
    """Return each figure of a group beside those of the other groups, its peers.

    Columns: `figure`, `value`, `peers` (how many have the figure), their `quartile_1`, `median` and `quartile_3`, and
    `share_below`, the share of peers below the group, those level with it counted half. `figures` may add to what is
    compared, by default all of `PROFILED`. Raise `TextmineError` where no notice is of the group.
    """
    if group not in sample.groups:
        raise TextmineError(f"no notice is of {group!r}; the groups are {_some(sample.groups)}")
    placed = members(sample)
    at = placed.groups.index(group)
    figures = [figure for read in PROFILED for figure in read(sample)] if figures is None else figures
    rows: list[tuple[Cell, ...]] = []
    for figure in figures:
        values = _by_group(figure, placed)
        value = values[at]
        peers = np.delete(values, at)
        peers = peers[~np.isnan(peers)]
        if not np.isnan(value):
            rows.append((figure.name, float(value), len(peers), *_quartiles(peers), _share_below(float(value), peers)))
    columns = (
        Column("figure"), Column("value", "number"), Column("peers", "count"), Column("quartile_1", "number"),
        Column("median", "number"), Column("quartile_3", "number"), Column("share_below", "share"),
    )  # fmt: skip
    others = len(placed.groups) - 1
    notes = (Note("few_peers", {"peers": others}),) if others < _FEWEST else ()
    return Table("profile", columns, rows, notes)


def _by_group(figure: Figure, placed: Members) -> Counts:
    """Return the figure of each group, of shape (groups,); nan where it has nothing to count against."""
    counts, base = placed.sums(figure.counts), placed.sums(figure.base)
    values: Counts = np.divide(counts, base, out=np.full(len(placed.groups), np.nan), where=base > 0)
    return values


def _quartiles(peers: Counts) -> tuple[float | None, float | None, float | None]:
    if not len(peers):
        return None, None, None
    middle = float(np.median(peers))
    if len(peers) < _FEWEST:
        return None, middle, None
    return float(np.quantile(peers, 0.25)), middle, float(np.quantile(peers, 0.75))


def _share_below(value: float, peers: Counts) -> float | None:
    return float(((peers < value).sum() + 0.5 * (peers == value).sum()) / len(peers)) if len(peers) else None


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
