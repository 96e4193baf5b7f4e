"""What an analysis gives back: named columns, their rows, and what could not be computed."""

from __future__ import annotations

import csv
from io import StringIO
from math import isfinite
from typing import Literal

from msgspec import Struct

from textmine.errors import TextmineError
from textmine.exporters.csv import harmless

Cell = str | int | float | None
# What a column holds, for those who print or draw it: `share` is of one, `p` a probability of the test, `id` points to
# a notice or a node.
ColumnKind = Literal["text", "id", "count", "number", "share", "p"]


def cell(number: float) -> float | None:
    """Return a computed number as a cell: None for what has no value (NaN) or no end.

    >>> cell(0.5), cell(float("nan"))
    (0.5, None)
    """
    return float(number) if isfinite(number) else None


class Column(Struct, frozen=True):
    """A column's name, which is also its heading in CSV, and what its cells are."""

    name: str
    kind: ColumnKind = "text"


class Note(Struct, frozen=True):
    """Something that the analysis could not compute, or did with care; `code` is stable, `values` fill its wording."""

    code: str
    values: dict[str, Cell] = {}


class Table(Struct, frozen=True):
    """An analysis's result; every row has a cell for every column, None where there is nothing to say.

    `name` is that of the analysis, `methods` are keys into the report's bibliography.

    >>> table = Table("rates", (Column("group"), Column("n", "count")), [("a", 3), ("b", 5)])
    >>> table["n"], table.columns_by_name()
    ([3, 5], {'group': ['a', 'b'], 'n': [3, 5]})
    """

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    notes: tuple[Note, ...] = ()
    methods: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, name: str) -> list[Cell]:
        """Return a column's cells; raise `TextmineError` where there is no such column."""
        names = [column.name for column in self.columns]
        if name not in names:
            raise TextmineError(f"table {self.name} has no column {name!r}; it has {', '.join(names)}")
        at = names.index(name)
        return [row[at] for row in self.rows]

    def columns_by_name(self) -> dict[str, list[Cell]]:
        """Return the cells by column, which `pandas.DataFrame` and `polars.DataFrame` take as they are."""
        return {column.name: self[column.name] for column in self.columns}

    def records(self) -> list[dict[str, Cell]]:
        """Return each row as a dictionary by column."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def to_csv(self) -> str:
        """Return the table as CSV with a heading, numbers as exact as they are, no text that a sheet takes for a formula."""
        out = StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.name for column in self.columns])
        writer.writerows(map(harmless, row) for row in self.rows)
        return out.getvalue()
