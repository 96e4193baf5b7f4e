"""The tables of a page: which hold data, a row a line, and which merely hold the page's parts in their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

if TYPE_CHECKING:
    from textmine.readers.page import Line

_CELLS: Final = ("td", "th")
CELL_MARK: Final = " | "
_RULED: Final = re.compile(
    r'\bborder="[1-9]|\bborder(?:-\w+)*\s*:\s*[^;"]*(?:solid|double)|MsoNormalTable|MsoTableGrid|\brules="'
)
_LONG_CELL: Final = 8


class Grids:
    """The tables that are open while a page is walked, the innermost last."""

    def __init__(self) -> None:
        self._open: list[Grid] = []

    def open(self, tag: str, attributes: str, at: int) -> None:
        """Take in the start of a table, row or cell, before line number `at`."""
        if tag == "table":
            self._open.append(Grid(at))
        elif not self._open:
            return
        grid = self._open[-1]
        if tag in _CELLS:
            grid.cell_start = at
            grid.has_heads = grid.has_heads or tag == "th"
        elif tag == "tr":
            grid.rows.append([])
        if attributes and not grid.ruled:
            grid.ruled = _RULED.search(attributes) is not None

    def close(self, tag: str, lines: list[Line]) -> None:
        """Take in the end of a table, row or cell; at a table's end its rows become lines, the last of `lines`."""
        if not self._open:
            return
        if tag == "/table":
            grid = self._open.pop()
            lines[grid.start :] = grid.row_lines(lines)
            if self._open:
                self._open[-1].holds_table = True
        elif tag != "/tr":
            grid = self._open[-1]
            if grid.rows:
                grid.rows[-1].append((grid.cell_start, len(lines)))


class Grid:
    """One table: its rows, each cell the range of lines that it holds, and what its markup says of it."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.cell_start = start
        self.rows: list[list[tuple[int, int]]] = []
        self.has_heads = False
        self.ruled = False
        self.holds_table = False

    def row_lines(self, lines: list[Line]) -> list[Line]:
        """Return the table's lines, one a row if it holds data.

        A cell that spans rows or columns stands once, in its first row; a cell's paragraphs are joined by a blank. A
        row with one filled cell is its paragraphs as they are.
        """
        if not self._holds_data(lines):
            return lines[self.start :]
        merged: list[Line] = []
        at = self.start
        for row in self.rows:
            if not row:
                continue
            start, end = row[0][0], row[-1][1]
            merged.extend(lines[at:start])
            at = end
            held = lines[start:end]
            if sum(first < last for first, last in row) < 2:
                merged.extend(held)
                continue
            cells = [" ".join([line.text for line in lines[first:last]]) for first, last in row]
            text = CELL_MARK.join(cells).strip()
            merged.append(replace(held[0], text=text, linked=sum([line.linked for line in held])))
        merged.extend(lines[at:])
        return merged

    def _holds_data(self, lines: list[Line]) -> bool:
        filled = [[cell for cell in row if cell[0] < cell[1]] for row in self.rows]
        wide = sum(len(row) > 1 for row in filled)
        if not wide or self.holds_table:
            return False
        if self.has_heads or self.ruled:
            return True
        held = lines[self.start :]
        size = sum([len(line.text) for line in held])
        # A table that lays out a page holds links, or one huge cell beside small ones.
        if wide < 2 or sum([line.linked for line in held]) * 3 > size:
            return False
        long_cells = [cell for row in filled for cell in row if cell[1] - cell[0] >= _LONG_CELL]
        return not any(sum([len(line.text) for line in lines[start:end]]) > 0.7 * size for start, end in long_cells)
