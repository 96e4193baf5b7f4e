"""What was found in each notice, counted: the matrices that analyses start from, a notice a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, get_args

import numpy as np

from textmine.compare.figures import tally
from textmine.compare.members import Numbers
from textmine.compare.sample import Sample
from textmine.labels.taxonomy import load_taxonomy
from textmine.notice import Status

Kind = Literal["label", "problem", "status"]
KINDS: Final[tuple[Kind, ...]] = ("label", "problem", "status")


class Counts(NamedTuple):
    """How many units of each notice have each code: `table` is notices × codes, `units` all that are coded at all.

    Units are measures for labels (of which several may hold) and statuses, issues for problem types. What no model has
    coded is no unit: it is missing, not without the code.
    """

    of: Kind
    codes: list[str]
    table: Numbers
    units: Numbers


def counted(sample: Sample, of: Kind) -> Counts:
    """Return how often each code stands in each notice; codes in the taxonomy's order, those of other taxonomies last."""
    coded = list(_coded(sample, of))
    known, found = _known(of), {code for _, codes in coded for code in codes}
    codes = [code for code in known if code in found] + sorted(found - set(known))
    number = {code: at for at, code in enumerate(codes)}
    table = np.zeros((len(sample.cases), len(codes)), dtype=np.int64)
    cells = [(case, number[code]) for case, codes in coded for code in codes]
    if cells:
        np.add.at(table, tuple(np.array(cells).T), 1)
    return Counts(of, codes, table, tally(sample, (case for case, _ in coded)).astype(np.int64))


def _coded(sample: Sample, of: Kind) -> Iterator[tuple[int, set[str]]]:
    """Yield the codes of every unit that has any, with its notice."""
    if of == "problem":
        yield from ((issue.case, {issue.problem}) for issue in sample.issues if issue.problem)
    elif of == "status":
        yield from ((measure.case, {measure.status}) for measure in sample.measures if measure.status)
    else:
        yield from ((row.case, {label for label, _ in row.labels}) for row in sample.measures if row.labels)


def _known(of: Kind) -> list[str]:
    if of == "status":
        return list(get_args(Status))
    return list(load_taxonomy().labels if of == "label" else load_taxonomy().problems)
