"""The pieces that may stand for a level of the outline, and what their words and their surroundings say they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from textmine.outline import wording
from textmine.outline.pieces import Piece
from textmine.outline.tree import DIVISIONS, Branch
from textmine.outline.wording import Wording
from textmine.statuses import STATUS_GROUP

# Where other markers lead lines, those inside a line divide the notice only in these schemes.
_INSIDE: Final = DIVISIONS | {"digit"}
# A heading of at most so many characters that names no defect may be an area's theme.
_THEME: Final = 14
# As many lines as this may hold a whole notice whose line breaks are lost.
_FEW_LINES: Final = 4


@dataclass(slots=True)
class Spine:
    """A piece that may stand for a level, with what its words and its surroundings say."""

    piece: Piece
    words: Wording
    head: str
    rest: int  # characters behind the first sentence
    leaf: bool  # nothing stands below it
    closed: bool  # ends in a stop
    grouped: bool  # stands straight under a heading that groups issues by their status
    answered: bool  # a caption follows that leads to what was done: 整改措施：
    children: list[int]
    evidence: tuple[float, float, float] | None = None  # for area, issue and body


def spine_of(folded: str, pieces: list[Piece], branches: list[Branch]) -> dict[int, Spine]:
    """Return the pieces that may stand for levels by their branch: those that lead lines, and divisions inside lines."""
    children: dict[int, list[int]] = defaultdict(list)
    for index, branch in enumerate(branches):
        children[branch.parent].append(index)
    spine: dict[int, Spine] = {}
    groups: set[int] = set()  # the headings that group issues by their status
    # Where a few lines hold the whole notice, its line breaks lost, any numbering inside them may be a level's.
    lines = sum(piece.leads for piece in pieces)
    led = lines > _FEW_LINES or any(piece.marker is not None and piece.leads for piece in pieces)
    for at, piece in enumerate(pieces):
        if piece.marker is None:
            continue
        if led and not piece.leads and piece.marker.scheme not in _INSIDE:
            continue
        words = wording.read_heading(folded, piece.body, piece.end)
        head = folded[words.start : min(words.head_end, words.start + 160)].strip()
        follower = pieces[at + 1] if at + 1 < len(pieces) else None
        leaf = not children[piece.branch] and (follower is None or follower.marker is not None)
        rest = len(folded[words.head_end : piece.end].strip(" 。:!?"))
        closed = folded[piece.end - 1] in "。;:!,"
        if children[piece.branch] and STATUS_GROUP.search(head):
            groups.add(piece.branch)
        grouped = branches[piece.branch].parent in groups
        answered = follower is not None and follower.leads and _answers(folded, follower)
        spine[piece.branch] = Spine(piece, words, head, rest, leaf, closed, grouped, answered, children[piece.branch])
    return spine


def _answers(folded: str, piece: Piece) -> bool:
    """Tell whether a piece is a caption, or led by one, behind which an issue is answered."""
    return bool(wording.SUBHEAD.match(folded, piece.start, piece.end)) and not any(
        words.match(folded, piece.start, piece.end) for words in (wording.LISTING, wording.DESCRIBES)
    )


def heading_like(node: Spine) -> bool:
    """Tell whether a piece is worded as a heading is."""
    return node.words.issue or node.words.area or (node.words.defect and node.rest == 0)


def holds(spine: dict[int, Spine], index: int) -> int:
    """Count the issue and area headings below a node."""
    count, todo = 0, list(spine[index].children)
    while todo:
        child = todo.pop()
        if child in spine:
            count += heading_like(spine[child])
            todo += spine[child].children
    return count


def evidence_of(spine: dict[int, Spine], node: Spine) -> tuple[float, float, float]:
    """Return what one piece says for area, issue and body."""
    if node.evidence is not None:
        return node.evidence
    words, rest = node.words, node.rest
    long_ = node.piece.end - node.piece.body > 60
    ends = rest > 0
    below = sum(1 for child in node.children if child in spine and heading_like(spine[child]))
    scheme = node.piece.marker.scheme if node.piece.marker else ""
    named = words.issue or words.defect
    area = 2.0 * words.area - 1.2 * (words.issue and not words.area) - 1.0 * words.action - 1.5 * ends
    area += 1.0 * bool(below) + 3.0 * (scheme == "part") - 1.5 * node.leaf - 0.8 * (words.defect and not words.area)
    issue = 2.0 * words.issue + 1.2 * (words.defect and not words.issue) - 1.0 * (words.area and not named)
    issue -= 1.5 * (words.action and not named) + 1.0 * (not named and not words.area) + 1.5 * (ends and not named)
    issue += 1.0 * (scheme in ("problem", "serial")) - 1.5 * (node.leaf and not ends)
    body = 1.0 * words.action + 1.0 * (ends or long_) - 2.0 * words.issue - 1.0 * words.area - 1.0 * words.defect
    issue += 2.0 * node.grouped + 1.2 * node.answered
    if len(node.head) > 3 and not (node.closed or node.leaf or long_ or ends):
        # Stands alone without a stop, with something below it: as headings do, whatever their words.
        area, issue, body = area + 0.4 + 0.6 * (len(node.head) <= _THEME and not named), issue + 0.7, body - 0.7
    body += (
        0.7 * node.leaf + 1.0 * (scheme in ("step", "point", "circled", "order")) - 1.0 * (not ends and not node.leaf)
    )
    body -= 0.8 * node.answered
    node.evidence = (area, issue, body)
    return node.evidence
