"""Labels and problems of a notice: its leaves and headings scored at once, a measure given what its leaves have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from threading import Lock
from typing import Final

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from textmine.chinese import fold
from textmine.labels.features import extract, width
from textmine.labels.model import OPENINGS, PARTS, Model, load_model, own_model
from textmine.labels.pooling import Clauses
from textmine.labels.status import Told, read_statuses
from textmine.labels.taxonomy import load_taxonomy
from textmine.labels.units import Case, Unit, cases, flat, units
from textmine.notice import Label, Node, Notice

Scores = NDArray[np.float32]

# What leads items in says what they do more often than it acts itself: its labels must be surer.
LEAD_THRESHOLD: Final = 0.6
_LOADING: Final = Lock()


def default_model() -> Model:
    """Return the model that comes with the package, loaded once a process however many threads ask."""
    with _LOADING:
        return _load_default()


@cache
def _load_default() -> Model:
    return load_model(own_model(), load_taxonomy())


class Texts:
    """The texts of a notice, each once however many things it tells of, and their clauses when all are known."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}

    def put(self, texts: Iterable[str]) -> list[int]:
        """Return the numbers of texts."""
        return [self._at.setdefault(text, len(self._at)) for text in texts]

    def clauses(self) -> Clauses:
        """Return the clauses of all texts that were put in."""
        return extract(list(self._at))


def score_units(clauses: Clauses, groups: list[list[int]], model: Model) -> tuple[Scores, Scores, Scores]:
    """Return the labels' sums of weights, their calibrated scores, 0 to 1, and sums for the primary, units × labels.

    A unit is a group of texts; of the primary's sums this is what the whole unit adds, not what its opening does.
    """
    rows = clauses.pool(clauses.of(groups), width())
    gates = [model.meaning.gates[label] for label in model.meaning.taxonomy.labels]
    scale, shift = np.array([[gate.scale, gate.shift] for gate in gates], dtype=np.float32).T
    sums, whole = np.hsplit(rows.weigh(model.units) + model.units[-1], 2)
    scores: Scores = 1 / (1 + np.exp(-np.clip(sums * scale + shift, -30, 30)))
    return sums, scores, whole


def score_openings(clauses: Clauses, groups: list[list[int]], model: Model) -> Scores:
    """Return what the first clauses of measures or items add to their primary's sums."""
    members, place = clauses.of(groups).first(OPENINGS)
    rows = clauses.pool(members, OPENINGS * width(), place * width())
    return rows.weigh(model.openings)


def score_issues(clauses: Clauses, groups: list[list[list[int]]], tenths: list[int], model: Model) -> Scores:
    """Return the shares of 1 that the problem types have of each issue, issues × problems.

    An issue has a group of texts for each part of it that is weighed apart, and stands in a tenth of the notice's issues.
    """
    # A heading that stands above many issues is weighed once.
    at: dict[tuple[int, ...], int] = {}
    chosen = [[at.setdefault((part, *texts), len(at)) for part, texts in enumerate(parts)] for parts in groups]
    members = clauses.of([texts for _, *texts in at])
    part = np.array([part for part, *_ in at])
    rows = clauses.pool(members, PARTS * width(), part[members.group] * width())
    sums = rows.weigh(model.problems)[chosen].sum(axis=1) + model.problems[-1]
    sums += model.problems[PARTS * width() + np.array(tenths)]
    grown = np.exp(model.meaning.heat * (sums - sums.max(axis=1, keepdims=True)))
    shares: Scores = grown / grown.sum(axis=1, keepdims=True)
    return shares


def choose(scores: Scores, held: NDArray[np.bool_], primaries: Scores, names: list[str]) -> list[Label]:
    """Return the labels that hold, the primary first, then by score."""
    codes = np.flatnonzero(held)
    if not len(codes):
        return []
    first = codes[primaries[codes].argmax()]
    order = sorted(codes, key=lambda code: (code != first, -scores[code]))
    return [Label(names[code], round(float(scores[code]), 3)) for code in order]


def classify(notice: Notice, model: Model | None = None) -> Notice:
    """Return the notice with labels and status of every measure and item, and the problem type of every issue.

    `model` is the package's where it is left out.
    """
    measures, issues = list(units(notice.outline, notice.text)), cases(notice.outline, notice.text)
    if not measures and not issues:
        return notice
    model = model or default_model()
    texts = Texts()
    pieces = [list(flat(measure)) for measure in measures]
    units_at = [[texts.put(piece.texts) for piece in part] for part in pieces]
    issues_at = [[texts.put(part) for part in case.parts()] for case in issues]
    clauses = texts.clauses()
    labels = dict(label_measures(clauses, pieces, units_at, model)) if measures else {}
    problems = dict(type_issues(clauses, issues, issues_at, model)) if issues else {}
    told = read_statuses(notice, fold(notice.text))
    return replace(notice, outline=[_rebuilt(node, labels, problems, told) for node in notice.outline])


def label_measures(
    clauses: Clauses, measures: list[list[Unit]], groups: list[list[list[int]]], model: Model
) -> Iterator[tuple[str, list[Label]]]:
    """Yield the labels of each measure and item by its node's id; a measure has what its units have, or one at least.

    A measure is given as its units, itself first, each with a group of texts.
    """
    names = list(model.meaning.taxonomy.labels)
    _, scores, whole = score_units(clauses, [group for part in groups for group in part], model)
    # An item opens with its own first clauses, a measure with those of all its units.
    heads = [group for part in groups for group in ([text for one in part for text in one], *part[1:])]
    primaries = whole + score_openings(clauses, heads, model)
    leads = np.array([bool(unit.items) for part in measures for unit in part], dtype=bool)
    threshold = np.array([model.meaning.gates[name].threshold for name in names], dtype=np.float32)
    over = scores >= np.where(leads[:, None], np.maximum(threshold, LEAD_THRESHOLD), threshold)
    at = 0
    for part in measures:
        end = at + len(part)
        for number, unit in enumerate(part[1:], at + 1):
            yield _id(unit), choose(scores[number], over[number], primaries[number], names)
        held, best, primary = over[at], scores[at], primaries[at]
        if len(part) > 1:
            held, best = over[at:end].any(axis=0), scores[at:end].max(axis=0)
            primary = primary - whole[at] + whole[at:end].mean(axis=0)
        if not held.any():
            held = primary == primary.max()
        yield _id(part[0]), choose(best, held, primary, names)
        at = end


def type_issues(
    clauses: Clauses, issues: list[Case], groups: list[list[list[int]]], model: Model
) -> Iterator[tuple[str, tuple[str, float]]]:
    """Yield the problem type of each issue and its score, by its node's id."""
    names = list(model.meaning.taxonomy.problems)
    for case, shares in zip(
        issues, score_issues(clauses, groups, [case.tenth() for case in issues], model), strict=True
    ):
        best = int(shares.argmax())
        yield _id(case), (names[best], round(float(shares[best]), 3))


def _id(part: Unit | Case) -> str:
    assert isinstance(part.node, Node)
    return part.node.id


def _rebuilt(
    node: Node, labels: dict[str, list[Label]], problems: dict[str, tuple[str, float]], told: dict[str, Told]
) -> Node:
    """Return the node and what is below it with what was found out about them."""
    new: dict[str, object] = {}
    if node.children:
        new["children"] = [_rebuilt(child, labels, problems, told) for child in node.children]
    if node.id in labels:
        new["labels"] = labels[node.id]
    if node.id in told:
        new["status"], new["status_basis"] = told[node.id]
    if node.id in problems:
        new["problem"], new["problem_score"] = problems[node.id]
    return replace(node, **new) if new else node
