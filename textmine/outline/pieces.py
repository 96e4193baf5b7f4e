"""A notice cut at its lines and chosen markers: the pieces that roles are given to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from textmine.outline.markers import Line, Marker
from textmine.outline.tree import Branch
from textmine.outline.wording import FINDING_INSIDE, NOISE

# A line that holds so many findings, in so many characters, has lost its line breaks.
_FEWEST: Final = 3
_LONG: Final = 120


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
    for index, line in enumerate(lines):
        first = at
        while at < many and branches[at].marker.line == index:
            at += 1
        inside = _pieces_of(folded, line, index, branches, range(first, at))
        if index in rows:
            inside = [replace(piece, row=True) for piece in inside]
        pieces += _divided(folded, line, inside)
    return pieces


def _pieces_of(folded: str, line: Line, index: int, branches: list[Branch], numbered: range) -> list[Piece]:
    """Return a line's pieces: what stands before its first marker, and each marker with what follows it."""
    start, end = line
    if not numbered or not branches[numbered[0]].marker.leads:
        stop = _trimmed(folded, start, branches[numbered[0]].marker.start) if numbered else end
        pieces = [Piece(start, stop, index, True, -1, start)]
    else:
        pieces = []
    for b in numbered:
        marker = branches[b].marker
        opens = marker.leads and b == numbered[0]
        stop = _trimmed(folded, marker.end, branches[b + 1].marker.start) if b + 1 in numbered else end
        pieces.append(Piece(start if opens else marker.start, stop, index, opens, b, marker.end, marker))
    return pieces


def _divided(folded: str, line: Line, pieces: list[Piece]) -> list[Piece]:
    """Return a line's pieces, cut before each of the findings it goes through where it has lost its line breaks."""
    start, end = line
    if end - start < _LONG or folded.count("问题", start, end) < _FEWEST:
        return pieces
    found = [match.start() for match in FINDING_INSIDE.finditer(folded, start, end)]
    if len(found) < _FEWEST:
        return pieces
    parts: list[Piece] = []
    for piece in pieces:
        cuts = [at for at in found if piece.body < at < piece.end]
        parts.append(replace(piece, end=_trimmed(folded, piece.start, cuts[0])) if cuts else piece)
        for begin, stop in pairwise([*cuts, piece.end] if cuts else []):
            parts.append(Piece(begin, _trimmed(folded, begin, stop), piece.line, True, -1, begin))
    return parts


def _trimmed(folded: str, start: int, end: int) -> int:
    """Return `end` without the blanks before it, at least `start`."""
    while end > start and folded[end - 1].isspace():
        end -= 1
    return end
