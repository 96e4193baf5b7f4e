"""Coded notices as examples to learn from: sparse rows of features with what a coder said of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from textmine.errors import GoldError
from textmine.gold import GoldNode, GoldNotice, encode_gold
from textmine.labels.classifier import Texts
from textmine.labels.features import width
from textmine.labels.pooling import Clauses, Rows
from textmine.labels.taxonomy import Taxonomy
from textmine.labels.units import TENTHS, Case, Unit, cases, flat, units

# What an issue's heading, the headings above it and its measures count for against each other, and a measure's first
# clause and its second beside the whole of it; chosen within grouped cross-validation.
PARTS: Final = (2.0, 1.5, 1.0)
OPENINGS: Final = (1.2, 0.8)

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]
# What groups notices where nothing else is said: every notice is a group of its own.
NAME: Final[Callable[[GoldNotice], str]] = attrgetter("name")


@dataclass
class Examples:
    """Rows of features (sparse matrices) with codes and the number of their notice, for the three things that are learnt.

    `parts` holds the numbers of each measure's units. A unit's labels are a row of truths; a measure's primary and an
    issue's problem are numbers of codes. Notices of one `notice_group` are kept out together.
    """

    names: list[str]
    notice_group: Numbers
    corpus: str
    units: Any
    labels: Truths
    leads: Truths
    unit_notice: Numbers
    measures: Any
    measure_labels: Truths
    primaries: Numbers
    measure_notice: Numbers
    parts: list[list[int]]
    issues: Any
    problems: Numbers
    issue_notice: Numbers


def build(gold: list[GoldNotice], taxonomy: Taxonomy, *, group_of: Callable[[GoldNotice], str] = NAME) -> Examples:
    """Return the examples of coded notices; raise `GoldError` where a code is unknown or missing."""
    found = [(list(units(notice.outline, notice.text)), cases(notice.outline, notice.text)) for notice in gold]
    for notice, (measures, issues) in zip(gold, found, strict=True):
        _check(notice, measures, issues, taxonomy)
    names, kinds = list(taxonomy.labels), list(taxonomy.problems)
    every = [(number, measure) for number, (measures, _) in enumerate(found) for measure in measures]
    pieces = [(number, piece) for number, measure in every for piece in flat(measure)]
    parts, labels = [], np.array([[name in _coded(piece).labels for name in names] for _, piece in pieces])
    measure_labels = np.array([[name in _coded(measure).labels for name in names] for _, measure in every])
    at = 0
    for number, (_, measure) in enumerate(every):
        part = list(range(at, at + sum(1 for _ in flat(measure))))
        if len(part) > 1:
            # What items do not account for is the lead's; what both may say is not told, and counts as the items'.
            labels[at] = measure_labels[number] & ~labels[part[1:]].any(axis=0)
        parts.append(part)
        at += len(part)
    headed = [(number, case) for number, (_, issues) in enumerate(found) for case in issues]
    texts = Texts()
    units_at = [texts.put(piece.texts) for _, piece in pieces]
    issues_at = [[texts.put(part) for part in case.parts()] for _, case in headed]
    clauses = texts.clauses()
    body = _sparse(clauses.pool(clauses.of(units_at), width()))
    return Examples(
        names=[notice.name for notice in gold],
        notice_group=number_groups(gold, group_of),
        corpus=corpus_digest(gold),
        units=body,
        labels=labels,
        leads=np.array([bool(piece.items) for _, piece in pieces]),
        unit_notice=np.array([number for number, _ in pieces]),
        measures=_measure_rows(clauses, body, parts, units_at),
        measure_labels=measure_labels,
        primaries=np.array([names.index(_coded(measure).labels[0]) for _, measure in every]),
        measure_notice=np.array([number for number, _ in every]),
        parts=parts,
        issues=_issue_rows(clauses, [case for _, case in headed], issues_at),
        problems=np.array([kinds.index(str(_coded(case).problem)) for _, case in headed]),
        issue_notice=np.array([number for number, _ in headed]),
    )


def number_groups(gold: list[GoldNotice], group_of: Callable[[GoldNotice], str]) -> Numbers:
    """Return the number of every notice's group, the groups numbered as they come."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(group_of(notice), len(numbers)) for notice in gold])


def _coded(part: Unit | Case) -> GoldNode:
    assert isinstance(part.node, GoldNode)
    return part.node


def _check(notice: GoldNotice, measures: list[Unit], issues: list[Case], taxonomy: Taxonomy) -> None:
    for number, measure in enumerate(measures, 1):
        if not _coded(measure).labels:
            raise GoldError(f"{notice.name}: measure {number} has no labels; code it, or leave the notice out")
        for piece in flat(measure):
            for label in _coded(piece).labels:
                if label not in taxonomy.labels:
                    raise GoldError(f"{notice.name}: {label!r} is no label of the taxonomy {taxonomy.name}")
    for number, case in enumerate(issues, 1):
        if (said := _coded(case).problem) not in taxonomy.problems:
            raise GoldError(
                f"{notice.name}: issue {number}: {said!r} is no problem type of the taxonomy {taxonomy.name}"
            )


def corpus_digest(gold: list[GoldNotice]) -> str:
    """Return the SHA-256 of coded notices, in the order of their names, whatever folder they lie in."""
    digest = hashlib.sha256()
    for notice in sorted(gold, key=lambda notice: notice.name):
        digest.update(encode_gold(notice))
    return digest.hexdigest()


def _sparse(rows: Rows, blocks: int = 1) -> Any:
    from scipy import sparse

    return sparse.csr_matrix((rows.value, (rows.row, rows.feature)), shape=(rows.count, blocks * width()))


def _measure_rows(clauses: Clauses, body: Any, parts: list[list[int]], groups: list[list[int]]) -> Any:
    """Return what the primary label of measures is told from: the mean of their units, and their first clauses."""
    from scipy import sparse

    members, place = clauses.of([[text for unit in part for text in groups[unit]] for part in parts]).first(
        len(OPENINGS)
    )
    rows = clauses.pool(members, len(OPENINGS) * width(), place * width())
    openings = _sparse(rows, len(OPENINGS)).multiply(np.repeat(OPENINGS, width()))
    return sparse.hstack([_means(parts, body.shape[0]) @ body, openings]).tocsr()


def _issue_rows(clauses: Clauses, found: list[Case], groups: list[list[list[int]]]) -> Any:
    """Return what the types of issues are told from: their parts side by side, and where they stand."""
    from scipy import sparse

    place = np.zeros((len(found), TENTHS))
    place[np.arange(len(found)), [case.tenth() for case in found]] = 1
    parts = [
        factor * _sparse(clauses.pool(clauses.of(list(part)), width()))
        for part, factor in zip(zip(*groups, strict=True), PARTS, strict=True)
    ]
    return sparse.hstack([*parts, sparse.csr_matrix(place)]).tocsr()


def _means(groups: list[list[int]], size: int) -> Any:
    """Return the matrix that takes rows to the means of their groups."""
    from scipy import sparse

    row = [number for number, group in enumerate(groups) for _ in group]
    column = [member for group in groups for member in group]
    value = [1 / len(group) for group in groups for _ in group]
    return sparse.csr_matrix((value, (row, column)), shape=(len(groups), size), dtype=np.float32)
