"""What a format's reader hands back: the text it took from a file, and what it saw on the way."""

from __future__ import annotations

from typing import NamedTuple

from textmine.notice import NoticeWarning


class Draft(NamedTuple):
    """The text of one file, one paragraph a line, with its source facts, before the cleaning common to all formats.

    `encoding` is the text encoding that was used, or None for formats that have none of their own; `metadata` holds
    what the file says of itself beside its text (`title`, `published`, `publisher` …).
    """

    text: str
    media_type: str
    encoding: str | None
    metadata: dict[str, str]
    warnings: list[NoticeWarning]
