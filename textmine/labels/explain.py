"""Why a label was given: the words of a text without which its score would fall most."""

from __future__ import annotations

from typing import Final, NamedTuple

from textmine.labels.classifier import score_units
from textmine.labels.features import extract
from textmine.labels.hits import words_of
from textmine.labels.model import Model

# What stands for a word that is taken away: no word of the lexicon holds it.
_GAP: Final = "〓"
_MOST: Final = 60


class Reason(NamedTuple):
    """A word, where it first stands in the text, and by how much the label's score (log-odds) falls without it."""

    word: str
    start: int
    weight: float


def explain(text: str, label: str, model: Model, *, most: int = 3) -> list[Reason]:
    """Return the words that speak most for a label of a text, heaviest first; none where nothing speaks for it.

    >>> from textmine.labels.classifier import default_model
    >>> [reason.word for reason in explain("对2名责任人予以诫勉谈话。", "sanction", default_model(), most=1)]
    ['诫勉谈话']
    """
    names = list(model.meaning.taxonomy.labels)
    found = words_of(text)[:_MOST]
    column = names.index(label)
    gate = model.meaning.gates[label]
    variants = [text] + [text[:start] + _GAP * (end - start) + text[end:] for start, end in found]
    sums = score_units(extract(variants), [[at] for at in range(len(variants))], model)[0][:, column] * gate.scale
    reasons: dict[str, Reason] = {}
    for (start, end), left in zip(found, sums[1:], strict=True):
        word, fall = text[start:end], float(sums[0] - left)
        if fall > 0 and (word not in reasons or fall > reasons[word].weight):
            reasons[word] = Reason(word, start, round(fall, 2))
    return sorted(reasons.values(), key=lambda reason: -reason.weight)[:most]
