"""The rows of a PDF's tables as lines, also of tables that run on over several pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from textmine.readers.grid import CELL_MARK
from textmine.readers.pdf_flow import Measure, Placed, fitted, measure_of, paragraphs
from textmine.readers.pdf_grid import Cell, Grid
from textmine.readers.pdf_lines import lines_of

_NEAR: Final = 6.0
_MOST_HEADS: Final = 3
_ORDINAL: Final = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,4}[)）.、]?")
# A cell of this many characters' width holds running text, and is set as a page is.
_RUNNING: Final = 22


class Row(NamedTuple):
    """One row: the left sides of its cells, and the paragraphs of each."""

    lefts: tuple[float, ...]
    cells: list[list[str]]

    def text(self) -> str:
        """Return the row as one line, its cells joined, or its paragraphs as they are if only one cell is filled."""
        filled = [cell for cell in self.cells if cell]
        if len(filled) == 1:
            return "\n".join(filled[0])
        return CELL_MARK.join(" ".join(cell) for cell in self.cells).strip()


def rows_of(grid: Grid, like: Measure) -> list[Row]:
    """Return the rows of a table; its text is set in the size of `like` where it has too little to tell."""
    rows = []
    for cells in grid.rows:
        filled = [_read_cell(cell, like) for cell in cells]
        if any(filled):
            rows.append(Row(tuple(cell.left for cell in cells), filled))
    return rows


def _read_cell(cell: Cell, like: Measure) -> list[str]:
    lines = lines_of(cell.glyphs)
    if not lines:
        return []
    measure = measure_of(lines, like)
    # The text keeps the same distance from both sides.
    inset = max(0.0, min(line.left for line in lines) - cell.left)
    right = max(measure.right, cell.right - min(inset, measure.size))
    measure = measure._replace(right=right, narrow=right - measure.left < _RUNNING * measure.size)
    return paragraphs(Placed(line, 0, measure) for line in lines)


def continues(above: Sequence[Row], below: Sequence[Row]) -> bool:
    """Tell whether the table that ends one page goes on at the top of the next: it has the same columns."""
    if not above or not below:
        return False
    one = [left for row in above for left in row.lefts]
    other = [left for row in below for left in row.lefts]
    return _are_near(other, one) and abs(min(one) - min(other)) < _NEAR and abs(max(one) - max(other)) < _NEAR


def _are_near(places: Iterable[float], others: Sequence[float]) -> bool:
    return all(any(abs(place - other) < _NEAR for other in others) for place in {*places})


def run_on(above: list[Row], below: list[Row]) -> list[Row]:
    """Return the rows of a table and of its continuation as one table's: heads once, a parted row whole."""
    heads = 0
    while heads < min(len(above), len(below), _MOST_HEADS) and above[heads].cells == below[heads].cells:
        heads += 1
    rows = list(above)
    below = below[heads:]
    if below and _is_parted(rows[-1], below[0]):
        for left, cell in zip(below[0].lefts, below[0].cells, strict=True):
            _append(rows, left, cell)
        below = below[1:]
    return [*rows, *below]


def _is_parted(above: Row, below: Row) -> bool:
    """Tell whether a row at the top of a page is the rest of the last one: it names no new item."""
    if below.cells[0] or not above.cells[0]:
        return False
    return not any(len(cell) == 1 and _ORDINAL.fullmatch(cell[0]) for cell in below.cells)


def _append(rows: list[Row], left: float, cell: list[str]) -> None:
    """Add the rest of a cell to the last one in its column, which may have begun some rows before."""
    if not cell:
        return
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        column = next((at for at, other in enumerate(row.lefts) if abs(left - other) < _NEAR), None)
        if column is not None:
            begun = row.cells[column]
            whole = [*begun[:-1], "".join(fitted(begun[-1], cell[0])), *cell[1:]] if begun else cell
            rows[index] = Row(row.lefts, [*row.cells[:column], whole, *row.cells[column + 1 :]])
            return
