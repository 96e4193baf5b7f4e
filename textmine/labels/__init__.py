"""Labels: what a measure does, how far it got, and what kind of problem it answers."""

from __future__ import annotations

from msgspec.structs import replace

from textmine.chinese import fold
from textmine.labels.status import Told, read_statuses
from textmine.notice import Node, Notice

__all__ = ["tell_statuses"]


def tell_statuses(notice: Notice) -> Notice:
    """Return the notice with the status of every measure and item, and what it is based on.

    >>> from textmine.outline import outline
    >>> from textmine.readers import from_text
    >>> text = "某局关于巡察整改情况的通报\\n一、关于管理不严的问题\\n1.修订了办法。\\n2.正在清理账目。"
    >>> [measure.status for measure in tell_statuses(outline(from_text(text))).measures]
    ['completed', 'ongoing']
    """
    told = read_statuses(notice, fold(notice.text))
    return replace(notice, outline=[_told(node, told) for node in notice.outline]) if told else notice


def _told(node: Node, told: dict[str, Told]) -> Node:
    """Return the node with its status and those of what is below it."""
    children = [_told(child, told) for child in node.children]
    if node.id in told:
        status, basis = told[node.id]
        return replace(node, children=children, status=status, status_basis=basis)
    return replace(node, children=children) if children else node
