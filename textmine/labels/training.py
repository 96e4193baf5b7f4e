"""Training: one linear model a code, its scores calibrated and its threshold chosen on notices that were kept out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from textmine.errors import GoldError
from textmine.gold import GoldNotice
from textmine.labels import features
from textmine.labels.classifier import LEAD_THRESHOLD
from textmine.labels.examples import NAME, OPENINGS, PARTS, Examples, build
from textmine.labels.model import Gate, Meaning, Model
from textmine.labels.taxonomy import Taxonomy, load_taxonomy
from textmine.labels.units import TENTHS

Logits = NDArray[np.float64]

FOLDS: Final = 8
# Inverse strength of the penalty, for labels, primaries and problems; chosen in grouped cross-validation.
_C: Final = (3.0, 3.0, 3.0)
_GRID: Final = np.arange(0.2, 0.81, 0.05)
# A threshold of a label's own must be worth its while on few examples: it is drawn towards the common one.
_SHRINK: Final = 30.0
_SEED: Final = 7


@dataclass
class Kept:
    """What models say of notices that were kept from them: sums for labels, primaries and problems."""

    labels: Logits
    primaries: Logits
    problems: Logits
    fold: NDArray[np.int64]


@dataclass
class Calibration:
    """What makes scores of sums, and labels of scores."""

    slope: Logits
    offset: Logits
    threshold: Logits

    def scores(self, logits: Logits) -> Logits:
        out: Logits = 1 / (1 + np.exp(-np.clip(logits * self.slope + self.offset, -30, 30)))
        return out


def train(
    gold: list[GoldNotice], taxonomy: Taxonomy | None = None, *, group_of: Callable[[GoldNotice], str] = NAME
) -> tuple[Model, Examples, Kept]:
    """Return a model of coded notices, its examples, and what was said of each notice while it was kept out.

    Notices of one group (an agency) are kept out together. Raise `GoldError` where there is too little to learn from.
    """
    taxonomy = taxonomy or load_taxonomy()
    examples = build(sorted(gold, key=lambda notice: notice.name), taxonomy, group_of=group_of)
    _check(examples, taxonomy)
    kept = keep_out(examples, taxonomy)
    calibration = calibrate(examples, kept, np.ones(len(examples.names), dtype=bool))
    weights, biases = _fit_all(examples, np.ones(len(examples.names), dtype=bool), taxonomy)
    gates = {
        name: Gate(*(round(float(number), 6) for number in numbers))
        for name, *numbers in zip(
            taxonomy.labels, calibration.slope, calibration.offset, calibration.threshold, strict=True
        )
    }
    heat = _heat(kept.problems, examples.problems)
    meaning = Meaning(taxonomy, features.layout(), examples.corpus, gates, heat, _libraries())
    # As they will be stored, so that a model says the same before and after it was saved.
    stored = [part.astype("<f2").astype(np.float32) for part in _matrices(weights, biases)]
    return Model(meaning, *stored), examples, kept


def _matrices(weights: list[Logits], biases: Logits) -> Iterator[Logits]:
    """Yield the matrices of a model; what rows of examples were multiplied by is in them, so that nobody else need."""
    labels, primary, problems = weights
    codes, size = len(labels), features.width()
    yield np.vstack((np.hstack((labels.T, primary[:, :size].T)), biases[: 2 * codes]))
    yield primary[:, size:].T * np.repeat(OPENINGS, size)[:, None]
    scale = np.concatenate((np.repeat(PARTS, size), np.ones(TENTHS)))
    yield np.vstack((problems.T * scale[:, None], biases[2 * codes :]))


def _check(examples: Examples, taxonomy: Taxonomy) -> None:
    if len(examples.names) < 2:
        raise GoldError("one coded notice is too little to learn from; give at least two")
    if examples.notice_group.max() < 1:
        raise GoldError(
            "the coded notices are all of one agency; give some of another, on which to tell how well it does"
        )
    if not len(examples.primaries) or not len(examples.problems):
        raise GoldError("the coded notices hold no measure or no issue to learn from")
    if len(np.unique(examples.primaries)) < 2:
        only = list(taxonomy.labels)[examples.primaries[0]]
        raise GoldError(f"every measure is coded {only!r} first: there is nothing to tell apart; code more notices")
    if len(np.unique(examples.problems)) < 2:
        only = list(taxonomy.problems)[examples.problems[0]]
        raise GoldError(f"every issue is coded {only!r}: there is nothing to tell apart; code more notices")


def _libraries() -> dict[str, str]:
    import scipy
    import sklearn

    return {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}


def _plain(numbers: Logits) -> list[float]:
    return [round(float(number), 6) for number in numbers]


def fit(rows: Any, truth: NDArray[np.bool_], strength: float, weight: str | None) -> tuple[Logits, float]:
    """Return weights and bias of one code; a code that all rows share, or none, is always or never said."""
    from sklearn.linear_model import LogisticRegression

    if truth.all() or not truth.any():
        return np.zeros(rows.shape[1]), 8.0 if truth.any() else -8.0
    # The dual goes through the examples, of which there are few, not through the features: 50 times as fast.
    model = LogisticRegression(
        C=strength, class_weight=weight, solver="liblinear", dual=True, max_iter=1000, random_state=_SEED
    )
    model.fit(rows, truth)
    return model.coef_[0], float(model.intercept_[0])


def _fit_codes(
    rows: Any, truths: list[NDArray[np.bool_]], strength: float, weight: str | None
) -> tuple[Logits, Logits]:
    fitted = [fit(rows, truth, strength, weight) for truth in truths]
    return np.stack([weights for weights, _ in fitted]), np.array([bias for _, bias in fitted])


def _fit_all(examples: Examples, chosen: NDArray[np.bool_], taxonomy: Taxonomy) -> tuple[list[Logits], Logits]:
    """Return weights (codes × features) and biases of labels, primaries and problems from the chosen notices."""
    out: list[Logits] = []
    biases: list[Logits] = []
    one = chosen[examples.unit_notice]
    labels = list(examples.labels[one].T)
    two, three = chosen[examples.measure_notice], chosen[examples.issue_notice]
    primaries = [examples.primaries[two] == code for code in range(len(taxonomy.labels))]
    problems = [examples.problems[three] == code for code in range(len(taxonomy.problems))]
    for rows, truths, strength, weight in (
        (examples.units[one], labels, _C[0], "balanced"),
        (examples.measures[two], primaries, _C[1], None),
        (examples.issues[three], problems, _C[2], None),
    ):
        weights, bias = _fit_codes(rows, truths, strength, weight)
        out.append(weights)
        biases.append(bias)
    return out, np.concatenate(biases)


def folds(sizes: NDArray[np.int64], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the fold of every notice from its units' number and its group: whole groups, the folds alike in units."""
    whole = np.bincount(groups, sizes)
    count = min(FOLDS, len(whole))
    load, out = np.zeros(count), np.zeros(len(whole), dtype=np.int64)
    for group in np.argsort(-whole, kind="stable"):
        out[group] = load.argmin()
        load[out[group]] += whole[group]
    return out[groups]


