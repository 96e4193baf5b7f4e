"""CSV: the ledger of all notices, for spreadsheets: UTF-8 with its mark, and no cell that a program could run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from textmine.exporters.files import replacing
from textmine.exporters.ledger import COLUMNS, SOURCE_COLUMNS, ledger_rows
from textmine.notice import Notice

# A cell that begins so is taken for a formula; the full-width signs too, where the system's language is Chinese.
_LEADS: Final = tuple("=+-@\t\r\n＝＋－＠")


def write(notices: Iterable[Notice], out: Path) -> int:
    """Write the ledger of all notices as CSV and return how many there were."""
    count = number = 0
    with replacing(out) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(COLUMNS + SOURCE_COLUMNS)
        for notice in notices:
            count += 1
            for row in ledger_rows(notice):
                number += 1
                writer.writerow([number, *map(harmless, row.cells + row.source)])
        text.detach()  # flushes; the stream is not ours to close
    return count


def harmless(cell: object) -> object:
    """Return a cell so that a spreadsheet shows it: a text that it would take for a formula gets a leading quote.

    >>> [harmless(cell) for cell in ("=1+1", "1.修订办法", "@SUM(A1)", 12)]
    ["'=1+1", '1.修订办法', "'@SUM(A1)", 12]
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_LEADS) else cell
