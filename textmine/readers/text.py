"""Plain text and Markdown: the text as it stands, its encoding found out."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from textmine.errors import ReadError
from textmine.readers.decoding import decode
from textmine.readers.draft import Draft

_BINARY: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_SAMPLE: Final = 100_000

# What converters to Markdown write; a marker such as `1.` is text, an escaped one (`1\.`) is the same marker.
_HEADING: Final = re.compile(r" {0,3}#{1,6}[ \t]+")
_QUOTE: Final = re.compile(r" {0,3}>[ \t]?")
_CODE_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS: Final = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+)\1")
_CELL: Final = re.compile(r"(?<!\\)\|")


def read(data: bytes, *, name: str, charset: str | None = None) -> Draft:
    """Return the text of a .txt or .md file; raise `ReadError` for bytes that are no text in any encoding."""
    decoded = decode(data, declared=charset)
    sample = decoded.text[:_SAMPLE]
    # NULs and a few damaged places are borne, with a warning; more of them than in any damaged text is no text.
    if len(_BINARY.findall(sample)) > 0.1 * len(sample) + 4:
        raise ReadError(f"{name}: not a text in any known encoding; if it is a document, its format is not read")
    is_markdown = PurePath(name).suffix.lower() == ".md"
    text = unmark(decoded.text) if is_markdown else decoded.text
    media_type = "text/markdown" if is_markdown else "text/plain"
    return Draft(text, media_type, decoded.encoding, {}, decoded.warnings)


def unmark(markdown: str) -> str:
    r"""Return Markdown without its marks for headings, bold, quotes, escapes and tables, line for line.

    >>> unmark("## 一、总体情况\n1\\. **加强**领导\n| 问题 | 措施 |\n|---|---|\n")
    '一、总体情况\n1. 加强领导\n问题 | 措施\n'
    """
    lines = []
    for line in markdown.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        is_rule = "---" in body and not body.strip("-|: \t")
        if is_rule or _CODE_FENCE.match(body):
            continue
        lines.append(_unmark_line(body) + line[len(body) :])
    return "".join(lines)


def _unmark_line(line: str) -> str:
    quote = _QUOTE.match(line)
    line = line[quote.end() :] if quote else line
    heading = _HEADING.match(line)
    line = line[heading.end() :].rstrip(" \t#") if heading else line
    bare = line.strip()
    if len(bare) > 2 and bare.startswith("|") and bare.endswith("|"):
        line = " | ".join(cell.strip() for cell in _CELL.split(bare[1:-1]))
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", line))
