"""How much of what a group answers stands in other notices too: of its own earlier years, or of other agencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textmine.compare.copied import METHODS
from textmine.compare.copies import Cluster, find_copies
from textmine.compare.figures import FIGURE_COLUMNS, FIGURE_METHODS, Figure, figure_rows, tally
from textmine.compare.groups import body_of
from textmine.compare.notes import group_notes
from textmine.compare.sample import Sample
from textmine.compare.table import Table
from textmine.days import Days, days_of


def boilerplate(sample: Sample, *, seed: int = 0) -> Table:
    """Return the share of each group's measures, and of their characters, that stands in other notices.

    In the columns of `FIGURE_COLUMNS`. `elsewhere` is in any other notice, `other_agencies` in that of another agency,
    `own_earlier` in an earlier one of the same agency; a measure can be both. Repetition within a notice does not count.
    """
    copies = find_copies(sample)
    rows = figure_rows(sample, boilerplate_figures(sample), seed=seed)
    notes = (*group_notes(sample), *copies.notes)
    return Table("boilerplate", FIGURE_COLUMNS, rows, notes, (*METHODS, *FIGURE_METHODS))


def boilerplate_figures(sample: Sample) -> list[Figure]:
    """Return, notice by notice, the shares of the measures and characters compared that stand elsewhere.

    Of the characters of a measure those count that its likest measure in another notice has in the same order.
    """
    copies = find_copies(sample)
    compared = [place for place, holds in enumerate(copies.compared.tolist()) if holds]
    texts = {place: len(sample.measures[place].text) for place in compared}
    stands = [(place, kind) for cluster in copies.clusters for place, kind in _kinds(sample, cluster)]
    figures = []
    for unit, weight in (
        ("share", dict.fromkeys(compared, 1.0)),
        ("characters_share", {place: texts[place] * float(copies.covered[place]) for place in compared}),
    ):
        base = dict.fromkeys(compared, 1.0) if unit == "share" else texts
        against = tally(sample, (sample.measures[at].case for at in compared), (base[at] for at in compared))
        for kind in ("elsewhere", "other_agencies", "own_earlier"):
            places = [place for place, of in stands if kind in of]
            counts = tally(sample, (sample.measures[at].case for at in places), (weight[at] for at in places))
            figures.append(Figure(f"{kind}_{unit}", counts, against))
    return figures


class _Notice(NamedTuple):
    """Whose notice a measure stands in, and when it came; None where that is not stated."""

    body: str | None
    days: Days | None


def _kinds(sample: Sample, cluster: Cluster) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each measure of a cluster with where else it stands."""
    notices = {}
    for place in cluster.members:
        case = sample.cases[sample.measures[place].case]
        notices[place] = _Notice(body_of(case.agency) if case.agency else None, days_of(case.date))
    bodies = {notice.body for notice in notices.values() if notice.body}
    first: dict[str, int] = {}
    for body, days in notices.values():
        if body and days:
            first[body] = min(first.get(body, days.last), days.last)
    for place, (body, days) in notices.items():
        others = body is not None and len(bodies) > 1
        earlier = body is not None and days is not None and first[body] < days.first
        yield place, ("elsewhere", *["other_agencies"] * others, *["own_earlier"] * earlier)
