"""The stages in their order, and parsing: from a file or a text to a whole notice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from textmine.entities import tag
from textmine.facts.claims import check_claims
from textmine.facts.outcomes import read_outcomes
from textmine.header import read_header
from textmine.labels import tell_statuses
from textmine.notice import Notice
from textmine.outline import outline

Stage = Callable[[Notice], Notice]

# The order matters: the header names the agency and the period that dates without a year lean on, outcomes are read from
# entities, claims count the outline and the outcomes.
STAGES: Final[tuple[Stage, ...]] = (outline, read_header, tag, read_outcomes, check_claims, tell_statuses)


def analyse(notice: Notice) -> Notice:
    """Return the notice that a reader gave, with every stage's fields filled."""
    for stage in STAGES:
        notice = stage(notice)
    return notice


def parse(path: str | Path) -> Notice:
    """Return the notice in the file at `path`, parsed; raise `ReadError` where it cannot be read."""
    from textmine.readers import read

    return analyse(read(path))


def parse_text(text: str, *, name: str = "text") -> Notice:
    """Return a notice's text, parsed; any text gives a valid notice.

    >>> notice = parse_text("某局党组关于巡察整改情况的通报\\n一、关于学习不深入的问题\\n1.修订了学习制度。")
    >>> [notice.text_of(measure) for measure in notice.measures]
    ['1.修订了学习制度。']
    """
    from textmine.readers import from_text

    return analyse(from_text(text, name=name))