def keep_out(examples: Examples, taxonomy: Taxonomy) -> Kept:
    """Return the sums for every notice from models that have not seen it."""
    fold = folds(np.bincount(examples.unit_notice, minlength=len(examples.names)), examples.notice_group)
    n, k = len(taxonomy.labels), len(taxonomy.problems)
    kept = Kept(
        np.zeros((len(examples.labels), n)), np.zeros((len(examples.primaries), n)), np.zeros((len(examples.problems), k)),
        fold,
    )  # fmt: skip
    for number in range(fold.max() + 1):
        weights, bias = _fit_all(examples, fold != number, taxonomy)
        biases = bias[:n], bias[n : 2 * n], bias[2 * n :]
        for out, rows, notice, weight, add in zip(
            (kept.labels, kept.primaries, kept.problems),
            (examples.units, examples.measures, examples.issues),
            (examples.unit_notice, examples.measure_notice, examples.issue_notice),
            weights, biases, strict=True,
        ):  # fmt: skip
            at = np.flatnonzero(fold[notice] == number)
            out[at] = rows[at] @ weight.T + add
    return kept


def calibrate(examples: Examples, kept: Kept, chosen: NDArray[np.bool_]) -> Calibration:
    """Return scores' calibration (Platt's, a label at a time) and thresholds from the chosen notices' sums."""
    at = chosen[examples.unit_notice]
    slope, offset = np.ones(kept.labels.shape[1]), np.zeros(kept.labels.shape[1])
    for label in range(kept.labels.shape[1]):
        weights, bias = fit(kept.labels[at, label : label + 1], examples.labels[at, label], 10.0, None)
        slope[label], offset[label] = max(float(weights[0]), 0.0), bias
    plain = Calibration(slope, offset, np.full(len(slope), 0.5))
    measures = np.flatnonzero(chosen[examples.measure_notice])
    best = max(_GRID, key=lambda t: _micro(examples, kept, _with(plain, t), measures))
    threshold = np.full(len(slope), float(best))
    highest = highest_scores(examples, plain.scores(kept.labels))[measures]
    truth = examples.measure_labels[measures]
    for label in range(len(slope)):
        own = max(_GRID, key=lambda t, c=label: _f1(highest[:, c] >= t, truth[:, c]))  # type: ignore[misc]
        share = truth[:, label].sum() / (truth[:, label].sum() + _SHRINK)
        threshold[label] = share * own + (1 - share) * best
    return Calibration(slope, offset, threshold)


