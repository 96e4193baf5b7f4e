"""A model's card: what it was trained on, how well it does on notices that were kept out, and what it cannot do."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from textmine.bootstrap import Counts, Figure, Times, Values, draw, figure
from textmine.labels.examples import Examples
from textmine.labels.model import Meaning, ModelError, own_model
from textmine.labels.training import Kept, cross_fitted, primaries

_BINS: Final = 10


class Told(Struct, frozen=True):
    """How often a code is said where it holds (`sensitivity`), and not said where it does not (`specificity`)."""

    sensitivity: Figure
    specificity: Figure


class Card(Struct, frozen=True):
    """What `card.json` holds."""

    taxonomy: str
    corpus_sha256: str
    notices: int
    groups: int
    units: int
    libraries: dict[str, str]
    figures: dict[str, Figure]
    labels: dict[str, Figure]
    problems: dict[str, Figure]
    # What shares of codes are corrected by; cards that were made before these were kept have none.
    label_errors: dict[str, Told] = {}
    problem_errors: dict[str, Told] = {}


def _count(said: NDArray[np.bool_], truth: NDArray[np.bool_], notice: NDArray[np.int64], notices: int) -> Counts:
    """Return the counts of every code and notice from what was said and what holds, rows × codes."""

    def by_notice(rows: NDArray[np.bool_]) -> NDArray[np.int64]:
        out = np.zeros((notices, rows.shape[1]), dtype=np.int64)
        np.add.at(out, notice, rows.astype(np.int64))
        return out

    return Counts(by_notice(said & truth), by_notice(truth), by_notice(said))


def make_card(meaning: Meaning, examples: Examples, kept: Kept) -> Card:
    """Return the card of a model from what was said of notices while they were kept out."""
    scores, said = cross_fitted(examples, kept)
    notices = len(examples.names)
    labels, problems = list(meaning.taxonomy.labels), list(meaning.taxonomy.problems)
    measures = _count(said, examples.measure_labels, examples.measure_notice, notices)
    first = np.eye(len(labels), dtype=bool)
    primary = _count(first[primaries(kept, said)], first[examples.primaries], examples.measure_notice, notices)
    kind = np.eye(len(problems), dtype=bool)
    typed, coded = kind[kept.problems.argmax(axis=1)], kind[examples.problems]
    problem = _count(typed, coded, examples.issue_notice, notices)
    # What is not said against what does not hold: its recall is the specificity.
    silent = _count(~said, ~examples.measure_labels, examples.measure_notice, notices)
    untyped = _count(~typed, ~coded, examples.issue_notice, notices)
    times = draw(notices)

    def told(codes: list[str], yes: Counts, no: Counts) -> dict[str, Told]:
        return {
            name: Told(*(figure(counts.recall(times, code), int(counts.gold[:, code].sum())) for counts in (yes, no)))
            for code, name in enumerate(codes)
        }

    error = _calibration_errors(scores, examples, times)
    return Card(
        taxonomy=f"{meaning.taxonomy.name} {meaning.taxonomy.version}",
        corpus_sha256=meaning.corpus,
        notices=notices,
        groups=int(examples.notice_group.max()) + 1,
        units=len(examples.labels),
        libraries=meaning.versions,
        figures={
            "labels micro F1": figure(measures.f1(times), len(said)),
            "labels macro F1": figure(measures.macro(times), len(said)),
            "primary accuracy": figure(primary.f1(times), len(said)),
            "problem accuracy": figure(problem.f1(times), len(examples.problems)),
            "expected calibration error": figure(error, scores.size),
        },
        labels={
            name: figure(measures.f1(times, code), int(measures.gold[:, code].sum()))
            for code, name in enumerate(labels)
        },
        problems={
            name: figure(problem.f1(times, code), int(problem.gold[:, code].sum()))
            for code, name in enumerate(problems)
        },
        label_errors=told(labels, measures, silent),
        problem_errors=told(problems, problem, untyped),
    )


def _calibration_errors(scores: NDArray[np.float64], examples: Examples, times: Times) -> Values:
    """Return the expected calibration error of every drawing of notices: of the labels that have a chance at all.

    Most scores are next to 0 and rightly so; they would make any model look calibrated. Those under 0.05 are left out.
    """
    notice = np.repeat(examples.unit_notice, scores.shape[1])
    flat, truth = scores.ravel(), examples.labels.ravel()
    at = np.flatnonzero(flat >= 0.05)
    place = notice[at] * _BINS + np.clip((flat[at] * _BINS).astype(int), 0, _BINS - 1)
    notices = len(examples.names)
    size = notices * _BINS
    gap = (np.bincount(place, flat[at], size) - np.bincount(place, truth[at], size)).reshape(notices, _BINS)
    count = np.bincount(place, minlength=size).reshape(notices, _BINS)
    out: Values = np.abs(times @ gap).sum(axis=1) / np.maximum(1, (times @ count).sum(axis=1))
    return out


def load_card(folder: Path | None = None) -> Card:
    """Return the card of the model in a folder, by default the package's own; raise `ModelError` where there is none."""
    path = (folder or own_model()) / "card.json"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"card {path} cannot be read: {error.strerror}; make one with textmine train") from error
    try:
        return msgspec.json.decode(data, type=Card)
    except msgspec.MsgspecError as error:
        raise ModelError(f"{path} is no model's card: {error}; make one with textmine train") from error


def encode_card(card: Card) -> bytes:
    """Return the card as JSON."""
    return msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n"


def card_page(card: Card, notes: str = "") -> str:
    """Return the card as a page for people, with `notes` (what was tried, what is weak) behind the figures."""
    lines = [
        "# Model card",
        "",
        f"Labels measures and types problems by the taxonomy `{card.taxonomy}`. Trained on {card.notices} coded notices "
        f"with {card.units:,} units (corpus SHA-256 `{card.corpus_sha256[:16]}…`), with "
        + ", ".join(f"{name} {version}" for name, version in card.libraries.items())
        + ".",
        "",
        "All figures are of notices that were kept out (grouped cross-validation: whole notices, never sentences, "
        f"in {card.groups} groups, all notices of an agency in one; "
        "calibration and thresholds of each fold from the other folds), on gold outlines. The interval is that of 95 % "
        "over notices drawn again.",
        "",
    ]
    for title, figures in (("figure", card.figures), ("label: F1", card.labels), ("problem type: F1", card.problems)):
        lines += [f"| {title} | | 95 % | n |", "|---|---:|---|---:|"]
        lines += [f"| {name} | {f.value:.3f} | {f.low:.3f} – {f.high:.3f} | {f.n:,} |" for name, f in figures.items()]
        lines.append("")
    return "\n".join(lines) + (f"\n{notes.strip()}\n" if notes.strip() else "")
