"""A notice as accounts: each measure with the issue that it answers, and an issue without any by itself.

What a row of a ledger or of a data frame is made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from msgspec import UNSET, Struct

from textmine.notice import FieldKey, Node, Notice


class Account(Struct, frozen=True):
    """A measure and its issue, of which one may be missing, with what stands below them.

    `words` are the measure's with its items, without its ledger fields; `fields` are its own, else its issue's.
    """

    issue: Node | None
    measure: Node | None
    words: str
    fields: dict[FieldKey, str]
    money: Decimal | None


def accounts(notice: Notice) -> Iterator[Account]:
    """Yield the accounts of a notice, in document order.

    >>> from textmine.pipeline import parse_text
    >>> notice = parse_text("某局党组关于巡察整改情况的通报\\n一、关于收费不规范的问题\\n1.修订收费办法。\\n责任单位：财务科")
    >>> [(found.issue.title, found.words, found.fields) for found in accounts(notice)]
    [('收费不规范', '1.修订收费办法。', {'owner_unit': '财务科'})]
    """
    money = _money(notice)
    todo: list[tuple[Node, Node | None]] = [(node, None) for node in reversed(notice.outline)]
    while todo:
        node, issue = todo.pop()
        if node.role == "issue":
            issue = node
            if not any(below.role in ("measure", "issue") for child in node.children for below in child.walk()):
                yield Account(issue, None, "", _fields(notice, issue), None)
        elif node.role == "measure":
            fields = _fields(notice, issue) | _fields(notice, node)
            yield Account(issue, node, _words(notice, node), fields, _sum(money, node))
        todo += [(child, issue) for child in reversed(node.children)]


def _words(notice: Notice, measure: Node) -> str:
    parts: list[str] = []
    at = measure.span[0]
    todo = [measure]
    while todo:
        node = todo.pop()
        if node.role == "field":
            continue
        start, end = node.span
        if start > at and parts:
            parts.append("\n")
        parts.append(notice.text[start:end])
        at = end
        todo += reversed(node.children)
    return "".join(parts).strip()


def _fields(notice: Notice, node: Node | None) -> dict[FieldKey, str]:
    """Return the ledger fields right below a node; of several of one kind, all."""
    found: dict[FieldKey, str] = {}
    for child in node.children if node else []:
        if child.role == "field" and child.key is not UNSET:
            value = child.value if isinstance(child.value, str) else notice.text_of(child).strip()
            found[child.key] = f"{found[child.key]}；{value}" if child.key in found else value
    return found


def _money(notice: Notice) -> dict[str, list[Decimal]]:
    """Return the sums that came back or were saved, by the node that states them."""
    found: dict[str, list[Decimal]] = {}
    for outcome in notice.outcomes:
        if outcome.kind in ("money_recovered", "money_saved") and outcome.node is not None:
            try:
                value = Decimal(outcome.value)
            except InvalidOperation:
                continue
            if value.is_finite():
                found.setdefault(outcome.node, []).append(value)
    return found


def _sum(money: dict[str, list[Decimal]], measure: Node) -> Decimal | None:
    """Return what a measure brought back or saved; a total that is stated with its parts counts once."""
    sums = [value for node in measure.walk() for value in money.get(node.id, [])]
    if not sums:
        return None
    total, largest = sum(sums, Decimal(0)), max(sums)
    return largest if len(sums) > 2 and total == 2 * largest else total
