"""Excel: the rectification ledger, a sheet of all notices and one for each agency."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from textmine.exporters.files import extra, replacing
from textmine.exporters.ledger import COLUMNS, SOURCE_COLUMNS, Row, ledger_rows
from textmine.exporters.sheets import MAX_ROWS, fitting, lines_of, sheet_name
from textmine.notice import Notice

# Each sheet keeps a temporary file open until the end, and nobody leafs through more.
MAX_AGENCIES: Final = 100
_ALL: Final = "全部"
_NOTE: Final = "说明"
_NO_AGENCY: Final = "单位不详"
_WIDTHS: Final = (6, 36, 16, 70, 18, 14, 16, 20, 16)
_SOURCE_WIDTHS: Final = (28, 40, 12, 19)
_A4: Final = 9
# In points; Chinese fonts stand taller than the 15 of a Latin line, and Excel takes no row higher than 409.
_LINE: Final = 17
_HIGHEST: Final = 409
# Notices are untrusted: a text is a text, whatever it begins with.
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(notices: Iterable[Notice], out: Path) -> int:
    """Write the ledger as an Excel workbook and return how many notices are in it."""
    xlsxwriter = extra("xlsxwriter", "excel")
    with replacing(out) as stream:
        workbook = xlsxwriter.Workbook(stream, _OPTIONS)
        ledger = _Workbook(workbook)
        try:
            for notice in notices:
                ledger.add(notice)
            ledger.finish()
        finally:
            workbook.close()  # which also removes its temporary files
    return ledger.notices


class _Workbook:
    """The workbook as it grows: the sheet of all, then each agency's when it is first met."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        look = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        head = {**look, "bold": True, "bg_color": "#DDE6F0", "align": "center", "valign": "vcenter"}
        self.formats = {
            "head": workbook.add_format(head),
            "text": workbook.add_format(look),
            "amount": workbook.add_format({**look, "num_format": '#,##0.00"元"'}),
        }
        self.notices = self.rows = 0
        self.names = {_NOTE}
        self.without_sheet: set[str] = set()
        self.all = [self.sheet(_ALL, COLUMNS + SOURCE_COLUMNS)]
        self.agencies: dict[str, _Sheet] = {}

    def sheet(self, wanted: str, columns: tuple[str, ...]) -> _Sheet:
        name = sheet_name(wanted, self.names)
        self.names.add(name)
        return _Sheet(self.workbook.add_worksheet(name), columns, self.formats)

    def add(self, notice: Notice) -> None:
        """Write a notice's rows on the sheet of all and on its agency's."""
        self.notices += 1
        for row in ledger_rows(notice):
            self.rows += 1
            if self.all[-1].full:
                self.all.append(self.sheet(_ALL, COLUMNS + SOURCE_COLUMNS))
            self.all[-1].add(row, row.source)
            sheet = self.of(row.agency or _NO_AGENCY)
            if sheet is not None and not sheet.full:
                sheet.add(row, ())

    def of(self, agency: str) -> _Sheet | None:
        """Return an agency's sheet, None where there are too many."""
        if agency not in self.agencies:
            if len(self.agencies) >= MAX_AGENCIES:
                self.without_sheet.add(agency)
                return None
            self.agencies[agency] = self.sheet(agency, COLUMNS)
        return self.agencies[agency]

    def finish(self) -> None:
        """Set the filters, and write what a reader should know on the last sheet."""
        for sheet in [*self.all, *self.agencies.values()]:
            sheet.finish()
        agencies = len(self.agencies) + len(self.without_sheet)
        lines = [
            f"通报 {self.notices} 份，台账 {self.rows} 行，单位 {agencies} 个。",
            "每项整改措施一行；没有措施的问题单独一行。",
            "“金额”为清退、追缴、收回或节约的资金，单位为元；总额与分项并列时只计总额。",
            "“问题类型”“整改情况”“标签”由程序判定，使用前请核对原文。",
        ]
        if self.without_sheet:
            rest = len(self.without_sheet)
            lines.append(f"单位超过 {MAX_AGENCIES} 个：其余 {rest} 个单位不另设工作表，请在“{_ALL}”中按“单位”筛选。")
        note = self.workbook.add_worksheet(_NOTE)
        note.set_column(0, 0, 100)
        for at, line in enumerate(lines):
            note.write_string(at, 0, line)


class _Sheet:
    """One sheet of the ledger, written row by row."""

    def __init__(self, sheet: Any, columns: tuple[str, ...], formats: dict[str, Any]) -> None:
        self.sheet, self.columns, self.formats, self.rows = sheet, columns, formats, 0
        self.widths = (_WIDTHS + _SOURCE_WIDTHS)[: len(columns)]
        for at, width in enumerate(self.widths):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column, formats["head"])

    @property
    def full(self) -> bool:
        return self.rows + 1 >= MAX_ROWS

    def add(self, row: Row, source: tuple[str, ...]) -> None:
        """Write one row, under a running number of this sheet's own."""
        self.rows += 1
        # Not every program fits a row to its wrapped text when it opens a file; so its height is stated.
        lines = max(
            lines_of(cell, width)
            for cell, width in zip((*row.cells, *source), self.widths[1:], strict=True)
            if isinstance(cell, str)
        )
        self.sheet.set_row(self.rows, min(_LINE * lines, _HIGHEST))
        self.sheet.write_number(self.rows, 0, self.rows, self.formats["text"])
        for at, cell in enumerate((*row.cells, *source), 1):
            if isinstance(cell, Decimal):
                self.sheet.write_number(self.rows, at, float(cell), self.formats["amount"])
            elif cell:
                self.sheet.write_string(self.rows, at, fitting(cell), self.formats["text"])
            else:
                self.sheet.write_blank(self.rows, at, None, self.formats["text"])

    def finish(self) -> None:
        self.sheet.autofilter(0, 0, self.rows, len(self.columns) - 1)
