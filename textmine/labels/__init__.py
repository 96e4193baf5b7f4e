"""Labels: what a measure does, how far it got, and what kind of problem it answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textmine.notice import Notice

__all__ = ["classify", "classify_with"]


def classify(notice: Notice) -> Notice:
    """Return the notice with labels and status of every measure and item, and the problem type of every issue.

    >>> from textmine.outline import outline
    >>> from textmine.readers import from_text
    >>> text = "某局关于巡察整改情况的通报\\n一、关于管理不严的问题\\n1.修订了《差旅费管理办法》。\\n2.正在清理账目。"
    >>> first, second = classify(outline(from_text(text))).measures
    >>> [label.label for label in first.labels], first.status, second.status
    (['rule'], 'completed', 'ongoing')
    """
    # Numbers and weights are loaded when they are first wanted, not when a program imports the package.
    from textmine.labels import classifier

    return classifier.classify(notice)


def classify_with(model: Path, taxonomy: Path | None = None) -> Callable[[Notice], Notice]:
    """Return the stage that labels by the model in a folder; raise `TextmineError` where it does not fit the taxonomy."""
    from textmine.labels import classifier
    from textmine.labels.model import load_model
    from textmine.labels.taxonomy import load_taxonomy

    loaded = load_model(model, load_taxonomy(taxonomy))
    return lambda notice: classifier.classify(notice, loaded)
