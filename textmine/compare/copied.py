"""What is copied, and who repeats whom: the clusters of measures that stand in more than one notice, and their groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Final

import numpy as np

from textmine.compare.copies import Cluster, Copies, find_copies
from textmine.compare.groups import body_of
from textmine.compare.notes import group_notes
from textmine.compare.sample import Case, Sample
from textmine.compare.table import Cell, Column, Note, Table
from textmine.days import Days, days_of

METHODS: Final = ("broder1997", "aslam2004")
# A text that more groups have is everybody's: of who had it first nothing follows.
_MOST_GROUPS: Final = 100


def copied_measures(sample: Sample) -> Table:
    """Return the clusters of measures that stand in several notices, those of most agencies first.

    Columns: `cluster`; how many `measures`, `notices` and `agencies` it has (0 where none states its agency); the
    `first_date`, EDTF as stated, `first_agency`, `first_notice` and `first_node` of the earliest that is dated, None where
    none is; `last_date`; `similarity`, the mean of what each measure shares with the likest of another notice; and the
    `text` that most are like.
    """
    copies = find_copies(sample)
    rows = [_row(sample, copies, cluster) for cluster in copies.clusters]
    rows.sort(key=lambda row: tuple(-int(row[at] or 0) for at in (2, 1, 0)))
    columns = (
        Column("cluster", "id"), Column("measures", "count"), Column("notices", "count"), Column("agencies", "count"),
        Column("first_date"), Column("first_agency"), Column("first_notice", "id"), Column("first_node", "id"),
        Column("last_date"), Column("similarity", "share"), Column("text"),
    )  # fmt: skip
    numbered: list[tuple[Cell, ...]] = [(str(number), *row) for number, row in enumerate(rows, start=1)]
    return Table("copied_measures", columns, numbered, copies.notes, METHODS)


def _row(sample: Sample, copies: Copies, cluster: Cluster) -> tuple[Cell, ...]:
    places = {sample.measures[place].case: place for place in reversed(cluster.members)}
    dated = sorted((days, case) for case in places if (days := days_of(sample.cases[case].date)))
    first, last = (sample.cases[dated[at][1]] if dated else None for at in (0, -1))
    agencies = {body_of(agency) for case in places if (agency := sample.cases[case].agency)}
    return (
        len(cluster.members),
        len(places),
        len(agencies),
        first.date if first else None,
        first.agency if first else None,
        first.id if first else None,
        sample.measures[places[dated[0][1]]].node if dated else None,
        last.date if last else None,
        float(np.mean(copies.likeness[cluster.members])),
        sample.measures[cluster.centre].text,
    )


def who_repeats_whom(sample: Sample) -> Table:
    """Return, for any two groups that share measures, how many, and which of the two had them first.

    Columns: `group`, `other`; `shared`, the clusters in which both have a measure; in how many of them the first notice
    of the one lies before that of the other (`group_first`, `other_first`), and in how many their dates do not say
    (`undated`). A cluster of more than 100 groups counts for none, with a note. The earlier need not be the source: both
    may have a third notice, or a model text, before them.
    """
    copies = find_copies(sample)
    shared: Counter[tuple[str, str]] = Counter()
    before: Counter[tuple[str, str]] = Counter()
    common = 0
    for cluster in copies.clusters:
        first = _first_days(sample, cluster)
        if len(first) > _MOST_GROUPS:
            common += 1
            continue
        for one, other in combinations(sorted(first), 2):
            shared[one, other] += 1
            before.update(_order(one, first[one], other, first[other]))
    rows: list[tuple[Cell, ...]] = [
        (*pair, many, before[pair], before[pair[::-1]], many - before[pair] - before[pair[::-1]])
        for pair, many in sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    ]
    columns = (
        Column("group"), Column("other"), Column("shared", "count"), Column("group_first", "count"),
        Column("other_first", "count"), Column("undated", "count"),
    )  # fmt: skip
    everybody = (Note("common_texts", {"clusters": common, "groups": _MOST_GROUPS}),) if common else ()
    return Table("who_repeats_whom", columns, rows, (*group_notes(sample), *copies.notes, *everybody), METHODS)


def _first_days(sample: Sample, cluster: Cluster) -> dict[str, Days | None]:
    """Return for each group of a cluster when its first notice was, None where one of its notices has no date."""
    first: dict[str, Days | None] = {}
    for case in {
        sample.measures[place].case: sample.cases[sample.measures[place].case] for place in cluster.members
    }.values():
        if case.group is not None:
            first[case.group] = _earlier(first[case.group], case) if case.group in first else days_of(case.date)
    return first


def _earlier(days: Days | None, case: Case) -> Days | None:
    other = days_of(case.date)
    return min(days, other) if days and other else None


def _order(one: str, ours: Days | None, other: str, theirs: Days | None) -> Iterator[tuple[str, str]]:
    """Yield the two in the order of their dates, nothing where these overlap or are missing."""
    if ours and theirs and ours.last < theirs.first:
        yield one, other
    elif ours and theirs and theirs.last < ours.first:
        yield other, one
