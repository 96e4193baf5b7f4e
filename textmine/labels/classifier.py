"""Labels and problems of a notice: its leaves and headings scored at once, a measure given what its leaves have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
from msgspec.structs import replace

from textmine.chinese import fold
from textmine.labels.model import PRIMARY_HEADING, PROBLEM_BODY, Model, Scores, load_model, weigh
from textmine.labels.status import Told, read_statuses
from textmine.labels.units import Units, collect
from textmine.notice import Label, Node, Notice

_LOADING: Final = Lock()
# In a wheel the models lie in the package, in the source tree beside it.
_PLACES: Final = (Path(__file__).parent.parent / "models", Path(__file__).parent.parent.parent / "models")
_NAME: Final = "labels-1"


def default_model() -> Model:
    """Return the model that comes with the package, loaded once a process however many threads ask."""
    with _LOADING:
        return _load_default()


@cache
def _load_default() -> Model:
    place = next((place for place in _PLACES if (place / _NAME).is_dir()), _PLACES[0])
    return load_model(place / _NAME)


@dataclass(frozen=True)
class Scored:
    """Scores of a notice's units (labels: calibrated, 0 to 1; primaries: sums), its measures' primaries and its issues'
    problems (sums)."""

    labels: Scores
    unit_primaries: Scores
    primaries: Scores
    problems: Scores


def score(found: Units[Node], model: Model) -> Scored:
    """Return the scores of everything that is labelled in a notice."""
    labels, problems = len(model.labels), len(model.problems)
    body = weigh([unit.text for unit in found.units], model.body)
    # A heading that stands above many issues is weighed once.
    texts = list(dict.fromkeys(text for issue in found.issues for text in (issue.heading, issue.above)))
    at = {text: number for number, text in enumerate(texts)}
    heading = weigh(texts, model.heading)
    body += np.array(model.record.bias, dtype=np.float32)
    own = np.full(len(found.units), -1, dtype=np.int64)
    for number, unit in enumerate(found.units):
        if unit.issue >= 0:
            own[number] = at[found.issues[unit.issue].heading]
    unit_primaries = body[:, labels : 2 * labels].copy()
    unit_primaries[own >= 0] += PRIMARY_HEADING * heading[own[own >= 0], :labels]
    primaries = np.zeros((len(found.measures), labels), dtype=np.float32)
    for number, (_, units) in enumerate(found.measures):
        primaries[number] = unit_primaries[units].mean(axis=0)
    kinds = np.zeros((len(found.issues), problems), dtype=np.float32)
    bias = np.array(model.record.bias[2 * labels :], dtype=np.float32)
    for number, issue in enumerate(found.issues):
        kinds[number] = bias + heading[at[issue.heading], labels : labels + problems]
        kinds[number] += heading[at[issue.above], labels + problems :]
        if issue.units:
            kinds[number] += PROBLEM_BODY * (body[issue.units, 2 * labels :] - bias).mean(axis=0)
    slope, offset = (np.array(x, dtype=np.float32) for x in (model.record.slope, model.record.offset))
    logits = np.clip(body[:, :labels] * slope + offset, -30, 30)
    return Scored(1 / (1 + np.exp(-logits)), unit_primaries, primaries, kinds)


def is_lead(found: Units[Node], unit: int) -> bool:
    """Tell whether a unit is what stands before the items of a measure."""
    units = found.measures[found.units[unit].measure][1]
    return len(units) > 1 and unit == units[0]


def choose(scores: Scores, primaries: Scores, threshold: Scores, *, least: int) -> list[int]:
    """Return the numbers of the labels that hold, the primary first, then by score; at `least` so many."""
    held = np.flatnonzero(scores >= threshold)
    if len(held) < least:
        held = np.union1d(held, [int(primaries.argmax())])
    if not len(held):
        return []
    first = int(held[primaries[held].argmax()])
    rest = [int(label) for label in held if label != first]
    return [first, *sorted(rest, key=lambda label: -float(scores[label]))]


def softmax(sums: Scores, sharpness: float) -> Scores:
    """Return sums as shares of 1 along the last axis."""
    grown = np.exp(sharpness * (sums - sums.max(axis=-1, keepdims=True)))
    out: Scores = grown / grown.sum(axis=-1, keepdims=True)
    return out


def classify(notice: Notice, model: Model | None = None) -> Notice:
    """Return the notice with labels and status of every measure and item, and the problem type of every issue.

    `model` is the package's where it is left out.
    """
    found = collect(notice.outline, notice.text)
    told = read_statuses(notice, fold(notice.text))
    if not (found.units or found.issues or told):
        return notice
    model = model or default_model()
    labels, problems = assign(found, model)
    return replace(notice, outline=[_rebuilt(node, labels, problems, told) for node in notice.outline])


def assign(found: Units[Node], model: Model) -> tuple[dict[str, list[Label]], dict[str, tuple[str, float]]]:
    """Return the labels of measures and items, and the problems of issues with their scores, by the node's id."""
    scored = score(found, model)
    names, kinds = model.labels, model.problems
    threshold = np.array(model.record.threshold, dtype=np.float32)
    lead = np.maximum(threshold, model.record.lead_threshold)
    labels: dict[str, list[Label]] = {}
    for number, (measure, units) in enumerate(found.measures):
        held = np.zeros(len(names), dtype=np.float32)
        over = np.zeros(len(names), dtype=bool)
        for unit in units:
            own = scored.labels[unit]
            limit = lead if is_lead(found, unit) else threshold
            over |= own >= limit
            held = np.maximum(held, own)
            if found.units[unit].node.role == "item":
                chosen = choose(own, scored.unit_primaries[unit], threshold, least=0)
                labels[found.units[unit].node.id] = [Label(names[c], _rounded(own[c])) for c in chosen]
        chosen = choose(np.where(over, held, -1), scored.primaries[number], np.zeros_like(held), least=1)
        labels[measure.id] = [Label(names[c], _rounded(held[c])) for c in chosen]
    shares = softmax(scored.problems, model.record.sharpness[1]) if found.issues else scored.problems
    problems = {
        issue.node.id: (kinds[int(share.argmax())], _rounded(share.max()))
        for issue, share in zip(found.issues, shares, strict=True)
    }
    return labels, problems


def _rounded(share: np.float32) -> float:
    return round(float(share), 3)


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
