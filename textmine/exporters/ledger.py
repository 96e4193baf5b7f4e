"""The rectification ledger (整改台账): one row a measure, in the words of those who keep one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec import UNSET, Struct

from textmine.exporters.accounts import Account, accounts
from textmine.exporters.wording import name
from textmine.notice import Node, Notice

# What the columns are called; 金额 is in yuan.
COLUMNS: Final = ("序号", "反馈问题", "问题类型", "整改措施", "责任单位", "完成时限", "整改情况", "标签", "金额")
# And behind them, where a sheet holds more than one agency.
SOURCE_COLUMNS: Final = ("单位", "通报", "日期", "编号")


class Row(Struct, frozen=True):
    """One row; `cells` stand under `COLUMNS` without the running number, `source` under `SOURCE_COLUMNS`.

    An empty text is what the notice does not say.
    """

    cells: tuple[str | Decimal | None, ...]
    source: tuple[str, ...]

    @property
    def agency(self) -> str:
        """The agency whose notice it is from."""
        return self.source[0]


def ledger_rows(notice: Notice) -> Iterator[Row]:
    """Yield the rows of a notice's ledger, in document order.

    >>> from textmine.pipeline import parse_text
    >>> notice = parse_text("某局党组关于巡察整改情况的通报\\n一、关于收费不规范的问题\\n1.修订收费办法。\\n责任单位：财务科")
    >>> [row.cells[0:1] + row.cells[2:4] for row in ledger_rows(notice)]
    [('收费不规范', '1.修订收费办法。', '财务科')]
    """
    header = notice.header
    date = header.published or header.feedback_date
    source = (
        header.agency.value if header.agency else "",
        header.title.value if header.title else notice.source.name,
        date.value if date else "",
        notice.id,
    )
    for account in accounts(notice):
        yield Row(_cells(notice, account), source)


def _cells(notice: Notice, account: Account) -> tuple[str | Decimal | None, ...]:
    issue, measure, fields = account.issue, account.measure, account.fields
    labels = measure.labels if measure and measure.labels is not UNSET else []
    return (
        (issue.title or notice.text_of(issue).strip()) if issue else "",
        name("problems", issue.problem) if issue and issue.problem is not UNSET else "",
        account.words,
        fields.get("owner_unit", ""),
        fields.get("deadline", ""),
        fields.get("status") or _status(measure),
        "、".join(name("labels", label.label) for label in labels),
        account.money,
    )


def _status(measure: Node | None) -> str:
    if measure is None or measure.status is UNSET or measure.status == "unstated":
        return ""
    return name("statuses", measure.status)
