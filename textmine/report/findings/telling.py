"""What tells a finding gets to work with, and what several of them say alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import structs

from textmine.compare import Column, Sample, Table
from textmine.compare.table import Cell
from textmine.report.contents import Exhibit
from textmine.report.evidence import Evidence
from textmine.report.rendering import draw
from textmine.report.wording import Wording

# More rows than these make a picture that nobody reads.
MOST_ROWS: Final = 25
MOST_SERIES: Final = 6

Row = dict[str, Cell]


class Telling:
    """The sample and its tables by name, the words to tell them in, and where to find evidence."""

    def __init__(self, sample: Sample, tables: dict[str, Table], words: Wording, evidence: Evidence) -> None:
        self.sample, self.tables, self.words, self.evidence = sample, tables, words, evidence
        sizes = Counter(case.group for case in sample.cases if case.group is not None)
        # Groups, those with the most notices first.
        self.by_size = sorted(sizes, key=lambda group: (-sizes[group], group))
        self.sizes = dict(sizes)

    def records(self, name: str) -> list[Row]:
        """Return the rows of a table by column; none where it could not be computed."""
        return self.tables[name].records() if name in self.tables else []

    def largest(self, most: int, among: Sequence[str] | None = None) -> list[str]:
        """Return at most so many groups, the largest, in the order of their names (years and levels in theirs)."""
        kept = [group for group in self.by_size if among is None or group in among][:most]
        return sorted(kept, key=self._place)

    def named(self, groups: Sequence[str]) -> list[str]:
        """Return the names of groups."""
        return [self.words.group(group) for group in groups]

    def exhibit(
        self,
        name: str,
        chart: object | None = None,
        *,
        of: str = "",
        shown: int = 0,
        columns: Sequence[str] = (),
        only: Mapping[str, str] | None = None,
        headed: Mapping[str, str] | None = None,
    ) -> Exhibit:
        """Return a table with its caption and the picture of a chart.

        `of` is the table's name where the exhibit has one of its own; `shown` of the groups are in the picture, if not
        all; `columns` and `only` (a column's value) are what is printed of the table, `headed` what columns are called
        that hold something special.
        """
        table = self.tables[of or name]
        printed = _printed(table, columns, only or {}, headed or {}, self.largest(len(self.sizes)))
        drawn = self.picture(name, chart, shown=shown) if chart is not None else Exhibit(name, "", None)
        caption = self.words.say(f"captions.{name}")
        return structs.replace(drawn, caption=caption, table=printed, whole=table)

    def picture(self, name: str, chart: object, *, shown: int = 0, of: str = "") -> Exhibit:
        """Return the picture of a chart without a table; of the table `of`, where one is named, the CSV can be had."""
        key = f"pictures.{name}"
        caption = self.words.say(key if self.words.has(key) else f"captions.{name}")
        if 0 < shown < len(self.sizes):
            caption += " " + self.words.say("ui.largest", shown=shown, groups=len(self.sizes))
        return Exhibit(name, "", None, draw(chart, alt=caption), caption, self.tables.get(of))

    def notes(self, *names: str) -> tuple[str, ...]:
        """Return what the tables' notes say, each once."""
        notes = [self.words.note(note) for name in names if name in self.tables for note in self.tables[name].notes]
        return tuple(dict.fromkeys(notes))

    def _place(self, group: str) -> tuple[int, str]:
        levels = ("central", "province", "city", "county", "organisation")
        return (levels.index(group) if self.words.by == "level" and group in levels else 0, self.words.group(group))


def _printed(
    table: Table, columns: Sequence[str], only: Mapping[str, str], headed: Mapping[str, str], groups: Sequence[str]
) -> Table:
    """Return the columns and rows of a table that are printed, with `groups` in their own order."""
    table = _ordered(table, groups)
    names = [column.name for column in table.columns]
    places = [at for at, name in enumerate(names) if not columns or name in columns]
    tests = [(names.index(name), value) for name, value in only.items()]
    rows = [tuple(row[at] for at in places) for row in table.rows if all(row[at] == value for at, value in tests)]
    # Where all codes are of one kind, their column says which.
    kept = [table.columns[at] for at in places]
    headed = {**headed, "code": only["of"]} if "of" in only else headed
    kept = [Column(headed.get(column.name, column.name), column.kind) for column in kept]
    return structs.replace(table, columns=tuple(kept), rows=rows)


def _ordered(table: Table, groups: Sequence[str]) -> Table:
    """Return a table that goes by the names of groups so that it goes by `groups`; any other stays as it is."""
    names = [column.name for column in table.columns]
    if "group" not in names:
        return table
    at = names.index("group")
    leads = {lead: place for place, lead in enumerate(dict.fromkeys(row[:at] for row in table.rows))}
    by_name = sorted(table.rows, key=lambda row: (leads[row[:at]], str(row[at])))
    if by_name != table.rows:
        return table
    places = {group: place for place, group in enumerate(groups)}
    rows = sorted(table.rows, key=lambda row: (leads[row[:at]], places.get(str(row[at]), len(places))))
    return structs.replace(table, rows=rows)


def number(value: Cell) -> float:
    """Return a cell as a number, 0 where it is empty."""
    return float(value) if isinstance(value, int | float) else 0.0


def text(value: Cell) -> str:
    """Return a cell as text, empty where it is empty."""
    return "" if value is None else str(value)