def _with(calibration: Calibration, threshold: float) -> Calibration:
    return Calibration(calibration.slope, calibration.offset, np.full(len(calibration.slope), threshold))


def _f1(said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return float(2 * (said & truth).sum() / max(1, said.sum() + truth.sum()))


def highest_scores(examples: Examples, scores: Logits) -> Logits:
    """Return each measure's highest score a label over its units."""
    return np.stack([scores[part].max(axis=0) for part in examples.parts])


def said_of_measures(examples: Examples, kept: Kept, calibration: Calibration) -> NDArray[np.bool_]:
    """Return the labels that hold of every measure, as the classifier gives them."""
    scores = calibration.scores(kept.labels)
    limit = np.where(examples.leads[:, None], np.maximum(calibration.threshold, LEAD_THRESHOLD), calibration.threshold)
    over = scores >= limit
    out = np.stack([over[part].any(axis=0) for part in examples.parts])
    none = np.flatnonzero(~out.any(axis=1))
    out[none, kept.primaries[none].argmax(axis=1)] = True
    return out


def _micro(examples: Examples, kept: Kept, calibration: Calibration, measures: NDArray[np.int64]) -> float:
    said = said_of_measures(examples, kept, calibration)[measures]
    return _f1(said, examples.measure_labels[measures])


def _heat(sums: Logits, truth: NDArray[np.int64]) -> float:
    """Return the factor on sums under which shares of 1 fit how often they are right."""

    def loss(factor: float) -> float:
        grown = factor * (sums - sums.max(axis=1, keepdims=True))
        return float((np.log(np.exp(grown).sum(axis=1)) - grown[np.arange(len(truth)), truth]).mean())

    return round(float(min(np.arange(0.2, 4.01, 0.1), key=loss)), 3)


def cross_fitted(examples: Examples, kept: Kept) -> tuple[Logits, NDArray[np.bool_]]:
    """Return scores of units and labels of measures, each fold's calibrated and cut by what the others say."""
    scores = np.zeros_like(kept.labels)
    said = np.zeros_like(examples.measure_labels)
    for number in range(kept.fold.max() + 1):
        calibration = calibrate(examples, kept, kept.fold != number)
        units, measures = (kept.fold[at] == number for at in (examples.unit_notice, examples.measure_notice))
        scores[units] = calibration.scores(kept.labels)[units]
        said[measures] = said_of_measures(examples, kept, calibration)[measures]
    return scores, said


def primaries(kept: Kept, said: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the primary of every measure among its labels."""
    out: NDArray[np.int64] = np.where(said, kept.primaries, -np.inf).argmax(axis=1)
    return out
