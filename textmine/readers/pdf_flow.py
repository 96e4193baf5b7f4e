"""Printed lines put together to paragraphs, as a reader sees where one ends.

A line is full when what stands first on the next would not have fitted on it; a paragraph ends with a line that is
not full, before an indent, a wider gap, another size, or a number at a line's start.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final, NamedTuple

from textmine.readers.pdf_lines import Line

_MARKER: Final = re.compile(
    r"[（(]?\s?(?:[一二三四五六七八九十]{1,3}|\d{1,3})\s?[、.．)）](?!\d{1,2}[^年\d])|[①-⑳]|第[一二三四五六七八九十]{1,3}(?:个?方面|部分)"
    r"|问题[一二三四五六七八九十\d]{1,3}[：:、.]"
)
# Mostly these stand inside of a paragraph; only where the one before begins so too do they part paragraphs.
_POINT: Final = re.compile(r"[一二三四五六七八九十]{1,3}是")
_STOP: Final = re.compile(r"[。！？；：!?;:][”’）》)]?$")
_TITLE_END: Final = re.compile(r"(?:通报|报告|公告|公示|通告|情况|说明|函|[）)])$")
_PARTED_WORD: Final = re.compile("[a-z]-$")
_SMALL: Final = re.compile("[a-z]")
# Shares of the width of a character, of the usual step from line to line, of the usual size.
_INDENT: Final = 0.8
_SLACK: Final = 0.6
_RAGGED: Final = 1.6
_FAR: Final = 4.0
_WIDE_STEP: Final = 1.25
_OTHER_SIZE: Final = 1.12
_TITLE_STEP: Final = 2.2


class Measure(NamedTuple):
    """The text area that lines are set in: its sides, its usual size and step.

    `spaced`, `indented` and `hanging` say how its paragraphs are parted, `narrow` that it is a table's cell, where a
    name that does not fit leaves a line far from full.
    """

    left: float
    right: float
    size: float
    step: float
    spaced: bool = False
    indented: bool = False
    hanging: bool = False
    narrow: bool = False


_PLAIN: Final = Measure(0.0, 500.0, 12.0, 18.0)


class Placed(NamedTuple):
    """A line with the page that it stands on and the measure that it is set in."""

    line: Line
    page: int
    measure: Measure


def paragraphs(lines: Iterable[Placed]) -> list[str]:
    """Return the paragraphs that `lines` make, each as one text."""
    done: list[list[str]] = []
    before: Placed | None = None
    first: Placed | None = None
    for placed in lines:
        if before is None or first is None or _starts(first, before, placed):
            done.append([placed.line.text])
            first = placed
        else:
            done[-1][-1:] = fitted(done[-1][-1], placed.line.text)
        before = placed
    return ["".join(parts) for parts in done]


def _starts(first: Placed, before: Placed, after: Placed) -> bool:
    """Tell whether a paragraph starts with `after`, when the one before it goes from `first` to `before`."""
    a, b, measure = before.line, after.line, after.measure
    size = measure.size
    if _is_title_line(before, after):
        return False
    if a.size and b.size and max(a.size, b.size) > _OTHER_SIZE * min(a.size, b.size):
        return True
    starts_numbered = _MARKER.match(b.text) is not None
    ended = _STOP.search(a.text) is not None
    step = a.bottom - b.bottom
    same_column = before.page == after.page and step > 0
    # Larger type is set with larger steps.
    if same_column and step > _WIDE_STEP * measure.step * max(1.0, b.size / size):
        return True
    if _has_room(a, b, before.measure):
        return starts_numbered or ended or not measure.narrow
    # From here on the line before is full.
    is_indented = b.left - measure.left > _INDENT * size
    if measure.hanging:
        return not is_indented
    if is_indented:
        hangs = b.left - a.left < _INDENT * size or _MARKER.match(first.line.text) is not None
        return starts_numbered or ended or not hangs
    if measure.indented or (measure.spaced and same_column):
        return False
    is_sibling = _POINT.match(first.line.text) is not None and _POINT.match(b.text) is not None
    return ended and (starts_numbered or is_sibling)


def _has_room(line: Line, after: Line, measure: Measure) -> bool:
    """Tell whether what stands first on the line after would have fitted on a line."""
    return measure.right - line.right > after.opening + _SLACK * measure.size


def _is_title_line(before: Placed, after: Placed) -> bool:
    """Tell whether two lines in the middle, larger than the text, are one title."""
    a, b, measure = before.line, after.line, after.measure
    if before.page != after.page or min(a.size, b.size) < _OTHER_SIZE * measure.size:
        return False
    if max(a.size, b.size) > 1.05 * min(a.size, b.size) or a.bottom - b.bottom > _TITLE_STEP * b.size:
        return False
    ended = _TITLE_END.search(a.text) and not b.text.startswith("的") and _has_room(a, b, measure)
    return _is_middle(a, measure) and _is_middle(b, measure) and not ended


def _is_middle(line: Line, measure: Measure) -> bool:
    return abs((line.left - measure.left) - (measure.right - line.right)) < 1.5 * line.size


def fitted(text: str, more: str) -> tuple[str, str]:
    """Return two parts of a paragraph as they are put together: with a blank between words of letters only.

    >>> fitted("统一", "部署"), fitted("按照 ISO", "9001"), fitted("man-", "agement"), fitted("2019-", "2020")
    (('统一', '部署'), ('按照 ISO', ' 9001'), ('man', 'agement'), ('2019-', '2020'))
    """
    if _PARTED_WORD.search(text) and _SMALL.match(more):
        return text[:-1], more
    words = text[-1:].isascii() and text[-1:].isalnum() and more[:1].isascii() and more[:1].isalnum()
    return text, f" {more}" if words and (text[-1].isalpha() or more[0].isalpha()) else more


def measure_of(lines: Sequence[Line], like: Measure | None = None) -> Measure:
    """Return the measure in which most of `lines` are set; `like` says what they do not."""
    like = like or _PLAIN
    if not lines:
        return like
    size = _body_size(lines) or like.size
    body = [line for line in lines if not line.size or abs(line.size - size) < 0.12 * size] or list(lines)
    right = _supported(sorted((line.right for line in body), reverse=True), size)
    pairs = [(a, b) for a, b in itertools.pairwise(body) if 0 < a.bottom - b.bottom < 4 * size]
    step = _usual([a.bottom - b.bottom for a, b in pairs]) or 1.5 * size
    measure = Measure(_supported(sorted(line.left for line in body), size), right, size, step)
    # What follows a full line stands at the margin, be it the only such line of a short text.
    followers = [b.left for a, b in pairs if not _has_room(a, b, measure)]
    measure = measure._replace(left=min([measure.left, *followers]))
    return _with_habits(measure, pairs)


def _with_habits(measure: Measure, pairs: Sequence[tuple[Line, Line]]) -> Measure:
    """Return `measure` with what its pairs of lines, one below the other, tell of how paragraphs are parted."""
    indented: dict[bool, list[bool]] = {True: [], False: []}
    gaps = 0
    for a, b in pairs:
        has_room = _has_room(a, b, measure)
        indented[has_room].append(b.left - measure.left > _INDENT * measure.size)
        gaps += has_room and a.bottom - b.bottom > _WIDE_STEP * measure.step
    starts, others = indented[True], indented[False]
    enough = max(2.5, 0.8 * len(starts))
    hanging = sum(starts) < 0.2 * len(starts) and sum(others) > max(2.5, 0.6 * len(others))
    return measure._replace(spaced=gaps > enough, indented=sum(starts) > enough, hanging=hanging)


def _body_size(lines: Sequence[Line]) -> float:
    """Return the size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _supported(edges: Sequence[float], size: float) -> float:
    """Return the outermost edge at which lines end, `edges` outermost first.

    An edge that sticks out a little beyond all others is punctuation that hangs over; one far beyond is a long line
    among short ones.
    """
    enough = max(1, len(edges) // 30)
    for edge, support in zip(edges, edges[enough:], strict=False):
        if abs(edge - support) < _RAGGED * size or abs(edge - support) > _FAR * size:
            return edge
    return edges[0]


def _usual(steps: Sequence[float]) -> float:
    """Return the most usual step from line to line."""
    if not steps:
        return 0.0
    counts = Counter(round(step) for step in steps)
    usual = counts.most_common(1)[0][0]
    return median(step for step in steps if abs(step - usual) <= 1)
