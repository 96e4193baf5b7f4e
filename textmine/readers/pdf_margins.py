"""What a PDF prints at the edges of every page: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from textmine.readers.pdf_lines import Line

_REACH: Final = 2
_NUMBER: Final = re.compile(r"\d{1,4}")
_BARE: Final = re.compile(r"[\s\d]+")
# - 3 -, — 3 —, 第3页, 第 3 页 共 9 页, 3/9, Page 3; a bare 3 counts only where it runs with the pages.
_PAGE_NUMBER: Final = re.compile(
    r"[-—–－―·•~]{1,2}\s?\d{1,4}\s?[-—–－―·•~]{1,2}|第\s?\d{1,4}\s?页(?:[\s,，/]{0,3}共\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}|[Pp]age\s?\d{1,4}"
    r"(?:\s?of\s?\d{1,4})?"
)
# What a browser prints below a page.
_ADDRESS: Final = re.compile(r"(?:https?://|file:///)\S{3,2000}(?:\s+\d{1,4}\s?/\s?\d{1,4})?")
_ENDS_TEXT: Final = re.compile("[。；，：、][”）]?$")
_NEAR: Final = 4.0


def drop_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without page numbers, running heads and feet."""
    repeated = _repeated(pages)
    numbered = _runs_with_pages(pages)
    kept: list[list[Line]] = []
    for number, lines in enumerate(pages):
        dropped = set()
        for from_top in (True, False):
            # From the edge inwards: what stands inside of a line that stays, stays.
            for index in _edge(lines, from_top):
                text = lines[index].text.strip()
                is_number = bool(_PAGE_NUMBER.fullmatch(text) or _ADDRESS.fullmatch(text))
                runs = text.isascii() and text.isdigit() and int(text) - number in numbered
                if not (is_number or runs or _key(lines[index], from_top) in repeated):
                    break
                dropped.add(index)
        kept.append([line for index, line in enumerate(lines) if index not in dropped])
    return kept


def _edge(lines: Sequence[Line], from_top: bool) -> list[int]:
    """Return the outermost lines of a page, the outermost first."""
    order = sorted(range(len(lines)), key=lambda index: lines[index].bottom, reverse=from_top)
    return order[:_REACH]


def _key(line: Line, from_top: bool) -> tuple[str, bool, int]:
    """Return what a running head has in common on all pages: its words and its height."""
    return _BARE.sub("", line.text), from_top, round(line.bottom / _NEAR)


def _repeated(pages: Sequence[Sequence[Line]]) -> set[tuple[str, bool, int]]:
    """Return what stands at one edge of half of the pages, or of nearly all odd or all even ones."""
    counts: Counter[tuple[str, bool, int]] = Counter()
    for lines in pages:
        counts.update({_key(lines[index], from_top) for from_top in (True, False) for index in _edge(lines, from_top)})
    # Two pages may begin with the same words by chance, and then it is text.
    enough = max(3, 0.45 * len(pages)) if len(pages) > 2 else 2
    return {key for key, count in counts.items() if count >= enough and _may_run(key[0])}


def _may_run(words: str) -> bool:
    return len(words) > 3 and not _ENDS_TEXT.search(words)


def _runs_with_pages(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Return by how much the bare numbers at the edges of most pages differ from the number of their page."""
    offsets: Counter[int] = Counter()
    for number, lines in enumerate(pages):
        offsets.update({int(text) - number for text in _numbers(lines)})
    return {
        offset for offset, count in offsets.items() if count >= max(2, 0.5 * len(pages)) or len(pages) == 1 == offset
    }


def _numbers(lines: Sequence[Line]) -> Iterator[str]:
    for from_top in (True, False):
        for index in _edge(lines, from_top)[:1]:
            text = lines[index].text.strip()
            if _NUMBER.fullmatch(text) and text.isascii():
                yield text
