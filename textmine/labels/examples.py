"""Coded notices as examples to learn from: sparse rows of features with what a coder said of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textmine.errors import GoldError
from textmine.gold import GoldNode, GoldNotice, encode_gold
from textmine.labels import features
from textmine.labels.model import PRIMARY_HEADING, PROBLEM_BODY
from textmine.labels.taxonomy import Taxonomy
from textmine.labels.units import Units, collect

Numbers = NDArray[np.int64]


@dataclass
class Examples:
    """Rows of features (sparse matrices) with codes and the number of their notice, for the three things that are learnt.

    `parts` holds the numbers of each measure's units; the first of several is a lead. A unit's labels are a row of 0
    and 1; a measure's primary and an issue's problem are numbers of codes.
    """

    names: list[str]
    corpus: str
    units: Any
    labels: NDArray[np.bool_]
    unit_notice: Numbers
    leads: NDArray[np.bool_]
    measures: Any
    primaries: Numbers
    measure_labels: NDArray[np.bool_]
    measure_notice: Numbers
    parts: list[list[int]]
    issues: Any
    problems: Numbers
    issue_notice: Numbers


def build(gold: list[GoldNotice], taxonomy: Taxonomy) -> Examples:
    """Return the examples of coded notices; raise `GoldError` where a code is unknown or missing."""
    from scipy import sparse

    every = [collect(notice.outline, notice.text) for notice in gold]
    for notice, found in zip(gold, every, strict=True):
        _check(notice, found, taxonomy)
    names, kinds = list(taxonomy.labels), list(taxonomy.problems)
    units = [unit for found in every for unit in found.units]
    measures = [measure for found in every for measure, _ in found.measures]
    issues = [issue for found in every for issue in found.issues]
    starts = np.cumsum([0] + [len(found.units) for found in every])
    parts = [
        [int(start) + unit for unit in units]
        for start, found in zip(starts, every, strict=False)
        for _, units in found.measures
    ]
    measure_labels = np.array([[name in measure.labels for name in names] for measure in measures])
    labels = np.array([[name in unit.node.labels for name in names] for unit in units])
    leads = np.zeros(len(units), dtype=bool)
    for number, part in enumerate(parts):
        if len(part) > 1:
            # What items do not account for is the lead's; what both might say is not told, and counts as the items'.
            leads[part[0]] = True
            labels[part[0]] = measure_labels[number] & ~labels[part[1:]].any(axis=0)
    body = _matrix([unit.text for unit in units])
    own = _matrix([issue.heading for issue in issues])
    above = _matrix([issue.above for issue in issues])
    issue_at = np.cumsum([0] + [len(found.issues) for found in every])
    mean = _means(parts, len(units))
    answers = [[int(start) + unit for unit in issue.units]
               for start, found in zip(starts, every, strict=False) for issue in found.issues]  # fmt: skip
    heading_of = [
        int(issue_at[n]) + found.units[part[0]].issue if found.units[part[0]].issue >= 0 else -1
        for n, found in enumerate(every)
        for _, part in found.measures
    ]
    headed = _means([[at] if at >= 0 else [] for at in heading_of], len(issues)) @ own
    return Examples(
        names=[notice.name for notice in gold],
        corpus=corpus_digest(gold),
        units=body,
        labels=labels,
        unit_notice=np.array([n for n, found in enumerate(every) for _ in found.units]),
        leads=leads,
        measures=sparse.hstack([mean @ body, PRIMARY_HEADING * headed]).tocsr(),
        primaries=np.array([names.index(measure.labels[0]) for measure in measures]),
        measure_labels=measure_labels,
        measure_notice=np.array([n for n, found in enumerate(every) for _ in found.measures]),
        parts=parts,
        issues=sparse.hstack([PROBLEM_BODY * (_means(answers, len(units)) @ body), own, above]).tocsr(),
        problems=np.array([kinds.index(str(issue.node.problem)) for issue in issues]),
        issue_notice=np.array([n for n, found in enumerate(every) for _ in found.issues]),
    )


def _check(notice: GoldNotice, found: Units[GoldNode], taxonomy: Taxonomy) -> None:
    for number, (measure, _) in enumerate(found.measures, 1):
        if not measure.labels:
            raise GoldError(f"{notice.name}: measure {number} has no labels; code it, or leave the notice out")
    for unit in found.units:
        for label in unit.node.labels:
            if label not in taxonomy.labels:
                raise GoldError(f"{notice.name}: {label!r} is no label of the taxonomy {taxonomy.name}")
    for number, issue in enumerate(found.issues, 1):
        if issue.node.problem not in taxonomy.problems:
            said = issue.node.problem
            raise GoldError(
                f"{notice.name}: issue {number}: {said!r} is no problem type of the taxonomy {taxonomy.name}"
            )


def corpus_digest(gold: list[GoldNotice]) -> str:
    """Return the SHA-256 of coded notices, in the order of their names, whatever folder they lie in."""
    digest = hashlib.sha256()
    for notice in sorted(gold, key=lambda notice: notice.name):
        digest.update(encode_gold(notice))
    return digest.hexdigest()


def _matrix(texts: list[str]) -> Any:
    from scipy import sparse

    rows = features.extract(texts)
    return sparse.csr_matrix((rows.value, (rows.text, rows.feature)), shape=(len(texts), features.width()))


def _means(groups: list[list[int]], size: int) -> Any:
    """Return the matrix that takes rows to the means of their groups."""
    from scipy import sparse

    row = [number for number, group in enumerate(groups) for _ in group]
    column = [member for group in groups for member in group]
    value = [1 / len(group) for group in groups for _ in group]
    return sparse.csr_matrix((value, (row, column)), shape=(len(groups), size), dtype=np.float32)
