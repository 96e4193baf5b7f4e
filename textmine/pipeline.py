"""The stages in their order, and parsing: from a file or a text to a whole notice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from textmine.entities import tag
from textmine.facts.claims import check_claims
from textmine.facts.outcomes import read_outcomes
from textmine.header import read_header
from textmine.labels import classify, classify_with
from textmine.notice import Notice
from textmine.outline import outline

Stage = Callable[[Notice], Notice]

# The order matters: the header names the agency and the period that dates without a year lean on, outcomes are read from
# entities, claims count the outline and the outcomes.
STAGES: Final[tuple[Stage, ...]] = (outline, read_header, tag, read_outcomes, check_claims, classify)


def stages_with(model: Path, taxonomy: Path | None = None) -> tuple[Stage, ...]:
    """Return the stages with the model in a folder for the package's; raise `TextmineError` where it cannot be used."""
    return (*STAGES[:-1], classify_with(model, taxonomy))


def analyse(notice: Notice, stages: tuple[Stage, ...] = STAGES) -> Notice:
    """Return the notice that a reader gave, with every stage's fields filled."""
    for stage in stages:
        notice = stage(notice)
    return notice


def parse(path: str | Path, *, stages: tuple[Stage, ...] = STAGES) -> Notice:
    """Return the notice in the file at `path`, parsed; raise `ReadError` where it cannot be read."""
    from textmine.readers import read

    return analyse(read(path), stages)


def parse_text(text: str, *, name: str = "text", stages: tuple[Stage, ...] = STAGES) -> Notice:
    """Return a notice's text, parsed; any text gives a valid notice.

    >>> notice = parse_text("某局党组关于巡察整改情况的通报\\n一、关于学习不深入的问题\\n1.修订了学习制度。")
    >>> [notice.text_of(measure) for measure in notice.measures]
    ['1.修订了学习制度。']
    """
    from textmine.readers import from_text

    return analyse(from_text(text, name=name), stages)
