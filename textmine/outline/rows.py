"""A table's rows as issues, measures and ledger fields, by the columns that its header row names."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, Literal, NamedTuple

from textmine.notice import FieldKey, Role
from textmine.outline import wording
from textmine.outline.markers import Line, Marker, find_markers
from textmine.outline.pieces import Piece
from textmine.outline.state import DEPTH, Column, Walk, skip_blanks
from textmine.outline.tree import choose
from textmine.statuses import BARE_STATUS

_COLUMNS: Final[tuple[tuple[Column, re.Pattern[str]], ...]] = (
    ("number", re.compile(r"^(?:序号|编号|号|项目?号|No\.?)$")),
    ("issue", re.compile(r"(?:违规|违纪|违法|问题|缺陷|隐患)(?:情况|情形|事实|表现|描述)$")),
    ("goal", re.compile(r"目标|标准|要求$")),
    ("deadline", re.compile(r"时限|期限|时间|节点")),
    ("owner_person", re.compile(r"责任人|责任领导|负责人|领导|包抓|经办")),
    ("owner_unit", re.compile(r"责任|单位|部门|科室|牵头|主体|股室|处室")),
    ("measure", re.compile(r"措施|举措|做法|任务|整改内容")),
    ("account", re.compile(r"情况|进展|成效|结果|状态|进度|完成|销号|成果")),
    ("area", re.compile(r"类别|方面|分类|类型|领域|板块")),
    ("issue", re.compile(r"问题|意见|事项|表现|清单|内容")),
)
# Names of columns that could be statuses but for what they end in.
_NAMED: Final = re.compile(r"(?:整改|完成|落实)(?:目标|任务|成效|结果|成果)$")
_NUMBER: Final = re.compile(r"\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\)?[.、]?$")
_DEADLINE: Final = re.compile(r"^\D{0,4}(?:\d{2,4}[年.\-/]|\d{1,2}月|长期|立行立改|即知即改|持续|20\d\d)")


_FIGURE: Final = re.compile(r"-?\d[\d,.]*(?:%|[万亿]?元|[个件条项人])?$")


class Cell(NamedTuple):
    """A cell's text without blanks, and where the piece that holds it ends: behind the separator that follows it."""

    start: int
    end: int
    close: int


def cells_of(folded: str, start: int, end: int) -> list[Cell]:
    """Return the cells of a row, empty ones included."""
    cells, at = [], start
    while at <= end:
        bar = folded.find("|", at, end)
        while bar >= 0 and not (
            (bar == start or folded[bar - 1] == " ") and (bar + 1 >= end or folded[bar + 1] == " ")
        ):
            bar = folded.find("|", bar + 1, end)
        stop = bar if bar >= 0 else end
        first, last = at, stop
        while first < last and folded[first].isspace():
            first += 1
        while last > first and folded[last - 1].isspace():
            last -= 1
        cells.append(Cell(first, last, bar + 1 if bar >= 0 else end))
        if bar < 0:
            break
        at = bar + 1
    return cells


def read_columns(folded: str, cells: list[Cell]) -> list[Column] | None:
    """Return what a header row's columns hold, None for a row that is no header."""
    columns: list[Column] = []
    for start, end, _ in cells:
        name = folded[start:end].replace(" ", "")
        if len(name) > 14 or (BARE_STATUS.match(name) and not _NAMED.match(name)):
            return None
        columns.append(next((column for column, pattern in _COLUMNS if pattern.search(name)), "other"))
    known = {column for column in columns if column not in ("other", "number")}
    if len(known) < 2 or not {"issue", "measure", "account"} & known:
        return None
    # Without a column for findings, a class stands for them, or what is named by no word known here before its account.
    if "issue" not in columns:
        answers = min(at for at, column in enumerate(columns) if column in ("measure", "account"))
        for stand_in in ("area", "other"):
            if stand_in in columns[:answers] and "issue" not in columns:
                columns[columns.index(stand_in)] = "issue"
    return columns


def find_figures(folded: str, pieces: list[Piece]) -> dict[int, Role]:
    """Return the roles of the rows of tables that hold figures alone (单位 | 问题数 | 已整改), by where they start.

    Such a table tells of no problem and no measure: its header is a caption, its rows are text.
    """
    found: dict[int, Role] = {}
    # Rows of one table stand on lines that follow one another.
    rows = enumerate(piece for piece in pieces if piece.row and piece.leads)
    for _, group in groupby(rows, key=lambda row: row[1].line - row[0]):
        table = [piece for _, piece in group]
        if len(table) > 1 and all(_holds_figures(folded, row) for row in table[1:]):
            header: Role = "paragraph" if _holds_figures(folded, table[0]) else "subhead"
            found |= dict.fromkeys((row.start for row in table[1:]), "paragraph")
            found[table[0].start] = header
    return found


def _holds_figures(folded: str, row: Piece) -> bool:
    """Tell whether at least half of the cells behind a row's first are figures."""
    texts = [folded[cell.start : cell.end] for cell in cells_of(folded, row.start, row.end)[1:]]
    return 2 * sum(bool(_FIGURE.match(text)) for text in texts) >= len(texts) > 0


