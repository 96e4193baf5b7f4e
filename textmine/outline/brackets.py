"""Ledger fields in brackets at the end of a heading or an account: （责任单位：办公室）（已完成）."""

from __future__ import annotations

import re
from typing import Final

from textmine.notice import FieldKey
from textmine.outline import wording
from textmine.outline.state import DEPTH, Placed
from textmine.statuses import BARE_STATUS

_GROUP: Final = re.compile(r"\([^()\n]{2,60}\)?")
_BEARERS: Final = frozenset({"area", "issue", "measure", "item", "paragraph"})
# Brackets stand at the very end: no more of a node is looked at.
_NEAR: Final = 160


def part_fields(folded: str, placed: list[Placed]) -> list[Placed]:
    """Return the nodes to be, those that end in bracketed fields parted from them.

    A status in brackets is a field only beside an owner or a time; on its own it belongs to what it closes.
    """
    parted: list[Placed] = []
    for node in placed:
        parted.append(node)
        if node.role in _BEARERS and folded.find("(", max(node.start, node.end - _NEAR), node.end) >= 0:
            fields = _fields(folded, node)
            if any(field.key != "status" for field in fields):
                node.end = fields[0].start
                if node.head:
                    node.head = (node.head[0], min(node.head[1], node.end))
                parted += fields
    return parted


def _fields(folded: str, node: Placed) -> list[Placed]:
    """Return the fields of the brackets that close a node, in their order; none where one of them is no field."""
    groups: list[re.Match[str]] = []
    for match in _GROUP.finditer(folded, max(node.start, node.end - _NEAR), node.end):
        if groups and match.start() != groups[-1].end():
            groups = []
        groups.append(match)
    if not groups or groups[-1].end() != node.end:
        return []
    fields = [field for match in groups if (field := _field(folded, match, max(DEPTH["field"], node.depth + 1)))]
    return fields if len(fields) == len(groups) else []


def _field(folded: str, match: re.Match[str], depth: int) -> Placed | None:
    """Return the field that a bracket holds, None where it holds none."""
    inner, close = match.start() + 1, match.end() - (folded[match.end() - 1] == ")")
    found = wording.FIELD.match(folded, inner, close)
    key: FieldKey | None = found.lastgroup if found else None  # type: ignore[assignment]
    if found is None and BARE_STATUS.match(folded[inner:close]):
        key = "status"
    if key is None:
        return None
    field = Placed("field", depth, match.start(), match.end())
    field.key, field.value = key, (found.end() if found else inner, close)
    return field
