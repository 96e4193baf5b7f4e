"""Labels and problems of a notice: its leaves and headings scored at once, a measure given what its leaves have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import Final

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from textmine.chinese import fold
from textmine.labels import features
from textmine.labels.features import Rows
from textmine.labels.model import Model, load_model, own_model
from textmine.labels.status import Told, read_statuses
from textmine.labels.taxonomy import load_taxonomy
from textmine.labels.units import Case, Unit, cases, flat, units
from textmine.notice import Label, Node, Notice

Scores = NDArray[np.float32]

# What leads items in says what they do more often than it acts itself: its labels must be surer.
LEAD_THRESHOLD: Final = 0.6
# What an issue's heading, the headings above it and its measures count for; a model's weights fit these factors.
FACTORS: Final = (1.0, 0.5, 0.3)
_LOADING: Final = Lock()


def default_model() -> Model:
    """Return the model that comes with the package, loaded once a process however many threads ask."""
    with _LOADING:
        return _load_default()


@cache
def _load_default() -> Model:
    return load_model(own_model(), load_taxonomy())


def weigh(rows: Rows, texts: int, matrix: Scores) -> Scores:
    """Return the sums of the weights of each text's features, texts × columns."""
    sums = np.zeros((texts, matrix.shape[1]), dtype=np.float32)
    text, starts = np.unique(rows.text, return_index=True)
    if len(text):
        sums[text] = np.add.reduceat(matrix[rows.feature] * rows.value[:, None], starts, axis=0)
    return sums


def score_units(texts: list[str], model: Model) -> tuple[Scores, Scores]:
    """Return calibrated scores of the labels, 0 to 1, and sums for the primary, texts × labels."""
    rows = features.extract(texts)
    gates = [model.meaning.gates[label] for label in model.meaning.taxonomy.labels]
    scale, shift = np.array([[gate.scale, gate.shift] for gate in gates], dtype=np.float32).T
    sums = weigh(rows, len(texts), model.labels) + model.labels[-1]
    logits = np.clip(sums * scale + shift, -30, 30)
    return 1 / (1 + np.exp(-logits)), weigh(rows, len(texts), model.primary) + model.primary[-1]


def score_sums(texts: list[str], model: Model) -> Scores:
    """Return the sums of the labels' weights, before they are made scores, texts × labels."""
    sums: Scores = weigh(features.extract(texts), len(texts), model.labels) + model.labels[-1]
    return sums


def score_issues(found: list[Case], model: Model) -> Scores:
    """Return the shares of 1 that the problem types have of each issue, issues × problems."""
    # A heading that stands above many issues is weighed once.
    at: dict[tuple[int, str], int] = {}
    chosen = [[at.setdefault((part, text), len(at)) for part, text in enumerate(case.parts())] for case in found]
    rows = features.extract([text for _, text in at])
    part = np.array([part for part, _ in at])
    own = weigh(rows.shifted(part * features.width()), len(at), model.problems)
    sums = model.problems[-1] + np.einsum("ijk,j->ik", own[chosen], np.array(FACTORS, dtype=np.float32))
    sums += model.problems[len(FACTORS) * features.width() + np.array([case.tenth() for case in found])]
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
    labels = dict(label_measures(measures, model))
    problems = dict(type_issues(issues, model))
    told = read_statuses(notice, fold(notice.text))
    return replace(notice, outline=[_rebuilt(node, labels, problems, told) for node in notice.outline])


def label_measures(measures: list[Unit], model: Model) -> Iterator[tuple[str, list[Label]]]:
    """Yield the labels of each measure and item by its node's id; a measure has what its units have, or one at least."""
    names = list(model.meaning.taxonomy.labels)
    threshold = np.array([model.meaning.gates[name].threshold for name in names], dtype=np.float32)
    lead = np.maximum(threshold, LEAD_THRESHOLD)
    pieces = [piece for measure in measures for piece in flat(measure)]
    scores, primaries = score_units([piece.text for piece in pieces], model)
    over = scores >= np.where(np.array([bool(piece.items) for piece in pieces], dtype=bool)[:, None], lead, threshold)
    at = 0
    for measure in measures:
        part = slice(at, at + sum(1 for _ in flat(measure)))
        for number in range(at + 1, part.stop):
            yield _id(pieces[number]), choose(scores[number], over[number], primaries[number], names)
        held: NDArray[np.bool_] = np.logical_or.reduce(over[part], axis=0)
        primary = primaries[part].mean(axis=0)
        if not held.any():
            held[primary.argmax()] = True
        yield _id(measure), choose(scores[part].max(axis=0), held, primary, names)
        at = part.stop


def type_issues(issues: list[Case], model: Model) -> Iterator[tuple[str, tuple[str, float]]]:
    """Yield the problem type of each issue and its score, by its node's id."""
    names = list(model.meaning.taxonomy.problems)
    if not issues:
        return
    for case, shares in zip(issues, score_issues(issues, model), strict=True):
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
