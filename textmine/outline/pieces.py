"""A notice cut at its lines and chosen markers: the pieces that roles are given to."""

from __future__ import annotations

from dataclasses import dataclass

from textmine.outline.markers import Line, Marker
from textmine.outline.tree import Branch
from textmine.outline.wording import NOISE


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


def find_rows(folded: str, lines: list[Line]) -> set[int]:
    """Return which lines are a table's rows; one of two cells is one only behind another row."""
    rows: set[int] = set()
    for index, line in enumerate(lines):
        row = _is_row(folded, line) or (index - 1 in rows and folded.find(" | ", line.start, line.end) >= 0)
        if row and not NOISE.search(folded[line.start : min(line.end, line.start + 120)]):
            rows.add(index)
    return rows


def _is_row(folded: str, line: Line) -> bool:
    """Tell whether a line is a table's row, its cells joined by ` | `."""
    return folded.count(" | ", line.start, line.end) >= 2 or (
        folded.startswith("| ", line.start) and " | " in folded[line.start : line.end]
    )


def cut(folded: str, lines: list[Line], branches: list[Branch], rows: set[int]) -> list[Piece]:
    """Return the pieces of the whole text in document order; together they hold all of it but blanks."""
    pieces: list[Piece] = []
    at, many = 0, len(branches)
    for index, (start, end) in enumerate(lines):
        first = at
        while at < many and branches[at].marker.line == index:
            at += 1
        if first == at:
            pieces.append(Piece(start, end, index, True, -1, start, row=index in rows))
            continue
        marker = branches[first].marker
        if not marker.leads:
            pieces.append(Piece(start, _trimmed(folded, start, marker.start), index, True, -1, start))
        for b in range(first, at):
            marker = branches[b].marker
            opens = marker.leads and b == first
            stop = end if b + 1 == at else _trimmed(folded, marker.end, branches[b + 1].marker.start)
            pieces.append(Piece(start if opens else marker.start, stop, index, opens, b, marker.end, marker))
    return pieces


def _trimmed(folded: str, start: int, end: int) -> int:
    """Return `end` without the blanks before it, at least `start`."""
    while end > start and folded[end - 1].isspace():
        end -= 1
    return end
