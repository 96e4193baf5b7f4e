"""A notice cut at its lines and chosen markers: the pieces that roles are given to."""

from __future__ import annotations

from dataclasses import dataclass

from textmine.outline.markers import BULLETS, Line, Marker
from textmine.outline.tree import Branch


@dataclass(slots=True)
class Piece:
    """A stretch of text that one node may own: `folded[start:end]`, its marker included.

    `branch` is the index of its marker in the chosen tree, -1 for text without one; `body` is where the text after
    the marker begins; `leads` says that it opens its line, `row` that the line is a table's row.
    """

    start: int
    end: int
    line: int
    leads: bool
    branch: int
    body: int
    marker: Marker | None = None
    row: bool = False


def is_row(folded: str, line: Line) -> bool:
    """Tell whether a line is a table's row, its cells joined by ` | `."""
    return folded.count(" | ", line.start, line.end) >= 2 or (folded.startswith("| ", line.start) and " | " in folded[line.start : line.end])


def cut(folded: str, lines: list[Line], branches: list[Branch]) -> list[Piece]:
    """Return the pieces of the whole text in document order; together they hold all of it but blanks."""
    pieces: list[Piece] = []
    at = 0
    for index, line in enumerate(lines):
        first = at
        while at < len(branches) and branches[at].marker.line == index:
            at += 1
        starts = [branches[b].marker.start for b in range(first, at)]
        if not starts or folded[line.start : starts[0]].strip(BULLETS):
            end = starts[0] if starts else line.end
            row = not starts and is_row(folded, line)
            pieces.append(Piece(line.start, _trimmed(folded, line.start, end), index, True, -1, line.start, row=row))
        for number, b in enumerate(range(first, at)):
            marker = branches[b].marker
            start = line.start if not number and marker.leads else marker.start
            end = starts[number + 1] if number + 1 < len(starts) else line.end
            leads = marker.leads and number == 0
            pieces.append(Piece(start, _trimmed(folded, marker.end, end), index, leads, b, marker.end, marker))
    return pieces


def _trimmed(folded: str, start: int, end: int) -> int:
    """Return `end` without the blanks before it, at least `start`."""
    while end > start and folded[end - 1].isspace():
        end -= 1
    return end
