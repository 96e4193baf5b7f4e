"""Placed pieces put together as the outline's nodes."""

from __future__ import annotations

import re
from typing import Final

from msgspec import UNSET

from textmine.notice import Node
from textmine.outline.state import Placed
from textmine.outline.wording import WRAPPER, unnested

# A class in brackets (【基层党建】) says what a finding is about and is no part of it.
_LEAD: Final = re.compile(r"[\s:、,.]*(?:[【\[][^【】\[\]\n]{2,10}[】\]] ?)?" + WRAPPER.pattern)
_SUFFIX: Final = re.compile(
    r"(?:的?(?:问题)?整改(?:工作)?(?:落实|进展|完成|推进)?(?:情况|成效)?|(?:的)?(?:整改)?(?:落实|进展|完成)情况)?[\s。:;,.!?]*$"
)
_PROBLEM: Final = re.compile(r"(?:等)?(?:方面)?(?:的)?(?:等)?问题$")


def title_span(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return where a heading's title stands: no marker, stop, 关于“…”的问题 wrapper or 整改情况 suffix."""
    lead = _LEAD.match(folded, start, end)
    start = lead.end() if lead else start
    # What is cut off stands at the end: no need to search the whole heading for it.
    near = max(start, end - 24)
    tail = _SUFFIX.search(folded[near:end])
    end = near + tail.start() if tail else end
    body = folded[start:end]
    problem = _PROBLEM.search(body, max(0, len(body) - 10)) if body.endswith("问题") else None
    inner = body[: problem.start()] if problem else body
    about = 2 if inner.startswith(("关于", "针对")) and (problem or inner[2:3] == "“") else 0
    core = inner[about:]
    if core.startswith("“") and _is_quoted(core):
        first = start + about + 1
        return first, first + len(core[1:].removesuffix("”").rstrip("。;:,!?"))
    if problem and (inner.endswith("方面") or "方面" in problem.group()):
        return start + about, end - (len("问题") if body.endswith("问题") else 0) - (body[-3:-2] == "的")
    return start + about, start + len(inner)


def _is_quoted(core: str) -> bool:
    """Tell whether a quote holds the whole of a text, its closing mark lost or not."""
    inside = unnested(core[1:].removesuffix("”"))
    return "”" not in inside and (core.endswith("”") or "“" not in inside)


def build(text: str, folded: str, placed: list[Placed]) -> list[Node]:
    """Return the nodes as a forest by their depths, with ids, extents, markers and titles."""
    at = 0

    def grow(prefix: str, depth: int) -> list[Node]:
        nonlocal at
        nodes: list[Node] = []
        while at < len(placed) and placed[at].depth > depth:
            this = placed[at]
            at += 1
            node_id = f"{prefix}{len(nodes) + 1}"
            children = grow(node_id + ".", this.depth)
            nodes.append(_node(text, folded, this, node_id, children))
        return nodes

    return grow("", -1)


def _node(text: str, folded: str, this: Placed, node_id: str, children: list[Node]) -> Node:
    marker = this.marker
    title = None
    if this.head and this.role in ("section", "area", "issue"):
        first, last = title_span(folded, *this.head)
        title = text[first:last].strip() or None
    value = text[slice(*this.value)].rstrip("。；;") or None if this.value else None
    return Node(
        id=node_id,
        role=this.role,
        span=(this.start, this.end),
        extent=(this.start, children[-1].extent[1] if children else this.end),
        marker=text[marker.start : marker.end].strip() if marker else None,
        number=marker.number if marker else None,
        title=title,
        key=this.key or UNSET,
        value=value if this.key else UNSET,
        children=children,
    )
