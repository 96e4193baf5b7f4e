"""How specific the answers are: what is named in them, which are hollow, which are done and which only promised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textmine.compare.figures import FIGURE_COLUMNS, FIGURE_METHODS, Figure, figure_rows, tally
from textmine.compare.sample import Measure, Mention, Sample
from textmine.compare.table import Note, Table

# What makes a measure specific, and the tags that count for it; the agency's talk of itself names nobody.
_NAMED: Final[dict[str, Callable[[Mention], bool]]] = {
    "dates": lambda mention: mention.label in ("DATE", "DURATION"),
    "amounts": lambda mention: mention.label in ("MONEY", "PERCENT", "QUANTITY"),
    "documents": lambda mention: mention.label == "DOCUMENT",
    "bodies": lambda mention: mention.label == "ORG" and mention.mention != "self",
}
_FINISHED: Final = frozenset({"completed", "basic", "phased"})
_PROMISED: Final = frozenset({"ongoing", "delayed", "not_done", "unstated"})
# The label of a measure that applies what is in force and says nothing more.
_HOLLOW: Final = "enforce"


def is_hollow(measure: Measure) -> bool:
    """Tell whether a measure has no instrument but that rules in force are to be kept (严格执行)."""
    return bool(measure.labels) and all(label == _HOLLOW for label, _ in measure.labels)


def specificity_figures(sample: Sample) -> list[Figure]:
    """Return, notice by notice, the mentions per 100 characters of measures and the shares of measures."""
    measures = sample.measures
    all_measures = tally(sample, (measure.case for measure in measures))
    hundreds = tally(sample, (m.case for m in measures), (len(m.text) / 100 for m in measures))
    inside = {(measure.case, measure.node) for measure in measures}
    mentions = [mention for mention in sample.mentions if (mention.case, mention.node) in inside]
    named = [
        Figure(f"{name}_per_100_characters", tally(sample, (m.case for m in mentions if counts(m))), hundreds)
        for name, counts in _NAMED.items()
    ]
    kinds: dict[str, Callable[[Measure], bool]] = {
        "hollow_share": is_hollow,
        "finished_share": lambda measure: measure.status in _FINISHED,
        "promised_share": lambda measure: measure.status in _PROMISED,
    }
    shares = [
        Figure(name, tally(sample, (m.case for m in measures if holds(m))), all_measures)
        for name, holds in kinds.items()
    ]
    return named + shares


def specificity(sample: Sample, *, seed: int = 0) -> Table:
    """Return how specific each group's measures are, in the columns of `FIGURE_COLUMNS`."""
    notes = []
    if sample.measures and not any(measure.labels for measure in sample.measures):
        notes.append(Note("no_labels"))
    rows = figure_rows(sample, specificity_figures(sample), seed=seed)
    return Table("specificity", FIGURE_COLUMNS, rows, tuple(notes), FIGURE_METHODS)
