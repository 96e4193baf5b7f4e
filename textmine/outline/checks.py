"""What a person should look at in an outline: gaps and repeats in the numbering, brackets, levels left in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from textmine.notice import Node, NoticeWarning
from textmine.outline.sections import Levels

# Below this difference between the best reading of the levels and the next the choice is called doubtful.
_DOUBT: Final = 0.25
_BRACKETS: Final = (("(", ")"), ("《", "》"), ("“", "”"))
_ABOUT: Final = re.compile(r"整改|反馈(?:的)?意见|巡[视察]|督察|审计")
_SAYS: Final = re.compile(
    r"整改.{0,24}(?:通报|报告|公告|公示|公布|公开|如下|情况|进展)|(?:落实|对照).{0,20}(?:反馈|审计|督察|巡[视察]).{0,12}(?:意见|问题)"
)


def check(folded: str, nodes: list[Node], levels: Levels) -> list[NoticeWarning]:
    """Return the warnings that the outline gives rise to, in document order within each kind."""
    warnings = [*_numbering(nodes, {}), *_brackets(folded, nodes)]
    if levels.margin < _DOUBT:
        warnings.append(
            NoticeWarning("levels-doubtful", "the levels of the outline could be read in more than one way")
        )
    if not is_notice(folded, nodes):
        warnings.append(NoticeWarning("not-a-notice", "this does not read like a rectification notice"))
    return warnings


def is_notice(folded: str, nodes: list[Node]) -> bool:
    """Tell whether a text reads like a rectification notice: its title or opening says so, and it has measures."""
    title = " ".join(folded[slice(*node.span)] for node in nodes if node.role == "title")
    named = bool(_ABOUT.search(title)) or (not title and bool(_ABOUT.search(folded, 0, 300)))
    if named and (_SAYS.search(title) or _SAYS.search(folded, 0, 1500)):
        return True
    roles = {node.role for top in nodes for node in top.walk()}
    held = not roles.isdisjoint(("issue", "measure", "area"))
    return held and (named or "subhead" in roles) and "整改" in folded


def _numbering(nodes: list[Node], last: dict[str, int]) -> Iterator[NoticeWarning]:
    """Yield a warning for every number that leaves some out, or comes twice, among its siblings.

    A numbering may run on through its parents: `last` holds the last number of every role at this level so far.
    """
    before: Node | None = None
    for node in nodes:
        if node.number is not None and node.role != "paragraph":
            kind = _scheme(node)
            expected = before.number if before is not None and _scheme(before) == kind else None
            running = last.get(f"{node.role}{kind}", 0)
            if node.number not in (1, (expected or 0) + 1, running + 1, last.get(kind, 0) + 1):
                previous = expected if expected is not None else running
                code = "numbering-repeat" if node.number <= previous else "numbering-gap"
                yield NoticeWarning(code, f"{node.marker} follows number {previous}", node.span)
            last[f"{node.role}{kind}"] = last[kind] = node.number
            before = node
        yield from _numbering(node.children, last)


def _scheme(node: Node) -> str:
    """Return what tells a node's numbering from others: the end of its marker (、 of 一、, ) of (1))."""
    return (node.marker or "")[-1:]


def _brackets(folded: str, nodes: list[Node]) -> Iterator[NoticeWarning]:
    """Yield a warning for every node whose own text opens a bracket, quote or title that it does not close."""
    for opening, closing in _BRACKETS:
        if folded.count(opening) == folded.count(closing):
            continue
        for node in (node for top in nodes for node in top.walk()):
            start, end = node.span
            opened, closed = folded.count(opening, start, end), folded.count(closing, start, end)
            if node.marker and closing == ")":  # 1) is a marker of its own, not a bracket left open
                opened, closed = opened - (node.marker[0] in "(（"), closed - (node.marker[-1] in ")）")
            if opened != closed:
                yield NoticeWarning("unbalanced-brackets", f"{opened} {opening} against {closed} {closing}", node.span)
