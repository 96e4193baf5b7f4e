"""Printed characters put together to lines, and tables to cells."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from msgspec import Struct

from textmine.readers.glyphs import plain_glyphs
from textmine.readers.pdf_page import Glyph

_CLOSING: Final = frozenset("，。；：、！？,.;:!?)）》〉”’]】〕｝}%％…—·")
_OPENING: Final = frozenset("(（《〈“‘[【〔{｛")
# A line breaks neither before nor after these (UAX 14, class QU).
_QUOTES: Final = frozenset("“”‘’\"'")
_FIRST_WIDE: Final = "\u2e80"


class Line(Struct, frozen=True, gc=False):
    """One printed line: its text, its box, and what a typesetter knows of it.

    `size` is the width of its Chinese characters, 0 if it has none; `opening` is how wide the part at
    its start is that cannot be broken: a word, a number, a character with the punctuation that must not leave it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    opening: float


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines that `glyphs` make, from top to bottom; where columns stand side by side, in their own order."""
    lines = [line for run in _runs(glyphs) if (line := _line(run))]
    if _has_columns(lines):
        return lines
    return sorted(lines, key=lambda line: -line.bottom)


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the characters of each line: those that stand at one height and run on to the right."""
    run: list[Glyph] = []
    bottom = top = 0.0
    for glyph in glyphs:
        if run:
            shared = min(top, glyph.top) - max(bottom, glyph.bottom)
            height = min(top - bottom, glyph.top - glyph.bottom)
            # Raised and lowered figures stay on their line; a step back to the left begins another.
            if shared < 0.5 * height or glyph.left < run[-1].left - 0.5 * (glyph.top - glyph.bottom):
                yield run
                run = []
        if not run:
            bottom, top = glyph.bottom, glyph.top
        run.append(glyph)
    if run:
        yield run


def _line(run: list[Glyph]) -> Line | None:
    while run and run[-1].char.isspace():
        run.pop()
    first = next((index for index, glyph in enumerate(run) if not glyph.char.isspace()), None)
    if first is None:
        return None
    run = run[first:]
    widths = [glyph.right - glyph.left for glyph in run if _is_wide(glyph.char)]
    size = median(widths) if widths else 0.0
    em = size or run[0].top - run[0].bottom
    parts: list[str] = []
    for before, glyph in zip([None, *run], run, strict=False):
        if before is not None and glyph.gap and _shows_gap(before, glyph, em):
            parts.append(" ")
        parts.append(glyph.char)
    bottom, top = min(glyph.bottom for glyph in run), max(glyph.top for glyph in run)
    return Line(plain_glyphs("".join(parts)), run[0].left, bottom, run[-1].right, top, size, _opening_width(run))


def _shows_gap(before: Glyph, after: Glyph, em: float) -> bool:
    """Tell whether the space between two characters is a blank; typesetting parts figures from Chinese by itself."""
    if before.char.isspace() or after.char.isspace():
        return False
    if _is_wide(before.char) or _is_wide(after.char):
        return after.left - before.right > 0.8 * em
    return before.char not in _CLOSING or after.left - before.right > 0.8 * em


def _is_wide(char: str) -> bool:
    return char >= _FIRST_WIDE


def _opening_width(run: Sequence[Glyph]) -> float:
    """Return the width of what cannot be parted at a line's start."""
    end = 0
    while end < len(run) - 1 and _holds_together(run[end].char, run[end + 1]):
        end += 1
    return run[end].right - run[0].left


def _holds_together(char: str, after: Glyph) -> bool:
    if char in _OPENING or char in _QUOTES or after.char in _CLOSING or after.char in _QUOTES:
        return not after.gap
    narrow = not _is_wide(char) and not _is_wide(after.char)
    return narrow and not after.gap and not after.char.isspace() and after.char not in _OPENING


def _has_columns(lines: Sequence[Line]) -> bool:
    """Tell whether several pairs of lines stand side by side, so that the page's order is not from top to bottom."""
    by_height = sorted(lines, key=lambda line: -line.top)
    beside = 0
    for above, below in itertools.pairwise(by_height):
        shared = min(above.top, below.top) - max(above.bottom, below.bottom)
        beside += shared > 0.5 * min(above.top - above.bottom, below.top - below.bottom)
    return beside > max(2, 0.2 * len(lines))
