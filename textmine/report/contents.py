"""What a report holds, before it becomes a page, a Word file or a folder."""

from __future__ import annotations

from msgspec import Struct

from textmine.compare import Table
from textmine.report.bibliography import Work
from textmine.report.evidence import Quote
from textmine.report.rendering import Picture
from textmine.report.wording import Wording


class Exhibit(Struct, frozen=True):
    """A table with its caption, the picture of it, or both; `name` is that of its files.

    `table` is what is printed; `whole`, where it is more, what can be had as CSV.
    """

    name: str
    caption: str
    table: Table | None
    picture: Picture | None = None
    picture_caption: str = ""
    whole: Table | None = None


class Finding(Struct, frozen=True):
    """What an analysis found, in plain words, with what shows it; `strength` orders findings, the strongest 1."""

    name: str
    title: str
    sentences: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]
    quotes: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()
    strength: float = 0.0


class Report(Struct, frozen=True):
    """A whole report; `what`, `limits` and `accuracy` are sentences, `card` the model's figures where they are known."""

    words: Wording
    title: str
    made: str
    what: tuple[str, ...]
    limits: tuple[str, ...]
    accuracy: tuple[str, ...]
    card: Table | None
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    quotes: tuple[Quote, ...]
    works: tuple[Work, ...]