def place_row(state: Walk, start: int, end: int) -> None:
    """Place one row of a table: its header row once, then issue, measures and fields cell by cell."""
    folded = state.folded
    cells = cells_of(folded, start, end)
    columns = read_columns(folded, cells)
    if columns is not None:
        state.close()
        state.columns = columns
        state.put("subhead", start, end)
        return
    at = start
    aligned = _aligned(folded, cells, state.columns)
    for number, (cell, column) in enumerate(aligned):
        text = folded[cell.start : cell.end]
        if not text or column == "number" or (column == "other" and number == 0 and _NUMBER.match(text)):
            if at > start:
                state.placed[-1].end = at = cell.close
            continue
        if column in ("area", "issue"):
            role: Literal["area", "issue"] = "area" if column == "area" else "issue"
            # A second column of findings (问题 | 具体表现) tells what the first is made of.
            below = (
                role == "issue"
                and state.columns is not None
                and "issue" in state.columns[: _place(state, aligned, number)]
            )
            state.close()
            marker = _marker_of(folded, cell)
            depth = DEPTH["issue"] + 1 if below else None
            state.heading = state.put(role, at, cell.close, depth=depth, marker=marker)
            state.heading.head = (marker.end if marker else cell.start, cell.end)
        elif column in ("measure", "account", "other") and not (column != "measure" and BARE_STATUS.match(text)):
            _place_measures(state, at, cell, continues=column == "other")
        else:
            key: FieldKey = column if column in DEADLINES_AND_OWNERS else "status"  # type: ignore[assignment]
            node = state.put("field", at, cell.close)
            node.key, node.value = key, (cell.start, cell.end)
        at = skip_blanks(folded, cell.close, end)
    if at == start:
        state.put("paragraph", start, end)
    state.placed[-1].end = end


def _marker_of(folded: str, cell: Cell) -> Marker | None:
    """Return the number that a cell opens with, None where it has none of its own."""
    first = next(iter(find_markers(folded, [Line(cell.start, cell.end)])), None)
    return first if first and first.start == cell.start and not first.weak else None


def _place(state: Walk, aligned: list[tuple[Cell, Column]], number: int) -> int:
    """Return which of the open table's columns a cell of a row stands in."""
    assert state.columns is not None
    return len(state.columns) - len(aligned) + number if len(aligned) <= len(state.columns) else number


DEADLINES_AND_OWNERS: Final = frozenset({"owner_unit", "owner_person", "deadline", "goal"})


def _aligned(folded: str, cells: list[Cell], columns: list[Column] | None) -> list[tuple[Cell, Column]]:
    """Return each cell with its column; a row that is short lacks the columns that a merged cell spans."""
    if columns is None:
        return [(cell, _guess(folded, cell, at)) for at, cell in enumerate(cells)]
    if len(cells) >= len(columns):
        return [(cell, columns[at] if at < len(columns) else "other") for at, cell in enumerate(cells)]
    numbered = columns[0] == "number" and bool(_NUMBER.match(folded[cells[0].start : cells[0].end]))
    first: list[tuple[Cell, Column]] = [(cells[0], "number")] if numbered else []
    rest = cells[1:] if numbered else cells
    return first + list(zip(rest, columns[len(columns) - len(rest) :], strict=True))


def _guess(folded: str, cell: Cell, at: int) -> Column:
    """Return what a cell of a table without header holds, by its own words."""
    text = folded[cell.start : cell.end]
    if _NUMBER.match(text):
        return "number"
    if BARE_STATUS.match(text):
        return "status"
    if _DEADLINE.match(text) and len(text) < 24:
        return "deadline"
    words = wording.read_heading(text, 0, len(text))
    if at < 3 and (words.issue or words.defect):
        return "issue"
    return "owner_unit" if len(text) < 14 and at > 1 else "measure"


def _place_measures(state: Walk, start: int, cell: Cell, *, continues: bool) -> None:
    """Place the measures of a cell: one each for its numbered parts, what they number in turn as items."""
    folded = state.folded
    if state.heading is None or (continues and state.measure is not None):
        state.put("paragraph", start, cell.close, depth=8)
        return
    line = Line(cell.start, cell.end)
    branches = choose(find_markers(folded, [line]))
    starts = [branch.marker.start for branch in branches]
    if not starts or starts[0] > cell.start:
        lead_end = starts[0] if starts else cell.close
        state.close()
        state.measure = state.put("measure", start, lead_end)
        below = state.measure.depth
    else:
        below = DEPTH["measure"] - 1
    for number, branch in enumerate(branches):
        first = start if number == 0 and starts[0] <= cell.start else branch.marker.start
        stop = starts[number + 1] if number + 1 < len(starts) else cell.close
        depth = below + 1 + branch.depth
        if depth == DEPTH["measure"]:
            state.measure = state.put("measure", first, stop, marker=branch.marker)
        else:
            state.put("item", first, stop, depth=depth, marker=branch.marker)
